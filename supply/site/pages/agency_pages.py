"""The list of agencies, and the page of each."""

from collections.abc import Iterator

from supply.site.addresses import agency_page
from supply.site.page_tables import AGENCY_COLUMNS, PART_COLUMNS, PageTable
from supply.site.pages.editions import in_printed_order, of_newest
from supply.site.pages.page import Page
from supply.site.read_marts import SiteMarts, group_by


def agency_pages(marts: SiteMarts) -> Iterator[Page]:
    """Yield the list of agencies and the page of each."""
    scores = marts.group("agency_scores", "agency")
    newest = of_newest(marts, "agency_scores")
    shown = {row["agency"] for row in newest}
    context = {
        "scores": newest,
        "others": sorted(str(agency) for agency in scores if agency not in shown),
        "sample_documents": marts.samples_of(of_newest(marts, "measures")),
    }
    table = PageTable(AGENCY_COLUMNS, newest)
    yield Page("agencies.html", "agencies.html.j2", "agencies.html", context, table=table)
    measures = group_by(
        [{**row, "agency": agency} for row in marts["measures"] for agency in row["agencies"]],
        lambda row: row["agency"],
    )
    for agency, rows in scores.items():
        own = measures.get(agency, [])
        newest_own = [row for row in own if row["report_year"] == rows[0]["report_year"]]
        context = {
            "agency": agency,
            "scores": rows,
            "measures": in_printed_order(marts, newest_own),
            "sample_documents": marts.samples_of(own),
        }
        table = PageTable(PART_COLUMNS, in_printed_order(marts, newest_own))
        yield Page(
            agency_page(str(agency)), "agency.html.j2", "agencies.html", context, table=table
        )
