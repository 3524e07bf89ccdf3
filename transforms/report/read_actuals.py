"""Actual section → what each printed quantity is: this year's value, an earlier one, or none of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from transforms.phrase.clauses import OUTSIDE, SENTENCE_STOPS
from transforms.phrase.parse_quantities import Phrase, Quantity, parse_phrase
from transforms.phrase.printed_dates import YEAR, western_year
from transforms.phrase.words import any_character_of, any_of
from transforms.report.names_of_each import NameOfOne, names_of_each
from transforms.report.read_targets import is_starting_point, item_start, read_label
from transforms.report.split_sections import Section

_LEADS_TO_VALUE = r"(?:為|是|的|之|訂為|設定為)?$"
_RESTATED_TARGET = re.compile(any_of("restated_target") + _LEADS_TO_VALUE)
_ESTIMATE = re.compile(rf"{any_of('estimate')}[^{OUTSIDE}]{{0,12}}$")
_CHANGES = any_of("up", "down", "improve", "save", "more_or_less", "rank_change", "ahead_or_behind")
_CHANGE = re.compile(
    rf"(?:較|比)[^{OUTSIDE}]*{_CHANGES}(?:了|約|達)?$"
    rf"|{any_of('up', 'down', 'change_noun', 'rank_change')}(?:了|約|達)?率?$"
)
_COMPARED_WITH = re.compile(rf"(?:較|比|相較於?)[^{OUTSIDE}]*\(?$")
_THEN_CHANGES = re.compile(
    rf"^\)?[為約]?{any_of('size_of_change')}?"
    rf"{any_of('up', 'down', 'improve', 'rank_change', 'up_sign', 'down_sign', 'more_or_less', 'ahead_or_behind')}"
)
_TOTAL = re.compile(rf"{any_of('total')}(?:達|為|約|有|完成|辦理)?$")
_SUM = re.compile(rf"(?:{any_of('sum')}|^計)(?:達|為|約|有|計|完成|辦理)*(?:新臺幣)?$")
_PART = (
    rf"(?:(?:截至|至|到|迄)[^{OUTSIDE}]{{0,6}}?(?<!\d)(?:1[01]|[1-9])月(?:底|份|止)?"
    rf"|(?<!\d)1月?(?:至|到|~|-)(?:1[01]|[1-9])月|{any_of('part_of_year')})"
)
# 截至 6 月底，完成 52 件: it leads the clauses behind it, until the whole year is spoken of.
_PART_OF_YEAR = re.compile(
    rf"{_PART}(?:[^{OUTSIDE}]*|[^{OUTSIDE}\d]*，(?:(?!{any_of('whole_year')})[^{SENTENCE_STOPS}()])*)$"
)
# 85 件(截至 9 月底)
_PART_BEHIND = re.compile(rf"^[^{OUTSIDE}\d]{{0,6}}\([^()]{{0,8}}{_PART}[^()]{{0,6}}\)")
_STOOD = re.compile(
    rf"截至[^{OUTSIDE}]{{0,10}}月底?(?:止|為止)?，?[^{OUTSIDE}\d]*(?:累計|累積|餘額|為)[^{OUTSIDE}\d]{{0,6}}$"
)
_LOOK_BACK = 120
_ANY_YEAR = re.compile(rf"(?<!\d)({YEAR})年")
_UNDER_WAY = re.compile(
    rf"[^{OUTSIDE}\d]{{0,6}}{any_of('under_way')}(?:作業|階段)?中(?![{any_character_of('middle')}])"
)
_YEAR = re.compile(r"\d學?年")
_SUMMAND = re.compile(r"[^，。；=]{0,40}=\s*[-\d(]")
# 6.1 %，低於全體學生之 7.4 %; 106.3(110 年=100)
_HELD_AGAINST = re.compile(rf"(?:[低高優少多]於|較|比(?![例率重]))[^{OUTSIDE}\d]{{1,16}}[之的為]$")
_BASE_OF_INDEX = re.compile(r"\d年度?(?:平均)?=$")
# 其餘 16 座屬普養
_THE_REST = re.compile(rf"{any_of('the_rest')}(?:為|計)?$")
_DEED_BEFORE = re.compile(rf"{any_of('activity')}[了有計共]*$")
# 全國 1 萬 1,200 家診所中 6,312 家參與
_WHOLE = re.compile(rf"[^{OUTSIDE}、\d]{{0,12}}{any_of('whole_of')}，?(?:有|計|已有)?\d")
_PUT_OFF = re.compile(any_of("put_off"))
# 臺南及花蓮各辦 1 場，計 4 場
_FOR_EACH = re.compile(rf"各{any_of('doing', 'activity')}?$")
_COUNTED_UP = re.compile(r"[，、(](?:[合共總]?計|共)$")
_NO_NAME = re.compile(rf"\d+|{any_of('leads_to_number', 'leads_clause', 'about')}")
_HAN = re.compile(r"[^\u4e00-\u9fff]")
# So many characters make a name.
_NAMED = 3
_OF_STATISTICS = re.compile(rf"\d|{any_of('released_object', 'makes_the_value')}")
_COMPONENTS = (_SUMMAND, _UNDER_WAY, _PUT_OFF)
# 實績值原為 84.36 %，修正為 84.41 %
_WAS = re.compile(rf"{any_of('first_told')}(?:為|是)?$")
_REVISED = re.compile(
    rf"[，、)]?(?:嗣?經[^，。；()\d]{{1,24}}|[^，。；()\d]{{1,24}}後)?(?:已|業|後)?{any_of('revised_to')}後?為"
)
# 37.1 %，嗣經主計總處修正為 36.8 %
_REVISED_BY = re.compile(rf"，嗣?經[^，。；()\d]{{1,24}}{any_of('revised_to')}後?為(?=約?\d)")
_FOR_NOW = re.compile(any_of("for_now"))


def _is_whole(before: str, after: str) -> bool:
    """Of how many (全國 1 萬 1,200 家診所中 6,312 家), unless that is what was done (服務 9,012 人中，結案 5,587 人)."""
    return _WHOLE.match(after) is not None and _DEED_BEFORE.search(before) is None


@dataclass(frozen=True, slots=True)
class StatedValue:
    """One quantity of an actual section and its role.

    role: value (this indicator's actual), prior (an earlier year's), estimate, partial (of a part of the
    year, while the whole is promised), change (a difference), definition (what others count), baseline (where a change began), component (part of a calculation), restated (the target again).
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
    is_sum: bool = False
    is_first: bool = False
    # The sentence up to the value, which says of what its clauses tell.
    sentence: str = ""


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
        pending += [(item_no, label) for label in _pending_labels(phrase)]
    return Actual(tuple(_demote_earlier(values, report_year)), phrases, tuple(pending))


