"""Every indicator under every edition."""

from supply.site.page_tables import RESULT_COLUMNS, PageTable
from supply.site.pages.counted_prints import status_matrix, totals_by_row
from supply.site.pages.filter_options import (
    CERTAINTIES,
    goal_options,
    issuer_options,
    status_options,
)
from supply.site.pages.page import Page
from supply.site.read_marts import SiteMarts


def history_page(marts: SiteMarts) -> Page:
    """Every indicator under every edition, to compare the years."""
    years = [row["report_year"] for row in marts["editions"]]
    context = {
        "years": years,
        "has_charts": True,
        "history": status_matrix(marts["results"], totals_by_row(marts)),
        "year_options": [(year, year) for year in years],
        "goal_options": goal_options(marts["results"]),
        "issuer_options": issuer_options(marts["results"]),
        "sample_documents": marts.samples_of(marts["results"]),
    }
    return Page(
        "history.html",
        "history.html.j2",
        "history.html",
        context,
        lambda say: {
            "status_options": status_options(say),
            "certainty_options": [(c, say("certainty", c)) for c in CERTAINTIES],
        },
        table=PageTable(RESULT_COLUMNS, marts["results"]),
    )
