"""Every year of a phrase with what its words make of it, and which year each quantity is for."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Final

from transforms.phrase.clauses import CLAUSE_STOP, OUTSIDE, SENTENCE_STOP, Clauses
from transforms.phrase.printed_dates import ERA, TOLD_YEAR, YEAR, western_year
from transforms.phrase.release_dates import Promise
from transforms.phrase.words import any_of

_PERIOD: Final = re.compile(
    rf"{ERA}(?P<first>{YEAR})年?度?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?[底初起]?[\u4e00-\u9fff]{{0,6}}?"
    rf"(?:至|到|迄|~|-|以迄)(?:民國|西元)?(?P<last>{YEAR})(?:年|(?=每年|逐年))(?!期?計畫)"
)
_MENTION: Final = re.compile(rf"{ERA}(?P<year>{YEAR})(?:會計|學)?年")
_TOLD: Final = re.compile(TOLD_YEAR)

_MONTH: Final = r"(?:\d{1,2}月)?(?:\d{1,2}日)?"
_BESIDE: Final = re.compile(
    rf"(?:{any_of('beside_year')}|\d{{1,2}}月|\d{{1,2}}日|每[\u4e00-\u9fff\d]{{1,5}})*"
)
# 最近一次調查(111 年)為 78.4 %: the year of what the words before it name.
_NAMED_BY: Final = re.compile(rf"{any_of('statistic_noun', 'survey_before')}\((?:民國)?$")
_NAMED_VALUE: Final = re.compile(
    rf"度?[底末]?\){any_of('statistic_noun')}*[為約達是：]*(?:{any_of('about', 'filler')})?"
)
_BEHIND: Final = re.compile(
    rf"[^{OUTSIDE}\d、]{{0,6}}\((?:截至|為)*{ERA}(?P<year>{YEAR})學?年(?:度|底)?(?:\d{{1,2}}月底?)?"
    rf"(?:{any_of('beside_year', 'statistic_noun')})*\)"
)

_BASE_BEFORE: Final = re.compile(rf"{any_of('comparing')}$|{any_of('base_year')}[年為是：:(]*$")
_BASE_OF_WINDOW: Final = re.compile(
    rf"{any_of('compared_with')}$|{any_of('base_year')}[年為是：:(]*$"
)
_BASE_AFTER: Final = re.compile(rf"度?[底初]?[為作之的]*{any_of('base_year')}")
_BEGINS: Final = re.compile(rf"度?[底初]?{_MONTH}[^{OUTSIDE}\d]{{0,4}}?{any_of('beginning')}")
_CITED: Final = re.compile(rf"{any_of('citing')}[^{OUTSIDE}\d]{{0,8}}$")
_STATISTIC: Final = re.compile(rf"度?[^{OUTSIDE}]{{0,6}}?{any_of('statistic_noun')}")
_BETWEEN: Final = rf"(?P<between>[^{OUTSIDE}「」\d]{{1,14}}?)?"
_NAMED: Final = re.compile(
    rf"期|度?(?:{any_of('plan')}|{_BETWEEN}{any_of('plan', 'goal')}(?=[{OUTSIDE}」、下之的內中及與以而已]|$))"
)
# 2021 年核定「前瞻基礎建設計畫」: an act that is only named dates itself.
_ENACTED: Final = re.compile(
    rf"度?{_MONTH}[^{OUTSIDE}\d]{{0,4}}?{any_of('enactment')}+[之的]?(?=[{OUTSIDE}「《]|$)"
)
_ENACTMENT: Final = re.compile(rf"{any_of('enactment')}+[之的]")
_ACTING: Final = re.compile(any_of("activity", "doing"))
_GOAL: Final = re.compile(rf"度?{_BETWEEN}{any_of('goal')}")
_PROMISED: Final = re.compile(rf"{any_of('promise')}[^{OUTSIDE}\d]{{0,4}}$")
_FORECAST: Final = re.compile(rf"度?{_MONTH}[底初前]?{any_of('promise')}")
_LAST_YEAR: Final = re.compile(rf"{any_of('last_year')}(?:{any_of('beside_year')})*$")
_SUMMED: Final = re.compile(rf"\){any_of('sum', 'cumulative')}?")
_WHOLE_PLAN: Final = re.compile(rf"{any_of('whole_plan')}$")
_QUOTES: Final = ("「」", "《》", "『』")
# 2016 年至 2020 年計畫: joined years are the years of one thing.
_JOINED: Final = re.compile(r"度?[底初]?(?:[至到~、及與和-]|以及)")
_REACH: Final = 80
_LOOK_BACK: Final = 16
_LONGEST_SENTENCE: Final = 240


@dataclass(frozen=True, slots=True)
class YearMention:
    """A printed year or window of years.

    Attributes:
        year: the year, or the last one of a window.
        period: the window, 2021-2024.
        start: where its words begin.
        end: where they end.
        role: value, or what else it is the year of: base (較 2018 年), start (2016 年起), name (of a
            plan, a law or a goal: 配合 2030 年淨零目標), goal (2030 年目標為 100 %), promise or
            forecast (預計 2025 年 9 月公布).
    """

    year: int
    period: str | None
    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Dating:
    """The year a quantity is for, the one printed right beside it, and the window it covers.

    `year_behind` is the one in parentheses behind it (11.8 %(2021 年)); `is_last_year` where 去年 or 上年度 stands in place of a printed year.
    """

    year: int | None
    own_year: int | None
    is_base: bool
    period: str | None
    is_last_year: bool = False
    year_behind: int | None = None


def find_years(text: str, promises: Sequence[Promise]) -> list[YearMention]:
    """Find every year that is printed with 年, and every window of years as one mention.

    Args:
        text: the bare phrase.
        promises: the days of release that it prints.
    """
    promised = {promise.start for promise in promises}
    mentions = _find_periods(text) + _find_told(text)
    ends = [period.end for period in mentions]
    for match in _MENTION.finditer(text):
        index = bisect_right(ends, match.start())
        if index == len(ends) or match.start() < mentions[index].start:
            is_promised = match.start("year") in promised
            role = "promise" if is_promised else _read_role(text, *match.span())
            mentions.append(YearMention(western_year(match["year"]), None, *match.span(), role))
    return _join_roles(text, sorted(mentions, key=lambda mention: mention.start))


def _join_roles(text: str, mentions: list[YearMention]) -> list[YearMention]:
    for index in range(len(mentions) - 2, -1, -1):
        year, following = mentions[index : index + 2]
        if following.role == "name" and _JOINED.fullmatch(text, year.end, following.start):
            mentions[index] = replace(year, role="name")
    return mentions


def _find_periods(text: str) -> list[YearMention]:
    """Windows of several years: 2021 年至 2024 年, 自 2016 年 11 月開辦至 2024 年底."""
    periods = []
    for match in _PERIOD.finditer(text):
        first, last = western_year(match["first"]), western_year(match["last"])
        if first < last:
            span = f"{first}-{last}"
            before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
            role = "base" if _BASE_OF_WINDOW.search(before) else "value"
            periods.append(YearMention(last, span, *match.span(), role))
    return periods


def _find_told(text: str) -> list[YearMention]:
    """上(112)年度: the parentheses are no aside, the year governs like any other."""
    told = []
    for match in _TOLD.finditer(text):
        year = western_year(re.sub(r"\D", "", match[0]))
        told.append(YearMention(year, None, *match.span(), _read_role(text, *match.span())))
    return told


def _read_role(text: str, start: int, end: int) -> str:
    before = text[max(0, start - _LOOK_BACK) : start]
    if _BEGINS.match(text, end):
        return "start"
    if _BASE_BEFORE.search(before) or _BASE_AFTER.match(text, end):
        return "base"
    if _PROMISED.search(before) or _FORECAST.match(text, end):
        return "promise"
    is_cited = _CITED.search(before) and not _STATISTIC.match(text, end)
    if is_cited or _is_named(text, end) or _is_quoted(text, start):
        return "name"
    return "goal" if _leads_to(_GOAL, text, end) else "value"


def _is_named(text: str, end: int) -> bool:
    """Of 112 年度計畫 and 2021 年核定之計畫 the year is part of a name."""
    return _ENACTED.match(text, end) is not None or _leads_to(_NAMED, text, end)


def _leads_to(pattern: re.Pattern[str], text: str, end: int) -> bool:
    """What is done in a year (2024 年推動淨零計畫) makes it no year of what it is done to."""
    match = pattern.match(text, end)
    return match is not None and not _ACTING.search(_ENACTMENT.sub("", match["between"] or ""))


def _is_quoted(text: str, position: int) -> bool:
    before = text[max(0, position - _REACH) : position]
    return any(before.rfind(opening) > before.rfind(closing) for opening, closing in _QUOTES)


def date_spans(
    clauses: Clauses, spans: Sequence[tuple[int, int]], promises: Sequence[Promise]
) -> list[Dating]:
    """Say of each quantity which year, and which window of years, it is for.

    Args:
        clauses: the bare phrase and its parts.
        spans: where each quantity begins and ends, in printed order.
        promises: the days of release that the phrase prints.
    """
    dater = _Dater(clauses, spans, find_years(clauses.text, promises))
    for index in range(len(spans)):
        dater.datings.append(dater.date(index))
    return dater.datings


class _Dater:
    """Dates the quantities of one phrase one after the other."""

    def __init__(
        self, clauses: Clauses, spans: Sequence[tuple[int, int]], years: list[YearMention]
    ) -> None:
        self._clauses = clauses
        self._text = clauses.text
        self._spans = spans
        self._years = years
        self._ends = [year.end for year in years]
        self._periods = [year for year in years if year.period and year.role != "base"]
        self._period_ends = [period.end for period in self._periods]
        self.datings: list[Dating] = []

    def date(self, index: int) -> Dating:
        """Date a quantity; those before it are dated already."""
        start, end = self._spans[index]
        if _LAST_YEAR.search(self._text, max(start - _LOOK_BACK, 0), start):
            return Dating(None, None, is_base=False, period=None, is_last_year=True)
        own = self._beside(start)
        own_year = own.year if own else None
        period = own or self._period_of(index)
        if period is not None and period.period and period.role != "base":
            return Dating(period.year, own_year, is_base=False, period=period.period)
        behind = self._behind(end)
        year = own_year or behind or self._governing(start) or self._explained(index)
        is_base = own is not None and own.role == "base"
        return Dating(year, own_year, is_base=is_base, period=None, year_behind=behind)

    def _beside(self, start: int) -> YearMention | None:
        """The year right before a number: 2023 年實績值 0.339."""
        index = bisect_right(self._ends, start) - 1
        if index < 0 or start - self._ends[index] > _REACH:
            return None
        year, end = self._years[index], self._ends[index]
        is_beside = _BESIDE.fullmatch(self._text, end, start) or (
            _NAMED_VALUE.fullmatch(self._text, end, start)
            and _NAMED_BY.search(self._text, max(year.start - _LOOK_BACK, 0), year.start)
        )
        return year if is_beside else None

    def _period_of(self, index: int) -> YearMention | None:
        """The window that governs a quantity: in its clause, leading into it, or after it."""
        start, end = self._spans[index]
        following = bisect_right(self._period_ends, start)
        if following and self._covers(self._periods[following - 1], index):
            return self._periods[following - 1]
        is_opened = self._text.startswith("(", end) and following < len(self._periods)
        period = self._periods[following] if is_opened else None
        is_beside = period is not None and period.start == end + 1
        return period if is_beside and not self._holds_a_quantity(index) else None

    def _holds_a_quantity(self, index: int) -> bool:
        """Of 2,100 班(106 年至 113 年共 3,000 班) the window is that of the 3,000 only."""
        end = self._spans[index][1]
        closing = self._text.find(")", end)
        return index + 1 < len(self._spans) and end < self._spans[index + 1][0] < closing

    def _covers(self, period: YearMention, index: int) -> bool:
        start = self._spans[index][0]
        between = self._text[period.end : min(start, period.end + _REACH + 1)]
        if _SUMMED.fullmatch(between):
            opening = self._text.rfind("(", 0, period.start)
            return between != ")" or _WHOLE_PLAN.search(self._text, 0, opening) is not None
        if len(between) > _REACH or between.count(")") > between.count("("):
            return False
        if SENTENCE_STOP.search(between) or between.startswith((")", "計畫", "期計畫")):
            return False
        is_first = index == 0 or self._spans[index - 1][0] < period.start
        return is_first or CLAUSE_STOP.search(between) is None

    def _behind(self, end: int) -> int | None:
        """The year given behind a number: 11.8 % (2021 年數據)."""
        match = _BEHIND.match(self._text, end)
        return western_year(match["year"]) if match else None

    def _governing(self, start: int) -> int | None:
        """The last year of the sentence, or of the parenthesis, that is the year of a value.

        The year of a goal, a promise or a forecast holds only in its own clause.
        """
        scope = max(self._clauses.sentence_start(start), start - _LONGEST_SENTENCE)
        for index in range(bisect_right(self._ends, start) - 1, -1, -1):
            year = self._years[index]
            if year.start < scope:
                return None
            if self._clauses.depth(year.start) != self._clauses.depth(start):
                continue
            if year.role == "start":
                return None
            if year.role == "value" or self._is_forecast(year, start):
                return year.year
        return None

    def _is_forecast(self, year: YearMention, start: int) -> bool:
        is_near = CLAUSE_STOP.search(self._text, year.end, start) is None
        return year.role in {"goal", "promise"} and is_near

    def _explained(self, index: int) -> int | None:
        """What stands in parentheses, 1,529 平方公里(比率 4.23%), is for the year of what it explains."""
        start = self._spans[index][0]
        if index == 0 or self._clauses.depth(start) == 0:
            return None
        opening = self._text.rfind("(", max(0, start - _REACH), start)
        explained = bisect_right(self._spans, opening, hi=index, key=itemgetter(1)) - 1
        is_inside = explained >= 0 and self._spans[explained][1] == opening
        return self.datings[explained].year if is_inside else None
