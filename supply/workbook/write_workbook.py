"""One workbook that can be forwarded: a cover, four Chinese sheets, the printed rows as pictures; on demand the marts."""

from io import BytesIO
from pathlib import Path

import duckdb
import xlsxwriter

from supply.edition_facts import read_edition_facts
from supply.files.read_table import join_lists, read_table
from supply.headline import tell_headline
from supply.row_picture import RowPicture
from supply.workbook.both_languages import each, in_both
from supply.workbook.chinese_sheets import read_chinese_sheets
from supply.workbook.chinese_table import ChineseTable
from supply.workbook.workbook_cover import cover_name, write_cover
from supply.workbook.workbook_evidence import EvidenceSheet
from supply.workbook.workbook_formats import Formats
from supply.workbook.workbook_issuers import Issuers, read_issuers
from supply.workbook.workbook_links import ChineseLinks, Links
from supply.workbook.workbook_print import PrintWords
from supply.workbook.workbook_sheets import MartSheet, order_tables, sort_rows
from supply.workbook.workbook_table import TableWriter
from warehouse.catalog import read_tables

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
    *,
    is_full: bool = False,
) -> list[Path]:
    """Write `tsdg.xlsx`: text as text, numbers as numbers, no cell that runs.

    The same warehouse gives the same bytes on the same day, in the same language.

    Args:
        connection: the published warehouse.
        folder: where to.
        pictures: of printed rows, by report_id and indicator_code; page numbers link to them.
        is_full: with a sheet for each table and view of schema marts behind the four.

    Returns:
        The file.

    Raises:
        OSError: the file cannot be written.
        TsdgError: a mart has more rows than a sheet holds.
    """
    # On a full disk a half-written archive complains once more when it is thrown away; memory does not.
    content = BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        _write_sheets(book, connection, pictures or {}, is_full=is_full)
    path = folder / FILE_NAME
    path.write_bytes(content.getvalue())
    return [path]


def _write_sheets(
    book: xlsxwriter.Workbook,
    connection: duckdb.DuckDBPyConnection,
    pictures: dict[tuple[str, str], list[RowPicture]],
    *,
    is_full: bool,
) -> None:
    facts = read_edition_facts(connection)
    book.set_properties({"title": in_both("book-title", " "), "created": facts.published})
    book.set_size(24_000, 14_000)
    formats = Formats(book)
    issuers = read_issuers(connection)
    chinese = read_chinese_sheets(connection, issuers)
    marts = _read_sheets(connection, issuers) if is_full else []
    cover = book.add_worksheet(cover_name())
    evidence = EvidenceSheet(book, formats, connection, issuers, pictures)
    colors = _goal_colors(connection)
    chinese_links = ChineseLinks(chinese, issuers, evidence)
    words = PrintWords(facts.title(), facts.day())
    for list_of in chinese:
        target = book.add_worksheet(list_of.name)
        ChineseTable(target, list_of, formats, chinese_links, colors).write(words)
    evidence.write()
    links = Links(marts, evidence)
    for sheet in marts:
        sheet.check_length()
        target = book.add_worksheet(sheet.name)
        TableWriter(target, sheet, formats, links, colors, issuers=issuers).write()
    headline = each(lambda: tell_headline(connection, facts.held, facts.year))
    write_cover(cover, formats, facts, headline, chinese, marts, evidence_name=evidence.name)
    cover.activate()


def _read_sheets(connection: duckdb.DuckDBPyConnection, issuers: Issuers) -> list[MartSheet]:
    sheets = []
    for stored, *place in order_tables(read_tables(connection, "marts")):
        table, frame = issuers.arrange(stored, join_lists(read_table(connection, stored)))
        sheets.append(MartSheet(table, sort_rows(table, frame), *place))
    return sheets


def _goal_colors(connection: duckdb.DuckDBPyConnection) -> dict[int, str]:
    return dict(connection.execute("select goal_no, color_hex from marts.dim_goal").fetchall())
