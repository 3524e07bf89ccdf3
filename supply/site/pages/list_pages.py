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
from supply.site.pages.page import Page
from supply.site.pages.release_list import release_list
from supply.site.pages.search_page import search_page
from supply.site.read_marts import SiteMarts


def list_pages(marts: SiteMarts, evidence: EvidenceStore) -> Iterator[Page]:
    """Yield every page of the dashboard."""
    for edition in marts["editions"]:
        yield from _of_edition(marts, edition["report_year"])
    yield from indicator_pages(marts, evidence)
    yield history_page(marts)
    yield finding_list(marts)
    yield release_list(marts)
    yield search_page(marts)
    yield data_page(marts)
    yield Page("method.html", "method.html.j2", "method.html", {})


def _of_edition(marts: SiteMarts, year: int) -> Iterator[Page]:
    """Pages about one edition: every edition has each of them, so that a reader may change the year anywhere."""
    yield overview_page(marts, year)
    yield from goal_pages(marts, year)
    yield indicator_list(marts, year)
    yield from agency_pages(marts, year)
    yield change_list(marts, year)
    yield issuer_list(marts, year)
    yield from issuer_pages(marts, year)
