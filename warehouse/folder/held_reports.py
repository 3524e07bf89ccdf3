"""The documents that a warehouse holds: whose they are, of which year, and which of them count."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from warehouse.folder.published import Row, fetch
from warehouse.folder.run_ending import ReadDocument
from warehouse.say import listed_issuers, tell

_MISSING = "select * from marts.missing_report order by report_year, issuer"
_REPORTS = "select * from marts.dim_report order by report_year, issuer, vintage_no"


@dataclass(frozen=True, slots=True)
class HeldReports:
    """Rows of dim_report, by year, issuer and vintage, and of missing_report."""

    rows: Sequence[Row]
    missing: Sequence[Row] = ()

    @property
    def years(self) -> list[int]:
        """Years of which an edition is held, in order."""
        return sorted({row["report_year"] for row in self.rows})

    @property
    def issuers(self) -> list[str]:
        """All issuers of any year, by name."""
        return sorted({row["issuer"] for row in self.rows})

    @property
    def has_several_issuers(self) -> bool:
        """Tell whether a year alone may not say whose report is meant."""
        return len(self.issuers) > 1

    def current_of(self, year: int) -> list[Row]:
        """The documents that make up the edition of a year: one of each issuer."""
        return [row for row in self.rows if row["report_year"] == year and row["is_current"]]

    def vintages_of(self, issuer: str, year: int) -> list[Row]:
        """All documents of an issuer and year, the first one first."""
        return [row for row in self.rows if row["issuer"] == issuer and row["report_year"] == year]

    def name(self, row: Row) -> str:
        """The shortest name that means a document alone: 2024, 2022v1, 2024:衛福部."""
        year, issuer = row["report_year"], row["issuer"]
        is_shared = any(
            other["issuer"] != issuer for other in self.rows if other["report_year"] == year
        )
        vintage = f"v{row['vintage_no']}" if len(self.vintages_of(issuer, year)) > 1 else ""
        return f"{year}{vintage}" + (f":{issuer}" if is_shared else "")

    def samples_of(self, year: int) -> list[str]:
        """Issuers whose part of an edition comes from a sample."""
        return [row["issuer"] for row in self.current_of(year) if row["is_sample"]]

    def missing_in(self, year: int) -> dict[str, int]:
        """Issuers of earlier years that have no report of this one, with the newest year that they have."""
        return {
            row["issuer"]: row["last_report_year"]
            for row in self.missing
            if row["report_year"] == year
        }

    def find(self, document: ReadDocument) -> Row | None:
        """What became of a document that a run read: its own row, also if another vintage is current."""
        found = [
            row
            for row in self.rows
            if (row["report_id"] == document.report_id if document.report_id else row["file_name"] == document.file_name)
            and row["report_year"] == document.report_year
        ]  # fmt: skip
        return found[-1] if found else None

    def find_all(self, documents: Sequence[ReadDocument]) -> list[Row]:
        """The rows of the documents that a run read; one that is not found stands for its year."""
        found: list[Row] = []
        for document in documents:
            row = self.find(document)
            found += [row] if row else self.current_of(document.report_year)
        return found


def tell_issuers(held: HeldReports, year: int) -> list[str]:
    """Say who reports on a year, and who did on an earlier one and does not on this; nothing where one issuer is held alone."""
    if not held.has_several_issuers:
        return []
    names = [
        tell("held-corrected", issuer=row["issuer"], vintage=row["vintage_no"])
        if row["vintage_no"] > 1
        else row["issuer"]
        for row in held.current_of(year)
    ]
    told = [tell("held-issuers", year=year, issuers=listed_issuers(names))]
    missing = held.missing_in(year)
    if missing:
        words = listed_issuers(f"{issuer} ({last})" for issuer, last in sorted(missing.items()))
        told.append(tell("held-missing", year=year, issuers=words))
    return told


def read_held(connection: Any) -> HeldReports:
    """Read which documents a warehouse holds."""
    return HeldReports(fetch(connection, _REPORTS), fetch(connection, _MISSING))


def tell_sample(held: HeldReports, year: int) -> str:
    """Say in brackets how much of an edition comes from samples; empty if nothing does."""
    words = tell_sample_in_words(held, year)
    return tell("held-in-brackets", words=words) if words else ""


def tell_sample_in_words(held: HeldReports, year: int) -> str:
    """The same without brackets."""
    samples = held.samples_of(year)
    if not samples:
        return ""
    if len(samples) == len(held.current_of(year)):
        return tell("held-sample")
    return tell("held-partly-sample", issuers=listed_issuers(samples))
