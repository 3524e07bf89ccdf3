"""Actual section → what each printed quantity is: this year's value, an earlier one, or none of it."""

import re
from dataclasses import dataclass, replace

from transforms.phrase.parse_quantities import Phrase, Quantity, parse_phrase
from transforms.report.read_targets import (
    adjacent_year,
    clause_end,
    clause_start,
    is_starting_point,
    parenthesis_depth,
    read_label,
)
from transforms.report.recognize_table import western_year
from transforms.report.split_sections import Section

PENDING = re.compile(
    r"未達統計週期|(?:數據|資料|統計|數值|實績值?|結果)[^，。；()]{0,6}(?:預計|預定|將於|須待|俟)[^。；()]{0,24}(?:公[布佈]|發[布佈]|產出|完成統計)|(?:無|未)統計(?:數據|資料)|(?:未|無|非)(?:辦理|進行)?調查年?(?!率)|尚未(?:達統計|公[布佈]|發[布佈]|完成統計|統計|產[出製])|統計(?:中|作業中)|(?:尚無|暫無)(?:統計)?(?:資料|數據)|資料(?:彙整|統計|蒐集)中|待公[布佈]"
)
_RESTATED_TARGET = re.compile(
    r"(?:目標值?|標準值?|預算數|門檻|預定進度|預期進度|預定|原定|預期值?)(?:為|是|的|之|訂為|設定為)?$"
)
_ESTIMATE = re.compile(r"(?:推估|預估|估計|預計|可望|初估|預期)[^，。；()]{0,12}$")
_CHANGE = re.compile(
    r"(?:較|比)[^，。；()]*(?:增加|減少|成長|提升|下降|降低|高|低|多|少)(?:了|約|達)?$|(?:年增|年減|增幅|減幅|增加|成長|減少)(?:了|約|達|率)?$"
)
_COMPARED_BEFORE = re.compile(
    r"(?:低於|高於|優於|少於|多於|較|比)(?:民國)?\d{2,4}年(?:度)?(?:之|的|約|為)*$"
)
_COMPARED_WITH = re.compile(r"(?:較|比|相較於?)[^，。；()]*\(?$")
_THEN_CHANGES = re.compile(
    r"^\)?(?:為|約)?(?:大幅|微幅|小幅|略)?(?:增|減|成長|提升|提高|上升|下降|降低|高|低|多|少|落後|超前|改善|衰退)"
)
_TOTAL = re.compile(r"(?:合計|共計|總計|總共|共|平均|整體)(?:達|為|約|有|完成|辦理)?$")
_YEAR_MENTION = re.compile(
    r"(?P<marker>較|相較於?|比|與|自|由|從|低於|高於|於?民國)?(?P<year>(?:19|20)\d{2}|\d{2,3})學?年"
)
_YEAR_BEHIND = re.compile(
    r"[^\d()，。；、]{0,6}\((?:民國|截至|為)*(?P<year>(?:19|20)\d{2}|\d{2,3})學?年(?:度|底)?(?:\d{1,2}月底?)?"
    r"(?:的|之)?(?:數據|資料|統計|調查|值|實績值?|底|止)*\)"
)
_COMPARING_MARKERS = {"較", "相較", "相較於", "比", "與", "自", "由", "從", "低於", "高於"}


@dataclass(frozen=True, slots=True)
class StatedValue:
    """One quantity of an actual section and its role.

    role: value (this indicator's actual), prior (an earlier year's), estimate, change (a difference),
    baseline (where a change began), component (part of a calculation), restated (the target again).
    """

    quantity: Quantity
    role: str
    year: int | None
    own_year: int | None
    item_no: int
    label: str | None
    clause: str
    words: str
    in_parentheses: bool
    is_total: bool


@dataclass(frozen=True, slots=True)
class Actual:
    """An actual section: its values, and per item whether something is pending there."""

    values: tuple[StatedValue, ...]
    phrases: tuple[Phrase, ...]
    pending_labels: tuple[tuple[int, str], ...]

    @property
    def is_pending(self) -> bool:
        """Tell whether any item says that its value is still to come."""
        return bool(self.pending_labels)


