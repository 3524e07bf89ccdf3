"""Whose reports a workbook holds: which sheets name the issuer, and how a sample is marked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import duckdb
import polars as pl

from warehouse.catalog import Table

# An issuer stands beside the year of the report that it issued.
_BESIDE = {
    "issuer": ("report_year", "report_year_after"),
    "issuer_a": ("report_year_a",),
    "issuer_b": ("report_year_b",),
}
# These tables are about issuers: they name them also where there is only one.
_ABOUT_ISSUERS = {"dim_report", "issuer_scorecard"}
_YEAR = "report_year"
SAMPLE_MARK, HOLDS_SAMPLE_MARK = "（樣本）", "（含樣本）"


class Document(NamedTuple):
    """A document held."""

    report_id: str
    year: int
    issuer: str
    issuer_shown: str
    is_sample: bool
    is_current: bool


class Missing(NamedTuple):
    """An issuer without a report of the newest year, and the newest year of which it has one."""

    issuer: str
    last_year: int


@dataclass(frozen=True, slots=True)
class Issuers:
    """The documents held, the reports missing of the newest year, and what follows from them for the sheets."""

    documents: tuple[Document, ...]
    missing: tuple[Missing, ...]

    @property
    def current(self) -> list[Document]:
        """One document for each issuer and year."""
        return [document for document in self.documents if document.is_current]

    @property
    def newest(self) -> list[Document]:
        """The current documents of the newest year."""
        years = [document.year for document in self.documents]
        return [document for document in self.current if document.year == max(years)]

    @property
    def are_several(self) -> bool:
        """Whether a reader must be told whose report a row is of."""
        return len({document.issuer for document in self.documents}) > 1

    def arrange(self, table: Table, frame: pl.DataFrame) -> tuple[Table, pl.DataFrame]:
        """Put the issuer beside the year of its report; where there is one issuer only, leave it out."""
        names = [column.name for column in table.columns]
        for issuer, years in _BESIDE.items():
            year = next((name for name in years if name in names), None)
            if issuer not in names or (year is None and self.are_several):
                continue
            if self.are_several and year is not None:
                names.remove(issuer)
                names.insert(names.index(year) + 1, issuer)
            elif table.table_name not in _ABOUT_ISSUERS:
                names.remove(issuer)
        columns = {column.name: column for column in table.columns}
        keys = tuple(tuple(name for name in names if name in key) for key in table.keys)
        shown = replace(table, columns=tuple(columns[name] for name in names), keys=keys)
        return shown, frame.select(names)

    def mark(self, name: str, row: Mapping[str, Any]) -> str:
        """What to show behind a cell's value: a sample is marked at its issuer, else at its year."""
        if name in _BESIDE and self._is_sample(name, row):
            return SAMPLE_MARK
        return self._year_mark(row[name]) if name == _YEAR and "issuer" not in row else ""

    @property
    def longest_marks(self) -> dict[str, str]:
        """By column the widest mark that there can be."""
        if not any(document.is_sample for document in self.documents):
            return {}
        return dict.fromkeys(_BESIDE, SAMPLE_MARK) | {_YEAR: HOLDS_SAMPLE_MARK}

    def _is_sample(self, name: str, row: Mapping[str, Any]) -> bool:
        if row.get("report_id"):
            return any(d.is_sample for d in self.documents if d.report_id == row["report_id"])
        years = [row[year] for year in _BESIDE[name] if year in row]
        return any(d.is_sample for d in self.current if d.issuer == row[name] and d.year in years)

    def _year_mark(self, year: Any) -> str:
        samples = [document.is_sample for document in self.current if document.year == year]
        if not any(samples):
            return ""
        return SAMPLE_MARK if all(samples) else HOLDS_SAMPLE_MARK


def read_issuers(connection: duckdb.DuckDBPyConnection) -> Issuers:
    """Read the documents held, in order of year and issuer, and whose are missing."""
    rows = connection.execute(
        "select report_id, report_year, issuer, issuer_shown, is_sample, is_current "
        "from marts.dim_report order by report_year, issuer, vintage_no"
    ).fetchall()
    missing = connection.execute(
        "select issuer, last_report_year from marts.missing_report "
        "where report_year = (select max(report_year) from marts.dim_report) order by issuer"
    ).fetchall()
    return Issuers(tuple(Document(*row) for row in rows), tuple(Missing(*row) for row in missing))
