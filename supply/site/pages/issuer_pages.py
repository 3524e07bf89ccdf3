"""The list of issuers, and the page of each."""

from collections.abc import Hashable, Iterator

from supply.site.addresses import issuer_page
from supply.site.editions import in_printed_order, nearest_year, of_year
from supply.site.first_screen import OPEN_STATES
from supply.site.page_tables import ISSUER_COLUMNS, PART_COLUMNS, PageTable
from supply.site.pages.counted_prints import status_matrix, totals_by_row
from supply.site.pages.page import Page
from supply.site.read_marts import SiteMarts, group_by, place
from warehouse.folder.published import Row


def issuer_list(marts: SiteMarts, year: int) -> Page:
    """List everybody whose report is held."""
    context = {
        "scores": of_year(marts, "issuer_scores", year),
        "missing_reports": of_year(marts, "missing", year),
        "sample_documents": marts.samples_of(of_year(marts, "results", year)),
    }
    table = PageTable(ISSUER_COLUMNS, marts["issuer_scores"])
    return Page("issuers.html", "issuers.html.j2", "issuers.html", context, table=table, year=year)


def issuer_pages(marts: SiteMarts, year: int) -> Iterator[Page]:
    """Yield the page of each issuer in an edition."""
    tables = {
        name: marts.group(name, "issuer")
        for name in ("documents", "results", "releases", "findings")
    }
    tables["measures"] = group_by(
        in_printed_order(marts, marts["measures"]), lambda row: row["issuer"]
    )
    scores = marts.group("issuer_scores", "issuer")
    agencies = {row["agency"]: row for row in marts["agencies"]}
    totals_of = totals_by_row(marts)
    prints = marts.group("results", "indicator_key", "report_year")
    places = marts.group("results", "issuer", "report_year", "indicator_code")
    for issuer in marts.issuers:
        own = {name: groups.get(issuer, []) for name, groups in tables.items()}
        if year != marts.newest_year:
            for name in ("releases", "findings"):
                own[name] = [row for row in own[name] if row["report_year"] == year]
        shown_year = nearest_year((row["report_year"] for row in scores[issuer]), year)
        measures = [row for row in own["measures"] if row["report_year"] == shown_year]
        waiting = [row for row in own["releases"] if row["state"] in {*OPEN_STATES, "elsewhere"}]
        context = {
            "issuer": issuer,
            "issuer_shown": issuer,
            "ministries": [agencies[name] for name in issuer.split("、") if name in agencies],
            "scores": scores[issuer],
            "shown_year": shown_year,
            "documents": own["documents"],
            "measures": measures,
            "missed": [row for row in measures if row["status"] == "not_attained"],
            "years": [row["report_year"] for row in scores[issuer]],
            "history": status_matrix(own["results"], totals_of)
            if year == marts.newest_year
            else [],
            "releases": sorted(waiting, key=lambda row: row["state"] != "overdue"),
            "findings": own["findings"],
            "sample_documents": marts.samples_of(
                [*own["documents"], *_beside(prints, places, own["findings"])]
            ),
        }
        # With one issuer its table is that of the list of indicators.
        table = PageTable(PART_COLUMNS, measures) if len(marts.issuers) > 1 else None
        address = issuer_page(issuer)
        yield Page(address, "issuer.html.j2", "issuers.html", context, table=table, year=year)


def _beside(
    prints: dict[Hashable, list[Row]], places: dict[Hashable, list[Row]], findings: list[Row]
) -> Iterator[Row]:
    """Every print of the indicators of findings: one may tell that another issuer says otherwise."""
    for finding in findings:
        for own in places.get(place(finding), []):
            yield from prints[own["indicator_key"], own["report_year"]]
