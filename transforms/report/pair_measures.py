"""Targets and actuals of one indicator → measures: each target with the value that answers it."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from rapidfuzz import fuzz

from transforms.assign import assign, unassigned
from transforms.phrase.clauses import outside_parentheses
from transforms.phrase.parse_quantities import Quantity
from transforms.phrase.unit_table import SHARE_UNITS, TIME_UNITS
from transforms.phrase.words import any_of
from transforms.report.check_arithmetic import check_arithmetic
from transforms.report.name_by_number import items_named
from transforms.report.read_actuals import Actual, StatedValue, read_actuals
from transforms.report.read_declared import read_declared
from transforms.report.read_targets import (
    Target,
    is_cumulative,
    read_targets,
    words_not_read,
)
from transforms.report.split_sections import NOTHING_SAID, Section
from transforms.report.total_or_each import (
    contradicts,
    divide_total,
    is_total_for_each,
    mark_of_target,
    mark_of_value,
)

# Points for what speaks for a pair; a label counts most, since lists get reordered.
_LABEL_WEIGHT = 4.0
_SAME_ITEM_POINTS = 1.5
_SAME_ORDER_POINTS = 0.5
_LOOSE_UNIT_POINTS = -1.0
_PARENTHESES_POINTS = -1.5
_CHANGE_POINTS = -1.0
_LEVEL_FOR_CHANGE_POINTS = -3.0
# Men's and women's rates differ by one character: only the very same label outweighs the list number.
_IDENTICAL_LABEL_POINTS = 3.0
_SAME_BASIS_POINTS = 0.8
# 累計 beside 累計 and 新增 beside 新增, also where the fitting one stands in parentheses.
_SAME_MARK_POINTS = 3.0
_TOTAL_POINTS = 2.0
# Two candidates closer than this, with different values, are a guess.
_MARGIN = 0.9
_INCLUDED = re.compile(r"^(?:其中|包[含括]|含|計)+")
_PER_MANY = re.compile(r"/[十百千萬]")
_SINCE = re.compile(r"(?:[高低優多少大小]於|[較比由自從])?\d{2,4}年.*$")
# Below this what a reason tells under a name of its own is another thing.
_SAME_THING = 0.6
# A value so many times its target, or as small a part, beside one that is near is a guess, too.
_FAR = 5.0
_NEAR = 1.5
_MIN_SHARED_WORDS = 4
# A label of three characters (去化率) names its measure, too.
_SHORTEST_NAME = 3
_RISE = re.compile(any_of("up"))
_FALL = re.compile(any_of("down", "down_noun"))
_FALLING = re.compile(rf"{any_of('down', 'down_noun')}(?:比率|比例|幅度|率|幅)?$")
_NOUN_LENGTH = 4
# 「76 %，達成率 95 %」: how much of the target was reached is no value of the measure.
_EXECUTION_RATE = re.compile(r"(?:目標達成|達成|執行|達標|預算執行)率$")
_EXECUTION_RATE_POINTS = -3.0
# 「0 %，認領養率 81.3 %」: what comes first without a name of its own answers the one target.
_PLAIN_ANSWER_POINTS = 2.5
_OTHER_LABEL_POINTS = -1.5
# 「公股董事 207 席，其中女性 71 席，占 34.3%」: the sentence names one of the measures.
_OWN_SENTENCE_POINTS = 1.5
# Parts that are rounded each need not make their sum to the last digit.
_ROUNDING = 0.001
_FEWEST_WITH_PARTS = 3
_JOINED = re.compile("[及與和、]")
# 數學及科學素養排名均為前 5 名: one value of several is no answer.
_OF_EACH = re.compile("(?:[及與和、].*|^各.*)[均皆都]$")
_CLEARLY = 0.4
_ONLY = re.compile(r"^[僅只共計]+")


@dataclass(frozen=True, slots=True)
class PriorValue:
    """A value for an earlier year that the text mentions."""

    data_year: int
    value: float
    unit: str | None
    words: str


@dataclass(slots=True)
class Measure:
    """One quantity of an indicator: what is aimed at, what was reached, what is said of it."""

    target: Target
    actual_kind: str = "none"
    actual: StatedValue | None = None
    actual_year: int | None = None
    declared: str | None = None
    release_due: date | None = None
    prior_values: list[PriorValue] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReadingFinding:
    """Something doubtful met while pairing; `measure_no` is None for the whole indicator."""

    rule: str
    severity: str
    measure_no: int | None
    facts: dict[str, str | int | None]


@dataclass(slots=True)
class IndicatorReading:
    """All measures of an indicator, what it declares, what was doubtful, and all that its actual states."""

    measures: list[Measure]
    declared: str | None
    findings: list[ReadingFinding] = field(default_factory=list)
    values: tuple[StatedValue, ...] = ()
    # Those that the reason names by their numbers; None where it names none so.
    reason_measures: list[int] | None = None


def read_measures(
    sections: dict[str, Section],
    report_year: int,
    unit_groups: dict[str, str],
    indicator_name: str = "",
) -> IndicatorReading:
    """Read target and actual of one indicator into measures.

    Args:
        sections: as split from the result cell.
        report_year: year that the report is about.
        unit_groups: unit → name of the group of units that mean the same (噸, 公噸).
        indicator_name: which may say that a fall is counted (死亡人數降幅).
    """
    actual = read_actuals(sections.get("actual"), report_year)
    read = read_targets(sections.get("target"), report_year)
    measures = [Measure(target) for target in read.targets]
    reading = IndicatorReading(measures, declared=None, values=actual.values)
    reading.findings += [
        ReadingFinding(rule, "info", None, {"section": "target", "year": None, "words": words})
        for rule, words in read.left_out
    ]
    reading.findings += [
        ReadingFinding("number_not_read", "info", None, {"section": "actual", "words": words})
        for phrase in actual.phrases
        for words in words_not_read(phrase)
    ]
    _pair(reading, actual, report_year, unit_groups, indicator_name)
    _divide_totals(reading, actual, report_year, unit_groups)
    _share_scale(reading.measures)
    _fill_unpaired(reading, actual, sections.get("actual"))
    _add_prior_values(reading, sections.get("reason"), report_year, unit_groups, indicator_name)
    read_declared_into(reading, sections)
    _report_estimates(reading, actual, unit_groups)
    reading.findings += [
        ReadingFinding(
            "printed_arithmetic_does_not_hold",
            "warning",
            1 if len(measures) == 1 else None,
            {"sum": problem.sum, "computed": problem.computed, "printed": problem.printed},
        )
        for problem in check_arithmetic(actual.phrases)
    ]
    return reading


class _Answer(NamedTuple):
    """A measure and a value that may answer it, by their places."""

    left: int
    right: int
    strength: float
    value: float


def _pair(
    reading: IndicatorReading,
    actual: Actual,
    report_year: int,
    unit_groups: dict[str, str],
    indicator_name: str,
) -> None:
    candidates = _candidates(actual, reading.measures)
    # One value for each target, or of each unit: then their order is evidence, too.
    places = _places([m.target.quantity for m in reading.measures], unit_groups)
    places_told = _places([value.quantity for value in candidates], unit_groups)
    is_listed = len({measure.target.item_no for measure in reading.measures}) > 1
    labels = [_label_of(measure, indicator_name) for measure in reading.measures]
    scored = [
        _Answer(
            number,
            order,
            _score(
                measure,
                value,
                unit_groups,
                label=labels[number],
                is_listed=is_listed,
                is_in_order=places[number] == places_told[order],
            )
            + _points_beside_others(number, labels, value),
            value.quantity.value,
        )
        for number, measure in enumerate(reading.measures)
        for order, value in enumerate(candidates)
        if _can_answer(measure, value, unit_groups)
    ]
    taken = assign(
        scored, margin=_MARGIN, is_rival=lambda one, other: _is_rival(one, other, scored)
    )
    for answer in taken:
        measure, value = reading.measures[answer.left], candidates[answer.right]
        is_one_of_each = _OF_EACH.search(measure.target.label or "") and any(
            other.left == answer.left and other.value != answer.value for other in scored
        )
        if is_one_of_each or _is_far_from_target(answer, taken, scored, reading.measures):
            _report_ambiguous(reading, answer.left, candidates)
            continue
        measure.actual = _signed(measure.target, value, indicator_name)
        measure.actual_kind = "numeric"
        measure.actual_year = value.year or report_year
    for number in dict.fromkeys(answer.left for answer in unassigned(scored, taken)):
        _report_ambiguous(reading, number, candidates)


def _places(
    quantities: Sequence[Quantity | None], unit_groups: dict[str, str]
) -> list[tuple[str | None, int, int]]:
    """Of each quantity its unit, how many there are of that, and which of them it is."""
    units = [_group(one.unit, unit_groups) if one else None for one in quantities]
    return [(unit, units.count(unit), units[:at].count(unit)) for at, unit in enumerate(units)]


def _is_far_from_target(
    answer: _Answer, taken: list[_Answer], scored: list[_Answer], measures: list[Measure]
) -> bool:
    """Another value that answers nothing else is of the target's size, and this one is not."""
    target = measures[answer.left].target.quantity
    used = {one.right for one in taken}
    if target is None or _times(answer.value, target.value) < _FAR:
        return False
    return any(
        one.left == answer.left
        and one.right not in used
        and _times(one.value, target.value) <= _NEAR
        for one in scored
    )


