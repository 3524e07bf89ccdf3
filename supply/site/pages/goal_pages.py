"""The page of each core goal."""

from collections.abc import Iterator

from supply.site.addresses import goal_page
from supply.site.editions import measures_of
from supply.site.page_tables import PART_COLUMNS, PageTable
from supply.site.pages.counted_prints import status_matrix, totals_by_row
from supply.site.pages.page import Page
from supply.site.read_marts import SiteMarts, group_by


def goal_pages(marts: SiteMarts, year: int) -> Iterator[Page]:
    """Yield the page of each core goal in an edition."""
    scores = marts.group("goal_scores", "goal_no")
    measures = group_by(measures_of(marts, year), lambda row: row["goal_no"])
    results = marts.group("results", "goal_no")
    totals_of = totals_by_row(marts)
    leads = {row["goal_no"]: row["lead_agency"] for row in marts["goals"]}
    for goal_no, rows in scores.items():
        years = sorted({row["report_year"] for row in rows}, reverse=True)
        context = {
            "goal_no": goal_no,
            "lead_agency": leads.get(goal_no),
            "scores": rows,
            "measures": measures.get(goal_no, []),
            "years": years,
            "history": status_matrix(results.get(goal_no, []), totals_of)
            if year == marts.newest_year
            else [],
            "sample_documents": marts.samples_of(results.get(goal_no, [])),
        }
        table = PageTable(PART_COLUMNS, measures.get(goal_no, []))
        address = goal_page(int(str(goal_no)))
        yield Page(address, "goal.html.j2", "index.html", context, table=table, year=year)
