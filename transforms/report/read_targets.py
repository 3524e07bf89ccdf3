"""Target section → the measures it sets: one per quantity, with its label and the words around it."""

import re
from dataclasses import dataclass

from transforms.phrase.parse_quantities import Phrase, Quantity, parse_phrase
from transforms.report.recognize_table import western_year
from transforms.report.split_sections import Section

_NOT_SET = re.compile(
    r"(?:不另|不再|不予|不|未|尚未|暫不|免|無須|毋須|無)(?:另)?(?:訂定?|設定?|列管|規劃)(?:(?P<year>\d{2,4})年度?)?(?:之|的)?(?:年度)?(?:目標|指標|。|，|$)"
    r"|不予列管|免予?列管|解除列管|停止列管|未納入列管"
    r"|(?P<exempt_year>\d{2,4})年度?(?:目標)?(?:不適用|不予評估|免訂)"
)
_NOT_SET_ALONE = re.compile(
    r"^(?:不適用|無目標值?|無|未訂|不予評估|N/?A|[-—－─]+)(?:$|[。，,;；(])"
)
_BOUNDARY = re.compile(r"[，。；;、:：\n！？]|,(?!\d)")
_PARTITIVE = re.compile(r"^[^，。；]{0,2}(?:中之|其中|之其中|之一|中的?[一任擇]|擇一)")
_WINDOW_WORDS = re.compile(r"累計|累積|累加|合計|總計|\d年內")
# 平均每人 and 年平均濃度 are levels of their year; an average over a window names the window.
_AVERAGE_WORDS = re.compile(r"平均")
_WINDOW_AVERAGE = re.compile(
    r"(?:[二三四五六七八九十兩]|(?<![\d.])\d{1,2})[個]?年(?:度|內|間|期)*(?:之|的)?(?:移動)?平均"
)
_KNOWN_NUMBERS = re.compile(
    r"(?:民國)?\d{2,4}學?年度?(?:\d{1,2}月)?(?:\d{1,2}日)?|第\d+|每\d+[年月日]|\d+號|\d{1,2}月(?:\d{1,2}日)?"
)
_TIME_UNITS = frozenset({"小時", "分鐘", "日", "天", "個月", "月", "年", "週"})
_RATE_OF_COUNT = re.compile(
    r"^[^，。；;、:：()%]{1,20}(?:率|比例|比率|比重|占比|滿意度|濃度|指數)[^，。；;、:：()%]{0,6}$"
)
_CHANGE_VERBS = (
    r"(?:成長|增加|增長|提升|提高|擴大|減少|降低|減量|改善|下降|縮減|縮短|節省|節約|年增|年減)"
)
_CHANGE_AT_END = re.compile(rf"{_CHANGE_VERBS}(?:率|幅度?|量)?(?:達|為|約|至少)?$")
_CHANGE_AT_START = re.compile(rf"^(?:平均|較[^，]*?年)*{_CHANGE_VERBS}(?!率)")
_ENDS_AT_LEVEL = re.compile(r"(?:至|到|為|在|於)(?:約)?$")
_CHANGE_NOUN = re.compile(r"(?:成長率|年增率|減少率|改善率|增加率|變動率|降低率)")
_LABEL_HEAD = re.compile(
    r"^(?:(?:自|於|截至|至|到|迄)?(?:民國)?(?:\d{2,4}學?年度?)(?:\d{1,2}月)?(?:\d{1,2}日)?(?:底|初|前|止|起|間)*(?:開辦|開始)?(?:[~至到-])?|當年度?|本年度?|並|且|及|與|另|其中|預計|預期|目標值?(?:為|是)?|平均|每年|年度|維持)+"
)
_LABEL_TAIL = re.compile(
    r"(?:達成?到?|達|為|降低至|降至|降到|減少至|減少為|減至|節約至|提升至|提高至|增加至|增至|成長至|維持在?|控制在|目標值?為?|至少有?|不超過|不低於|低於|高於|少於|小於|大於|不少於|不高於|累計|累積|合計|總計|共計|共|計|約|逾|超過|平均|新臺幣|有|應|可|至|到|在|以|的|之|每年|年均|=|\()+$"
)
_LABEL_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Target:
    """One quantity that a target section sets (or, without a quantity, the task itself)."""

    kind: str
    item_no: int
    label: str | None = None
    quantity: Quantity | None = None
    before: str = ""
    after: str = ""
    sentence_before: str = ""
    heading: str = ""
    basis: str = "level"
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
        # Nothing was found that says what is aimed at, which is not the same as saying that nothing is.
        return TargetReading([Target("qualitative", 1)], [])
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
    quantified = [target for target in targets if target.quantity is not None]
    if not targets:
        targets = [Target("qualitative", 1, words=section.text)]
    return TargetReading(quantified or targets[:1], left_out)


