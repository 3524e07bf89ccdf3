"""Which year or window of years each quantity of a phrase is for."""

import re
from typing import Final

from transforms.quantity_dates import Period, YearMention, find_periods, find_years, is_adjoining

_HARD_STOP: Final = re.compile(r"[。；;]")
_STOP: Final = re.compile(r"[，,。；;](?!\d)")
_CLAUSE_STOP: Final = re.compile(r"[，。；;(]")
_ASIDE: Final = re.compile(r"\([^()]{0,60}\)")
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
        self._years = [y for y in find_years(text) if not self._in_period(y)]
        self._own = [self._find_own(index) for index in range(len(spans))]
        self._claimed = {year.start for year in self._own if year}

    def _in_period(self, year: YearMention) -> bool:
        return any(p.start <= year.start < p.end for p in self._periods)

    def period_of(self, index: int) -> str | None:
        """Return the window that governs a quantity: in its clause, or leading into it."""
        start, end = self._spans[index]
        if self._own[index] is not None:
            return None
        for period in reversed(self._periods):
            if period.end <= start and self._governs(period, index):
                return period.years
            if 0 <= period.start - end <= 2 and self._text[end:].startswith("("):  # noqa: PLR2004
                return period.years
        return None

    def _governs(self, period: Period, index: int) -> bool:
        start = self._spans[index][0]
        if start - period.end > _REACH:
            return False
        between = self._text[period.end : start]
        if _HARD_STOP.search(between) or between.startswith((")", "計畫")):
            return False
        is_first = index == 0 or self._spans[index - 1][0] < period.start
        return is_first or _STOP.search(between) is None

    def year_of(self, index: int) -> int | None:
        """Return the year beside a quantity, else the one its clause opens with."""
        own = self._own[index]
        if own is not None:
            return own.year
        start, end = self._spans[index]
        return self._year_after(end) or self._year_of_clause(start) or self._year_outside(index)

    def _find_own(self, index: int) -> YearMention | None:
        start = self._spans[index][0]
        for year in reversed(self._years):
            if year.end <= start:
                return year if is_adjoining(self._text[year.end : start]) else None
        return None

    def _year_after(self, end: int) -> int | None:
        if self._text[end : end + 1] != "(":
            return None
        return next((y.year for y in self._years if y.start == end + 1), None)

    def _year_of_clause(self, start: int) -> int | None:
        for year in reversed(self._years):
            if year.end > start or year.is_comparing or year.start in self._claimed:
                continue
            if start - year.end > _REACH:
                return None
            between = _ASIDE.sub("", self._text[year.end : start])
            return None if _CLAUSE_STOP.search(between) else year.year
        return None

    def _year_outside(self, index: int) -> int | None:
        """A share in parentheses, 1,529 平方公里(比率 4.23%), is for the year of what it explains."""
        if index == 0:
            return None
        previous_end, start = self._spans[index - 1][1], self._spans[index][0]
        between = self._text[previous_end:start]
        if between.startswith("(") and ")" not in between and len(between) < _REACH:
            return self.year_of(index - 1)
        return None
