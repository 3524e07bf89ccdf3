"""One workbook that can be forwarded: a cover, a sheet per mart, and the printed rows as pictures."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import xlsxwriter

from warehouse.catalog import Table, read_tables
from warehouse.exports.read_table import exported_tables, join_lists, read_table
from warehouse.exports.workbook_cover import write_cover
from warehouse.exports.workbook_evidence import EvidenceSheet, RowPicture
from warehouse.exports.workbook_formats import Formats, display_width

_FIRST_SHEETS = (
    "current_verdict", "missed_target", "edition_scorecard", "goal_scorecard", "agency_scorecard",
    "attainment", "indicator_result", "release_calendar", "finding",
)  # fmt: skip
# The views that a reader without SQL would ask for.
_VIEWS = {"current_verdict", "missed_target"}
# Excel's own limit; a text beyond it would make the file unreadable.
_CELL_LIMIT = 32_767
_CUT_NOTE = "… [cut: the whole text stands in the warehouse]"
_LEAST_WIDTH, _MOST_WIDTH, _LINE_HEIGHT, _MOST_LINES = 9, 60, 16, 8
_PAPER_COLUMNS = 180
_PAGE_COLUMNS = {"page", "page_first", "page_last", "actual_page"}


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet about to be written."""

    table: Table
    frame: pl.DataFrame


def write_workbook(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    pictures: dict[tuple[str, str], list[RowPicture]] | None = None,
) -> list[Path]:
    """Write `tsdg.xlsx`: text as text, numbers as numbers, no cell that runs.

    Args:
        connection: the published warehouse.
        folder: where to.
        pictures: of printed rows, by report_id and indicator_code; page numbers link to them.

    Returns:
        The file.
    """
    path = folder / "tsdg.xlsx"
    run = connection.execute(
        "select published_at, program_version from raw.raw_run order by run_no desc limit 1"
    ).fetchone()
    published_at = run[0] if run else datetime(2000, 1, 1)  # noqa: DTZ001 - as the table holds it
    options = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"title": "Taiwan SDG indicators", "created": published_at})
        formats = Formats(book)
        sheets = [
            _Sheet(t, join_lists(read_table(connection, t))) for t in _ordered_tables(connection)
        ]
        cover = book.add_worksheet("cover 封面")
        evidence = EvidenceSheet(book, formats, connection, pictures or {})
        for sheet in sheets:
            _write_sheet(book, sheet, formats, evidence)
        evidence.write()
        counts = [(s.table.table_name, s.table.comment or "", s.frame.height) for s in sheets]
        write_cover(cover, connection, formats, counts)
        cover.activate()
    return [path]


def _ordered_tables(connection: duckdb.DuckDBPyConnection) -> list[Table]:
    views = [t for t in read_tables(connection, "marts") if t.table_name in _VIEWS]
    order = {name: position for position, name in enumerate(_FIRST_SHEETS)}
    return sorted(
        [*views, *exported_tables(connection)],
        key=lambda table: (order.get(table.table_name, len(order)), table.table_name),
    )


def _write_sheet(
    book: xlsxwriter.Workbook, sheet: _Sheet, formats: Formats, evidence: EvidenceSheet
) -> None:
    table, frame = sheet.table, sheet.frame
    target = book.add_worksheet(table.table_name[:31])
    widths = [_column_width(name, frame[name]) for name in frame.columns]
    for column, (name, width) in enumerate(zip(frame.columns, widths, strict=True)):
        target.set_column(column, column, width)
        target.write_string(0, column, name, formats.header)
        comment = table.columns[column].comment
        if comment:
            target.write_comment(0, column, comment, {"x_scale": 2, "y_scale": 1.2})
    for number, row in enumerate(frame.iter_rows(named=True), start=1):
        target.set_row(number, _row_height(row.values(), widths))
        for column, (name, value) in enumerate(row.items()):
            link = evidence.link(row) if name in _PAGE_COLUMNS else None
            if link is not None and value is not None:
                target.write_url(number, column, link, formats.link, str(value))
            else:
                _write_cell(target, (number, column), name, value, formats)
    _arrange(target, sheet, formats)
    # A page of paper reads at about 180 columns; a wider sheet goes over several, each with its key.
    target.fit_to_pages(-(-int(sum(widths)) // _PAPER_COLUMNS), 0)
    target.repeat_columns(0, _n_key_columns(table) - 1)


def _write_cell(
    target: Any, place: tuple[int, int], name: str, value: Any, formats: Formats
) -> None:
    """Write by type, never by what a text looks like."""
    if value is None:
        return
    if isinstance(value, bool):
        target.write_boolean(*place, value, formats.text)
    elif isinstance(value, int | float):
        target.write_number(*place, value, formats.number(name, value))
    elif isinstance(value, datetime | date):
        target.write_datetime(*place, value, formats.day)
    else:
        target.write_string(*place, _fit(str(value)), formats.text)


def _fit(text: str) -> str:
    # Excel counts UTF-16 units: a character beyond the basic plane is two.
    if len(text.encode("utf-16-le")) // 2 <= _CELL_LIMIT:
        return text
    kept = text.encode("utf-16-le")[: 2 * (_CELL_LIMIT - len(_CUT_NOTE))]
    return kept.decode("utf-16-le", errors="ignore") + _CUT_NOTE


def _arrange(target: Any, sheet: _Sheet, formats: Formats) -> None:
    """What a reader expects of a sheet: header and key stay, filter, colours, print set-up."""
    height, width = max(sheet.frame.height, 1), sheet.frame.width
    target.freeze_panes(1, _n_key_columns(sheet.table))
    target.autofilter(0, 0, height, width - 1)
    target.ignore_errors({"number_stored_as_text": f"A1:XFD{height + 1}"})
    for column, name in enumerate(sheet.frame.columns):
        if name in {"status", "previous_status", "severity"}:
            formats.color_words(target, (1, column, height, column))
    if "color_hex" in sheet.frame.columns:
        _color_goals(target, sheet.frame, formats)
    target.set_landscape()
    target.set_paper(9)
    target.repeat_rows(0)
    target.set_footer("&L&A&C&F&R&P / &N")


def _n_key_columns(table: Table) -> int:
    """Key columns that lead the sheet; at least the first column stays in sight."""
    keys = table.keys[0] if table.keys else ()
    names = [column.name for column in table.columns[: len(keys)]]
    return min(len(keys), 3) if set(names) == set(keys) and keys else 1


def _color_goals(target: Any, frame: pl.DataFrame, formats: Formats) -> None:
    column = frame.columns.index("goal_no")
    for number, (goal_no, color) in enumerate(frame.select("goal_no", "color_hex").iter_rows(), 1):
        if color:
            target.write_number(number, column, goal_no, formats.goal(color))


def _column_width(name: str, values: pl.Series) -> float:
    widths = [display_width(str(value)) for value in values.head(400) if value is not None]
    return min(max(_LEAST_WIDTH, display_width(name) + 4, *widths, 0) + 1, _MOST_WIDTH)


def _row_height(values: Any, widths: list[float]) -> float:
    """As many lines as the longest text needs, up to eight: a sheet of towers cannot be read."""
    lines = max(
        -(-display_width(value) // max(int(width) - 1, 1)) + value.count("\n")
        if isinstance(value, str)
        else 1
        for value, width in zip(values, widths, strict=True)
    )
    return _LINE_HEIGHT * min(max(lines, 1), _MOST_LINES)
