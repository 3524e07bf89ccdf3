"""Target section → the measures it sets: one per quantity, with its label and the words around it."""

import itertools
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from transforms.phrase.clauses import CLAUSE_STOPS, ITEM_STOPS, OUTSIDE, outside_parentheses
from transforms.phrase.parse_quantities import Phrase, Quantity, parse_phrase
from transforms.phrase.printed_dates import DATE_WORDS, TOLD_YEAR, YEAR, western_year
from transforms.phrase.unit_table import SHARE_UNITS, TIME_UNITS
from transforms.phrase.words import any_of
from transforms.report.names_of_each import NameOfOne, names_of_each
from transforms.report.split_sections import Section

_NOT_SET = re.compile(
    r"(?:不另|不再|不予|不|未|尚未|暫不|免|無須|毋須|無)(?:另)?(?:訂定?|設定?|預設|列管|規劃)(?:(?P<year>\d{2,4})年度?)?(?:之|的)?(?:年度)?(?:目標|指標|。|，|$)"
    # 解除列管 6,800 處 counts what was released.
    r"|(?:不予|免予?|解除|停止)列管(?![^，。；、()]{0,12}\d)|未納入列管"
    # 俟執行情形評估後再行訂定目標值
    r"|(?:俟|待|將於|將)[^；。]{2,30}後?(?:再行?|另行?|始)(?:訂定|訂|設定|研訂|規劃)(?:年度)?(?:之|的)?(?:目標|指標)"
    r"|(?P<exempt_year>\d{2,4})年度?(?:目標)?(?:不適用|不予評估|免訂)"
)
_NOT_SET_ALONE = re.compile(
    r"^(?:不適用|無目標值?|無|未訂|不予評估|N/?A|[-—－─]+)(?:$|[。，,;；(])"
)
# 目標訂定中，俟計畫核定後納管; 依情勢彈性辦理，不訂年度量化目標
_NOT_SET_YET = re.compile(
    r"目標值?(?:尚|刻|正|刻正)?(?:在)?(?:研議|研訂|訂定|研擬|擬訂|擬定)中(?=$|[。，；(])"
    r"|[不未]另?訂定?(?:年度)?(?:量化|績效|具體)[目指]標(?=$|[。，；(])"
)
_PARTITIVE = re.compile(rf"^[^{OUTSIDE}]{{0,2}}{any_of('partitive')}")
_RUNNING_BEHIND = re.compile(rf"\({any_of('running_total')}(?:數|值|量)?\)")
_RUNNING_IN_PARENTHESES = re.compile(rf"\({any_of('running_total')}[達至為計約]*")
_IN_OTHER_TERMS = re.compile(any_of("in_other_terms"))
# 即降至 39 人以下, but 約當 1 萬度 and 即為增加 500 人 say the change again
_LEVEL_AGAIN = re.compile(r"(?:亦即|也就是|即)?(?:[降減增升]|提[升高]|增加|減少)?[至達]")
_WINDOW_WORDS = re.compile(rf"{any_of('cumulative')}|\d年內")
# 平均每人 and 年平均濃度 are levels of their year; an average over a window names the window.
_AVERAGE_WORDS = re.compile(any_of("average"))
_EACH_YEAR = re.compile(r"[每逐各]年(?!度?(?:累計|累積))[^，。；()計]{0,24}$")
_WINDOW_AVERAGE = re.compile(
    rf"(?:[二三四五六七八九十兩]|(?<![\d.])\d{{1,2}})[個]?年(?:度|內|間|期)*(?:之|的)?(?:移動)?{any_of('average')}"
)
_KNOWN_NUMBERS = re.compile(rf"{DATE_WORDS}|第\d+|每\d+[年月日]|\d+號|\d{{1,2}}月(?:\d{{1,2}}日)?")
# What a number is that names or orders something: no more is to be read of it.
_NO_AMOUNT = frozenset({"year", "date", "ordinal", "code", "document", "list number"})
_NAME_OF_SPAN = re.compile(rf"[^{ITEM_STOPS}()%]{{2,24}}")
_RATE_OF_COUNT = re.compile(
    rf"^[^{ITEM_STOPS}()%]{{1,20}}{any_of('rate_noun')}[^{ITEM_STOPS}()%]{{0,6}}$"
)
# 60 座及設置率 18 %
_IS_JOINED = re.compile(r"(?:以[上下內])?(?:以?及|與|和|並|且|暨)")
_AND_MORE = re.compile(rf"[^{OUTSIDE}\d]{{1,12}}(?:及|與|和|暨|、)")
# 50 個離島鄉(鎮、區)涵蓋率, but (2) begins another item
_ASIDE = re.compile(r"\([^()\d]*\)")
_STARTS = re.compile(any_of("starts_from", "was_before"))
_ENDS_CHANGE = re.compile(rf"^[^{CLAUSE_STOPS}、]*(?:至|到|為|成|達)$")
_CHANGE_VERBS = any_of("up", "down", "improve", "save")
_CHANGE_AT_END = re.compile(rf"{_CHANGE_VERBS}(?:比?率|比例|幅度?|量)?(?:達|為|約|至少)?$")
# 每人碳排較 2019 年降 12 %
_CHANGE_SINCE = re.compile(
    r"[較比][^，；。]{2,20}[年期底均值](?:度|水準)?[降減增升](?:達|約|至少)?$"
)
_CHANGE_AT_START = re.compile(rf"^(?:平均|較[^，]*?年)*{_CHANGE_VERBS}(?!率)")
_CHANGES_BY = re.compile(rf"\)?[，、]?{_CHANGE_VERBS}(?:率|幅度?|約|達|至少)*")
# 以前 3 年平均 162 人為基準，減少 5 %; 與 112 年 52 萬度相比
_IS_BASE = re.compile(rf"\)?(?:(?:作|做)?為|之)?(?:比較)?{any_of('base_noun')}|\)?相[比較]")
_HELD = re.compile(rf"(?:較|(?<![百對])比(?![率例重]))[^{CLAUSE_STOPS}]*$")
_ENDS_AT_LEVEL = re.compile(r"(?:至|到|為|在|於)(?:約)?$")
_CHANGE_NOUN = re.compile(rf"{_CHANGE_VERBS}率|{any_of('rate_of_change')}")
_LABEL_HEAD = re.compile(
    rf"^(?:\((?:\d{{1,2}}|[一二三四五六七八九十])\)|{TOLD_YEAR}|(?:自|於|截至|至|到|迄)?{DATE_WORDS}(?:底|初|前|止|起|間)*(?:開辦|開始)?(?:[~至到-])?"
    rf"|{any_of('leads_clause')})+"
)
_LABEL_TAIL = re.compile(
    rf"(?:{any_of('up', 'down', 'save')}[至到為]|(?:降|減|增)[至到為]|{any_of('leads_to_number', 'at_most', 'at_least', 'less_than', 'more_than')})+$"
)
_LABEL_END = re.compile(rf"{any_of('label_end')}$")
_AFTER_LABEL = re.compile(rf"^{any_of('comparing_after_label')}+")
_EARLIER = (
    rf"(?:(?:民國)?{YEAR}年度?|{any_of('last_year')}|[前近][二三四五\d]年)"
    rf"{any_of('earlier_value')}*\(?{any_of('earlier_value')}*$"
)
# 不高於 112 年(16 件), 較 112 年(1,200 人)減少: an earlier value is this year's bound.
_NO_WORSE_THAN_EARLIER = re.compile(rf"{any_of('no_worse_than')}{_EARLIER}")
_AT_MOST_EARLIER = re.compile(rf"{any_of('at_most', 'less_than')}{_EARLIER}")
_AT_LEAST_EARLIER = re.compile(rf"{any_of('at_least', 'more_than')}{_EARLIER}")
_THAN_EARLIER = re.compile(rf"[較比]{_EARLIER}")
_NO_LESS = re.compile(rf"\)?(?:不再|不|未){any_of('down')}(?:[{OUTSIDE}]|$)")
_NO_MORE = re.compile(rf"\)?(?:不再|不|未){any_of('up')}(?:[{OUTSIDE}]|$)")
_LESS = re.compile(rf"\)?{any_of('down')}(?:[{OUTSIDE}]|$)")
_MORE = re.compile(rf"\)?{any_of('up')}(?:[{OUTSIDE}]|$)")
_LOOK_BACK = 40
_LABEL_LENGTH = 40
_AROUND = 20


