"""A check of one data file of an Open SDG data repository."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from supply.open_sdg.open_sdg_faults import at, fault
from supply.open_sdg.open_sdg_fields import READ_AS_MISSING
from supply.open_sdg.open_sdg_text import clean, holds_tag
from warehouse.say import listed

_YEARS = range(1990, 2101)
_NO_KEY = {"COMMENT_OBS", "Value"}


def check_data(path: Path) -> tuple[list[str], int]:
    """Check a data file; returns its faults, each with its line, and how many values it holds."""
    place = f"data/{path.name}"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = list(csv.reader(file)) or [[]]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return [fault("unreadable", place, error=error)], 0
    faults = list(_check_header(header))
    if not faults:
        faults += [fault("row", number=n, told=told) for n, row in enumerate(rows, 2) for told in _check_row(header, row)]  # fmt: skip
        faults += _check_keys(header, rows)
    return [at(place, told) for told in faults], sum(1 for row in rows if row and row[-1])


def _check_header(header: list[str]) -> Iterator[str]:
    if not header or header[0] != "Year" or header[-1] != "Value":
        yield fault("year-and-value")
    yield from (fault("header", told=told) for cell in header for told in _cell_faults(cell))
    if len(set(header)) != len(header):
        yield fault("column-twice")
    if "" in header:
        yield fault("column-unnamed")


def _check_row(header: list[str], row: list[str]) -> Iterator[str]:
    if not any(row):
        yield fault("empty-row")
        return
    if len(row) != len(header):
        yield fault("row-length", count=len(row), wanted=len(header))
        return
    if not re.fullmatch(r"[0-9]{4}", row[0]) or int(row[0]) not in _YEARS:
        yield fault("year", value=repr(row[0]))
    if row[-1] and not re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?", row[-1]):
        yield fault("value", value=repr(row[-1]))
    for cell in row:
        yield from _cell_faults(cell)


def _check_keys(header: list[str], rows: list[list[str]]) -> Iterator[str]:
    """A year has one value for each combination of what stands between Year and Value."""
    numbers = defaultdict(list)
    for number, row in enumerate(rows, 2):
        key = tuple(v for name, v in zip(header, row, strict=False) if name not in _NO_KEY)
        numbers[key].append(str(number))
    for key, found in numbers.items():
        if len(found) > 1 and any(key):
            yield fault("repeated", rows=listed(found), key=" / ".join(key), count=len(found))


def _cell_faults(cell: str) -> Iterator[str]:
    if cell != cell.strip():
        yield fault("space", value=repr(cell))
    elif cell != clean(cell):
        yield fault("unclean", value=repr(cell))
    if cell in READ_AS_MISSING:
        yield fault("read-as-missing", value=repr(cell))
    if holds_tag(cell):
        yield fault("html-in", value=repr(cell))
