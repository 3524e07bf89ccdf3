"""One mart as a sheet."""

import math
from datetime import date, datetime
from typing import Any

import polars as pl

from supply.files.cell_text import cell_text
from supply.workbook.workbook_formats import Formats, display_width, line_count
from supply.workbook.workbook_issuers import Issuers
from supply.workbook.workbook_links import Links
from supply.workbook.workbook_print import set_up_page
from supply.workbook.workbook_sheets import MartSheet
from warehouse.catalog import Table

_LEAST_WIDTH, _HEADER_WIDTH, _MOST_WIDTH, _PROSE_WIDTH, _TAIL = 8, 25, 40, 60, 3
_PROSE = ("text", "_words", "message", "message_zh", "reason", "method")
_HEADER_HEIGHT, _LINE_HEIGHT, _MOST_LINES = 28, 15, 4
_MOST_KEY_COLUMNS, _MOST_FROZEN_WIDTH = 4, 60
# What is looked at to find the width and height of cells.
_ROWS_SEEN, _CHARACTERS_SEEN = 500, 1_000
# Excel opens no sheet with more.
_LINK_LIMIT = 65_000
_ADDRESS = "source_url"
_STATUS, _UNDECIDED = "status", "undecided"
_COLORED = {_STATUS, "previous_status", "severity", "certainty"}


class TableWriter:
    """Writes a mart into a sheet, cell by cell by type, never by what a text looks like."""

    def __init__(  # noqa: PLR0913 - all that a cell depends on
        self,
        target: Any,
        sheet: MartSheet,
        formats: Formats,
        links: Links,
        colors: dict[int, str],
        *,
        issuers: Issuers,
    ) -> None:
        self._target, self._sheet, self._formats = target, sheet, formats
        self._links, self._colors, self._issuers = links, colors, issuers
        self._n_links = 0
        marks = issuers.longest_marks
        self._widths = [
            column_width(name, sheet.frame[name]) + display_width(marks.get(name, ""))
            for name in sheet.frame.columns
        ]

    def write(self) -> None:
        """Write header, rows and how the sheet behaves."""
        self._write_header()
        for number, row in enumerate(self._sheet.frame.iter_rows(named=True), start=1):
            self._target.set_row(number, row_height(row, self._widths))
            for column, (name, value) in enumerate(row.items()):
                self._write_cell(number, column, name, value, row)
        self._arrange()

    def _write_header(self) -> None:
        self._target.set_row(0, _HEADER_HEIGHT)
        for number, column in enumerate(self._sheet.table.columns):
            self._target.set_column(number, number, self._widths[number])
            self._target.write_string(0, number, column.name, self._formats.header)
            if column.comment:
                self._target.write_comment(
                    0, number, cell_text(column.comment), _note_size(column.comment)
                )

    def _write_cell(
        self, number: int, column: int, name: str, value: Any, row: dict[str, Any]
    ) -> None:
        if value is None and name == _STATUS:
            # An empty cell would read as nothing to tell; that no verdict is given is told.
            value = _UNDECIDED
        if value is None:
            self._target.write_blank(number, column, None, self._formats.text())
            return
        link = self._links.find(self._sheet.table.table_name, name, row)
        is_link = link is not None and self._n_links < _LINK_LIMIT
        if is_link:
            self._n_links += 1
            # The value is written over the link's text, so that a page stays a number.
            self._target.write_url(number, column, link, None, "-")
        mark = self._issuers.mark(name, row)
        self._write_value(number, column, name, value, is_link=is_link, mark=mark)

    def _write_value(  # noqa: PLR0913 - what a cell holds, and how it looks
        self, number: int, column: int, name: str, value: Any, *, is_link: bool, mark: str
    ) -> None:
        place = (number, column)
        if mark:
            # Shown by the format alone: who filters or looks up finds the value itself.
            self._target.write(*place, value, self._formats.marked(value, mark))
        elif isinstance(value, bool):
            self._target.write_boolean(*place, value, self._formats.flag())
        elif name == "goal_no" and value in self._colors:
            self._target.write_number(*place, value, self._formats.goal(self._colors[value]))
        elif isinstance(value, int | float) and math.isfinite(value):
            style = self._formats.number(name, value, is_link=is_link)
            self._target.write_number(*place, value, style)
        elif isinstance(value, datetime):
            self._target.write_datetime(*place, value, self._formats.moment())
        elif isinstance(value, date):
            self._target.write_datetime(*place, value, self._formats.day())
        else:
            style = self._formats.address if name == _ADDRESS else self._formats.text
            self._target.write_string(*place, cell_text(str(value)), style(is_link=is_link))

    def _arrange(self) -> None:
        target, frame = self._target, self._sheet.frame
        last_row, last_column = max(frame.height, 1), frame.width - 1
        n_keys = n_key_columns(self._sheet.table, self._widths)
        target.freeze_panes(1, n_keys)
        target.autofilter(0, 0, last_row, last_column)
        target.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row + 1}"})
        for column, name in enumerate(frame.columns):
            if name in _COLORED:
                self._formats.color_words(target, (1, column, last_row, column))
        target.set_tab_color(self._sheet.tab_color)
        target.hide_gridlines(2)
        set_up_page(target, self._widths, n_keys)


def n_key_columns(table: Table, widths: list[float]) -> int:
    """Columns that stay in sight: the key where it leads, else up to the code; never most of a screen."""
    names = [column.name for column in table.columns]
    keys = table.keys[0] if table.keys else ()
    wanted = 1
    if keys and set(names[: len(keys)]) == set(keys):
        wanted = len(keys)
    elif "indicator_code" in names[:_MOST_KEY_COLUMNS]:
        wanted = names.index("indicator_code") + 1
    wanted = min(wanted, _MOST_KEY_COLUMNS)
    while wanted > 1 and sum(widths[:wanted]) > _MOST_FROZEN_WIDTH:
        wanted -= 1
    return wanted


def column_width(name: str, values: pl.Series) -> float:
    """As wide as what stands in it, within limits; a long name goes over two lines."""
    seen = (str(value)[:_CHARACTERS_SEEN] for value in values.head(_ROWS_SEEN) if value is not None)
    widest = max((display_width(line) for text in seen for line in text.split("\n")), default=0)
    header = min(display_width(name) + _TAIL, _HEADER_WIDTH)
    most = _PROSE_WIDTH if name.endswith(_PROSE) else _MOST_WIDTH
    return min(max(_LEAST_WIDTH, header, widest + _TAIL), most)


def row_height(row: dict[str, Any], widths: list[float]) -> float:
    """As many lines as the longest text needs, up to four: a sheet of towers cannot be read."""
    lines = max(
        line_count(value[:_CHARACTERS_SEEN], width)
        if isinstance(value, str) and name != _ADDRESS
        else 1
        for (name, value), width in zip(row.items(), widths, strict=True)
    )
    return _LINE_HEIGHT * min(lines, _MOST_LINES) + 3


def _note_size(text: str) -> dict[str, Any]:
    lines = line_count(text, 46)
    return {"width": 300, "height": 18 * lines + 14, "font_size": 9}
