"""The list of issuers, and the page of each."""

from collections.abc import Iterator

from supply.site.addresses import issuer_page
from supply.site.first_screen import OPEN_STATES
from supply.site.page_tables import ISSUER_COLUMNS, PART_COLUMNS, PageTable
from supply.site.pages.counted_prints import prints_by_year, status_matrix
from supply.site.pages.editions import in_printed_order, of_newest
from supply.site.pages.page import Page
from supply.site.read_marts import SiteMarts, place
from warehouse.published import Row


def issuer_list(marts: SiteMarts) -> Page:
    """List everybody whose report is held."""
    context = {
        "scores": of_newest(marts, "issuer_scores"),
        "missing_reports": of_newest(marts, "missing"),
        "sample_documents": marts.samples_of(of_newest(marts, "results")),
    }
    table = PageTable(ISSUER_COLUMNS, marts["issuer_scores"])
    return Page("issuers.html", "issuers.html.j2", "issuers.html", context, table=table)


def issuer_pages(marts: SiteMarts) -> Iterator[Page]:
    """Yield the page of each issuer."""
    tables = {
        name: marts.group(name, "issuer")
        for name in ("documents", "measures", "results", "releases", "findings")
    }
    scores = marts.group("issuer_scores", "issuer")
    agencies = {row["agency"]: row for row in marts["agencies"]}
    prints_of = prints_by_year(marts)
    for issuer in marts.issuers:
        own = {name: groups.get(issuer, []) for name, groups in tables.items()}
        year = scores[issuer][0]["report_year"]
        measures = [row for row in own["measures"] if row["report_year"] == year]
        measures = in_printed_order(marts, measures)
        waiting = [row for row in own["releases"] if row["state"] in {*OPEN_STATES, "elsewhere"}]
        context = {
            "issuer": issuer,
            "ministries": [agencies[name] for name in issuer.split("、") if name in agencies],
            "scores": scores[issuer],
            "year": year,
            "documents": own["documents"],
            "measures": measures,
            "missed": [row for row in measures if row["status"] == "not_attained"],
            "years": [row["report_year"] for row in scores[issuer]],
            "history": list(status_matrix(own["results"])),
            "prints_of": prints_of,
            "releases": sorted(waiting, key=lambda row: row["state"] != "overdue"),
            "findings": own["findings"],
            "sample_documents": marts.samples_of(
                [*own["documents"], *_beside(marts, own["findings"])]
            ),
        }
        # With one issuer its table is that of the list of indicators.
        table = PageTable(PART_COLUMNS, measures) if len(marts.issuers) > 1 else None
        yield Page(issuer_page(issuer), "issuer.html.j2", "issuers.html", context, table=table)


def _beside(marts: SiteMarts, findings: list[Row]) -> Iterator[Row]:
    """Every print of the indicators of findings: one may tell that another issuer says otherwise."""
    prints = marts.group("results", "indicator_key", "report_year")
    places = marts.group("results", "issuer", "report_year", "indicator_code")
    for finding in findings:
        for own in places.get(place(finding), []):
            yield from prints[own["indicator_key"], own["report_year"]]