@dataclass(frozen=True, slots=True)
class Target:
    """One quantity that a target section sets (or, without a quantity, the task itself).

    `kind` is null where nothing was found that says what is aimed at.
    """

    kind: str | None
    item_no: int
    label: str | None = None
    quantity: Quantity | None = None
    before: str = ""
    after: str = ""
    sentence_before: str = ""
    heading: str = ""
    basis: str = "level"
    is_running: bool = False
    is_change: bool = False
    words: str | None = None


@dataclass(frozen=True, slots=True)
class TargetReading:
    """The targets of an indicator, in printed order, and what was left out as (rule, words)."""

    targets: list[Target]
    left_out: list[tuple[str, str]]


def read_targets(section: Section | None, report_year: int) -> TargetReading:
    """Read the targets of one indicator; there is always at least one."""
    if section is None:
        # Which is neither a task nor the saying that nothing is aimed at.
        return TargetReading([Target(None, 1)], [])
    if not section.text:
        return TargetReading([Target("not_set", 1)], [])
    if is_not_set(section.text, report_year):
        return TargetReading([Target("not_set", 1, words=section.text)], [])
    targets: list[Target] = []
    left_out: list[tuple[str, str]] = []
    for item_no, item in enumerate(section.items, start=1):
        found, notes = _read_item(item, item_no, report_year)
        targets += found
        left_out += notes
    if not targets:
        targets = [Target("qualitative", 1, words=section.text)]
    if not any(target.quantity for target in targets):
        return TargetReading(targets[:1], left_out)
    kept = [
        target
        for target in targets
        if target.quantity or (section.is_numbered and _is_plain_task(target))
    ]
    return TargetReading(kept, left_out)


