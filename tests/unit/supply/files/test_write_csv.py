"""CSV: exact for programs; for spreadsheets no cell that runs or turns into another value."""

import csv
import io
import time
from datetime import date, datetime

import polars as pl
import pytest

from supply.files.write_csv import format_csv, write_csv
from warehouse.catalog import read_tables
from warehouse.folder.published import open_published


def fields(value, *, guarded=False):
    text = format_csv(pl.DataFrame({"x": [value], "y": [1]}, strict=False), guarded=guarded)
    return next(row[0] for number, row in enumerate(csv.reader(io.StringIO(text))) if number)


def as_read(text, value):
    """What a field says, read as the type that the mart has there."""
    if value is None or isinstance(value, str):
        return text or (None if value is None else "")
    if isinstance(value, list):
        return text.split("、") if text else []
    if isinstance(value, bool):
        return {"true": True, "false": False}[text]
    return type(value).fromisoformat(text) if isinstance(value, date) else type(value)(text)


@pytest.mark.parametrize("edition", ["sample_warehouse", "hostile_warehouse", "published_history"])
def test_every_value_of_every_mart_comes_back(edition, request, tmp_path):
    with open_published(request.getfixturevalue(edition)) as connection:
        files = write_csv(connection, tmp_path)
        tables = read_tables(connection, "marts")
        assert [file.name for file in files] == [f"{table.table_name}.csv" for table in tables]
        csv.field_size_limit(10**7)
        for table, file in zip(tables, files, strict=True):
            order = ", ".join(table.keys[0]) if table.keys else "all"
            wanted = connection.execute(f"from {table.full_name} order by {order}").fetchall()
            with file.open(encoding="utf-8", newline="") as opened:
                header, *rows = list(csv.reader(opened, strict=True))
            assert header == [column.name for column in table.columns]
            found = [
                tuple(as_read(*pair) for pair in zip(row, values, strict=True))
                for row, values in zip(rows, wanted, strict=True)
            ]
            assert found == wanted, table.table_name


@pytest.mark.parametrize(
    "text",
    ["甲", 'he said "no"', "a,b", "line\nbreak", "\r\n", "  led by spaces", "'; drop table x; --", "\\N", "=1+1", "\x1b[2J", "\u202e倒", "長" * 34_000],
)  # fmt: skip
def test_a_text_survives_as_it_is(text):
    assert fields(text) == text


def test_null_and_empty_text_differ():
    assert format_csv(pl.DataFrame({"x": [None, ""], "y": ["a", "b"]})) == 'x,y\r\n,a\r\n"",b\r\n'


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "true"), (False, "false"), (98052600000.0, "98052600000.0"), (0.1, "0.1"), (1e-7, "1e-07"), (date(2025, 8, 29), "2025-08-29"), (datetime.fromisoformat("2025-08-29T01:02:00"), "2025-08-29T01:02:00"), (-5, "-5")],
)  # fmt: skip
def test_values_are_written_without_loss(value, text):
    assert fields(value) == fields(value, guarded=True) == text


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("http://x")', "+1", "-1 公噸", "@SUM(A1)", "  =1", "\u3000=1", "\u200b=1", "＝1", "＋1", "－1", "＠x", "\t甲", "\r甲",
     "8.10", "8.10.2", "00123", "1/2", "12:30", "2-1", "1e5", "TRUE", "1,000", "50%", "(5)", "１２", "6月1日", "2024年", "MAY1", "10-Jun-24"],
)  # fmt: skip
def test_a_spreadsheet_gets_text_that_stays_text(text):
    assert fields(text, guarded=True) == f"'{text}"
    assert fields(text) == text


@pytest.mark.parametrize(
    ("text", "guarded"),
    [("甲;=1", "甲;'=1"), ('甲; "=1"', "甲;' \"=1\""), ("甲\n=1", "甲\n'=1"), ("甲\t@x", "甲\t'@x"), ("\t=1", "'\t'=1")],
)  # fmt: skip
def test_nothing_runs_where_a_spreadsheet_parts_lines_elsewhere(text, guarded):
    assert fields(text, guarded=True) == guarded


@pytest.mark.parametrize(
    "text",
    ["6.e.2", "水利署", "8.12.1#1", "2024-156e683df126", "5 家", "甲；乙", "marine", "a-b", ""],
)
def test_plain_text_gets_no_guard(text):
    assert fields(text, guarded=True) == text


def test_what_no_cell_can_hold_is_cut_with_a_word():
    text = fields("長" * 34_000, guarded=True)
    assert len(text) == 32_767
    assert text.endswith("the whole text stands in the warehouse]")


@pytest.mark.parametrize("text", ["\n" * 100_000, "1" * 100_000 + "x", " " * 100_000 + "="])
def test_a_hostile_cell_takes_no_time(text):
    started = time.process_time()
    assert fields(text, guarded=True)
    assert time.process_time() - started < 5


def test_the_variant_for_spreadsheets_has_a_byte_order_mark_and_the_other_has_none(
    sample_warehouse, tmp_path
):
    with open_published(sample_warehouse) as connection:
        for guarded in (False, True):
            files = write_csv(connection, tmp_path, for_spreadsheets=guarded)
            assert {file.read_bytes()[:3] == b"\xef\xbb\xbf" for file in files} == {guarded}
