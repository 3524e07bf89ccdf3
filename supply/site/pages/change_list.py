"""What changed from one edition to the next."""

from collections.abc import Callable
from typing import Any

from supply.site.page_tables import CHANGE_COLUMNS, PageTable
from supply.site.pages.filter_options import goal_options, issuer_options, word_or_name
from supply.site.pages.page import Page
from supply.site.read_marts import SiteMarts
from warehouse.folder.published import Row


def change_list(marts: SiteMarts, year: int) -> Page:
    """List every change that an edition, or a correction of it, brought."""
    changes = [row for row in marts["changes"] if row["report_year_after"] == year]
    context = {
        "changes": changes,
        "issuer_options": issuer_options(changes),
        "sample_documents": marts.samples_of(changes),
    }
    table = PageTable(CHANGE_COLUMNS, changes)
    address = "changes.html"
    options = _change_options(changes, year)
    return Page(address, "changes.html.j2", address, context, options, table, year=year)


def _change_options(changes: list[Row], year: int) -> Callable[..., dict[str, Any]]:
    kinds = sorted({row["change"] for row in changes})
    has_corrections = any(row["is_vintage"] for row in changes)

    def options(say: Callable[[str, str | None], str]) -> dict[str, Any]:
        corrected = f"{year} {say('filter', 'vintage')}"
        return {
            "change_options": [(kind, word_or_name(say, "change", kind)) for kind in kinds],
            "goal_options": goal_options(changes),
            "edition_options": [(year, year), (f"{year}v", corrected)] if has_corrections else [],
        }

    return options
