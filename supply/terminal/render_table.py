"""Rows for people and scripts: terminal tables with Chinese widths, CSV, JSON."""

import csv
import json
import math
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from transforms.write_number import write_number
from warehouse.say import listed, name_value, tell

_FILE_WIDTH, _UNLIMITED = 200, 10**6
_TRILLION, _HUNDRED_MILLION, _TEN_THOUSAND = 10**12, 10**8, 10**4
_CHINESE = re.compile(r"[㐀-鿿]")
STATUS_STYLES = {
    "attained": ("✓", "green"),
    "not_attained": ("✗", "red"),
    "pending": ("…", "yellow"),
    "no_target": ("–", "dim"),
    "qualitative": ("¶", "cyan"),
    None: ("?", "magenta"),
}


def console() -> Console:
    """Return the console for results, on stdout; into a file or pipe nothing is cut to 80 columns."""
    width = None if sys.stdout.isatty() else _FILE_WIDTH
    return Console(highlight=False, soft_wrap=False, width=width)


def printable(value: Any) -> str:
    """Write a value so that a terminal only ever prints it: no control or bidirectional characters."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "、".join(printable(item) for item in value)
    text = str(value)
    return "".join(
        character
        for character in text
        if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
    )


def table(*headers: str, title: str | None = None, right: Sequence[str] = ()) -> Table:
    """Begin a table in the one style of this program."""
    result = Table(
        title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False
    )
    for header in headers:
        is_number = header in right
        # A number folded into pieces is another number: it is the words that give way.
        result.add_column(
            Text(printable(header)),
            justify="right" if is_number else "left",
            overflow="ellipsis" if is_number else "fold",
            no_wrap=is_number,
        )
    return result


def word_table(*names: str, title: str | None = None, right: Sequence[str] = ()) -> Table:
    """Begin a table whose headers are texts of the catalogue, asked for by their names."""
    return table(*map(header, names), title=title, right=[header(name) for name in right])


def header(name: str) -> str:
    """A table's header in the reader's language; empty for a column without one."""
    return tell(f"column-{name.replace(' ', '-')}") if name else ""


def cell(value: Any, style: str = "") -> Text:
    """Make a cell whose text is never read as markup."""
    return Text(printable(value), style=style)


def status_word(status: str | None) -> str:
    """Name a status in the reader's language; none is undecided."""
    return name_value("status", status or "undecided")


def one_line_cell(value: Any) -> Text:
    """Make a cell that is cut with an ellipsis where the terminal is too narrow for it."""
    return Text(printable(value), no_wrap=True, overflow="ellipsis")


def status_cell(status: str | None, certainty: str = "sure") -> Text:
    """Show a status by symbol, word and colour; the undecided are in doubt, and say so by that word."""
    symbol, style = STATUS_STYLES[status]
    word = status_word(status)
    if certainty == "assumed":
        word = listed([word, name_value("certainty", certainty)])
    return Text(f"{symbol} {word}", style=style)


def quantity(value: float | None, unit: str | None) -> str:
    """Write a quantity as the reports do: 億 and 兆 for large ones, 萬 for round ones, thousands separators.

    The macro `write_quantity` says the same in SQL.
    """
    if value is None:
        return ""
    value = _without_tail(value)
    for size, word in ((_TRILLION, "兆"), (_HUNDRED_MILLION, "億")):
        if abs(value) >= size:
            return f"{write_number(value / size)} {word}{unit or ''}"
    if abs(value) >= 10 * _TEN_THOUSAND and value % 1000 == 0 and _CHINESE.match(unit or ""):
        return f"{write_number(value / _TEN_THOUSAND)} 萬{unit}"
    separator = "" if unit in {"%", "‰", None} else " "
    return f"{write_number(value)}{separator}{unit or ''}"


def _without_tail(value: float) -> float:
    """A third has no ten digits that anybody printed."""
    if round(value, 6) == round(value, 10):
        return value
    return round(value, 4) if abs(value) >= 1 else float(f"{value:.4g}")


def print_frame(columns: list[str], rows: list[tuple[Any, ...]], output: str) -> None:
    """Print a query result as table, csv or json."""
    if output == "json":
        records = [dict(zip(columns, row, strict=True)) for row in rows]
        print_json(records)
    elif output == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow([printable(column) for column in columns])
        writer.writerows([[printable(value) for value in row] for row in rows])
    else:
        _print_rows(columns, rows)


def _print_rows(columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    """One line for each row; a row of its own lines where the terminal is too narrow for that."""
    grid = table(*columns, right=_numeric_columns(columns, rows))
    for row in rows:
        grid.add_row(*(cell(value) for value in row))
    screen = console()
    width = Console(width=_UNLIMITED).measure(grid).maximum
    if not screen.is_terminal:
        screen.width = max(_FILE_WIDTH, width)
    if width <= screen.width or not rows:
        screen.print(grid)
        return
    for number, row in enumerate(rows, start=1):
        screen.print(cell(tell("screen-row", number=number, count=len(rows)), "bold"))
        screen.print(facts(zip(columns, row, strict=True)))


def facts(pairs: Iterable[tuple[str, Any]]) -> Table:
    """Names and values below each other; a value may be a text with a style, and none of them is cut."""
    grid = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 2))
    grid.add_column(no_wrap=True, style="dim")
    grid.add_column(overflow="fold")
    for name, value in pairs:
        grid.add_row(cell(name), value if isinstance(value, Text) else cell(value))
    return grid


def print_json(value: Any) -> None:
    """Print JSON with dates as ISO text; without control characters."""
    text = json.dumps(_jsonable(value), ensure_ascii=False, indent=2)
    sys.stdout.write(text + "\n")


def _jsonable(value: Any) -> Any:
    """Make a value fit for JSON: no control characters, dates as ISO text, no NaN."""
    if isinstance(value, dict):
        return {printable(key): _jsonable(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_jsonable(entry) for entry in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, bool | int):
        return value
    return value.isoformat() if isinstance(value, date | datetime) else printable(value)


def _numeric_columns(columns: list[str], rows: list[tuple[Any, ...]]) -> list[str]:
    return [
        name
        for index, name in enumerate(columns)
        if any(isinstance(row[index], int | float) for row in rows)
        and not any(isinstance(row[index], bool | str) for row in rows)
    ]
