"""What changed from one edition to the next."""

from collections.abc import Callable
from typing import Any

from supply.site.page_tables import CHANGE_COLUMNS, PageTable
from supply.site.pages.filter_options import goal_options, issuer_options, word_or_name
from supply.site.pages.page import Page
from supply.site.read_marts import SiteMarts


def change_list(marts: SiteMarts) -> Page:
    """List every change from one edition to the next."""
    context = {
        "issuer_options": issuer_options(marts["changes"]),
        "sample_documents": marts.samples_of(marts["changes"]),
    }
    table = PageTable(CHANGE_COLUMNS, marts["changes"])
    address = "changes.html"
    return Page(address, "changes.html.j2", address, context, _change_options(marts), table)


def _change_options(marts: SiteMarts) -> Callable[..., dict[str, Any]]:
    kinds = sorted({row["change"] for row in marts["changes"]})
    editions = sorted(
        {(row["report_year_after"], bool(row["is_vintage"])) for row in marts["changes"]},
        reverse=True,
    )

    def options(say: Callable[[str, str | None], str]) -> dict[str, Any]:
        return {
            "change_options": [(kind, word_or_name(say, "change", kind)) for kind in kinds],
            "goal_options": goal_options(marts["changes"]),
            "edition_options": [
                (f"{year}v", f"{year} {say('filter', 'vintage')}") if is_vintage else (year, year)
                for year, is_vintage in editions
            ],
        }

    return options
