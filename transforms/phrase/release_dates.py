"""What a phrase says is still to come, and the day by which it is promised."""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from transforms.phrase.clauses import CLAUSE_STOP, OUTSIDE, SENTENCE_STOP, SENTENCE_STOPS, Clauses
from transforms.phrase.printed_dates import YEAR, western_year
from transforms.phrase.words import any_character_of, any_of, words

# N/A(預計 2025.08 公布) and 就業率：預計 114 年 9 月公布: a promise in place of the value.
_MARK: Final = r"(?:N/?A|[-–—─※]+)"
_NO_OTHER: Final = rf"(?:(?!{any_of('released_other')})[^{OUTSIDE}\d])"
_IN_PLACE: Final = (
    rf"^{_MARK}(?=[(，；。])"
    rf"|^(?:{YEAR}年度?)?{_NO_OTHER}{{0,16}}?{any_of('promise')}[^{OUTSIDE}]{{0,24}}?{any_of('release_of_statistic')}"
    rf"(?=[{OUTSIDE}]|$)"
)
_PENDING: Final = re.compile(
    "|".join(
        (
            _IN_PLACE,
            any_of("no_period_yet", "no_statistic", "no_survey", "awaited"),
            # 查核中, but not 查核中油公司
            rf"{any_of('in_progress')}(?![{any_character_of('middle')}])",
            rf"(?<![家件人處案項校所戶場])(?:{any_of('makes_the_value')})[均皆都]?{any_of('not_yet')}{any_of('finished')}",
            # 每 3 年辦理 1 次，下次為 2025 年
            rf"{any_of('next_time')}[^{OUTSIDE}\d]{{0,8}}{YEAR}年(?![^{SENTENCE_STOPS}]*(?:本次|此次|本年|本期))",
            # 須俟 116 年始能統計
            rf"(?:[須需俟至待]{YEAR}年|{YEAR}年(?:底|初|\d{{1,2}}月|第?[一二三四1-4]季))[^{OUTSIDE}]{{0,6}}{any_of('only_then')}[^{OUTSIDE}]{{0,8}}{any_of('statistic_or_value', 'to_be_released')}",
            rf"{any_of('observed')}{any_of('not_over')}",
            # 113 年無評量結果
            rf"{YEAR}年度?(?:尚?無|尚?未)(?:有|辦理|進行)?{any_of('nothing_of_year')}(?=[{OUTSIDE}]|$)",
            # 就業率須俟應屆畢業生追蹤完竣，預計 2026/12/31 前公布
            rf"[須需](?:俟|待)[^{SENTENCE_STOPS}()]{{0,30}}?{any_of('promise')}[^{OUTSIDE}]{{0,24}}?{any_of('release_of_statistic')}(?=[{OUTSIDE}]|$)",
            rf"{any_of('not_yet')}{any_of('to_be_released')}",
            rf"{any_of('none_yet')}(?:{YEAR}年度?)?[\u4e00-\u9fff]{{0,6}}?{any_of('statistic_or_value')}",
            rf"{any_of('waiting')}[\u4e00-\u9fff]{{0,8}}{any_of('release_day')}",
            # 須俟 114 年 6 月結案後統計
            rf"[須需待]?俟[^{SENTENCE_STOPS}]{{2,30}}?後(?:始|再|方)?(?:能|可|得)?(?:統計|計算|公布|公告|提供|填報|補列|補報|更新)(?=[{OUTSIDE}]|$)",
            rf"{any_of('waiting')}[\u4e00-\u9fff]{{0,8}}統計",
            rf"[尚須需]{any_of('waiting')}[\u4e00-\u9fff\d]{{0,14}}?(?:統計|計算|結算|彙算)(?=[{OUTSIDE}]|$)",
            rf"{any_of('statistic')}[^{OUTSIDE}]{{0,6}}{any_of('promise_of_statistic')}[^{OUTSIDE}]{{0,24}}{any_of('release')}",
            # 數據依規定於 2025 年底前公布: before a day is always to come.
            rf"{any_of('statistic')}[^{OUTSIDE}已]{{0,8}}[於在]{YEAR}[^{OUTSIDE}已]{{0,8}}?[底月日季年]前[^{OUTSIDE}已]{{0,4}}{any_of('release')}",
            rf"{any_of('dated_statistic')}[\u4e00-\u9fff]{{0,4}}[尚未]未?(?![達符]成?[^{OUTSIDE}]{{0,4}}目標)",
        )
    )
)
# 尚待第三方查證, 核算中: only where nothing is counted is it the value that waits.
_CHECKED: Final = re.compile(
    rf"(?:[尚仍須需]|^){any_of('waiting')}[\u4e00-\u9fff]{{0,8}}{any_of('awaited_check')}(?=[{OUTSIDE}]|$)"
    rf"|{any_of('awaited_check')}中(?=[{OUTSIDE}]|$)"
)
# 調查每 3 年辦理 1 次，114 年未辦理; a course that was not held is none to come.
_NOT_HELD: Final = re.compile(
    rf"{YEAR}年度?(?:因故)?(?:未|無|停止?)(?:辦理|調查|實施|舉辦)(?=[{OUTSIDE}]|$)"
)
_OF_A_SURVEY: Final = re.compile(rf"{any_of('of_a_survey')}|每隔?[\d二三四五六]年")
_IN_ITS_PLACE: Final = re.compile(any_of("in_its_place"))
_PROMISE: Final = re.compile(any_of("promise"))
_RELEASE: Final = re.compile(
    rf"(?P<verb>{any_of('release_of_statistic')})(?P<object>[^{OUTSIDE}]{{0,16}})"
)
# 驗收中，預計 112 年 9 月底完成
_COMPLETION: Final = re.compile(r"[底末初中旬前]*完成(?=[，。；)]|$)")
_STATISTIC: Final = re.compile(rf"{any_of('released_object')}|^$|^[」』日前後為之時的]")
_NO_STATISTIC: Final = re.compile(any_of("released_other"))
_WEAK_VERBS: Final = words("release_of_anything")
_DUE: Final = re.compile(
    rf"(?P<year>(?<!\d){YEAR})(?:年度?|[./-])(?:第?(?P<quarter>[1-4一二三四])季|[Qq](?P<q>[1-4])"
    r"|(?P<half>[上下])半年|(?P<month>1[0-2]|0?[1-9])(?:月(?:份)?|[./-](?=\d)|(?![\d.]))"
    r"(?:(?P<day>3[01]|[12]\d|0?[1-9])日?(?!\d)|(?P<part>[上中]旬|[中初]))?|(?P<end>[底末中初]))?"
)
_RELEASE_DAY: Final = re.compile(rf"{any_of('release_day')}{any_of('day_noun')}[為:：於在預計約]*$")
# 就業率追蹤調查預計 114 年 8 月完成
_MAKES_THE_VALUE: Final = re.compile(any_of("makes_the_value"))
_NOT_YET: Final = re.compile(any_of("not_yet_or_none"))
_DONE: Final = re.compile(rf"{any_of('done_or_since')}$")
_ANY_YEAR: Final = re.compile(rf"(?<!\d)({YEAR})年")
_OBJECT: Final = re.compile(any_of("released_object"))
_WINDOW: Final = 48
# Years from a value to the day on which the next one is released, at most.
_LAG: Final = 1


