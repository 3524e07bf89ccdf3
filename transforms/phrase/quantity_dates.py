"""Years, periods and promised dates in a phrase; ROC years are turned into western ones."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

_ROC_EPOCH: Final = 1911
YEAR: Final = r"(?:(?:19|20|21)\d{2}|1\d{2}|[6-9]\d)(?!\d)"
_YEAR_NUMBER: Final = rf"(?<![\d.,])(?:民國|西元|公元)?{YEAR}"
_SPAN: Final = r"(?:[、,及與和~至到-]|以及)"

DATES: Final = re.compile(
    "|".join(
        (
            rf"(?<![\d.,])\d{{2,4}}(?:年度?)?(?:{_SPAN}(?:民國)?\d{{2,4}}(?:年度?)?){{0,6}}(?:會計|學)?年",
            rf"(?<!\d)\d{{1,2}}(?:{_SPAN}\d{{1,2}}){{0,11}}月(?:\d{{1,2}}(?:{_SPAN}\d{{1,2}}){{0,9}}[日號])?",
            r"(?<!\d)[0-3]?\d日?(?=[~至-]\d{1,2}日)|(?<=日[~至-])\d{1,2}(?=日)",
            r"(?<!\d)\d{2,4}([./-])\d{1,2}\1\d{1,2}(?![\d/])",
            r"(?<![\d./,])(?:1[0-2]|[1-9])/(?:[12]\d|3[01]|[1-9])(?=日|前|\(|以前|起|止|公|發|完成|辦|召|更)",
            r"\d{1,2}:\d{2}(?!\d)|\d{1,2}時\d{1,2}分",
            r"(?:上午|下午|晚上|凌晨|早上|中午|晚間)\d{1,2}[時點]",
            r"(?<![\d.,])(?:20\d{2}[~-]20\d{2}|(?:9\d|1[0-4]\d)[~-](?:9\d|1[0-4]\d))(?=每年|逐年|[)，。]|$|年|期|計畫|間)",
        )
    )
)
_PERIOD: Final = re.compile(
    rf"{_YEAR_NUMBER}年?度?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?[底初起]?[\u4e00-\u9fff]{{0,6}}?"
    rf"(?:至|到|迄|~|-|以迄)(?:民國|西元)?(?P<last>{YEAR})(?:年|(?=每年|逐年))(?!期?計畫)"
)
_FIRST_YEAR: Final = re.compile(rf"(?P<first>{YEAR})")
YEAR_MENTION: Final = re.compile(rf"{_YEAR_NUMBER}(?:會計|學)?年")
_ADJACENT_TAIL: Final = re.compile(
    r"(?:度|\d{1,2}月|\d{1,2}日|[底初中止間之的為約達]|實績值?|實際值?|目標值?|預計|累計|[:：(]|每[\u4e00-\u9fff\d]{1,5})*$"
)
_COMPARING: Final = re.compile(r"(?:較|比|相較於?|與|同|低於|高於|優於|自|由|從)$")

_PENDING: Final = re.compile(
    r"未達統計(?:週期|期程|時間|周期)|未屆統計|(?:尚未?|仍未|還未|未)(?:能)?(?:公[布佈告]|發[布佈表]|產[出製生]|出爐|完成(?:統計|調查|彙整|彙總|資料|年度統計)|達公[布佈]|有統計|有資料|取得|統計(?:完成|完畢)?|彙整完成|結算|更新|揭露|釋出)"
    r"|(?:尚無|暫無|目前無|無最新|仍無|尚乏)[\u4e00-\u9fff]{0,6}?(?:資料|數據|統計|數值|結果)|(?:統計|彙整|調查|彙總|蒐集|計算|審核|查核|結算)(?:作業)?(?:進行)?中|資料(?:尚|仍)?(?:待|須俟|需俟)|(?:統計|數據|資料|結果|數值|實績值?)[^，。；(]{0,4}(?:預計|預定)[^，。；(]{0,14}(?:公[布佈]|發[布佈]|產[出製]|更新)|待[\u4e00-\u9fff]{0,8}(?:公[布佈]|發[布佈]|統計)|(?:統計|年度|調查)(?:資料|數據|結果|數值)[\u4e00-\u9fff]{0,4}(?:尚未|未)(?![達符]成?[^，。]{0,4}目標)"
)
_PROMISE: Final = re.compile(r"預計|預定|預期|預估|訂於|定於|擬於|將於|將在|待|俟|俟於|可於")
_RELEASE: Final = re.compile(
    r"(?P<verb>公[布佈]|發[布佈]|公告|公開|更新|產出|產製|出爐|提供|釋出|統計完成|完成統計|完成彙整|彙整完成|揭露)(?P<object>[^，。；;()]{0,16})"
)
_STATISTIC: Final = re.compile(r"統計|數據|資料|數值|調查|指標|實績|結果|^$|^[」』日前後為之時的]")
_NO_STATISTIC: Final = re.compile(
    r"法|條例|辦法|草案|要點|規則|計畫|方案|名單|白皮書|重測|指引|標準|作業|公告地價|服務"
)
_WEAK_VERBS: Final = frozenset({"公告", "公開", "提供", "更新", "揭露"})
_DUE: Final = re.compile(
    rf"(?P<year>(?<!\d){YEAR})(?:年度?|[./-])(?:第?(?P<quarter>[1-4一二三四])季|[Qq](?P<q>[1-4])|(?P<half>[上下])半年|(?P<month>1[0-2]|0?[1-9])(?:月(?:份)?|[./-](?=\d)|(?![\d.]))(?:(?P<day>3[01]|[12]\d|0?[1-9])日?(?!\d)|(?P<part>[上中]旬|[中初]))?|(?P<end>[底末中初]))?"
)
_RELEASE_NOUN: Final = re.compile(
    r"(?:公[布佈]|發[布佈]|更新)(?:時間|日期|時程)[為:：於在預計約]*$"
)
_NOT_YET: Final = re.compile(r"尚|未|待|無")
_WINDOW: Final = 48


@dataclass(frozen=True, slots=True)
class Period:
    """A span of years and where its words stand."""

    years: str
    start: int
    end: int


def western_year(digits: str) -> int:
    """Turn a printed year into a western one: 112 is 2023."""
    year = int(digits)
    return year if year > _ROC_EPOCH else year + _ROC_EPOCH


def find_periods(text: str) -> list[Period]:
    """Find windows of several years: 2021 年至 2024 年, 自 2016 年 11 月開辦至 2024 年底."""
    periods = []
    for match in _PERIOD.finditer(text):
        first = _FIRST_YEAR.search(match[0])
        years = (western_year(first["first"]), western_year(match["last"])) if first else (0, 0)
        if years[0] < years[1]:
            periods.append(Period(f"{years[0]}-{years[1]}", match.start(), match.end()))
    return periods


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year, where it stands, and whether it only marks what something is compared with."""

    year: int
    start: int
    end: int
    is_comparing: bool


