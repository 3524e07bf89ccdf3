"""What a reader makes of a report file, and how it says that a file cannot be used."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from warehouse.folder.run_ending import ReadDocument

MIN_YEAR, MAX_YEAR = 1990, 2100


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One cell (or line outside the table) on one page, verbatim. Positions in points."""

    row_no: int
    column_name: str
    page: int
    text: str
    x0: float | None = None
    top: float | None = None
    x1: float | None = None
    bottom: float | None = None


def note_cell(
    row_no: int, page: int, rule: str, severity: str, facts: Mapping[str, str | None]
) -> PrintedCell:
    """What reading had to tell of a row, beside its cells, until a finding is made of it."""
    told = {"rule": rule, "severity": severity, "facts": facts}
    return PrintedCell(row_no, "note", page, json.dumps(told, ensure_ascii=False))


@dataclass(slots=True)
class DocumentContent:
    """What the reader of a format found: cells, lines above the table, header row, codes seen."""

    page_count: int = 0
    header_cells: list[str] = field(default_factory=list)
    front_lines: list[str] = field(default_factory=list)
    cells: list[PrintedCell] = field(default_factory=list)
    printed_codes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A report file that can be used: identity, facts of the document, verbatim cells."""

    report_id: str
    sha256: str
    file_name: str
    media_type: str
    title: str | None
    front_note: str | None
    report_year: int
    report_year_basis: str
    published_date: date | None
    page_count: int
    printed_codes: list[str]
    cells: list[PrintedCell]

    @property
    def summary(self) -> ReadDocument:
        """What is told of it at the end of a run."""
        n_indicators = len(set(self.printed_codes))
        return ReadDocument(
            self.file_name,
            self.report_year,
            n_indicators,
            self.page_count,
            self.media_type,
            self.report_id,
        )