def _pending_labels(phrase: Phrase) -> list[str]:
    starts = [start for start, _ in phrase.pending_spans]
    return [phrase.text[phrase.clauses.item_start(start) : start] for start in starts]


def _demote_earlier(values: list[StatedValue], report_year: int) -> list[StatedValue]:
    """「2020 年 16.4 %；2021 年 12.7 %」: beside the year's own value an earlier one is only history."""
    return [
        replace(value, role="prior")
        if (value.role == "value" or _is_change_beside(value, values, report_year))
        and value.year is not None
        and value.year < report_year
        and any(
            other.role in {"value", "change"}
            and other.item_no == value.item_no
            and other.quantity.unit == value.quantity.unit
            and (
                (other.year is None and not is_of_last_school_year(value, report_year))
                or (other.year or 0) >= report_year
            )
            for other in values
        )
        else value
        for value in values
    ]


def _is_change_beside(value: StatedValue, values: list[StatedValue], report_year: int) -> bool:
    """112 年減量 2.1 %，113 年減量 5.6 %: beside the change of this year."""
    return value.role == "change" and any(
        one.role == "change" and one.year == report_year and one.item_no == value.item_no
        for one in values
    )


def is_of_last_school_year(value: StatedValue, report_year: int) -> bool:
    """The school year that ended in the report's year is the last one that can be told of."""
    return value.year == report_year - 1 and "學年" in value.words