def find_years(text: str) -> list[YearMention]:
    """Find every year that is printed with 年."""
    mentions = []
    for match in YEAR_MENTION.finditer(text):
        digits = _FIRST_YEAR.search(match[0])
        if digits:
            before = text[max(0, match.start() - 4) : match.start()]
            mentions.append(
                YearMention(
                    western_year(digits["first"]),
                    match.start(),
                    match.end(),
                    _COMPARING.search(before) is not None,
                )
            )
    return mentions


def is_adjoining(between: str) -> bool:
    """Tell whether only words such as 底, 實績值 stand between a year and its number."""
    return len(between) < _WINDOW and _ADJACENT_TAIL.fullmatch(between) is not None


def is_pending(text: str) -> bool:
    """Tell whether the text says that the value is still to come."""
    return _PENDING.search(text) is not None


def find_release_due(text: str, *, pending: bool) -> date | None:
    """Find the day by which the statistic is promised; the end of the month, year or quarter named.

    A promise in words (預計 … 公布) goes before a bare date of release.
    """
    dues = [
        (_PROMISE.search(before) is None, due)
        for before, after, due in _dated_contexts(text)
        if (_PROMISE.search(before) or pending)
        and (_is_release(after, pending=pending) or _RELEASE_NOUN.search(before))
    ]
    return min(dues, key=lambda entry: entry[0])[1] if dues else None


def _dated_contexts(text: str) -> Iterator[tuple[str, str, date]]:
    """Give each date with the words of its clause before it and of its sentence after it."""
    for match in _DUE.finditer(text):
        due = _due_date(match)
        window = text[max(0, match.start() - _WINDOW) : match.start()]
        before = re.split(r"[。；;，]", window)[-1]
        after = re.split(r"[。；;]", text[match.end() : match.end() + _WINDOW], maxsplit=1)[0]
        if due is not None and not before.endswith(("已於", "業於", "自", "截至", "較", "比")):
            yield before, after, due


def _is_release(after: str, *, pending: bool) -> bool:
    match = _RELEASE.search(after)
    if match is None or _NOT_YET.search(after[: match.start()]):
        return False
    if match.start() > _WINDOW // 2 and not pending:
        return False
    promised = match["object"]
    if _NO_STATISTIC.search(promised) and not pending:
        return False
    return pending or match["verb"] not in _WEAK_VERBS or _STATISTIC.search(promised) is not None


def _due_date(match: re.Match[str]) -> date | None:
    year = western_year(match["year"])
    quarter = match["quarter"] or match["q"]
    if quarter:
        return _month_end(year, 3 * (("一二三四".find(quarter) + 1) or int(quarter)))
    if match["half"] or match["end"] == "中":
        return _month_end(year, 12 if match["half"] == "下" else 6)
    if match["month"] is None:
        return date(year, 1, 31) if match["end"] == "初" else date(year, 12, 31)
    return _day_of(year, int(match["month"]), match["day"], match["part"])


def _day_of(year: int, month: int, day: str | None, part: str | None) -> date | None:
    last = calendar.monthrange(year, month)[1]
    if day is not None:
        return date(year, month, int(day)) if int(day) <= last else None
    days = {"上旬": 10, "初": 10, "中旬": 20, "中": 20}
    return date(year, month, days.get(part or "", last))


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