def _is_plain_task(target: Target) -> bool:
    """2. 辦理草案公開展覽 beside 1. 參加 38 萬人次: an item of the list as well, if no number in it was left unread."""
    return target.kind == "qualitative" and not words_not_read(parse_phrase(target.words or ""))


def is_not_set(text: str, report_year: int) -> bool:
    """Tell whether the text says that no target is set for the report year."""
    if _NOT_SET_ALONE.match(text):
        return True
    outside = outside_parentheses(text)
    if _NOT_SET_YET.search(outside) and not re.search(r"\d(?!\d*年)", text):
        return True
    return any(
        year is None or western_year(year) == report_year
        for match in _NOT_SET.finditer(outside)
        for year in (match["year"] or match["exempt_year"],)
    )


def _read_item(
    item: str, item_no: int, report_year: int
) -> tuple[list[Target], list[tuple[str, str]]]:
    phrase = parse_phrase(item)
    text = phrase.text
    of_this_year = [
        q
        for q in phrase.quantities
        if not _is_for_another_year(q, report_year)
        or _is_for_each_year(phrase, q, report_year)
        or held_against(phrase, q)
    ] or [q for q in phrase.quantities if _is_of_school_year(phrase, q, report_year)]
    left_out = [
        ("target_for_another_year", q.text) for q in phrase.quantities if q not in of_this_year
    ]
    left_out += [("number_not_read", words) for words in words_not_read(phrase)]
    others = _of_other_years(of_this_year, report_year)
    left_out += [("target_for_another_year", q.text) for q in of_this_year if q.start in others]
    counted = [q for q in of_this_year if not q.is_definition and q.start not in others]
    kept = [q for q in counted if not _PARTITIVE.match(text[q.end :])]
    kept = _without_restated(phrase, kept)
    parts = _divided_parts(phrase)
    left_out += [("number_not_read", words) for words in _totals_aside(phrase)]
    outside = [q for q in kept if not q.depth or q.start in parts or held_against(phrase, q)]
    kept = _drop_attributes(text, _drop_starting_points(phrase, outside or kept))
    if kept:
        names = names_of_each(phrase)
        return [
            describe_target(phrase, quantity, item_no, previous, following, names=names)
            for previous, quantity, following in zip(
                [None, *kept], kept, [*kept[1:], None], strict=False
            )
        ], left_out
    if phrase.quantities and not of_this_year:
        return [Target("not_set", item_no, words=text)], left_out
    if _has_unread_number(phrase) and not left_out:
        left_out.append(("number_not_read", text))
    return [Target("qualitative", item_no, words=text)], left_out


def words_not_read(phrase: Phrase) -> list[str]:
    """The clause around each printed number that nothing accounts for."""
    return [
        phrase.text[max(0, number.start - _AROUND) : number.end + _AROUND]
        for number in phrase.numbers
        if number.role == "unaccounted"
    ]


