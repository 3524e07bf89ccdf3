"""Every page of the dashboard."""

from collections.abc import Iterator

from supply.site.evidence_store import EvidenceStore
from supply.site.pages.agency_pages import agency_pages
from supply.site.pages.change_list import change_list
from supply.site.pages.data_page import data_page
from supply.site.pages.finding_list import finding_list
from supply.site.pages.goal_pages import goal_pages
from supply.site.pages.history_page import history_page
from supply.site.pages.indicator_list import indicator_list
from supply.site.pages.indicator_pages import indicator_pages
from supply.site.pages.issuer_pages import issuer_list, issuer_pages
from supply.site.pages.overview_page import overview_page
from supply.site.pages.page import Page, in_parts
from supply.site.pages.release_list import release_list
from supply.site.pages.search_page import search_page
from supply.site.read_marts import SiteMarts

# Some 200 kB: a list that is longer goes on on pages of its own.
ROWS_OF_A_PART = 300
# Of the list with a cell for each edition; a row's head weighs as much as three.
CELLS_OF_A_PART = 2000


def list_pages(marts: SiteMarts, evidence: EvidenceStore) -> Iterator[Page]:
    """Yield every page of the dashboard."""
    for edition in marts["editions"]:
        yield from _of_edition(marts, edition["report_year"])
    yield from indicator_pages(marts, evidence)
    yield from in_parts(
        history_page(marts), "history", CELLS_OF_A_PART // (len(marts["editions"]) + 3)
    )
    yield from in_parts(finding_list(marts), "rows", ROWS_OF_A_PART)
    yield from in_parts(release_list(marts), "rows", ROWS_OF_A_PART)
    yield from in_parts(search_page(marts), "rows", ROWS_OF_A_PART)
    yield data_page(marts)
    yield Page("method.html", "method.html.j2", "method.html", {})


def _of_edition(marts: SiteMarts, year: int) -> Iterator[Page]:
    """Pages about one edition: every edition has each of them, so that a reader may change the year anywhere."""
    yield overview_page(marts, year)
    yield from goal_pages(marts, year)
    yield from in_parts(indicator_list(marts, year), "rows", ROWS_OF_A_PART)
    yield from agency_pages(marts, year)
    yield from in_parts(change_list(marts, year), "changes", ROWS_OF_A_PART)
    yield issuer_list(marts, year)
    yield from issuer_pages(marts, year)
