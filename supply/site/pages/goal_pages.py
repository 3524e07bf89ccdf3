"""The page of each core goal."""

from collections.abc import Iterator

from supply.site.addresses import goal_page
from supply.site.page_tables import PART_COLUMNS, PageTable
from supply.site.pages.counted_prints import prints_by_year, status_matrix
from supply.site.pages.editions import newest_measures
from supply.site.pages.page import Page
from supply.site.read_marts import SiteMarts, group_by


def goal_pages(marts: SiteMarts) -> Iterator[Page]:
    """Yield the page of each core goal."""
    scores = marts.group("goal_scores", "goal_no")
    measures = group_by(newest_measures(marts), lambda row: row["goal_no"])
    results = marts.group("results", "goal_no")
    prints_of = prints_by_year(marts)
    for goal_no, rows in scores.items():
        years = sorted({row["report_year"] for row in rows}, reverse=True)
        context = {
            "goal_no": goal_no,
            "scores": rows,
            "measures": measures.get(goal_no, []),
            "years": years,
            "history": list(status_matrix(results.get(goal_no, []))),
            "prints_of": prints_of,
            "sample_documents": marts.samples_of(results.get(goal_no, [])),
        }
        table = PageTable(PART_COLUMNS, measures.get(goal_no, []))
        yield Page(goal_page(int(str(goal_no))), "goal.html.j2", "index.html", context, table=table)
