"""The list of every measure."""

from supply.site.editions import measures_of
from supply.site.page_tables import MEASURE_COLUMNS, PageTable
from supply.site.pages.counted_prints import totals_by_row
from supply.site.pages.filter_options import (
    CERTAINTIES,
    STATUSES,
    certainty_of,
    goal_options,
    issuer_options,
    release_options,
    status_options,
)
from supply.site.pages.page import Page
from supply.site.read_marts import SiteMarts, place


def indicator_list(marts: SiteMarts, year: int) -> Page:
    """List every measure of an edition."""
    results = {(r["report_id"], r["indicator_code"]): r for r in marts["results"]}
    measures = measures_of(marts, year)
    agencies = sorted({agency for row in measures for agency in row["agencies"]})
    former = {
        key: " ".join(sorted({row["indicator_code"] for row in rows}))
        for key, rows in marts.group("former_codes", "indicator_key").items()
    }
    states = {(*place(row), row["measure_no"]): row["state"] for row in marts["releases"]}
    context = {
        "release_of": lambda row: states.get((*place(row), row["measure_no"]), ""),
        "rows": [(row, results[row["report_id"], row["indicator_code"]]) for row in measures],
        "certainty_of": certainty_of,
        "totals_of": totals_by_row(marts),
        "former_codes": lambda key: former.get(key, ""),
        "agency_options": [(agency, agency) for agency in agencies],
        "goal_options": goal_options(measures),
        "issuer_options": issuer_options(measures),
        "sample_documents": marts.samples_of(measures),
    }
    return Page(
        "indicators.html",
        "indicators.html.j2",
        "indicators.html",
        context,
        lambda say: {
            "status_options": status_options(say),
            "part_options": [(s, say("status", s)) for s in STATUSES],
            "release_options": release_options(say),
            "certainty_options": [(c, say("certainty", c)) for c in CERTAINTIES],
        },
        table=PageTable(MEASURE_COLUMNS, measures),
        year=year,
    )