def _times(one: float, other: float) -> float:
    """How many times the smaller one the greater one is; 1 where a sign or a zero forbids to say."""
    return max(one, other) / min(one, other) if min(one, other) > 0 else 1.0


def _divide_totals(
    reading: IndicatorReading, actual: Actual, report_year: int, unit_groups: dict[str, str]
) -> None:
    """Answer 每場 50 人 by a total and its count, and say that the value is computed."""
    for number, measure in enumerate(reading.measures, start=1):
        divided = divide_total(measure.target, actual.values, unit_groups)
        if measure.actual is not None or divided is None:
            continue
        measure.actual, how = divided
        measure.actual_kind = "numeric"
        measure.actual_year = measure.actual.year or report_year
        finding = ReadingFinding("value_computed", "info", number, {"sum": how})
        reading.findings.append(finding)


def _share_scale(measures: list[Measure]) -> None:
    """One third beside 18.4 % is 33.3 %, on either side."""
    for measure in measures:
        target, value = measure.target.quantity, measure.actual
        if target is None or value is None:
            continue
        if target.is_fraction and value.quantity.unit == "%":
            measure.target = replace(measure.target, quantity=_in_per_cent(target))
        elif value.quantity.is_fraction and target.unit == "%":
            measure.actual = replace(value, quantity=_in_per_cent(value.quantity))