def _has_unread_number(phrase: Phrase) -> bool:
    """Tell whether a task's text holds digits that are no quantity, date, ordinal or reference."""
    spans = [(quantity.start, quantity.end) for quantity in phrase.quantities]
    spans += [(n.start, n.end) for n in phrase.numbers if n.role in _NO_AMOUNT]
    text = list(phrase.text)
    for start, end in spans:
        text[start:end] = " " * (end - start)
    rest = outside_parentheses("".join(text))
    return re.search(r"\d", _KNOWN_NUMBERS.sub("", rest)) is not None


def _is_for_another_year(quantity: Quantity, report_year: int) -> bool:
    """A window that ends later, or a year printed before the number, sets nothing for this year."""
    if quantity.is_base and quantity.unit == "倍":
        # 為 112 年之 1.2 倍 is aimed at now.
        return False
    if quantity.period is not None:
        return quantity.year is not None and quantity.year > report_year
    year = quantity.own_year or quantity.year_behind
    return quantity.is_last_year or year not in {None, report_year}


def _of_other_years(quantities: list[Quantity], report_year: int) -> set[int]:
    """2025 年累計汰換 20 萬輛；2024 年累計汰換 16 萬輛: where quantities begin that beside this year's are another year's."""
    units = {q.unit for q in quantities if q.year == report_year}
    return {
        q.start
        for q in quantities
        if q.unit in units
        and q.period is None
        and not q.is_base
        and q.year not in {None, report_year}
    }


def _is_for_each_year(phrase: Phrase, quantity: Quantity, report_year: int) -> bool:
    """112 年至 114 年每年 500 名 is aimed at in each of its years."""
    clause = phrase.text[phrase.clauses.clause_start(quantity.start) : quantity.start]
    first = (quantity.period or "").partition("-")[0]
    return bool(first) and int(first) <= report_year and _EACH_YEAR.search(clause) is not None


def _is_of_school_year(phrase: Phrase, quantity: Quantity, report_year: int) -> bool:
    """The school year that ends in the report's year is the last one that a report can tell of."""
    around = phrase.text[max(0, quantity.start - _AROUND) : quantity.end + _AROUND]
    return (quantity.own_year or quantity.year_behind) == report_year - 1 and "學年" in around


def held_against(phrase: Phrase, quantity: Quantity) -> tuple[str, int] | None:
    """The comparator by which an earlier year's value bounds this year's, and where its words begin."""
    first = max(quantity.start - _LOOK_BACK, 0)
    before = phrase.text[first : quantity.start]
    after = phrase.text[quantity.end :]
    for comparator, pattern, behind in (
        ("eq", _NO_WORSE_THAN_EARLIER, None),
        ("le", _AT_MOST_EARLIER, None),
        ("ge", _AT_LEAST_EARLIER, None),
        ("le", _THAN_EARLIER, _LESS),
        ("ge", _THAN_EARLIER, _MORE),
        ("ge", _THAN_EARLIER, _NO_LESS),
        ("le", _THAN_EARLIER, _NO_MORE),
    ):
        match = pattern.search(before)
        if match and (behind is None or behind.match(after)):
            return comparator, first + match.start()
    return None


def _divided_parts(phrase: Phrase) -> set[int]:
    """Of 4,300 名(旗艦計畫 2,500 名、合作訓練 1,800 名) where those in parentheses begin, if they make the whole."""
    parts: set[int] = set()
    for at, whole in enumerate(phrase.quantities):
        if not phrase.text.startswith("(", whole.end):
            continue
        inside = list(itertools.takewhile(lambda q: q.depth > 0, phrase.quantities[at + 1 :]))
        is_one_kind = len(inside) > 1 and {q.unit for q in inside} == {whole.unit}
        if is_one_kind and math.isclose(sum(q.value for q in inside), whole.value):
            parts |= {q.start for q in inside}
    return parts


def _totals_aside(phrase: Phrase) -> list[str]:
    """新增 15 處(累計 100 處): the total only says where the addition leads to; it is told, not judged."""
    pairs = zip(phrase.quantities, phrase.quantities[1:], strict=False)
    return [
        phrase.text[added.start : total.end]
        for added, total in pairs
        if not added.depth
        and total.depth == 1
        and _RUNNING_IN_PARENTHESES.fullmatch(phrase.text, added.end, total.start)
    ]


def _drop_starting_points(phrase: Phrase, quantities: list[Quantity]) -> list[Quantity]:
    """Of 由 12.7% 提升至 20% only the end is set, and of 較前 3 年平均 168 人下降 10% only the change."""
    return [
        q
        for q, following in zip(quantities, [*quantities[1:], None], strict=False)
        if not (
            following
            and (
                is_starting_point(phrase, q, following)
                or _is_changed(phrase, q, following)
                or _IS_BASE.match(phrase.text, q.end)
            )
        )
    ]