def read_actuals(section: Section | None, report_year: int) -> Actual:
    """Read an actual section, item by item, in printed order."""
    if section is None:
        return Actual((), (), ())
    phrases = tuple(parse_phrase(item) for item in section.items)
    values: list[StatedValue] = []
    pending: list[tuple[int, str]] = []
    for item_no, phrase in enumerate(phrases, start=1):
        values += _read_item(phrase, item_no, report_year)
        pending += [
            (item_no, phrase.text[clause_start(phrase.text, match.start()) : match.start()])
            for match in PENDING.finditer(phrase.text)
        ]
        if phrase.pending and not any(number == item_no for number, _ in pending):
            pending.append((item_no, ""))
    return Actual(tuple(_demote_earlier(values, report_year)), phrases, tuple(pending))


def _demote_earlier(values: list[StatedValue], report_year: int) -> list[StatedValue]:
    """「2020 年 16.4 %；2021 年 12.7 %」: beside the year's own value an earlier one is only history."""
    return [
        replace(value, role="prior")
        if value.role == "value"
        and value.year is not None
        and value.year < report_year
        and any(
            other.role == "value"
            and other.item_no == value.item_no
            and other.quantity.unit == value.quantity.unit
            and (other.year is None or other.year >= report_year)
            for other in values
        )
        else value
        for value in values
    ]


def _read_item(phrase: Phrase, item_no: int, report_year: int) -> list[StatedValue]:
    reader = _ItemReader(
        phrase.text, phrase.quantities, item_no, report_year, _pending_spans(phrase.text)
    )
    return _inherit_labels([reader.read(index) for index in range(len(phrase.quantities))])


