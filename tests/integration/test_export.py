"""`tsdg export` as a user runs it: what lands in the folder, and what is left alone."""

import os

import polars as pl
import pytest

from flows.export_command import ExportError, export_marts
from flows.published import open_published
from warehouse.build import MARTS


def names(folder):
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_parquet_holds_the_marts(sample_warehouse, tmp_path, capsys):
    export_marts(sample_warehouse, tmp_path / "out", "parquet", for_spreadsheets=False)
    assert names(tmp_path / "out") == {f"{mart}.parquet" for mart in MARTS} | {".tsdg-export.json"}
    with open_published(sample_warehouse) as connection:
        for mart in MARTS:
            read = pl.read_parquet(tmp_path / "out" / f"{mart}.parquet")
            connection.register("read_back", read.to_arrow())
            both = connection.execute(
                f"select count(*) from ((from {mart} except all from read_back) union all (from read_back except all from {mart}))"
            ).fetchone()
            assert both == (0,), mart
    assert f"{len(MARTS)} files" in capsys.readouterr().out


def test_csv_reads_back_equal(sample_warehouse, tmp_path):
    export_marts(sample_warehouse, tmp_path, "csv", for_spreadsheets=False)
    with open_published(sample_warehouse) as connection:
        expected = connection.execute(
            "select indicator_code, measure_no, actual_value, actual_text, is_consistent from attainment order by all"
        ).pl()
    read = pl.read_csv(
        tmp_path / "attainment.csv",
        schema_overrides={"indicator_code": pl.String, "measure_no": pl.Int32},
        infer_schema_length=None,
    )
    assert read.select(expected.columns).sort(by=pl.all()).equals(expected.sort(by=pl.all()))


def test_for_excel_there_is_a_byte_order_mark(sample_warehouse, tmp_path):
    export_marts(sample_warehouse, tmp_path, "csv", for_spreadsheets=True)
    assert (tmp_path / "attainment.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_second_export_replaces_its_own_and_removes_what_is_no_more(sample_warehouse, tmp_path):
    export_marts(sample_warehouse, tmp_path, "csv", for_spreadsheets=False)
    manifest = tmp_path / ".tsdg-export.json"
    manifest.write_text(manifest.read_text().replace("trend.csv", "trend_of_old.csv"), "utf-8")
    (tmp_path / "trend.csv").rename(tmp_path / "trend_of_old.csv")
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    export_marts(sample_warehouse, tmp_path, "csv", for_spreadsheets=False)
    assert not (tmp_path / "trend_of_old.csv").exists()
    assert (tmp_path / "trend.csv").exists()
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_file_of_somebody_else_stops_it_before_it_begins(sample_warehouse, tmp_path):
    (tmp_path / "trend.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(ExportError, match=r"trend\.csv is there"):
        export_marts(sample_warehouse, tmp_path, "csv", for_spreadsheets=False)
    assert names(tmp_path) == {"trend.csv"}
    assert (tmp_path / "trend.csv").read_text() == "mine"


def test_a_file_in_place_of_the_folder_is_told(sample_warehouse, tmp_path):
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(ExportError, match="is a file"):
        export_marts(sample_warehouse, tmp_path / "out", "csv", for_spreadsheets=False)


def test_an_export_that_fails_leaves_what_was_there(sample_warehouse, tmp_path, monkeypatch):
    export_marts(sample_warehouse, tmp_path, "csv", for_spreadsheets=False)
    before = {name: (tmp_path / name).read_bytes() for name in names(tmp_path)}

    def full_disk(*_, **__):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("warehouse.exports.write_csv.format_csv", full_disk)
    with pytest.raises(OSError, match="No space"):
        export_marts(sample_warehouse, tmp_path, "csv", for_spreadsheets=False)
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == before
    assert not list(tmp_path.glob(".tsdg-export-*"))


def test_pictures_of_printed_rows_are_in_the_workbook(sample_warehouse, tmp_path):
    import openpyxl

    from flows.site.build_site import build_site

    with open_published(sample_warehouse) as connection:
        build_site(connection, sample_warehouse)
    export_marts(sample_warehouse, tmp_path, "xlsx", for_spreadsheets=False)
    book = openpyxl.load_workbook(tmp_path / "tsdg.xlsx")
    assert len(book["evidence 原文"]._images) > 60
    sheet = book["attainment"]
    column = [cell.value for cell in sheet[1]].index("page_first")
    place = sheet[2][column].hyperlink.location
    title = book["evidence 原文"][place.split("!")[1]].value
    assert title.split()[0] == sheet["B2"].value
