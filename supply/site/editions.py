"""Rows of one edition, in the order in which reports print them."""

from collections.abc import Iterable

from supply.site.read_marts import SiteMarts
from warehouse.folder.published import Row


def of_year(marts: SiteMarts, table: str, year: int) -> list[Row]:
    """Return the rows of a table that are of one edition."""
    return [row for row in marts[table] if row["report_year"] == year]


def issuers_of(marts: SiteMarts, year: int) -> frozenset[str]:
    """Tell whose reports are held for a year."""
    return frozenset(r["issuer"] for r in of_year(marts, "issuer_scores", year))


def measures_of(marts: SiteMarts, year: int) -> list[Row]:
    """Return the measures of an edition, in printed order."""
    return in_printed_order(marts, of_year(marts, "measures", year))


def in_printed_order(marts: SiteMarts, measures: list[Row]) -> list[Row]:
    """Put measures in the order of goals and codes, as reports do."""
    order = {(r["report_id"], r["indicator_code"]): i for i, r in enumerate(marts["results"])}
    return sorted(
        measures,
        key=lambda row: (order[row["report_id"], row["indicator_code"]], row["measure_no"]),
    )


def nearest_year(held: Iterable[int], wanted: int) -> int:
    """Choose the edition to show of one who has none of the wanted year: the last before it, else the first."""
    years = sorted(held)
    return max((year for year in years if year <= wanted), default=years[0])
