"""The cover of the workbook: what it holds, of which documents, and how to read it."""

from typing import Any

import duckdb

from warehouse.exports.workbook_formats import Formats, display_width

_TEXT_WIDTH, _LINE_HEIGHT = 78, 15
_METHOD = (
    ("狀態 status", "Computed from the printed numbers, strictly: 95.78 does not reach 95.8. The rule stands in status_rule; declared_status is what the report says."),
    ("達成率 attainment_pct", "100·a/T where more is better, 100·T/a where less is better; a actual 實績值, T target 目標. Uncapped; empty where there is no number."),
    ("差距 gap", "What is missing in the better direction, in the base unit; negative is a surplus."),
    ("單位 unit", "Base unit: 億 and 萬 are resolved. Values of different units are never to be added."),
    ("達標率 attainment_rate_pct", "attained / (attained + not attained). attainment_of_all_pct is attained / all, as the official review counts. An indicator under two goals counts in each goal and once in the total."),
    ("待公布 pending", "The value was not out yet: it is not zero."),
    ("出處 evidence", "Pages and printed words stand in every row; page numbers of the newest edition lead to a picture of the printed row."),
)  # fmt: skip


def write_cover(
    sheet: Any,
    connection: duckdb.DuckDBPyConnection,
    formats: Formats,
    counts: list[tuple[str, str, int]],
) -> None:
    """Write the cover sheet.

    Args:
        sheet: an empty worksheet.
        connection: the published warehouse.
        formats: of the workbook.
        counts: name, description and number of rows of each sheet that follows.
    """
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, _TEXT_WIDTH + 8)
    sheet.set_column(2, 3, 14)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    row = _write_title(sheet, connection, formats)
    row = _write_documents(sheet, connection, formats, row)
    row = _write_pairs(sheet, formats, row, "如何閱讀 How to read", _METHOD)
    _write_contents(sheet, formats, row, counts)


def _write_title(sheet: Any, connection: duckdb.DuckDBPyConnection, formats: Formats) -> int:
    run = connection.execute(
        "select published_at, as_of_date, program_version from raw.raw_run order by run_no desc limit 1"
    ).fetchone()
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, "臺灣永續發展目標達成情形 Taiwan SDG attainment", formats.title)
    if run:
        made = f"published {run[0]:%Y-%m-%d %H:%M} UTC · as of {run[1]} · tsdg {run[2]}"
        sheet.write_string(1, 0, made, formats.plain)
    return 3


def _write_documents(
    sheet: Any, connection: duckdb.DuckDBPyConnection, formats: Formats, row: int
) -> int:
    documents = connection.execute(
        "select report_year, vintage_no, is_current, title, file_name, published_date, page_count, sha256 "
        "from marts.dim_report order by report_year desc, vintage_no desc"
    ).fetchall()
    sheet.write_string(row, 0, "資料來源 Documents", formats.heading)
    for year, vintage, is_current, title, name, published, pages, digest in documents:
        row += 1
        state = "current 現行" if is_current else "superseded 已更新"
        month = f", {published:%Y-%m}" if published else ""
        facts = f"{title or ''}\n{name}{month}, {pages} p.\nSHA-256 {digest}"
        sheet.set_row(row, 48)
        sheet.write_string(row, 0, f"{year} · vintage {vintage} · {state}", formats.text)
        sheet.write_string(row, 1, facts, formats.note)
    return row + 2


def _write_pairs(
    sheet: Any, formats: Formats, row: int, heading: str, pairs: tuple[tuple[str, str], ...]
) -> int:
    sheet.write_string(row, 0, heading, formats.heading)
    for name, meaning in pairs:
        row += 1
        sheet.set_row(row, _height(meaning))
        sheet.write_string(row, 0, name, formats.text)
        sheet.write_string(row, 1, meaning, formats.note)
    return row + 2


def _height(text: str) -> float:
    return _LINE_HEIGHT * max(-(-display_width(text) // _TEXT_WIDTH), 1) + 2


def _write_contents(
    sheet: Any, formats: Formats, row: int, counts: list[tuple[str, str, int]]
) -> None:
    sheet.write_string(row, 0, "內容 Sheets", formats.heading)
    sheet.write_string(row, 2, "列數 rows", formats.heading)
    for name, meaning, n_rows in counts:
        row += 1
        sheet.set_row(row, _height(meaning))
        sheet.write_url(row, 0, f"internal:'{name[:31]}'!A1", formats.link_left, name)
        sheet.write_string(row, 1, meaning, formats.note)
        sheet.write_number(row, 2, n_rows, formats.number("n", n_rows))
