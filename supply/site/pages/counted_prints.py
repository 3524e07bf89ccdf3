"""Prints of indicators by year, and which totals count them: what a count leads to shows as many rows."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from supply.site.pages.filter_options import certainty_of
from supply.site.read_marts import SiteMarts, group_by, place
from warehouse.folder.published import Row


def totals_by_row(marts: SiteMarts) -> Callable[[Row], list[str]]:
    """Which totals count an indicator's row: 1 (all goals), goal, issuer, or an agency's name.

    A count leads to the list with its total asked for, which then shows as many indicators as it says.
    """
    agencies = marts.group("agency_counts", "issuer", "report_year", "indicator_code")

    def totals(result: Row) -> list[str]:
        named = {"1": "counts_in_total", "goal": "counts_in_goal", "issuer": "counts_in_report"}
        return [
            *(name for name, column in named.items() if result[column]),
            *(row["agency"] for row in agencies.get(place(result), [])),
        ]

    return totals


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """An indicator under every edition: its prints, that which leads first, and those of each year.

    `told` is what it was in each of them, so that a count of any year finds its own: year, goal, issuer, status,
    certainty and the totals that count it, parted by |, prints by ;. What is as in the print before is left out,
    and - stands for none.
    """

    key: Any
    results: list[Row]
    by_year: dict[Hashable, list[Row]]
    told: str


def status_matrix(results: list[Row], totals_of: Callable[[Row], list[str]]) -> list[MatrixRow]:
    """Put each indicator with its prints into a row; totals_of is that of totals_by_row."""
    rows = []
    for key, found in group_by(results, lambda row: row["indicator_key"]).items():
        ordered = leading_first(found)
        by_year = group_by(ordered, lambda row: row["report_year"])
        rows.append(MatrixRow(key, ordered, dict(by_year), _tell(ordered, totals_of)))
    return rows


def _tell(results: list[Row], totals_of: Callable[[Row], list[str]]) -> str:
    told, before = [], [""] * 6
    for row in results:
        fields = [
            str(row["report_year"]),
            str(row["goal_no"]),
            row["issuer"],
            row["status"] or "undecided",
            certainty_of(row),
            ",".join(totals_of(row)) or "-",
        ]
        new = ["" if now == then else now for now, then in zip(fields, before, strict=True)]
        told.append("|".join(new).rstrip("|"))
        before = fields
    return ";".join(told)


def leading_first(results: list[Row]) -> list[Row]:
    """Newest edition first, and of its issuers the one that leads."""
    return sorted(
        results, key=lambda row: (-row["report_year"], not row["leads_key"], row["issuer"])
    )
