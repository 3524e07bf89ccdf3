"""Whether the numbers that are printed on a document's pages follow each other: rows are joined from page to page."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from flows.readers.cut_numbers import begins_row
from flows.readers.report_document import PrintedCell
from warehouse.errors import UnusableReportError

_NUMBER = re.compile(
    r"[-–—~]?\s*(?:第|頁次[:：]?|頁碼[:：]?|p\.?|page)?\s*(\d{1,4})\s*頁?\s*"
    r"(?:(?:[/／]|of|[，,]?\s*共)\s*\d{1,4}\s*頁?)?\s*[-–—~]?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class PageOrder:
    """The number that is printed on each page, where there is one."""

    numbers: list[tuple[int, int]] = field(default_factory=list)

    def add(self, page: int, lines: Iterable[str]) -> None:
        """Take up what stands outside the table of a page; of several numbers none is that of the page."""
        found = [match[1] for line in lines if (match := _NUMBER.fullmatch(line.strip()))]
        if len(found) == 1:
            self.numbers.append((page, int(found[0])))

    def check(self, cells: Sequence[PrintedCell]) -> None:
        """Refuse pages in another order than their numbers, and a row that goes on from a page that is not there.

        Raises:
            UnusableReportError: which page it is.
        """
        if self._is_a_count():
            self._check_order()
        for (before, one), (page, other) in zip(self.numbers, self.numbers[1:], strict=False):
            is_missing = other - one > page - before
            if is_missing and not begins_row(cells, page):
                raise UnusableReportError("pages-missing", page=page, printed=other, before=one)

    def _is_a_count(self) -> bool:
        """Tell whether the numbers are those of pages: each of a range, or a range begun again."""
        printed = {number for _, number in self.numbers}
        return len(printed) > 1 and max(printed) - min(printed) + 1 == len(printed)

    def _check_order(self) -> None:
        seen: set[int] = set()
        last = 0
        for page, number in self.numbers:
            begins_again = number == 1 and 1 in seen
            if number < last and not begins_again:
                raise UnusableReportError("pages-out-of-order", page=page, printed=number, before=last)  # fmt: skip
            seen.add(number)
            last = number
