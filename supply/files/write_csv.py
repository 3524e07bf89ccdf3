"""Every mart and view as CSV: exact for programs, or guarded for spreadsheets."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from supply.files.cell_text import cut_text
from supply.files.read_table import join_lists, read_table
from warehouse.catalog import read_tables

_GUARD = "'"
# Where Excel parts lines at semicolons or tabs, a cell begins behind each of them and behind each line
# break, whatever quotes stand around. Excel and LibreOffice take the full-width signs for formulas, too.
# The white space in front is bounded: a cell of 100 kB of line breaks must not take minutes.
_RUNS_IN_A_SPREADSHEET = re.compile(
    r"(^|[;\t\r\n])(?=[\s\"\u200b\ufeff]{0,99}[=+\-@＝＋－＠])|^(?=[\t\r\n])"
)
# 8.10 would become 8.1, 2-1 and 6月1日 days of this year, 00123 and (5) numbers, MAY1 a day in May.
_VALUE_MARKS = r"\d\s.,:/%()$\-．，：／％（）＄年月日時分秒"
_LONGEST_VALUE = 255
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_TAKEN_FOR_A_VALUE = re.compile(
    rf"[{_VALUE_MARKS}]*\d[{_VALUE_MARKS}]*"
    r"|\s*\d+(?:[.,]\d+)?[eE][+-]?\d+\s*"
    rf"|(?=.*\d)[\d\s\-/.,]*(?:{_MONTHS})[a-z]*[\d\s\-/.,]*"
    r"|\s*(?:true|false)\s*",
    re.IGNORECASE,
)
# The empty text is quoted: without quotes it would be null.
_QUOTED = re.compile(r'[",;\t\r\n]|^$|^\s|\s$')


def write_csv(
    connection: duckdb.DuckDBPyConnection, folder: Path, *, for_spreadsheets: bool = False
) -> list[Path]:
    """Write `<mart>.csv` for each table and view of schema marts.

    UTF-8 after RFC 4180; null is an empty field, an empty text is "". For spreadsheets: with a byte
    order mark, and an apostrophe before text that a spreadsheet would run or take for another value.

    Returns:
        The files.
    """
    files = []
    for table in read_tables(connection, "marts"):
        path = folder / f"{table.table_name}.csv"
        frame = join_lists(read_table(connection, table))
        text = format_csv(frame, guarded=for_spreadsheets)
        path.write_text(text, encoding="utf-8-sig" if for_spreadsheets else "utf-8", newline="")
        files.append(path)
    return files


def format_csv(frame: pl.DataFrame, *, guarded: bool = False) -> str:
    """Format a frame without lists; Python's own writer cannot tell null from an empty text."""
    lines = [",".join(frame.columns)]
    lines += [
        ",".join(_field(value, guarded=guarded) for value in row) for row in frame.iter_rows()
    ]
    return "\r\n".join(lines) + "\r\n"


def guard_text(text: str) -> str:
    """Put an apostrophe where a spreadsheet would run a text or make another value of it."""
    if len(text) <= _LONGEST_VALUE and _TAKEN_FOR_A_VALUE.fullmatch(text):
        return _GUARD + text
    guarded = _RUNS_IN_A_SPREADSHEET.sub(lambda found: (found[1] or "") + _GUARD, text)
    return cut_text(guarded)


def write_value(value: Any, *, guarded: bool) -> str:
    """Write a value of a cell as text, with or without a guard against spreadsheets; null is nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    return guard_text(str(value)) if guarded else str(value)


def _field(value: Any, *, guarded: bool) -> str:
    text = write_value(value, guarded=guarded)
    if isinstance(value, str) and _QUOTED.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text