def _pending_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where what stands after "still to come" is about that value: up to the end of the sentence."""
    return tuple(
        (match.start(), _sentence_end(text, match.end())) for match in PENDING.finditer(text)
    )


def _sentence_end(text: str, position: int) -> int:
    """The next 。 or ； outside parentheses."""
    for index in range(position, len(text)):
        if text[index] in "。；\n" and parenthesis_depth(text, index) == 0:
            return index
    return len(text)


def _inherit_labels(values: list[StatedValue]) -> list[StatedValue]:
    """「補助 35 案，累計 132 案」: a value without a name of its own continues the one before it."""
    named: list[StatedValue] = []
    for value in values:
        before = named[-1] if named else None
        if value.label is None and before and before.quantity.unit == value.quantity.unit:
            named.append(replace(value, label=before.label))
        else:
            named.append(value)
    return named


@dataclass(frozen=True, slots=True)
class _ItemReader:
    """One item of an actual section, and where in it a value is said to be still to come."""

    text: str
    quantities: tuple[Quantity, ...]
    item_no: int
    report_year: int
    pending_spans: tuple[tuple[int, int], ...]

    def read(self, index: int) -> StatedValue:
        """Read one of its quantities."""
        text, quantity = self.text, self.quantities[index]
        following = self.quantities[index + 1] if index + 1 < len(self.quantities) else None
        start = clause_start(text, quantity.start)
        if index and not _lies_deeper(text, self.quantities[index - 1], quantity):
            start = max(start, self.quantities[index - 1].end)
        end = clause_end(text, quantity.end, following.start if following else len(text))
        before, after = text[start : quantity.start], text[quantity.end : end]
        return StatedValue(
            quantity=quantity,
            role=self._role(quantity, following),
            year=governing_year(text, quantity.start, quantity.end),
            own_year=adjacent_year(text, quantity.start),
            item_no=self.item_no,
            label=read_label(before, after, quantity),
            clause=text[clause_start(text, quantity.start) : end],
            words=f"{before}{text[quantity.start : quantity.end]}{after}",
            in_parentheses=parenthesis_depth(text, quantity.start) > 0,
            is_total=_TOTAL.search(before) is not None,
        )

    def _role(self, quantity: Quantity, following: Quantity | None) -> str:
        year = governing_year(self.text, quantity.start, quantity.end)
        is_earlier = year is not None and year < self.report_year
        role = self._role_in_sentence(quantity, following, is_earlier=is_earlier)
        if role == "value" and is_earlier and self.pending_spans:
            # 「2023 年 31.9 %；2024 年尚未公布」: where this year's is to come, an earlier one is history.
            return "prior"
        is_pending = any(start < quantity.start < end for start, end in self.pending_spans)
        if role == "value" and is_pending:
            return "prior" if is_earlier else "estimate"
        return role

    def _role_in_sentence(
        self, quantity: Quantity, following: Quantity | None, *, is_earlier: bool
    ) -> str:
        text = self.text
        before = text[clause_start(text, quantity.start) : quantity.start]
        own_year = adjacent_year(text, quantity.start)
        has_earlier_year = own_year is not None and own_year < self.report_year
        is_start = following is not None and is_starting_point(text, quantity, following)
        is_base = _COMPARED_WITH.search(before) and _THEN_CHANGES.match(text[quantity.end :])
        cases = (
            ("restated", _RESTATED_TARGET.search(before)),
            ("prior", is_base and has_earlier_year),
            ("baseline", is_base),
            ("estimate", _ESTIMATE.search(before)),
            ("component", _is_component(text, quantity)),
            ("prior", is_start and has_earlier_year),
            ("baseline", is_start),
            ("prior", has_earlier_year and _COMPARED_BEFORE.search(before)),
            ("change", _CHANGE.search(before)),
            ("prior", is_earlier and parenthesis_depth(text, quantity.start)),
        )
        return next((role for role, applies in cases if applies), "value")


def _lies_deeper(text: str, inner: Quantity, outer: Quantity) -> bool:
    """其他 (燃油 1.4 %及抽蓄 1.3 %) 2.7 %: what stands in parentheses does not cut the label off."""
    return parenthesis_depth(text, inner.start) > parenthesis_depth(text, outer.start)


def _is_component(text: str, quantity: Quantity) -> bool:
    """Part of a printed calculation: "144 億噸 (760 億噸 - 85 億噸) = 0.21" states only 0.21."""
    rest = text[quantity.end :]
    is_summand = re.match(r"[^，。；=]{0,40}=\s*[-\d(]", rest)
    # 全國 1 萬 1,200 家診所中 6,312 家參與
    is_whole = re.match(r"[^，。；、()\d]{0,12}(?:之中|當中|中)，?(?:有|計|已有)?\d", rest)
    return bool(is_summand or is_whole)


def governing_year(text: str, position: int, end: int) -> int | None:
    """The year that a value is for: printed directly before it, or governing its sentence.

    A year that only marks a comparison (較 2018 年 …) governs nothing. Inside parentheses the year
    must be given there.
    """
    own_year = adjacent_year(text, position) or _year_behind(text, end)
    if own_year is not None:
        return own_year
    scope = _scope_start(text, position)
    years = [
        western_year(match["year"])
        for match in _YEAR_MENTION.finditer(text, scope, position)
        if (match["marker"] or "") not in _COMPARING_MARKERS
        and parenthesis_depth(text, match.start()) == parenthesis_depth(text, position)
        and not text[match.end() : match.end() + 1].startswith("期")
    ]
    return years[-1] if years else None


def _year_behind(text: str, end: int) -> int | None:
    """The year given behind a number: 11.8 % (2021 年數據)."""
    match = _YEAR_BEHIND.match(text, end)
    return western_year(match["year"]) if match else None


def _scope_start(text: str, position: int) -> int:
    """A year governs up to the end of its sentence, or of its parenthesis."""
    if parenthesis_depth(text, position) > 0:
        return text.rfind("(", 0, position) + 1
    return max(text.rfind(stop, 0, position) for stop in "。；\n") + 1