def _in_per_cent(fraction: Quantity) -> Quantity:
    return replace(
        fraction, value=100 * fraction.value, precision=100 * fraction.precision, unit="%"
    )


def _signed(target: Target, value: StatedValue, indicator_name: str) -> StatedValue:
    """A value in the sense of its target: 增加 2 % and +2 % against 減少 5 % are -2, and -14 % is 14.

    A fall told against a target of growth is negative, too.
    """
    wanted = _way(target.words or "") or (_FALLING.search(indicator_name) and -1)
    printed = value.quantity.value
    if not (target.is_change or target.basis == "growth_rate" or _FALLING.search(indicator_name)):
        return value
    if target.quantity is None or target.quantity.value < 0 or not wanted or not printed:
        return value
    told = _way(value.words)
    if printed < 0:
        is_turned = wanted < 0 and told <= 0
    else:
        is_turned = told == -wanted or (wanted < 0 and not told and _is_plus(value))
    if not is_turned:
        return value
    return replace(value, quantity=replace(value.quantity, value=-printed))


def _way(words: str) -> int:
    """1 where words tell of a rise, -1 of a fall, 0 of neither or both."""
    return bool(_RISE.search(words)) - bool(_FALL.search(words))


def _is_plus(value: StatedValue) -> bool:
    before, _, _ = value.words.partition(value.quantity.text)
    return before.endswith("+")


