"""The list of agencies, and the page of each."""

from collections.abc import Iterator

from supply.site.addresses import agency_page
from supply.site.editions import in_printed_order, nearest_year, of_year
from supply.site.page_tables import AGENCY_COLUMNS, PART_COLUMNS, PageTable
from supply.site.pages.page import Page
from supply.site.read_marts import SiteMarts, group_by


def agency_pages(marts: SiteMarts, year: int) -> Iterator[Page]:
    """Yield the list of an edition's agencies and the page of each."""
    scores = marts.group("agency_scores", "agency")
    listed = of_year(marts, "agency_scores", year)
    shown = {row["agency"] for row in listed}
    context = {
        "scores": listed,
        "others": sorted(str(agency) for agency in scores if agency not in shown),
        "sample_documents": marts.samples_of(of_year(marts, "measures", year)),
    }
    table = PageTable(AGENCY_COLUMNS, listed)
    yield Page(
        "agencies.html", "agencies.html.j2", "agencies.html", context, table=table, year=year
    )
    measures = group_by(
        [
            {**row, "agency": agency}
            for row in in_printed_order(marts, marts["measures"])
            for agency in row["agencies"]
        ],
        lambda row: row["agency"],
    )
    for agency, rows in scores.items():
        own = measures.get(agency, [])
        shown_year = nearest_year((row["report_year"] for row in rows), year)
        printed = [row for row in own if row["report_year"] == shown_year]
        context = {
            "agency": agency,
            "scores": rows,
            "shown_year": shown_year,
            "measures": printed,
            "sample_documents": marts.samples_of(own),
        }
        table = PageTable(PART_COLUMNS, printed)
        address = agency_page(str(agency))
        yield Page(address, "agency.html.j2", "agencies.html", context, table=table, year=year)