def is_not_set(text: str, report_year: int) -> bool:
    """Tell whether the text says that no target is set for the report year."""
    if _NOT_SET_ALONE.match(text):
        return True
    outside = _outside_parentheses(text)
    return any(
        year is None or _same_year(year, report_year)
        for match in _NOT_SET.finditer(outside)
        for year in (match["year"] or match["exempt_year"],)
    )


def _same_year(digits: str, report_year: int) -> bool:
    return western_year(digits) == report_year


def _read_item(
    item: str, item_no: int, report_year: int
) -> tuple[list[Target], list[tuple[str, str]]]:
    phrase = parse_phrase(item)
    text = phrase.text
    of_this_year = [q for q in phrase.quantities if not _is_for_another_year(text, q, report_year)]
    left_out = [
        ("target_for_another_year", q.text) for q in phrase.quantities if q not in of_this_year
    ]
    kept = [q for q in of_this_year if not _PARTITIVE.match(text[q.end :])]
    outside = [q for q in kept if parenthesis_depth(text, q.start) == 0]
    kept = _drop_attributes(text, _drop_starting_points(text, outside or kept))
    if kept:
        left_out += [("number_not_read", item) for q in kept if text[q.end :].startswith("±")]
        targets = [
            describe_target(
                text, quantity, item_no, kept[index - 1] if index else None, _next(kept, index)
            )
            for index, quantity in enumerate(kept)
        ]
        return targets, left_out
    if phrase.quantities and not of_this_year:
        return [Target("not_set", item_no, words=text)], left_out
    if _has_unread_number(phrase):
        left_out.append(("number_not_read", text))
    return [Target("qualitative", item_no, words=text)], left_out


def _has_unread_number(phrase: Phrase) -> bool:
    """Tell whether a task's text holds digits that are no quantity, date, ordinal or reference."""
    text = phrase.text
    for quantity in reversed(phrase.quantities):
        text = text[: quantity.start] + text[quantity.end :]
    return re.search(r"\d", _KNOWN_NUMBERS.sub("", _outside_parentheses(text))) is not None


def _next(quantities: list[Quantity], index: int) -> Quantity | None:
    return quantities[index + 1] if index + 1 < len(quantities) else None


def _is_for_another_year(text: str, quantity: Quantity, report_year: int) -> bool:
    """A window that ends later, or a year printed before the number, sets nothing for this year."""
    if quantity.period is not None:
        return int(quantity.period[-4:]) > report_year
    year = adjacent_year(text, quantity.start)
    return year is not None and year != report_year