def _candidates(actual: Actual, measures: list[Measure]) -> list[StatedValue]:
    """Values that may answer a target.

    Beside a value of its own unit, one in parentheses is a detail: 33.4 % (含汽電共生 2.3 %), unless
    it is the running total, or the addition, that a target asks for: 新增 312 處(累計 4,112 處); or bears the
    name that a target does: 培訓 100 人(女性 45 人).
    """
    asked = {mark_of_target(measure.target) for measure in measures} - {None}
    told = [value for value in actual.values if value.role in {"value", "change"}]
    parts = _parts_of_the_answer(told, measures)
    values = [
        value
        for value in told
        if not _is_sum_of_answers(value, told, measures) and value not in parts
    ]
    outside = {(v.item_no, v.quantity.unit) for v in values if not v.in_parentheses}
    return [
        value
        for value in values
        if not value.in_parentheses
        or (value.item_no, value.quantity.unit) not in outside
        or mark_of_value(value) in asked
        or any(_is_named_in(value, measure.target.label) for measure in measures)
    ]


def _is_sum_of_answers(
    value: StatedValue, told: Sequence[StatedValue], measures: Sequence[Measure]
) -> bool:
    """新植 63.5 公頃、撫育 361 公頃，合計 424.5 公頃: where each part has a target of its own, none asks for the sum."""
    unit = value.quantity.unit
    n_asked = sum(bool(m.target.quantity and m.target.quantity.unit == unit) for m in measures)
    before = [
        one.quantity.value
        for one in told[: told.index(value)]
        if one.item_no == value.item_no and one.quantity.unit == unit
    ]
    is_whole = math.isclose(sum(before), value.quantity.value, rel_tol=_ROUNDING)
    return value.is_sum and len(before) == n_asked > 1 and is_whole


def _parts_of_the_answer(
    told: Sequence[StatedValue], measures: Sequence[Measure]
) -> list[StatedValue]:
    """累計 3,847.6 公頃，其中有機 2,916.2 公頃、友善耕作 931.4 公頃: one target is answered by the whole of them.

    Unless it asks for one of the parts by its name.
    """
    if len(measures) > 1 or len(told) < _FEWEST_WITH_PARTS:
        return []
    whole, *parts = told
    is_whole = math.isclose(
        sum(part.quantity.value for part in parts), whole.quantity.value, rel_tol=_ROUNDING
    )
    is_divided = parts[0].words.startswith(("其中", "(其中", "(")) and is_whole
    is_of_one = len({one.quantity.unit for one in told}) == len({one.item_no for one in told}) == 1
    label = measures[0].target.label or ""
    n_named = sum(_is_named_in(part, label) for part in parts)
    is_of_a_part = n_named == 1 and not _JOINED.search(label)
    return parts if is_divided and is_of_one and not is_of_a_part else []


def _is_named_in(value: StatedValue, label: str | None) -> bool:
    """Tell whether the name printed with a value, not one that it continues, stands in a target's."""
    name = _INCLUDED.sub("", value.label or "")
    return len(name) > 1 and name in value.words and name in outside_parentheses(label or "")


def _can_answer(measure: Measure, value: StatedValue, unit_groups: dict[str, str]) -> bool:
    if measure.target.kind in {"qualitative", None}:
        return False
    if measure.target.kind == "not_set":
        is_history = (
            measure.actual is not None and value.quantity.unit == measure.actual.quantity.unit
        )
        return value.role == "value" or (value.role == "prior" and is_history)
    if is_opposite(measure.target.label, value.label) or _is_no_share(measure.target, value):
        return False
    if measure.target.quantity and measure.target.quantity.is_rank and value.role == "change":
        return False
    is_total = is_total_for_each(measure.target, value) or _is_total_of_all(
        measure.target.quantity, value.quantity
    )
    if is_total or contradicts(measure.target, value):
        return False
    return compare_units(measure.target.quantity, value.quantity, unit_groups) is not None


def _is_no_share(target: Target, value: StatedValue) -> bool:
    """超額收容率降至零: a rate of none is answered by a share, not by a count."""
    quantity = target.quantity
    is_rate = quantity is not None and quantity.unit is None and (target.label or "").endswith("率")
    return is_rate and value.quantity.unit not in {None, *SHARE_UNITS}


