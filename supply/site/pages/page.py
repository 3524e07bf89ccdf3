"""A page of the dashboard: where it goes, its template, and what that is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from supply.site.charts.chart_points import ChartPoints
from supply.site.page_tables import PageTable


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

    def told(self) -> dict[str, Any] | None:
        """What the page tells programs, if it has a table."""
        if self.document is not None:
            return self.document()
        return None if self.table is None else {"rows": self.table.records()}
