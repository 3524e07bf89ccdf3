"""The sheet of printed rows: a picture for each indicator, to which page numbers link."""

from itertools import pairwise
from typing import Any

import duckdb
import xlsxwriter

from supply.code_order import code_order
from supply.files.cell_text import cell_text
from supply.row_picture import RowPicture
from supply.workbook.both_languages import in_both
from supply.workbook.workbook_formats import Formats
from supply.workbook.workbook_issuers import Issuers
from supply.workbook.workbook_print import page_footer
from warehouse.say import listed, tell

_ROW_PIXELS, _HEADING_HEIGHT = 20, 24
# What stands on a sheet of A4 at this scale, with room for LibreOffice, which makes rows and columns an eighth larger.
_SCALE, _PAGE_ROWS = 80, 55
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.7}


class EvidenceSheet:
    """Places the pictures of the newest edition one below the other; earlier editions have none here."""

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        formats: Formats,
        connection: duckdb.DuckDBPyConnection,
        issuers: Issuers,
        pictures: dict[tuple[str, str], list[RowPicture]],
    ) -> None:
        self._formats = formats
        self._name = in_both("book-evidence", " ")
        self._reports = {document.report_id: document for document in issuers.newest}
        self._are_several = issuers.are_several
        self._pictures = {
            (report, code): pictures[report, code]
            for report in self._reports
            for code in sorted((c for r, c in pictures if r == report), key=code_order)
            if pictures[report, code]
        }
        rows = connection.execute(
            "select report_id, indicator_code, indicator_name from marts.attainment"
        ).fetchall()
        self._names = {(report, code): name for report, code, name in rows}
        self._rows = self._place()
        self._book = book

    def _place(self) -> dict[tuple[str, str], int]:
        rows, row = {}, 2
        for key, pictures in self._pictures.items():
            rows[key] = row
            row += _rows_of_all(pictures)
        return rows

    @property
    def name(self) -> str | None:
        """Name of the sheet; null if there is no picture to show."""
        return self._name if self._rows else None

    def link(self, row: dict[str, Any]) -> str | None:
        """Where the page number of a mart's row leads; null if there is no picture of it here."""
        report = row["report_id"] if "report_id" in row else self._report_of(row)
        return self.place(report, row.get("indicator_code"))

    def place(self, report: Any, code: Any) -> str | None:
        """Where the picture of an indicator's row in a report stands; null if there is none here."""
        place = self._rows.get((str(report), str(code)))
        return None if place is None else f"internal:'{self._name}'!A{place + 1}"

    def _report_of(self, row: dict[str, Any]) -> str | None:
        """The newest report that a row of a mart is of; sheets name the issuer where there are several."""
        found = (
            document.report_id
            for document in self._reports.values()
            if document.year == row.get("report_year")
            and row.get("issuer", document.issuer) == document.issuer
        )
        return next(found, None)

    def write(self) -> None:
        """Add the sheet, if there are pictures."""
        if not self._rows:
            return
        sheet = self._book.add_worksheet(self._name)
        sheet.set_column(0, 0, 110)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.set_margins(**_MARGINS)
        # A sheet that is fitted to a width knows no breaks of ours.
        sheet.set_print_scale(_SCALE)
        sheet.set_h_pagebreaks(self._page_breaks())
        sheet.set_footer(page_footer(tell("book-evidence")))
        sheet.write_string(0, 0, in_both("book-evidence-of", " "), self._formats.heading)
        for key, row in self._rows.items():
            title = self._title(*key)
            sheet.set_row(row, _HEADING_HEIGHT)
            sheet.write_string(row, 0, title, self._formats.caption)
            below = row + 1
            for picture in self._pictures[key]:
                sheet.insert_image(below, 0, str(picture.path), _image_options(title))
                below += _rows_of(picture) + 1

    def _page_breaks(self) -> list[int]:
        """Rows before which a page begins: no picture is cut that a page can hold."""
        places = list(self._rows.values())
        last = places[-1] + _rows_of_all(self._pictures[next(reversed(self._pictures))])
        breaks, first = [], 0
        for place, end in pairwise([*places, last]):
            if end - first > _PAGE_ROWS and place > first:
                breaks.append(place)
                first = place
        return breaks

    def _title(self, report: str, code: str) -> str:
        document = self._reports[report]
        is_told = self._are_several or document.is_sample
        issuer = tell("book-of-issuer", issuer=document.issuer_shown) if is_told else ""
        pages = listed(dict.fromkeys(p.page for p in self._pictures[report, code]))
        name = self._names.get((report, code), "")
        return cell_text(tell("book-page", code=code, name=name, issuer=issuer, pages=pages))


def _rows_of_all(pictures: list[RowPicture]) -> int:
    """Rows of an indicator: its heading, its pictures, and a free one after each."""
    return 2 + sum(_rows_of(picture) + 1 for picture in pictures)


def _rows_of(picture: RowPicture) -> int:
    return picture.height // _ROW_PIXELS + 1


def _image_options(title: str) -> dict[str, Any]:
    # Drawn with 144 dots an inch, shown with 108: as wide as on the dashboard.
    return {"x_scale": 0.75, "y_scale": 0.75, "object_position": 3, "description": title}