def _is_total_of_all(target: Quantity | None, value: Quantity) -> bool:
    """碳匯效益每公頃 10 公噸 is not answered by 8,526 公噸: without what it is counted per it is of them all."""
    if target is None or not lacks_denominator(target.unit, value.unit):
        return False
    if (target.unit or "").rpartition("/")[2] in TIME_UNITS:
        # A yearly report tells of its year anyhow.
        return False
    return value.value > target.value and _times(value.value, target.value) >= _FAR


def is_opposite(left: str | None, right: str | None) -> bool:
    """不合格率 and 合格率: what one letter denies is no answer."""
    if not left or not right:
        return False
    short, long = sorted((left, right), key=len)
    noun = short[-_NOUN_LENGTH + 1 :]
    denied = tuple(f"{no}{noun}" for no in "不未非無")
    return long.endswith(denied) and not short.endswith(denied)


def compare_units(
    target: Quantity | None, actual: Quantity, unit_groups: dict[str, str]
) -> float | None:
    """Say how well two units agree: 0 the same, a penalty if loosely, None if not at all."""
    if target is None:
        return 0.0
    wanted, given = _group(target.unit, unit_groups), _group(actual.unit, unit_groups)
    if wanted == given:
        return 0.0
    if wanted and given and _without_year(wanted) == _without_year(given):
        return _LOOSE_UNIT_POINTS
    if given is None or wanted is None:
        # "0.022" answers a ‰ target, "78.8" a % target, "11.8" one of 人/十萬人口 and "3 件" a target
        # of zero; a bare number never answers 億元.
        is_loose = (
            bool({wanted, given} & {"%", "‰"})
            or (given is None and _PER_MANY.search(wanted or "") is not None)
            or (wanted is None and target.value == 0)
        )
        return _LOOSE_UNIT_POINTS if is_loose else None
    is_same = _group(_base(target), unit_groups) == _group(_base(actual), unit_groups)
    return _LOOSE_UNIT_POINTS if is_same else None


def _group(unit: str | None, unit_groups: dict[str, str]) -> str | None:
    return unit_groups.get(unit, unit) if unit else None


def _without_year(unit: str) -> str:
    """In a yearly report 分鐘/戶.年 and 分鐘/戶 are told of the same year."""
    return unit.removesuffix(".年").removesuffix("/年")


def _base(quantity: Quantity) -> str | None:
    """The unit without a denominator that only the words before the number gave (每十萬人口 12.3 人).

    A denominator printed with the unit (公噸/人) is part of it: tonnes do not answer tonnes a head.
    """
    if quantity.unit is None or "/" in quantity.text:
        return quantity.unit
    return quantity.unit.split("/")[0]


def _label_of(measure: Measure, indicator_name: str) -> str | None:
    """Where no target is set, the indicator's name tells which of several values is its own."""
    is_open = measure.target.kind == "not_set" and bool(indicator_name)
    return measure.target.label or (indicator_name if is_open else None)


def _score(  # noqa: PLR0913 - one argument for each thing that speaks for a pair
    measure: Measure,
    value: StatedValue,
    unit_groups: dict[str, str],
    *,
    label: str | None,
    is_listed: bool,
    is_in_order: bool,
) -> float:
    """Points for a pair; `is_listed` if the targets are numbered, `is_in_order` if both have one place."""
    score = compare_units(measure.target.quantity, value.quantity, unit_groups) or 0.0
    score += _LABEL_WEIGHT * label_similarity(label, value.label)
    is_named = measure.target.kind == "not_set" and (label or "").endswith(value.label or "\n")
    if label and (label == value.label or is_named):
        score += _IDENTICAL_LABEL_POINTS
    score += _basis_points(measure.target, value)
    if is_listed and measure.target.item_no == value.item_no:
        score += _SAME_ITEM_POINTS
    if is_in_order:
        score += _SAME_ORDER_POINTS
    if _EXECUTION_RATE.search(value.label or "") and not _EXECUTION_RATE.search(label or ""):
        score += _EXECUTION_RATE_POINTS
    if value.is_total:
        score += _TOTAL_POINTS
    if value.in_parentheses and not _is_named_in(value, label):
        score += _PARENTHESES_POINTS
    if value.role == "change" and not measure.target.is_change:
        score += _CHANGE_POINTS
    if value.role != "change" and measure.target.is_change:
        score += _LEVEL_FOR_CHANGE_POINTS
    return score


