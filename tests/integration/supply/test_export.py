"""`tsdg export` as a user runs it: what lands in the folder, and what is left alone."""

import fcntl
import json
import os
import resource
import shutil
import signal
import subprocess
import sys

import polars as pl
import pytest

from flows.commands.export_command import export_marts
from tests.unit.flows.commands.test_languages import tsdg
from warehouse.catalog import read_tables
from warehouse.errors import NotPublishedError, TsdgError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.published import open_published

MANIFEST = ".tsdg-export.json"
FORMS = ["parquet", "csv", "xlsx", "datapackage", "opensdg", "docx", "sqlite", "sdmx"]


def names(folder):
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def contents(folder):
    return {name: (folder / name).read_bytes() for name in names(folder)}


def relations(data):
    with open_published(data) as connection:
        return {table.table_name for table in read_tables(connection, "marts")}


def run(data, *arguments, **options):
    command = [
        sys.executable,
        "-m",
        "flows.commands.command_line",
        "export",
        "--data",
        str(data.root),
    ]
    return subprocess.run(
        [*command, *map(str, arguments)], capture_output=True, text=True, check=False, **options
    )


def test_parquet_holds_tables_and_views_and_says_so(sample_warehouse, tmp_path, capsys):
    export_marts(sample_warehouse, tmp_path / "out", "parquet", for_spreadsheets=False)
    marts = relations(sample_warehouse)
    assert names(tmp_path / "out") == {f"{mart}.parquet" for mart in marts} | {MANIFEST}
    said = capsys.readouterr().out.splitlines()
    assert len(said) == len(marts) + 1
    height = pl.read_parquet(tmp_path / "out" / "attainment.parquet").height
    line = next(line for line in said if line.startswith("attainment.parquet"))
    assert line.split()[1:3] == [str(height), "rows"]
    assert said[-1].startswith(f"{len(marts)} files, ")


def test_the_command_writes_a_workbook_unless_told_otherwise(
    sample_warehouse, tmp_path, monkeypatch, capsys
):
    code, out, err = tsdg(monkeypatch, capsys, sample_warehouse.root, "export", str(tmp_path))
    assert (code, err) == (0, "")
    assert names(tmp_path) == {"tsdg.xlsx", MANIFEST}
    said = out.splitlines()
    assert said[0].endswith(str(tmp_path / "tsdg.xlsx"))
    assert said[1].endswith("more tables and views are written with --full")


@pytest.mark.parametrize("option", ["--full", "--for-excel"])
def test_an_option_of_another_form_is_refused_in_one_line(tmp_path, option, monkeypatch, capsys):
    given = ("export", str(tmp_path / "out"), option, "--format", "parquet")
    code, _, err = tsdg(monkeypatch, capsys, tmp_path, *given)
    assert code == 2
    assert err.startswith(f"tsdg: {option} goes with --format ")
    assert err.count("\n") == 1


def test_for_excel_there_is_a_byte_order_mark(sample_warehouse, tmp_path):
    export_marts(sample_warehouse, tmp_path, "csv", for_spreadsheets=True)
    assert (tmp_path / "attainment.csv").read_bytes().startswith(b"\xef\xbb\xbf")


# Of the others their own writers are asked the same.
@pytest.mark.parametrize(
    "form",
    [
        form
        if form in {"csv", "xlsx", "docx", "sqlite"}
        else pytest.param(form, marks=pytest.mark.slow)
        for form in FORMS
    ],
)
def test_the_same_export_again_changes_no_byte(sample_warehouse, tmp_path, form):
    export_marts(sample_warehouse, tmp_path, form, for_spreadsheets=False)
    before = contents(tmp_path)
    export_marts(sample_warehouse, tmp_path, form, for_spreadsheets=False)
    assert contents(tmp_path) == before


@pytest.fixture(scope="module")
def exported_csv(sample_warehouse, tmp_path_factory):
    """A folder with an export as CSV."""
    folder = tmp_path_factory.mktemp("exported")
    export_marts(sample_warehouse, folder, "csv", for_spreadsheets=False)
    return folder


