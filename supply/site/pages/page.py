"""A page of the dashboard: where it goes, its template, and what that is given."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from supply.site.charts.chart_points import ChartPoints
from supply.site.page_tables import PageTable


@dataclass(frozen=True, slots=True)
class ListPart:
    """Which rows of a long list a page has, and where all of them are: the first page is the whole one's address."""

    number: int
    addresses: Sequence[str]
    first_row: int
    last_row: int
    n_rows: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it goes, below its language's folder, its template, and what that is given.

    What depends on the language is made by `worded`, from the language's function for words.
    """

    address: str
    template: str
    menu_page: str
    context: dict[str, Any]
    worded: Callable[[Callable[[str, str | None], str]], dict[str, Any]] = lambda _: {}
    table: PageTable | None = None
    # More than the table's rows, for programs.
    document: Callable[[], dict[str, Any]] | None = None
    # The edition that the page is about; none if it shows every edition.
    year: int | None = None
    # Its charts, by their files.
    charts: Mapping[str, ChartPoints] = field(default_factory=dict)
    part: ListPart | None = None

    def told(self) -> dict[str, Any] | None:
        """What the page tells programs, if it has a table."""
        if self.document is not None:
            return self.document()
        return None if self.table is None else {"rows": self.table.records()}


def in_parts(page: Page, listed: str, most: int) -> Iterator[Page]:
    """Part a page whose list is long: each row stands on one page, and a script brings all back to the first.

    Args:
        page: with the whole list.
        listed: the list's name in the page's context.
        most: how many of its rows a page may have.
    """
    rows = page.context[listed]
    starts = range(0, len(rows), most)
    if len(starts) <= 1:
        yield page
        return
    name = page.address.removesuffix(".html")
    addresses = [page.address, *(f"{name}-{n + 1}.html" for n in range(1, len(starts)))]
    for number, start in enumerate(starts):
        shown = rows[start : start + most]
        yield replace(
            page,
            address=addresses[number],
            context={**page.context, listed: shown},
            table=page.table if number == 0 else None,
            part=ListPart(number + 1, addresses, start + 1, start + len(shown), len(rows)),
        )