def _points_beside_others(number: int, labels: list[str | None], value: StatedValue) -> float:
    """What the other measures of the row say of a value.

    女性 5,420 人次 beside 其中女性占 40 % is told of that measure, whatever its unit; where there is no other,
    what comes first without a name of its own answers the one.
    """
    if len(labels) == 1:
        is_plain = value.is_first and not value.label and mark_of_value(value) is None
        return _PLAIN_ANSWER_POINTS if is_plain else 0.0
    own = label_similarity(labels[number], value.label)
    others = (
        label_similarity(label, value.label) for at, label in enumerate(labels) if at != number
    )
    points = _OTHER_LABEL_POINTS if max(others, default=0.0) >= own + _CLEARLY else 0.0
    told = [_names(at, labels, value.sentence) for at in range(len(labels))]
    return points + _OWN_SENTENCE_POINTS * (told[number] and told.count(True) == 1)


def _basis_points(target: Target, value: StatedValue) -> float:
    is_same = (target.basis == "cumulative") == is_cumulative(value.words)
    mark = mark_of_target(target)
    is_marked = mark is not None and mark == mark_of_value(value)
    return is_same * _SAME_BASIS_POINTS + is_marked * _SAME_MARK_POINTS


def label_similarity(left: str | None, right: str | None) -> float:
    """Likeness of two labels, 0 to 1; an absent label is like nothing and unlike nothing.

    Half of it is the likeness of the ends: in Chinese the noun that is counted comes last.
    """
    if not left or not right:
        return 0.0
    whole = max(fuzz.ratio(left, right), 0.9 * fuzz.partial_ratio(left, right))
    return (whole + fuzz.ratio(left[-_NOUN_LENGTH:], right[-_NOUN_LENGTH:])) / 200


def _is_rival(answer: _Answer, other: _Answer, scored: list[_Answer]) -> bool:
    """Another value for the same measure, unless it answers another measure better."""
    return (
        other.left == answer.left
        and other.value != answer.value
        and not any(
            one.right == other.right and one.left != other.left and one.strength > other.strength
            for one in scored
        )
    )


def _report_ambiguous(
    reading: IndicatorReading, number: int, candidates: list[StatedValue]
) -> None:
    words = " / ".join(dict.fromkeys(value.words for value in candidates))
    finding = ReadingFinding(
        "actual_not_understood",
        "warning",
        number + 1,
        {"what": "several", "words": words},
    )
    reading.findings.append(finding)


def _fill_unpaired(reading: IndicatorReading, actual: Actual, section: Section | None) -> None:
    """Say of each measure without a value why: pending, told in words, or nothing printed."""
    for number, measure in enumerate(reading.measures, start=1):
        if measure.actual is not None:
            continue
        if (
            section is None
            or not re.search(r"\w", section.text)
            or NOTHING_SAID.fullmatch(section.text)
        ):
            measure.actual_kind = "none"
        elif measure.target.quantity is not None and actual.is_pending:
            measure.actual_kind = "pending"
            measure.release_due = _release_due(measure, actual)
        else:
            measure.actual_kind = "qualitative"
            if measure.target.quantity is not None:
                _report_missing_number(reading, number, section.text)


def _release_due(measure: Measure, actual: Actual) -> date | None:
    numbered = len(actual.phrases) > 1
    for number, phrase in enumerate(actual.phrases, start=1):
        if phrase.release_due and (not numbered or number == measure.target.item_no):
            return phrase.release_due
    return next((p.release_due for p in actual.phrases if p.release_due), None)


