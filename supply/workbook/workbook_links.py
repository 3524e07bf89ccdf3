"""Where a cell leads: to its document, its measure, its findings, the picture of its row, or a source."""

from typing import Any
from urllib.parse import quote, urlsplit

import polars as pl

from supply.workbook.chinese_sheets import (
    ALL,
    CODE,
    DOUBTS,
    ISSUER,
    ITEM,
    PAGE,
    YEAR,
    ChineseSheet,
)
from supply.workbook.workbook_evidence import EvidenceSheet
from supply.workbook.workbook_issuers import Issuers
from supply.workbook.workbook_sheets import MartSheet, sheet_name
from warehouse.folder.published import Row

_PAGE_COLUMNS = {"page", "page_first", "page_last", "actual_page", "target_page"}
_REPORT_COLUMNS = {"report_id", "report_id_before", "report_id_after"}
# Excel follows no longer one.
_URL_LIMIT = 2_000


class Links:
    """Places of rows in their sheets, by what identifies them."""

    def __init__(self, sheets: list[MartSheet], evidence: EvidenceSheet) -> None:
        frames = {sheet.table.table_name: sheet.frame for sheet in sheets}
        self._evidence = evidence
        # Where there is one issuer, sheets do not name it.
        shown = frames["attainment"].columns if "attainment" in frames else []
        issuer = [name for name in ("issuer",) if name in shown]
        self._indicator_columns = (*issuer, "report_year", "indicator_code")
        self._reports = _places(frames, "dim_report", "report_id")
        self._measures = _places(frames, "attainment", *self._indicator_columns, "measure_no")
        self._indicators = _places(frames, "attainment", *self._indicator_columns)
        self._findings = _places(frames, "finding", *self._indicator_columns)

    def find(self, table_name: str, column: str, row: dict[str, Any]) -> str | None:
        """Where a cell of a mart's row leads; null where it leads nowhere."""
        if column in _PAGE_COLUMNS:
            return self._evidence.link(row)
        if column in _REPORT_COLUMNS and table_name != "dim_report":
            return _internal("dim_report", self._reports.get((row[column],)))
        if column == "indicator_code":
            return self._follow_code(table_name, row)
        return _external(row[column]) if column == "source_url" else None

    def _follow_code(self, table_name: str, row: dict[str, Any]) -> str | None:
        indicator = tuple(row.get(name) for name in self._indicator_columns)
        if table_name == "attainment":
            return _internal("finding", self._findings.get(indicator))
        measure = (*indicator, row.get("measure_no"))
        place = self._measures.get(measure) or self._indicators.get(indicator)
        return _internal("attainment", place)


class ChineseLinks:
    """Where a code or a page of the four Chinese sheets leads; their rows name issuer and year."""

    def __init__(
        self, sheets: list[ChineseSheet], issuers: Issuers, evidence: EvidenceSheet
    ) -> None:
        rows = {sheet.name: sheet.rows for sheet in sheets}
        self._evidence = evidence
        self._reports = {(d.year, d.issuer_shown): d.report_id for d in issuers.newest}
        self._measures = _first_places(rows[ALL], YEAR, ISSUER, CODE, ITEM)
        self._indicators = _first_places(rows[ALL], YEAR, ISSUER, CODE)
        self._doubts = _first_places(rows[DOUBTS], YEAR, ISSUER, CODE)

    def find(self, sheet: str, column: str, row: Row) -> str | None:
        """Where a cell leads; null where it leads nowhere."""
        if column == PAGE:
            report = self._reports.get((row[YEAR], row[ISSUER]))
            return self._evidence.place(report, row[CODE]) if report else None
        indicator = (row[YEAR], row[ISSUER], row[CODE])
        if sheet == ALL:
            return _internal(DOUBTS, self._doubts.get(indicator))
        place = self._measures.get((*indicator, row[ITEM])) or self._indicators.get(indicator)
        return _internal(ALL, place)


def _first_places(rows: list[Row], *columns: str) -> dict[tuple[Any, ...], int]:
    places: dict[tuple[Any, ...], int] = {}
    for number, row in enumerate(rows, start=2):
        places.setdefault(tuple(row[column] for column in columns), number)
    return places


def _places(
    frames: dict[str, pl.DataFrame], table_name: str, *columns: str
) -> dict[tuple[Any, ...], int]:
    """Row numbers in the sheet by key; of several rows the first."""
    places: dict[tuple[Any, ...], int] = {}
    if table_name in frames:
        for number, key in enumerate(frames[table_name].select(columns).iter_rows(), start=2):
            places.setdefault(key, number)
    return places


def _internal(table_name: str, place: int | None) -> str | None:
    return f"internal:'{sheet_name(table_name)}'!A{place}" if place else None


def _external(address: Any) -> str | None:
    """Only what a browser opens: a reviewed file is still a file that somebody wrote."""
    if not isinstance(address, str) or urlsplit(address).scheme not in {"http", "https"}:
        return None
    # Addresses of files bear Chinese and spaces, which Excel would not follow.
    written = quote(address, safe=":/?#[]@!$&'()*+,;=%")
    return written if len(written) <= _URL_LIMIT else None
