"""One workbook that can be forwarded: a cover, a sheet per mart, and the printed rows as pictures."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

import duckdb
import xlsxwriter

from supply.files.read_table import join_lists, read_table
from supply.workbook.workbook_cover import COVER_NAME, write_cover
from supply.workbook.workbook_evidence import EvidenceSheet, RowPicture
from supply.workbook.workbook_formats import Formats
from supply.workbook.workbook_issuers import Issuers, read_issuers
from supply.workbook.workbook_links import Links
from supply.workbook.workbook_sheets import MartSheet, order_tables, sort_rows
from supply.workbook.workbook_table import TableWriter
from warehouse.catalog import read_tables
from warehouse.read_frame import read_row

FILE_NAME = "tsdg.xlsx"
# Whatever a text looks like, it is text. And nothing is left in a folder for temporary files.
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


def write_workbook(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    pictures: dict[tuple[str, str], list[RowPicture]] | None = None,
) -> list[Path]:
    """Write `tsdg.xlsx`: text as text, numbers as numbers, no cell that runs.

    The same warehouse gives the same bytes.

    Args:
        connection: the published warehouse.
        folder: where to.
        pictures: of printed rows, by report_id and indicator_code; page numbers link to them.

    Returns:
        The file.

    Raises:
        OSError: the file cannot be written.
        TsdgError: a mart has more rows than a sheet holds.
    """
    # On a full disk a half-written archive complains once more when it is thrown away; memory does not.
    content = BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        _write_sheets(book, connection, pictures or {})
    path = folder / FILE_NAME
    path.write_bytes(content.getvalue())
    return [path]


def _write_sheets(
    book: xlsxwriter.Workbook,
    connection: duckdb.DuckDBPyConnection,
    pictures: dict[tuple[str, str], list[RowPicture]],
) -> None:
    book.set_properties(
        {
            "title": "臺灣永續發展目標達成情形 Taiwan SDG attainment",
            "created": _published(connection),
        }
    )
    book.set_size(24_000, 14_000)
    formats = Formats(book)
    issuers = read_issuers(connection)
    sheets = _read_sheets(connection, issuers)
    cover = book.add_worksheet(COVER_NAME)
    evidence = EvidenceSheet(book, formats, connection, issuers, pictures)
    links = Links(sheets, evidence)
    colors = _goal_colors(connection)
    for sheet in sheets:
        sheet.check_length()
        target = book.add_worksheet(sheet.name)
        TableWriter(target, sheet, formats, links, colors, issuers=issuers).write()
    evidence.write()
    write_cover(cover, connection, formats, sheets, issuers, evidence_name=evidence.name)
    cover.activate()


def _read_sheets(connection: duckdb.DuckDBPyConnection, issuers: Issuers) -> list[MartSheet]:
    sheets = []
    for stored, *place in order_tables(read_tables(connection, "marts")):
        table, frame = issuers.arrange(stored, join_lists(read_table(connection, stored)))
        sheets.append(MartSheet(table, sort_rows(table, frame), *place))
    return sheets


def _published(connection: duckdb.DuckDBPyConnection) -> datetime:
    """When the last run published: the time of writing would make every file another one."""
    run = read_row(connection, "select published_at from raw.raw_run order by run_no desc limit 1")
    return run[0] if run else datetime(2000, 1, 1)  # noqa: DTZ001 - as the table holds it


def _goal_colors(connection: duckdb.DuckDBPyConnection) -> dict[int, str]:
    return dict(connection.execute("select goal_no, color_hex from marts.dim_goal").fetchall())
