"""A check of one data file of an Open SDG data repository."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from supply.open_sdg.open_sdg_fields import READ_AS_MISSING
from supply.open_sdg.open_sdg_text import clean, holds_tag

_YEARS = range(1990, 2101)
_NO_KEY = {"COMMENT_OBS", "Value"}


def check_data(path: Path) -> tuple[list[str], int]:
    """Check a data file; returns its faults, each with its line, and how many values it holds."""
    place = f"data/{path.name}"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = list(csv.reader(file)) or [[]]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return [f"{place}: cannot be read: {error}"], 0
    faults = list(_check_header(header))
    if not faults:
        faults += [f"row {n}: {fault}" for n, row in enumerate(rows, 2) for fault in _check_row(header, row)]  # fmt: skip
        faults += _check_keys(header, rows)
    return [f"{place}: {fault}" for fault in faults], sum(1 for row in rows if row and row[-1])


def _check_header(header: list[str]) -> Iterator[str]:
    if not header or header[0] != "Year" or header[-1] != "Value":
        yield "Year must be the first column and Value the last"
    yield from (f"{fault} in the header" for cell in header for fault in _cell_faults(cell))
    if len(set(header)) != len(header):
        yield "a column stands twice"
    if "" in header:
        yield "a column has no name"


def _check_row(header: list[str], row: list[str]) -> Iterator[str]:
    if not any(row):
        yield "empty"
        return
    if len(row) != len(header):
        yield f"{len(row)} fields instead of {len(header)}"
        return
    if not re.fullmatch(r"[0-9]{4}", row[0]) or int(row[0]) not in _YEARS:
        yield f"the year is {row[0]!r}"
    if row[-1] and not re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?", row[-1]):
        yield f"the value is {row[-1]!r}"
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
            yield f"rows {', '.join(found)}: {' / '.join(key)} stands {len(found)} times"


def _cell_faults(cell: str) -> Iterator[str]:
    if cell != cell.strip():
        yield f"a space at an end of {cell!r}"
    elif cell != clean(cell):
        yield f"a control character or two spaces in {cell!r}"
    if cell in READ_AS_MISSING:
        yield f"{cell!r} would be read as no value"
    if holds_tag(cell):
        yield f"HTML in {cell!r}"