@pytest.fixture
def csv_again(exported_csv, tmp_path):
    """A copy of it to export to again."""
    return shutil.copytree(exported_csv, tmp_path / "out")


def test_forms_share_a_folder(sample_warehouse, csv_again):
    export_marts(sample_warehouse, csv_again, "parquet", for_spreadsheets=False)
    marts = relations(sample_warehouse)
    wanted = {f"{mart}{ending}" for mart in marts for ending in (".csv", ".parquet")}
    assert names(csv_again) == wanted | {MANIFEST}


def test_a_second_export_removes_what_is_no_more_and_nothing_else(sample_warehouse, csv_again):
    manifest = json.loads((csv_again / MANIFEST).read_text("utf-8"))
    manifest["csv"] += ["old/former.csv", "old.csv"]
    (csv_again / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    (csv_again / "old").mkdir()
    for name in ("old/former.csv", "old.csv", "notes.txt"):
        (csv_again / name).write_text("x", encoding="utf-8")
    export_marts(sample_warehouse, csv_again, "csv", for_spreadsheets=False)
    assert not (csv_again / "old").exists()
    assert not (csv_again / "old.csv").exists()
    assert (csv_again / "trend.csv").exists()
    assert (csv_again / "notes.txt").read_text() == "x"


@pytest.mark.parametrize("make", ["file", "folder", "dangling link"])
def test_what_somebody_else_put_there_stops_it_before_it_begins(sample_warehouse, tmp_path, make):
    stranger = tmp_path / "trend.csv"
    if make == "file":
        stranger.write_text("mine", encoding="utf-8")
    elif make == "folder":
        stranger.mkdir()
    else:
        stranger.symlink_to(tmp_path / "nowhere")
    with pytest.raises(TsdgError, match=r"trend\.csv is there and no export wrote it"):
        export_marts(sample_warehouse, tmp_path, "csv", for_spreadsheets=False)
    assert [path.name for path in tmp_path.iterdir()] == ["trend.csv"]


def test_a_file_where_a_folder_is_needed_stops_it(sample_warehouse, tmp_path):
    (tmp_path / "data").write_text("mine", encoding="utf-8")
    with pytest.raises(TsdgError, match="data is there and no export wrote it"):
        export_marts(sample_warehouse, tmp_path, "datapackage", for_spreadsheets=False)
    assert names(tmp_path) == {"data"}


@pytest.mark.parametrize("inside", ["", "deeper"])
def test_a_file_in_place_of_the_folder_is_told(sample_warehouse, tmp_path, inside):
    (tmp_path / "out").write_text("", encoding="utf-8")
    told = "is a file or lies in one; name a folder to write to"
    with pytest.raises(TsdgError, match=told):
        export_marts(sample_warehouse, tmp_path / "out" / inside, "csv", for_spreadsheets=False)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["csv", "parquet", "xlsx"])
def test_a_full_disk_leaves_what_was_there(sample_warehouse, tmp_path, form):
    def no_large_file():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))

    export_marts(sample_warehouse, tmp_path / "out", form, for_spreadsheets=False)
    before = contents(tmp_path / "out")
    for target in ("out", "new"):
        done = run(sample_warehouse, tmp_path / target, "--format", form, preexec_fn=no_large_file)
        assert done.returncode == 1
        assert f"{tmp_path / target} cannot be written (" in done.stderr
        assert done.stderr.count("\n") == 1
    assert contents(tmp_path / "out") == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_cannot_be_written_is_told(sample_warehouse, tmp_path, monkeypatch):
    def refuse(**_):
        raise PermissionError(13, os.strerror(13), str(tmp_path))

    monkeypatch.setattr("supply.files.export_folder.mkdtemp", refuse)
    with pytest.raises(TsdgError, match=r"cannot be written \(Permission denied\)"):
        export_marts(sample_warehouse, tmp_path, "csv", for_spreadsheets=False)
    assert names(tmp_path) == set()