def _read_item(phrase: Phrase, item_no: int, report_year: int) -> list[StatedValue]:
    reader = _ItemReader(phrase, item_no, report_year, names_of_each(phrase))
    return _inherit_units(_inherit_labels([reader.read(q) for q in phrase.quantities]))


def _inherit_units(values: list[StatedValue]) -> list[StatedValue]:
    """「0.474 公斤/度(112 年 0.494)」: the same thing of another year needs no unit of its own."""
    lent: list[StatedValue] = []
    for value in values:
        is_bare = value.quantity.unit is None and value.own_year is not None
        before = lent[-1] if lent else None
        if is_bare and value.in_parentheses and before is not None and not before.in_parentheses:
            quantity = replace(value.quantity, unit=before.quantity.unit)
            lent.append(replace(value, quantity=quantity))
        else:
            lent.append(value)
    return lent


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
    """One item of an actual section."""

    phrase: Phrase
    item_no: int
    report_year: int
    names: Mapping[int, NameOfOne]

    def read(self, quantity: Quantity) -> StatedValue:
        """Read one of its quantities."""
        text, clauses = self.phrase.text, self.phrase.clauses
        previous, following = self.phrase.next_to(quantity)
        first = start = item_start(self.phrase, quantity)
        # 其他 (燃油 1.4 %及抽蓄 1.3 %) 2.7 %: what stands in parentheses does not cut the label off.
        if previous and previous.depth <= quantity.depth and not previous.is_definition:
            start = max(start, previous.end)
        end = clauses.item_end(quantity.end, following.start if following else len(text))
        before, after = text[start : quantity.start], text[quantity.end : end]
        own = self.names.get(quantity.start)
        return StatedValue(
            quantity=quantity,
            role=self._role(quantity, following),
            year=quantity.year,
            own_year=quantity.own_year,
            item_no=self.item_no,
            label=own.name if own else read_label(before, after, quantity),
            clause=text[first:end],
            words=text[start:end],
            in_parentheses=quantity.depth > 0,
            is_total=_TOTAL.search(before) is not None,
            is_sum=_SUM.search(before) is not None,
            is_first=previous is None,
            sentence=text[clauses.sentence_start(quantity.start) : quantity.start],
        )

    def _role(self, quantity: Quantity, following: Quantity | None) -> str:
        year = quantity.year or self.report_year
        role = self._role_in_sentence(quantity, following, is_earlier=year < self.report_year)
        if role in {"value", "change"} and year > self.report_year:
            # Whatever is told of a year to come has not been reached.
            return "estimate"
        if role == "change" and year < self.report_year and self.phrase.pending:
            # 「未達統計週期；2023 年較基準年減量 3.16 %」: the change of an earlier year.
            return "prior"
        if role != "value":
            return role
        if year < self.report_year and self._awaits_the_same(quantity):
            # 「2023 年 31.9 %；2024 年尚未公布」: where this year's is to come, an earlier one is history.
            return "prior"
        is_to_come = self.phrase.is_pending_at(quantity.start)
        return "estimate" if is_to_come and not self._is_of_another_part(quantity) else "value"

    def _awaits_the_same(self, quantity: Quantity) -> bool:
        """111 學年度就業率 86.2 %；平均月薪俟勾稽後公布: another thing is still to come."""
        name = _HAN.sub("", _NO_NAME.sub("", self.phrase.words_before(quantity)))
        return any(
            len(name) < _NAMED
            or len(_HAN.sub("", waited)) < _NAMED
            or _OF_STATISTICS.search(waited) is not None
            or any(waited[at : at + 2] in name for at in range(len(waited) - 1))
            for waited in _pending_labels(self.phrase)
        )

    def _is_of_another_part(self, quantity: Quantity) -> bool:
        """滿意度尚未公布，演出 288 場: what is told behind it of something else is there already."""
        starts = [s for s, end in self.phrase.pending_spans if s < quantity.start < end]
        start = self.phrase.clauses.item_start(quantity.start)
        words = self.phrase.text[start : quantity.start]
        is_parted = all(
            any(stop in self.phrase.text[one:start] for stop in "，、") for one in starts
        )
        is_named = len(_NO_NAME.sub("", words)) > 1 and not _FOR_NOW.search(words)
        return is_parted and is_named and quantity.year in {None, self.report_year}

    def _sentence_before(self, quantity: Quantity) -> str:
        start = self.phrase.clauses.sentence_start(quantity.start)
        return self.phrase.text[max(start, quantity.start - _LOOK_BACK) : quantity.start]

    def _is_of_part_of_year(self, quantity: Quantity, after: str) -> bool:
        """What stood at a day (截至 11 月底，累計 702.5 MW) is the value, if no other is promised."""
        sentence = self._sentence_before(quantity)
        behind = _PART_BEHIND.match(after)
        if behind:
            # 留用率 43.2 %(統計至 115 年 3 月底) is counted after the report's year has ended.
            years = [western_year(year) for year in _ANY_YEAR.findall(behind[0])]
            return max(years, default=self.report_year) <= self.report_year
        is_stock = _STOOD.search(sentence) is not None and not self.phrase.pending
        return _PART_OF_YEAR.search(sentence) is not None and not is_stock

    def _is_detail(self, quantity: Quantity) -> bool:
        """Of 2023 年 6,650 億元(國旅 4,985 億元) the second only divides the first."""
        if not quantity.depth or quantity.own_year is not None:
            return False
        quantities = self.phrase.quantities
        before = reversed(quantities[: quantities.index(quantity)])
        explained = next((one for one in before if one.depth < quantity.depth), None)
        if explained is None or explained.unit != quantity.unit:
            return False
        return _YEAR.search(self.phrase.text, explained.end, quantity.start) is None

    def _is_told_before(self, quantity: Quantity) -> bool:
        previous, _ = self.phrase.next_to(quantity)
        return previous is not None and previous.unit == quantity.unit

    def _is_for_each(self, quantity: Quantity, following: Quantity | None, before: str) -> bool:
        if following is None or following.unit != quantity.unit or not _FOR_EACH.search(before):
            return False
        between = self.phrase.text[quantity.end : following.start]
        return _COUNTED_UP.search(between) is not None

    def _role_in_sentence(
        self, quantity: Quantity, following: Quantity | None, *, is_earlier: bool
    ) -> str:
        before, after = self.phrase.words_before(quantity), self.phrase.text[quantity.end :]
        own_year = quantity.own_year or self.report_year
        has_earlier_year = own_year < self.report_year or quantity.is_last_year
        is_start = following is not None and is_starting_point(self.phrase, quantity, following)
        is_base = _COMPARED_WITH.search(before) and _THEN_CHANGES.match(after)
        is_part = self._is_of_part_of_year(quantity, after)
        cases = (
            ("definition", quantity.is_definition),
            ("partial", is_part and not has_earlier_year),
            ("restated", _RESTATED_TARGET.search(before)),
            ("prior", is_base and has_earlier_year),
            ("baseline", is_base),
            ("estimate", _ESTIMATE.search(before)),
            ("component", _WAS.search(before) and _REVISED.match(after)),
            ("component", _REVISED_BY.match(after)),
            ("component", any(pattern.match(after) for pattern in _COMPONENTS)),
            ("component", _THE_REST.search(before)),
            ("component", _is_whole(before, after)),
            ("baseline", _BASE_OF_INDEX.search(before)),
            ("baseline", _HELD_AGAINST.search(before) and self._is_told_before(quantity)),
            ("component", self._is_for_each(quantity, following, before)),
            # 較 2019 年負成長 14.5 %
            ("change", quantity.is_base and quantity.text.startswith("負")),
            ("prior", is_start and has_earlier_year),
            ("baseline", is_start),
            ("prior", has_earlier_year and quantity.is_base),
            ("prior", quantity.is_last_year),
            # 成長 2.1 %(113 年成長 3.4 %)
            ("prior", is_earlier and quantity.depth and not self._is_detail(quantity)),
            ("change", _CHANGE.search(before)),
            ("component", is_earlier and self._is_detail(quantity)),
            ("prior", is_earlier and quantity.depth),
        )
        return next((role for role, applies in cases if applies), "value")
