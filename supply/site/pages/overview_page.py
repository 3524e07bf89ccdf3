"""The overview: what happened, in one sentence, and the lists behind it."""

from typing import Any

from supply.site.charts.chart_points import ChartPoint, ChartPoints
from supply.site.editions import issuers_of, measures_of, of_year
from supply.site.first_screen import first_screen
from supply.site.page_tables import GOAL_COLUMNS, PageTable
from supply.site.pages.page import Page
from supply.site.read_marts import SiteMarts, group_by
from supply.site.write_values import per_cent
from warehouse.folder.published import Row

_RATES = "charts/rates.csv"
_MOST_DOCUMENTS = 12


def overview_page(marts: SiteMarts, year: int) -> Page:
    """Tell what an edition says as a whole."""
    changes = [
        row
        for row in marts["changes"]
        if row["report_year_after"] == year and not row["is_vintage"]
    ]
    # With both of two twins: they may disagree, and then one of them alone is missed.
    measures = measures_of(marts, year)
    missed = [row for row in measures if row["status"] == "not_attained"]
    return Page(
        "index.html",
        "overview.html.j2",
        "index.html",
        {
            "edition": of_year(marts, "editions", year)[0],
            "documents": [
                r for r in marts["documents"] if r["report_year"] == year and r["is_current"]
            ],
            "editions": marts["editions"],
            "is_every_document": len(marts["documents"]) <= _MOST_DOCUMENTS,
            "documents_held": _documents_held(marts, year),
            "issuer_scores": of_year(marts, "issuer_scores", year),
            "missing_reports": of_year(marts, "missing", year),
            "rate_chart": _RATES,
            "has_other_issuers": len(
                {issuers_of(marts, r["report_year"]) for r in marts["editions"]}
            )
            > 1,
            "sample_documents": marts.samples_of(measures),
            "scores": of_year(marts, "goal_scores", year),
            "measures": measures,
            "missed": missed,
            "change_counts": _counts(changes, "change"),
            **first_screen(marts, year, sorted(changes, key=_change_weight)),
        },
        table=PageTable(GOAL_COLUMNS, marts["goal_scores"]),
        year=year,
        charts={_RATES: _rates(marts["editions"])} if len(marts["editions"]) > 1 else {},
    )


def _documents_held(marts: SiteMarts, year: int) -> list[Row]:
    """Every document, or where these are many those of the edition; the others stand on its own page."""
    documents = marts["documents"]
    return documents if len(documents) <= _MOST_DOCUMENTS else of_year(marts, "documents", year)


def _rates(editions: list[Row]) -> ChartPoints:
    """The rate of each edition; like the table below it, it does not compare years of other issuers."""
    return ChartPoints(
        tuple(
            ChartPoint(
                row["report_year"],
                row["attainment_rate_pct"],
                text=per_cent(row["attainment_rate_pct"]),
            )
            for row in sorted(editions, key=lambda row: int(row["report_year"]))
            if row["attainment_rate_pct"] is not None
        ),
        "%",
        from_zero=True,
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