def _report_missing_number(reading: IndicatorReading, number: int, text: str) -> None:
    if any(f.measure_no == number for f in reading.findings):
        return
    reading.findings.append(
        ReadingFinding(
            "actual_not_understood",
            "warning",
            number,
            {"what": "missing", "words": text[:80]},
        )
    )


def _add_prior_values(
    reading: IndicatorReading,
    reason: Section | None,
    report_year: int,
    unit_groups: dict[str, str],
    indicator_name: str,
) -> None:
    # A reason is a story: only "lower than 2023's 0.026" is surely this measure's value.
    chosen = [measure.actual for measure in reading.measures]
    own = [
        value
        for value in reading.values
        if value.role == "prior"
        or (value.role == "value" and value not in chosen and value.own_year is not None)
    ]
    of_reason = [
        value
        for value in read_actuals(reason, report_year).values
        if not value.in_parentheses
        and (value.role == "prior" or _names_a_measure(value, reading.measures, report_year))
    ]
    for value in own + _without_contradictions(of_reason):
        measure = _owner(reading, value, unit_groups)
        year = report_year - 1 if value.quantity.is_last_year else value.year
        if measure is None or year is None or year >= report_year:
            continue
        is_other = _is_level_of_change(measure, value) or _is_no_difference(measure, value, own)
        if is_other or (value in of_reason and _is_of_another(measure, value)):
            continue
        told = _as_earlier_level(value)
        _add_prior_value(reading, measure, _signed(measure.target, told, indicator_name), year)


def _without_contradictions(values: list[StatedValue]) -> list[StatedValue]:
    """全國 110 年 80.9 萬輛, 電動機車 110 年 9.4 萬輛: of two amounts for a year a reason tells of two things."""
    return [
        value
        for value in values
        if not any(
            other.year == value.year
            and other.quantity.unit == value.quantity.unit
            and other.quantity.value != value.quantity.value
            for other in values
        )
    ]


def _as_earlier_level(value: StatedValue) -> StatedValue:
    """較 111 年 90.5 % 增加 0.7 個百分點: what follows an earlier value tells of the change since."""
    if value.role != "prior":
        return value
    before, number, _ = value.words.partition(value.quantity.text)
    return replace(value, words=before + number)


def _is_level_of_change(measure: Measure, value: StatedValue) -> bool:
    """An earlier level is no earlier amount of change."""
    is_share = value.quantity.unit in {"%", "‰"}
    return measure.target.is_change and not is_share and not _way(value.words)


def _is_no_difference(measure: Measure, value: StatedValue, told: list[StatedValue]) -> bool:
    """73.65 歲，與全國 79.84 歲相差 6.19 歲: of a gap only the last is an earlier value."""
    is_gap = "差距" in (measure.target.label or "")
    return is_gap and not _tells_gap(value) and any(_tells_gap(other) for other in told)


def _tells_gap(value: StatedValue) -> bool:
    before, _, _ = value.words.partition(value.quantity.text)
    return "差" in before


def _is_of_another(measure: Measure, value: StatedValue) -> bool:
    """加班工時由 112 年每月 7.6 小時 is no earlier value of 年總工時, nor 每件 49 萬元 of an amount of 元."""
    target = measure.target.quantity
    if target and lacks_denominator(value.quantity.unit, target.unit):
        return True
    name = _SINCE.sub("", value.label or "")
    alike = label_similarity(measure.target.label, name)
    return bool(measure.target.label and name) and alike < _SAME_THING


def _names_a_measure(value: StatedValue, measures: list[Measure], report_year: int) -> bool:
    """上(112)年度僅解除列管 231 處: an earlier year's value under the very name of a measure."""
    is_earlier = value.role == "value" and (value.year or report_year) < report_year
    label = _ONLY.sub("", value.label or "")
    named = [
        own for measure in measures if label and (own := measure.target.label or "").endswith(label)
    ]
    return is_earlier and (label in named or (len(named) == 1 and len(label) >= _SHORTEST_NAME))