@dataclass(frozen=True, slots=True)
class Promise:
    """A printed day of release: where it stands, its last day, and whether words promise it."""

    start: int
    end: int
    due: date
    is_spoken: bool


def find_pending(clauses: Clauses) -> tuple[tuple[int, int], ...]:
    """Where a value is said to be still to come, and up to where that sentence speaks of it."""
    patterns = (_PENDING, _NOT_HELD) if _OF_A_SURVEY.search(clauses.text) else (_PENDING,)
    spans = sorted(
        (match.start(), clauses.sentence_end(match.end()))
        for pattern in patterns
        for match in pattern.finditer(clauses.text)
    )
    return tuple(span for span in spans if not _IN_ITS_PLACE.search(clauses.text, *span))


def find_promised(
    clauses: Clauses, promises: Sequence[Promise], numbers: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """Sentences that promise a day, or a check, and tell no amount: what they speak of is still to come.

    What stands in parentheses behind the promise, 預計 8 月公布(113 年 47.2 %), is an earlier value; and so is
    one that is dated two years before the promised day (預計 114 年底公布，112 年為 283 億元).
    """
    told = [(one.start, one.end, one.due.year) for one in promises if one.is_spoken]
    told += [(*match.span(), 0) for match in _CHECKED.finditer(clauses.text)]
    spans: list[tuple[int, int]] = []
    for start, end, due_year in told:
        first, last = clauses.sentence_start(start), clauses.sentence_end(end)
        amounts = [n for n in numbers if first <= n < last and not clauses.depth(n)]
        if all(_is_long_before(clauses, number, due_year) for number in amounts) and not (
            _is_of_other_things(clauses, start, end)
        ):
            spans.append((first, last))
            continue
        # 遊客滿意度 92 %，就業率追蹤調查預計 114 年 8 月完成: its own item tells no amount.
        item = clauses.item_start(start), clauses.item_end(end, len(clauses.text))
        is_made = _MAKES_THE_VALUE.search(clauses.text, *item) is not None
        if (
            is_made
            and _COMPLETION.match(clauses.text, end)
            and not any(item[0] <= number < item[1] for number in amounts)
        ):
            spans.append(item)
    return tuple(spans)


def _is_long_before(clauses: Clauses, number: int, due_year: int) -> bool:
    """Of a survey of 113 that is promised for 114 the last value is that of 112."""
    years = _ANY_YEAR.findall(clauses.text[clauses.clause_start(number) : number])
    return bool(years) and max(map(western_year, years)) + _LAG < due_year


def _is_of_other_things(clauses: Clauses, start: int, end: int) -> bool:
    """Tell whether what is promised is no statistic: 辦法草案預計公布, but 評鑑作業延後，預計公布評鑑結果."""
    clause = clauses.text[clauses.clause_start(start) : clauses.item_end(end, len(clauses.text))]
    if _OBJECT.search(clause) and not _NO_STATISTIC.search(clause):
        return False
    first, last = clauses.sentence_start(start), clauses.sentence_end(end)
    return _NO_STATISTIC.search(clauses.text, first, last) is not None


def find_promises(text: str, *, pending: bool) -> list[Promise]:
    """Find the days by which a statistic is promised: the end of the month, year or quarter named."""
    return [
        Promise(start, end, due, _PROMISE.search(before) is not None)
        for start, end, due, before, after in _dated_contexts(text)
        if (pending or _PROMISE.search(before))
        and (
            _is_release(after, pending=pending)
            or _RELEASE_DAY.search(before)
            or (_COMPLETION.match(after) and _MAKES_THE_VALUE.search(before))
        )
    ]


def choose_due(promises: list[Promise]) -> date | None:
    """Choose one day: a promise in words (預計 … 公布) goes before a bare date of release."""
    return min(promises, key=lambda promise: not promise.is_spoken).due if promises else None


def _dated_contexts(text: str) -> Iterator[tuple[int, int, date, str, str]]:
    """Give each date with the words of its clause before it and of its sentence after it."""
    for match in _DUE.finditer(text):
        due = _due_date(match)
        window = text[max(0, match.start() - _WINDOW) : match.start()]
        before = CLAUSE_STOP.split(window)[-1]
        after = SENTENCE_STOP.split(text[match.end() : match.end() + _WINDOW], maxsplit=1)[0]
        if due is not None and not _DONE.search(before):
            yield match.start(), match.end(), due, before, after


def _is_release(after: str, *, pending: bool) -> bool:
    if pending and _COMPLETION.match(after):
        return True
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
