"""The overview: what happened, in one sentence, and the lists behind it."""

from typing import Any

from supply.site.first_screen import first_screen
from supply.site.page_tables import GOAL_COLUMNS, PageTable
from supply.site.pages.editions import issuers_of, newest_measures, of_newest
from supply.site.pages.page import Page
from supply.site.read_marts import SiteMarts, group_by
from warehouse.published import Row


def overview_page(marts: SiteMarts) -> Page:
    """Tell what the newest edition says as a whole."""
    year = marts.newest_year
    changes = [
        row
        for row in marts["changes"]
        if row["report_year_after"] == year and not row["is_vintage"]
    ]
    # With both of two twins: they may disagree, and then one of them alone is missed.
    measures = newest_measures(marts)
    missed = [row for row in measures if row["status"] == "not_attained"]
    return Page(
        "index.html",
        "overview.html.j2",
        "index.html",
        {
            "edition": marts["editions"][0],
            "documents": [
                r for r in marts["documents"] if r["report_year"] == year and r["is_current"]
            ],
            "issuer_scores": of_newest(marts, "issuer_scores"),
            "missing_reports": of_newest(marts, "missing"),
            "has_other_issuers": len(
                {issuers_of(marts, r["report_year"]) for r in marts["editions"]}
            )
            > 1,
            "sample_documents": marts.samples_of(measures),
            "scores": of_newest(marts, "goal_scores"),
            "newest_measures": measures,
            "missed": missed,
            "change_counts": _counts(changes, "change"),
            **first_screen(marts, sorted(changes, key=_change_weight)),
        },
        table=PageTable(GOAL_COLUMNS, marts["goal_scores"]),
    )


def _change_weight(row: Row) -> int:
    """What changes a reader's picture comes first; words last."""
    if row["effect"] in {"worse", "loosened"}:
        return 0
    order = ("status_changed", "target_changed", "value_changed", "indicator_vanished", "indicator_added")  # fmt: skip
    return 1 + order.index(row["change"]) if row["change"] in order else len(order) + 1


def _counts(rows: list[Row], column: str) -> list[tuple[Any, int]]:
    groups = group_by(rows, lambda row: row[column])
    return sorted(((name, len(found)) for name, found in groups.items()), key=lambda pair: -pair[1])
