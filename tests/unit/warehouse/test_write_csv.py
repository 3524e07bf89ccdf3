"""CSV: exact for programs; for spreadsheets no cell that runs or turns into another value."""

import csv
import io
from datetime import date

import polars as pl
import pytest

from warehouse.exports.write_csv import format_csv


def fields(value, *, guarded=False):
    text = format_csv(pl.DataFrame({"x": [value], "y": [1]}, strict=False), guarded=guarded)
    return next(row[0] for number, row in enumerate(csv.reader(io.StringIO(text))) if number)


@pytest.mark.parametrize(
    "text",
    ["甲", 'he said "no"', "a,b", "line\nbreak", "\r\n", "  led by spaces", "'; drop table x; --", "\\N", "=1+1"],
)  # fmt: skip
def test_a_text_survives_as_it_is(text):
    assert fields(text) == text


def test_null_and_empty_text_differ():
    assert format_csv(pl.DataFrame({"x": [None, ""], "y": ["a", "b"]})) == 'x,y\r\n,a\r\n"",b\r\n'


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "true"), (False, "false"), (98052600000.0, "98052600000.0"), (0.1, "0.1"), (date(2025, 8, 29), "2025-08-29"), (-5, "-5")],
)  # fmt: skip
def test_values_are_written_without_loss(value, text):
    assert fields(value) == fields(value, guarded=True) == text


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("http://x")', "+1", "-1 公噸", "@SUM(A1)", "\t=1", "  =1", "＝1", "＋1", "－1", "＠x", "\r=1", "8.10", "00123", "1/2", "12:30", "2-1", "1e5", "TRUE", "1,000", "50%"],
)  # fmt: skip
def test_a_spreadsheet_gets_text_that_stays_text(text):
    assert fields(text, guarded=True) == f"'{text}"
    assert fields(text) == text


@pytest.mark.parametrize("text", ["6.e.2", "水利署", "8.12.1#1", "2024-156e683df126", "5 家"])
def test_plain_text_gets_no_guard(text):
    assert fields(text, guarded=True) == text