def _add_prior_value(
    reading: IndicatorReading, measure: Measure, value: StatedValue, year: int
) -> None:
    """Add a value for a year once; the same year told twice with two values is reported."""
    quantity = value.quantity
    known = next((prior for prior in measure.prior_values if prior.data_year == year), None)
    if known is None:
        target = measure.target.quantity
        unit = (
            target.unit
            if target and lacks_denominator(target.unit, quantity.unit)
            else quantity.unit
        )
        measure.prior_values.append(PriorValue(year, quantity.value, unit, value.clause))
    elif known.value != quantity.value:
        reading.findings.append(
            ReadingFinding(
                "text_not_understood",
                "info",
                reading.measures.index(measure) + 1,
                {
                    "what": "two_values",
                    "year": year,
                    "words": known.words,
                    "other_words": value.clause,
                },
            )
        )


def lacks_denominator(target_unit: str | None, unit: str | None) -> bool:
    """「每年 2.5 億公噸」 and 「節水效益 21.7 億噸」 are the same measure, told with and without 每年."""
    return bool(target_unit and unit and "/" in target_unit and "/" not in unit)


def _owner(
    reading: IndicatorReading, value: StatedValue, unit_groups: dict[str, str]
) -> Measure | None:
    """The measure that an earlier value belongs to: by unit, then label, then still being pending."""
    fitting = [
        measure
        for measure in reading.measures
        if measure.target.kind != "qualitative" and _can_answer(measure, value, unit_groups)
    ]
    if len(fitting) < 2:  # noqa: PLR2004 - one is not a choice
        return fitting[0] if fitting else None
    is_listed = any(m.target.item_no == value.item_no for m in fitting)
    labels = [measure.target.label for measure in fitting]
    named = {id(m): _names(at, labels, value.label or "") for at, m in enumerate(fitting)}
    ranked = sorted(
        fitting,
        key=lambda m: (
            is_listed and m.target.item_no != value.item_no,
            not named[id(m)],
            -label_similarity(m.target.label, value.label),
            m.actual_kind != "pending",
            len(m.prior_values),
        ),
    )
    return ranked[0]


def read_declared_into(reading: IndicatorReading, sections: dict[str, Section]) -> None:
    """Fill in what the report declares, per measure and for the indicator."""
    declared, parts = read_declared(
        sections.get("actual"), len(reading.measures), [m.actual for m in reading.measures]
    )
    reason = sections.get("reason")
    items = items_named(reason, sections.get("target"))
    if items:
        named = [measure.target.item_no in items for measure in reading.measures]
        reading.reason_measures = [no for no, is_named in enumerate(named, start=1) if is_named]
    else:
        labels = [measure.target.label for measure in reading.measures]
        text = reason.text if reason is not None else ""
        named = [_names(number, labels, text) for number in range(len(labels))]
    for measure, part, is_named in zip(reading.measures, parts, named, strict=True):
        # Of several measures, a reason that names none does not say which one lags.
        is_only = len(named) == 1 and not items
        lags = reason is not None and bool(reason.text) and (is_named or is_only)
        measure.declared = part or ("lagging" if lags else None)
    reading.declared = declared or ("lagging" if reason is not None and reason.text else None)


def _names(number: int, labels: Sequence[str | None], text: str) -> bool:
    """Tell whether a text speaks of this measure, by words of its label that no other label has.

    失能傷害嚴重率 in a reason is none of 失能傷害頻率; a label without words of its own is named by any.
    """
    label = labels[number] or ""
    length = min(len(label), _MIN_SHARED_WORDS)
    if length < _SHORTEST_NAME:
        return False
    parts = [label[start : start + length] for start in range(len(label) - length + 1)]
    others = [other for other in labels if other and other != label]
    own = [part for part in parts if not any(part in other for other in others)]
    return any(part in text for part in own or parts)


def _report_estimates(
    reading: IndicatorReading, actual: Actual, unit_groups: dict[str, str]
) -> None:
    for value in actual.values:
        answers = any(_can_answer(measure, value, unit_groups) for measure in reading.measures)
        if value.role in {"estimate", "partial"} and answers:
            reading.findings.append(
                ReadingFinding(
                    "estimate_is_not_actual",
                    "info",
                    1 if len(reading.measures) == 1 else None,
                    {"what": value.role, "words": value.clause},
                )
            )
