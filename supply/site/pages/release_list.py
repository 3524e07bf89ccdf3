"""What reports promised to publish."""

from supply.site.page_tables import RELEASE_COLUMNS, PageTable
from supply.site.pages.filter_options import issuer_options, release_options, year_options
from supply.site.pages.page import Page
from supply.site.read_marts import SiteMarts


def release_list(marts: SiteMarts) -> Page:
    """List every promise to publish a value."""
    context = {
        "rows": marts["releases"],
        "as_of": marts["runs"][0]["as_of_date"] if marts["runs"] else None,
        "year_options": year_options(marts["releases"]),
        "issuer_options": issuer_options(marts["releases"]),
        "sample_documents": marts.samples_of(marts["releases"]),
    }
    return Page(
        "releases.html",
        "releases.html.j2",
        "releases.html",
        context,
        lambda say: {
            "state_options": [("open", say("filter", "open")), *release_options(say)],
        },
        PageTable(RELEASE_COLUMNS, marts["releases"]),
    )