def _is_changed(phrase: Phrase, quantity: Quantity, following: Quantity) -> bool:
    """Tell whether the following quantity is by how much one is to change that something is held against."""
    between = phrase.text[quantity.end : following.start]
    return (
        following.unit in SHARE_UNITS
        and _CHANGES_BY.fullmatch(between) is not None
        and _HELD.search(phrase.words_before(quantity)) is not None
    )


def _without_restated(phrase: Phrase, kept: list[Quantity]) -> list[Quantity]:
    """What is said again in other terms counts once: of 較 113 年減少 5 %，即降至 39 人以下 the level, which results are told in."""
    again = [q for q in kept[1:] if _IN_OTHER_TERMS.match(phrase.words_before(q))]
    is_change = (
        all(_LEVEL_AGAIN.match(phrase.words_before(q)) for q in again)
        and len(kept) == len(again) + 1
        and kept[0].unit == "%"
        and _CHANGE_AT_END.search(phrase.words_before(kept[0])) is not None
    )
    if again and is_change and again[0].unit != "%":
        return again[:1]
    return [q for q in kept if q not in again]


def _drop_attributes(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Of "8 項水質項目合格率 99.5 %" the count only says what the rate is of; of 9 座公園暨 1 座園區滿意度 both do."""
    kept: list[Quantity] = []
    dropped: Quantity | None = None
    for q, following in reversed([*itertools.zip_longest(quantities, quantities[1:])]):
        between = text[q.end : following.start] if following else ""
        is_joined = dropped is following and dropped is not None and dropped.unit == q.unit
        if following and (
            _is_attribute(between, q) or (is_joined and _AND_MORE.fullmatch(between))
        ):
            dropped = q
        else:
            kept.insert(0, q)
    return kept


def _is_attribute(between: str, quantity: Quantity) -> bool:
    """A span of time inside a name (臭氧 8 小時紅色警戒日數) is part of that name."""
    if _IS_JOINED.match(between):
        return False
    is_span = quantity.unit in TIME_UNITS and _NAME_OF_SPAN.fullmatch(between)
    is_count = quantity.unit not in SHARE_UNITS
    return bool(is_span or (is_count and _RATE_OF_COUNT.match(_ASIDE.sub("", between))))


def is_starting_point(phrase: Phrase, quantity: Quantity, following: Quantity) -> bool:
    """Tell whether a quantity is where a change to the following one began."""
    return (
        quantity.unit == following.unit
        and _STARTS.search(phrase.words_before(quantity)) is not None
        and _ENDS_CHANGE.search(phrase.text[quantity.end : following.start]) is not None
    )


def describe_target(  # noqa: PLR0913 - one argument for each thing that stands around it
    phrase: Phrase,
    quantity: Quantity,
    item_no: int,
    previous: Quantity | None,
    following: Quantity | None,
    *,
    names: Mapping[int, NameOfOne],
) -> Target:
    """Put a quantity with the words around it that say what it is a target of.

    Args:
        phrase: the item that holds it.
        quantity: one of the phrase's.
        item_no: number of the item in its list.
        previous: the target before it in the item.
        following: the target behind it.
        names: of the phrase, by `names_of_each`.
    """
    text, clauses = phrase.text, phrase.clauses
    is_running = _RUNNING_BEHIND.match(text, quantity.end) is not None
    held = held_against(phrase, quantity)
    until = held[1] if held else quantity.start
    first = clauses.item_start(until) if held else item_start(phrase, quantity)
    start = max(first, previous.end if previous else 0)
    end = clauses.item_end(quantity.end, following.start if following else len(text))
    whole, after = text[start:until], text[quantity.end : end]
    before = text[max(start, _definition_end(phrase, quantity)) : until]
    own = names.get(quantity.start)
    if own:
        # 臺北、高雄漏水率分別降至 10 %、12 %: what leads to the first leads to each.
        before = f"{own.name}{own.lead}"
    return Target(
        kind="range" if quantity.comparator == "between" else "numeric",
        item_no=item_no,
        label=own.name if own else read_label(whole, after, quantity),
        quantity=replace(quantity, comparator=_comparator(quantity, held)),
        before=before,
        after=after,
        sentence_before=_sentence_before(phrase, quantity),
        heading=clauses.heading(quantity.start) or (own.last if own else ""),
        is_change=is_amount_of_change(before) or _is_listed_change(clauses.heading(quantity.start)),
        basis="cumulative" if is_running else _read_basis(before, after, quantity),
        is_running=is_running,
        words=f"{whole}{text[until : quantity.end]}{after}",
    )


def _comparator(quantity: Quantity, held: tuple[str, int] | None) -> str:
    if held is not None:
        return held[0]
    return "le" if quantity.is_rank else quantity.comparator


def item_start(phrase: Phrase, quantity: Quantity) -> int:
    """Where the item begins that names a quantity, with what defines it (達 4 小時以上之機關、學校比率)."""
    start = phrase.clauses.item_start(quantity.start)
    index = phrase.quantities.index(quantity)
    for definition in reversed(phrase.quantities[:index]):
        if not definition.is_definition or definition.depth != quantity.depth:
            break
        start = min(start, phrase.clauses.item_start(definition.start))
    return start


def _definition_end(phrase: Phrase, quantity: Quantity) -> int:
    """Where the definition before a quantity ends: 低於 50 之 says nothing of which way is better."""
    index = phrase.quantities.index(quantity)
    previous = phrase.quantities[index - 1] if index else None
    return previous.end if previous and previous.is_definition else 0


def _sentence_before(phrase: Phrase, quantity: Quantity) -> str:
    """The clause that leads to a quantity; 其中 continues the one before it."""
    clauses = phrase.clauses
    start = clauses.clause_start(quantity.start)
    while start and phrase.text.startswith("其中", start):
        start = clauses.clause_start(start - 1)
    return phrase.text[max(start, _definition_end(phrase, quantity)) : quantity.start]


def is_amount_of_change(before: str) -> bool:
    """減少掩埋量 3.8 %, 成長 75 %: the number is how much is changed, not what it is changed to."""
    if _ENDS_AT_LEVEL.search(before):
        return False
    return bool(
        _CHANGE_AT_END.search(before)
        or _CHANGE_SINCE.search(before)
        or _CHANGE_AT_START.match(without_time(before))
    )


def _is_listed_change(heading: str) -> bool:
    """較 108 年減量比率：硫氧化物 25 %、氮氧化物 14 %: the heading says that each is an amount of change."""
    return _HELD.search(heading) is not None and _CHANGE_AT_END.search(heading) is not None


def _read_basis(before: str, after: str, quantity: Quantity) -> str:
    if quantity.unit == "%" and (is_amount_of_change(before) or _CHANGE_NOUN.search(before)):
        return "average" if _is_window_average(before, quantity) else "growth_rate"
    if _is_window_average(before, quantity):
        return "average"
    if is_cumulative(before + after) or (quantity.period and "計" in before):
        return "cumulative"
    return "level"


def _is_window_average(before: str, quantity: Quantity) -> bool:
    if _WINDOW_AVERAGE.search(before):
        return True
    return quantity.period is not None and _AVERAGE_WORDS.search(before) is not None


def is_cumulative(words: str) -> bool:
    """Tell whether words speak of a running total (累計) rather than of one year."""
    return _WINDOW_WORDS.search(words) is not None


def read_label(before: str, after: str, quantity: Quantity) -> str | None:
    """Name the quantity by the words around it, without years and comparing words."""
    head = _LABEL_TAIL.sub("", without_time(before))
    tail = _AFTER_LABEL.sub("", after)
    tail = "" if _LABEL_END.search(head) or "(" in tail[:1] else tail
    label = _close_brackets(f"{head}{tail}".strip("。 ")[:_LABEL_LENGTH])
    return label if re.search(r"[\u4e00-\u9fffA-Za-z]", label) and label != quantity.unit else None


def _close_brackets(label: str) -> str:
    """Keep parentheses that are whole (重金屬(鎘、鉛、汞)); one without its other half is cut off with its words."""
    while label.count(")") > label.count("("):
        before, _, behind = label.partition(")")
        label = behind or before
    while label.count("(") > label.count(")"):
        before, _, behind = label.rpartition("(")
        label = before or behind
    is_aside = label.startswith("(") and label.find(")") == len(label) - 1
    return (label[1:-1] if is_aside else label).strip("。 ")


def without_time(before: str) -> str:
    """Drop years, windows and other words of time from the beginning of a clause."""
    return _LABEL_HEAD.sub("", before)
