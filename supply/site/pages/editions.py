"""Rows of one edition, in the order in which reports print them."""

from supply.site.read_marts import SiteMarts
from warehouse.published import Row


def of_newest(marts: SiteMarts, table: str) -> list[Row]:
    """Return the rows of a table that are of the newest edition."""
    return [row for row in marts[table] if row["report_year"] == marts.newest_year]


def issuers_of(marts: SiteMarts, year: int) -> frozenset[str]:
    """Tell whose reports are held for a year."""
    return frozenset(r["issuer"] for r in marts["issuer_scores"] if r["report_year"] == year)


def newest_measures(marts: SiteMarts) -> list[Row]:
    """Return the measures of the newest edition, in printed order."""
    return in_printed_order(marts, of_newest(marts, "measures"))


def in_printed_order(marts: SiteMarts, measures: list[Row]) -> list[Row]:
    """Put measures in the order of goals and codes, as reports do."""
    order = {(r["report_id"], r["indicator_code"]): i for i, r in enumerate(marts["results"])}
    return sorted(
        measures,
        key=lambda row: (order[row["report_id"], row["indicator_code"]], row["measure_no"]),
    )
