"""Prints of indicators by year, and which totals count them: what a count leads to shows as many rows."""

from collections.abc import Callable, Hashable, Iterator
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


def prints_by_year(marts: SiteMarts) -> Callable[[list[Row]], str]:
    """What an indicator was in each of its prints, so that a count of any year finds its own.

    Of a print: year, goal, issuer, status, certainty and the totals that count it, parted by |; prints by ;.
    """
    totals_of = totals_by_row(marts)

    def prints(results: list[Row]) -> str:
        return ";".join(
            "|".join(
                (
                    str(row["report_year"]),
                    str(row["goal_no"]),
                    row["issuer"],
                    row["status"] or "undecided",
                    certainty_of(row),
                    ",".join(totals_of(row)),
                )
            )
            for row in results
        )

    return prints


def status_matrix(
    results: list[Row],
) -> Iterator[tuple[Any, list[Row], dict[Hashable, list[Row]]]]:
    """Each indicator with the prints of each year, that which leads first."""
    for key, rows in group_by(results, lambda row: row["indicator_key"]).items():
        ordered = leading_first(rows)
        yield key, ordered, group_by(ordered, lambda row: row["report_year"])


def leading_first(results: list[Row]) -> list[Row]:
    """Newest edition first, and of its issuers the one that leads."""
    return sorted(
        results, key=lambda row: (-row["report_year"], not row["leads_key"], row["issuer"])
    )
