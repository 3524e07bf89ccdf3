"""Every mart as CSV: exact for programs, or guarded for spreadsheets."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from warehouse.exports.read_table import exported_tables, join_lists, read_table

# What Excel and LibreOffice take for a formula, also in its full-width form and behind white space.
_RUNS_IN_A_SPREADSHEET = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]")
# 8.10 would become 8.1, 2-1 a day in February, 00123 a number: text that a spreadsheet takes for a value.
_TAKEN_FOR_A_VALUE = re.compile(
    r"\s*[\d.,:/%\-]*\d[\d.,:/%\-]*\s*|\d+(?:\.\d+)?[eE][+-]?\d+|true|false", re.IGNORECASE
)
_GUARD = "'"
_QUOTED = re.compile(r'[",\r\n]|^$|^\s|\s$')


def write_csv(
    connection: duckdb.DuckDBPyConnection, folder: Path, *, for_spreadsheets: bool = False
) -> list[Path]:
    """Write `<mart>.csv` for each table of schema marts.

    UTF-8 after RFC 4180; null is an empty field, an empty text is "". For spreadsheets: with a byte
    order mark, and an apostrophe before text that a spreadsheet would run or take for another value.

    Returns:
        The files.
    """
    files = []
    for table in exported_tables(connection):
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


def _field(value: Any, *, guarded: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    if guarded and (_RUNS_IN_A_SPREADSHEET.match(text) or _TAKEN_FOR_A_VALUE.fullmatch(text)):
        text = _GUARD + text
    if _QUOTED.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text