def _drop_starting_points(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Of "由 12.7% 提升至 20%" only the end is set."""
    return [
        q
        for q, following in zip(quantities, [*quantities[1:], None], strict=False)
        if not (following and is_starting_point(text, q, following))
    ]


def _drop_attributes(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Of "8 項水質項目合格率 99.5 %" the count only says what the rate is of."""
    return [
        q
        for q, following in zip(quantities, [*quantities[1:], None], strict=False)
        if not (following and _is_attribute(text[q.end : following.start], q))
    ]


def _is_attribute(between: str, quantity: Quantity) -> bool:
    """A span of time inside a name (臭氧 8 小時紅色警戒日數) is part of that name."""
    is_span = quantity.unit in _TIME_UNITS and re.fullmatch(r"[^，。；、()%]{2,24}", between)
    return bool(is_span or _RATE_OF_COUNT.match(between))


def is_starting_point(text: str, quantity: Quantity, following: Quantity) -> bool:
    """Tell whether a quantity is where a change to the following one began."""
    before = text[clause_start(text, quantity.start) : quantity.start]
    between = text[quantity.end : following.start]
    return (
        quantity.unit == following.unit
        and re.search(r"[由自從原]", before) is not None
        and re.search(r"^[^，。；、]*(?:至|到|為|成|達)$", between) is not None
    )


def describe_target(
    text: str,
    quantity: Quantity,
    item_no: int,
    previous: Quantity | None,
    following: Quantity | None,
) -> Target:
    """Put a quantity with the words around it that say what it is a target of."""
    start = max(clause_start(text, quantity.start), previous.end if previous else 0)
    end = clause_end(text, quantity.end, following.start if following else len(text))
    before, after = text[start : quantity.start], text[quantity.end : end]
    return Target(
        kind="range" if quantity.comparator == "between" else "numeric",
        item_no=item_no,
        label=read_label(before, after, quantity),
        quantity=quantity,
        before=before,
        after=after,
        sentence_before=_since_comma(text, quantity.start),
        heading=_heading(text, quantity.start),
        is_change=is_amount_of_change(before),
        basis=_read_basis(before, after, quantity),
        words=f"{before}{text[quantity.start : quantity.end]}{after}",
    )


def _since_comma(text: str, position: int) -> str:
    """What stands before a position since the last stop; a list mark 、 is none (完成甲 3 處、乙 5 處)."""
    start = max(text.rfind(stop, 0, position) for stop in "，。；：:") + 1
    return text[start:position]


def _heading(text: str, position: int) -> str:
    """The noun before a colon names every quantity of its list: 合格教師比率：幼兒園 90 %、國小 98.5 %."""
    colon = max(text.rfind("：", 0, position), text.rfind(":", 0, position))
    return (
        text[max(text.rfind(stop, 0, max(colon, 0)) for stop in "。；") + 1 : colon]
        if colon > 0
        else ""
    )


def is_amount_of_change(before: str) -> bool:
    """減少掩埋量 3.8 %, 成長 75 %: the number is how much is changed, not what it is changed to."""
    if _ENDS_AT_LEVEL.search(before):
        return False
    return bool(_CHANGE_AT_END.search(before) or _CHANGE_AT_START.match(without_time(before)))


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
    tail = re.sub(r"^(?:以上|以下|以內|左右|之|的|\))+", "", after)
    tail = "" if re.search(r"[率數量額值比例積]$", head) or "(" in tail[:1] else tail
    label = f"{head}{tail}".strip("()。 ")[:_LABEL_LENGTH]
    return label if re.search(r"[\u4e00-\u9fffA-Za-z]", label) and label != quantity.unit else None


def without_time(before: str) -> str:
    """Drop years, windows and other words of time from the beginning of a clause."""
    return _LABEL_HEAD.sub("", before)


def clause_start(text: str, position: int) -> int:
    """Where the clause that holds a position begins; a stop inside parentheses does not end it."""
    depth = 0
    for index in range(position - 1, -1, -1):
        if text[index] == ")":
            depth += 1
        elif text[index] == "(":
            if depth == 0:
                return index + 1
            depth -= 1
        elif depth == 0 and _BOUNDARY.match(text, index):
            return index + 1
    return 0


def clause_end(text: str, position: int, limit: int) -> int:
    """Where the clause that holds a position ends, at the latest at `limit`."""
    match = re.compile(r"[，。；;、:：\n()！？]|,(?!\d)").search(text, position, limit)
    return match.start() if match else limit


def parenthesis_depth(text: str, position: int) -> int:
    """How many parentheses are open at a position."""
    return max(text.count("(", 0, position) - text.count(")", 0, position), 0)


_ADJACENT_YEAR = re.compile(
    r"(?:民國)?(?P<year>(?:19|20)\d{2}|\d{2,3})學?年度?底?(?:數據|資料|統計)?(?:的|之|約|為|目標值?為?|實績值?為?|達|實際值?為?|預期|僅)*$"
)


def adjacent_year(text: str, position: int) -> int | None:
    """The year printed directly before a number (2023 年 621, 2023 年實績值 0.339)."""
    match = _ADJACENT_YEAR.search(text[max(position - 24, 0) : position])
    if match is None:
        return None
    return western_year(match["year"])


def _outside_parentheses(text: str) -> str:
    return re.sub(r"\([^()]*\)", "", text)
