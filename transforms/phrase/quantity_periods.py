"""Which year or window of years each quantity of a phrase is for."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from transforms.phrase.quantity_dates import (
    Period,
    YearMention,
    find_periods,
    find_years,
    is_adjoining,
)

_HARD_STOP: Final = re.compile(r"[。；;]")
_STOP: Final = re.compile(r"[，,。；;](?!\d)")
_CLAUSE_STOP: Final = re.compile(r"[，。；;(]")
_ASIDE: Final = re.compile(r"\([^()]{0,60}\)")
# 2023 年有機耕作面積 2.2 萬公頃，成長 8.5%: the next clause goes on about the same year.
_CONTINUED: Final = re.compile(
    r"，(?=(?:較[^，。；\d]{0,8})?(?:年?[增減]|成長|減少|降低|下降|上升|約?[占佔]))"
)
_NAMED: Final = (")", "計畫", "期計畫")
_REACH: Final = 80


class YearFinder:
    """Answers for each quantity of one phrase, by its place in printed order."""

    def __init__(self, text: str, spans: list[tuple[int, int]]) -> None:
        """Note every year and window of the text.

        Args:
            text: the bare phrase.
            spans: where each quantity begins and ends.
        """
        self._text = text
        self._spans = spans
        self._periods = find_periods(text)
        self._period_ends = [period.end for period in self._periods]
        self._years = [year for year in find_years(text) if not self._is_in_period(year)]
        self._year_ends = [year.end for year in self._years]
        self._own = [self._find_own(start) for start, _ in spans]
        self._claimed = {year.start for year in self._own if year}

    def _is_in_period(self, year: YearMention) -> bool:
        index = bisect_right(self._period_ends, year.start)
        return index < len(self._periods) and self._periods[index].start <= year.start

    def period_of(self, index: int) -> str | None:
        """Return the window that governs a quantity: in its clause, leading into it, or after it."""
        if self._own[index] is not None:
            return None
        start, end = self._spans[index]
        following = bisect_right(self._period_ends, start)
        if following and self._governs(self._periods[following - 1], index):
            return self._periods[following - 1].years
        return self._period_after(end, self._periods[following : following + 1])

    @staticmethod
    def last_year_of(period: str) -> int:
        """Return the year that a window ends with."""
        return int(period.rpartition("-")[2])

    def _governs(self, period: Period, index: int) -> bool:
        start = self._spans[index][0]
        between = self._text[period.end : min(start, period.end + _REACH + 1)]
        if between.count(")") > between.count("("):
            return False
        if len(between) > _REACH or _HARD_STOP.search(between) or between.startswith(_NAMED):
            return False
        is_first = index == 0 or self._spans[index - 1][0] < period.start
        return is_first or _STOP.search(between) is None

    def _period_after(self, end: int, periods: Sequence[Period]) -> str | None:
        is_opened = self._text.startswith("(", end)
        return next((p.years for p in periods if is_opened and p.start == end + 1), None)

    def year_of(self, index: int) -> int | None:
        """Return the year beside a quantity, else the one its clause opens with."""
        own = self._own[index]
        if own is not None:
            return own.year
        start, end = self._spans[index]
        return self._year_after(end) or self._year_of_clause(start) or self._year_outside(index)

    def _find_own(self, start: int) -> YearMention | None:
        index = bisect_right(self._year_ends, start) - 1
        if index < 0 or start - self._year_ends[index] > _REACH:
            return None
        year = self._years[index]
        return year if is_adjoining(self._text[year.end : start]) else None

    def _year_after(self, end: int) -> int | None:
        index = bisect_right(self._year_ends, end)
        if not self._text.startswith("(", end) or index >= len(self._years):
            return None
        return self._years[index].year if self._years[index].start == end + 1 else None

    def _year_of_clause(self, start: int) -> int | None:
        for index in range(bisect_right(self._year_ends, start) - 1, -1, -1):
            year = self._years[index]
            if start - year.end > _REACH:
                return None
            if year.is_comparing or (
                year.start in self._claimed and not self._goes_on(year, start)
            ):
                continue
            between = _CONTINUED.sub("", _ASIDE.sub("", self._text[year.end : start]))
            return None if _CLAUSE_STOP.search(between) else year.year
        return None

    def _goes_on(self, year: YearMention, start: int) -> bool:
        """A year beside one value still holds for the next clause about the same thing."""
        return _CONTINUED.search(self._text, year.end, start) is not None

    def _year_outside(self, index: int) -> int | None:
        """A share in parentheses, 1,529 平方公里(比率 4.23%), is for the year of what it explains."""
        if index == 0:
            return None
        between = self._text[self._spans[index - 1][1] : self._spans[index][0]]
        if between.startswith("(") and ")" not in between and len(between) < _REACH:
            own = self._own[index - 1]
            return own.year if own else self._year_of_clause(self._spans[index - 1][0])
        return None
