"""Every indicator of every edition, to be searched."""

from supply.code_order import code_order
from supply.site.pages.filter_options import goal_options
from supply.site.pages.page import Page
from supply.site.read_marts import SiteMarts
from supply.site.search_index import KINDS


def search_page(marts: SiteMarts) -> Page:
    """List every indicator of every edition, to be searched."""
    measures = marts.group("measures", "indicator_key")
    rows = sorted(
        (of_indicator[0] for of_indicator in measures.values()),
        key=lambda row: (row["goal_no"], code_order(row["indicator_code"])),
    )
    codes = {
        key: sorted({row["indicator_code"] for row in found}) for key, found in measures.items()
    }
    context = {
        "rows": rows,
        "years_of": {key: {r["report_year"] for r in found} for key, found in measures.items()},
        "codes_of": {key: "|".join(found) for key, found in codes.items()},
        "goal_options": goal_options(rows),
        "sample_documents": marts.samples_of(rows),
    }
    return Page(
        "search.html",
        "search.html.j2",
        "indicators.html",
        context,
        lambda say: {"kinds": {kind: say("search", kind) for kind in KINDS}},
    )