def test_an_export_that_is_cut_short_still_owns_its_files(sample_warehouse, tmp_path, monkeypatch):
    from pathlib import Path

    replace = Path.replace

    def stop(self, target):
        if target.name == "trend.csv":
            raise KeyboardInterrupt
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stop)
        with pytest.raises(KeyboardInterrupt):
            export_marts(sample_warehouse, tmp_path, "csv", for_spreadsheets=False)
    assert (tmp_path / "attainment.csv").exists()
    assert not (tmp_path / "trend.csv").exists()
    export_marts(sample_warehouse, tmp_path, "csv", for_spreadsheets=False)
    assert (tmp_path / "trend.csv").exists()
    assert not list(tmp_path.glob(".tsdg-export-*"))


def test_what_a_killed_export_left_is_cleared_away(sample_warehouse, tmp_path):
    (tmp_path / ".tsdg-export-dead").mkdir()
    (tmp_path / ".tsdg-export-dead" / "half.csv").write_text("x", encoding="utf-8")
    export_marts(sample_warehouse, tmp_path, "parquet", for_spreadsheets=False)
    assert names(tmp_path) == {f"{mart}.parquet" for mart in relations(sample_warehouse)} | {MANIFEST}  # fmt: skip


def test_two_exports_into_one_folder_wait_for_each_other(sample_warehouse, tmp_path):
    handle = os.open(tmp_path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(TsdgError, match="another export is writing"):
            export_marts(sample_warehouse, tmp_path, "csv", for_spreadsheets=False)
    finally:
        os.close(handle)
    export_marts(sample_warehouse, tmp_path, "csv", for_spreadsheets=False)


@pytest.mark.parametrize("name", ["../mine.txt", "/mine.txt", "a/../../mine.txt"])
def test_a_manifest_never_reaches_outside_the_folder(sample_warehouse, tmp_path, name):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / MANIFEST).write_text(json.dumps({"csv": [name]}), encoding="utf-8")
    with pytest.raises(TsdgError, match="lies outside"):
        export_marts(sample_warehouse, folder, "csv", for_spreadsheets=False)
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert names(folder) == {MANIFEST}


def test_a_manifest_that_is_none_is_told(sample_warehouse, tmp_path):
    (tmp_path / MANIFEST).write_text("[]", encoding="utf-8")
    with pytest.raises(TsdgError, match="cannot be read; remove it"):
        export_marts(sample_warehouse, tmp_path, "csv", for_spreadsheets=False)


def test_without_a_warehouse_no_folder_is_made(tmp_path):
    with pytest.raises(NotPublishedError):
        export_marts(DataFolder(tmp_path), tmp_path / "out", "csv", for_spreadsheets=False)
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_pictures_of_printed_rows_are_in_the_workbook(dashboard, tmp_path):
    import openpyxl

    export_marts(dashboard, tmp_path, "xlsx", is_full=True)
    book = openpyxl.load_workbook(tmp_path / "tsdg.xlsx")
    assert len(book["原文圖片 Printed rows"]._images) > 60
    sheet = book["attainment"]
    column = [cell.value for cell in sheet[1]].index("page_first")
    assert isinstance(sheet[2][column].value, int)
    place = sheet[2][column].hyperlink.location
    title = book["原文圖片 Printed rows"][place.split("!")[1]].value
    assert title.split()[0] == sheet["B2"].value


def test_a_list_of_pictures_of_another_version_is_told(sample_warehouse, tmp_path):
    data = DataFolder(tmp_path)
    data.warehouse.symlink_to(sample_warehouse.warehouse)
    (data.site / "evidence").mkdir(parents=True)
    (data.site / "evidence" / "manifest.json").write_text('{"a/b": []}', encoding="utf-8")
    with pytest.raises(TsdgError, match="`tsdg site` writes it anew"):
        export_marts(data, tmp_path / "out", "xlsx", for_spreadsheets=False)
