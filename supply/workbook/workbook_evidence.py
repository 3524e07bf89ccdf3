"""The sheet of printed rows: a picture for each indicator, to which page numbers link."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter

from supply.files.cell_text import cell_text
from supply.workbook.workbook_formats import Formats
from warehouse.read_frame import read_row

_NAME = "evidence 原文"
_ROW_PIXELS, _HEADING_HEIGHT = 20, 24


@dataclass(frozen=True, slots=True)
class RowPicture:
    """A picture of a piece of a table row."""

    path: Path
    page: int
    width: int
    height: int


class EvidenceSheet:
    """Places the pictures of the newest edition one below the other; earlier editions have none here."""

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        formats: Formats,
        connection: duckdb.DuckDBPyConnection,
        pictures: dict[tuple[str, str], list[RowPicture]],
    ) -> None:
        self._formats = formats
        newest = read_row(
            connection,
            "select report_id, report_year from marts.dim_report where is_current order by report_year desc limit 1",
        )
        report_id, self._year = newest or ("", None)
        self._pictures = {
            code: found
            for (report, code), found in pictures.items()
            if report == report_id and found
        }
        self._names = dict(
            connection.execute(
                "select indicator_code, indicator_name from marts.attainment where report_year = ?",
                [self._year],
            ).fetchall()
        )
        self._rows = self._place()
        self._book = book

    def _place(self) -> dict[str, int]:
        rows, row = {}, 2
        for code, pictures in self._pictures.items():
            rows[code] = row
            row += 2 + sum(_rows_of(picture) + 1 for picture in pictures)
        return rows

    @property
    def name(self) -> str | None:
        """Name of the sheet; null if there is no picture to show."""
        return _NAME if self._rows else None

    def link(self, row: dict[str, Any]) -> str | None:
        """Where the page number of a mart's row leads; null if there is no picture of it here."""
        place = self._rows.get(str(row.get("indicator_code")))
        if place is None or row.get("report_year") != self._year:
            return None
        return f"internal:'{_NAME}'!A{place + 1}"

    def write(self) -> None:
        """Add the sheet, if there are pictures."""
        if not self._rows:
            return
        sheet = self._book.add_worksheet(_NAME)
        sheet.set_column(0, 0, 110)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&C&F&R&P / &N")
        sheet.write_string(0, 0, "Printed rows 報告原文", self._formats.heading)
        for code, row in self._rows.items():
            pages = "、".join(str(picture.page) for picture in self._pictures[code])
            title = cell_text(f"{code} {self._names.get(code, '')} · p. {pages}")
            sheet.set_row(row, _HEADING_HEIGHT)
            sheet.write_string(row, 0, title, self._formats.caption)
            below = row + 1
            for picture in self._pictures[code]:
                sheet.insert_image(below, 0, str(picture.path), _image_options(title))
                below += _rows_of(picture) + 1


def _rows_of(picture: RowPicture) -> int:
    return picture.height // _ROW_PIXELS + 1


def _image_options(title: str) -> dict[str, Any]:
    # Drawn with 144 dots an inch, shown with 108: as wide as on the dashboard.
    return {"x_scale": 0.75, "y_scale": 0.75, "object_position": 3, "description": title}
