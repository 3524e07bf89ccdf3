"""Targets and actuals of one indicator → measures: each target with the value that answers it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from transforms.assign import assign, unassigned
from transforms.phrase.parse_quantities import Quantity
from transforms.report.pairing.answers import (
    FAR,
    can_answer,
    find_candidates,
    is_named_in,
    times_apart,
)
from transforms.report.pairing.check_arithmetic import check_arithmetic
from transforms.report.pairing.likeness import compare_units, group_of, label_similarity, speaks_of
from transforms.report.pairing.measures import IndicatorReading, Measure, ReadingFinding
from transforms.report.pairing.prior_values import add_prior_values
from transforms.report.pairing.read_declared import read_declared_into
from transforms.report.pairing.signs import signed
from transforms.report.pairing.total_or_each import divide_total, mark_of_target, mark_of_value
from transforms.report.read_actuals import Actual, StatedValue, read_actuals
from transforms.report.read_targets import Target, is_cumulative, read_targets, words_not_read
from transforms.report.split_sections import NOTHING_SAID, Section

# Points for what speaks for a pair; a label counts most, since lists get reordered.
_LABEL_WEIGHT = 4.0
_SAME_ITEM_POINTS = 1.5
_SAME_ORDER_POINTS = 0.5
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
_NEAR = 1.5
# 「76 %，達成率 95 %」: how much of the target was reached is no value of the measure.
_EXECUTION_RATE = re.compile(r"(?:目標達成|達成|執行|達標|預算執行)率$")
_EXECUTION_RATE_POINTS = -3.0
# 「0 %，認領養率 81.3 %」: what comes first without a name of its own answers the one target.
_PLAIN_ANSWER_POINTS = 2.5
_OTHER_LABEL_POINTS = -1.5
# 「公股董事 207 席，其中女性 71 席，占 34.3%」: the sentence names one of the measures.
_OWN_SENTENCE_POINTS = 1.5
# 數學及科學素養排名均為前 5 名: one value of several is no answer.
_OF_EACH = re.compile("(?:[及與和、].*|^各.*)[均皆都]$")
_CLEARLY = 0.4


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
    add_prior_values(reading, sections.get("reason"), report_year, unit_groups, indicator_name)
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
    candidates = find_candidates(actual, reading.measures)
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
        if can_answer(measure, value, unit_groups)
    ]
    taken = assign(
        scored, margin=_MARGIN, is_rival=lambda one, other: _is_rival(one, other, scored)
    )
    for answer in taken:
        measure, value = reading.measures[answer.left], candidates[answer.right]
        is_one_of_each = _OF_EACH.search(measure.target.label or "") and any(
            other.left == answer.left and other.value != answer.value for other in scored
        )
        # 113 年-0.5%, which cannot be read for sure, lets no earlier year answer.
        is_earlier = (value.year or report_year) < report_year and any(
            words_not_read(phrase) for phrase in actual.phrases
        )
        if (
            is_one_of_each
            or is_earlier
            or _is_far_from_target(answer, taken, scored, reading.measures)
        ):
            _report_ambiguous(reading, answer.left, candidates)
            continue
        measure.actual = signed(measure.target, value, indicator_name)
        measure.actual_kind = "numeric"
        measure.actual_year = value.year or report_year
    for number in dict.fromkeys(answer.left for answer in unassigned(scored, taken)):
        _report_ambiguous(reading, number, candidates)


def _places(
    quantities: Sequence[Quantity | None], unit_groups: dict[str, str]
) -> list[tuple[str | None, int, int]]:
    """Of each quantity its unit, how many there are of that, and which of them it is."""
    units = [group_of(one.unit, unit_groups) if one else None for one in quantities]
    return [(unit, units.count(unit), units[:at].count(unit)) for at, unit in enumerate(units)]


def _is_far_from_target(
    answer: _Answer, taken: list[_Answer], scored: list[_Answer], measures: list[Measure]
) -> bool:
    """Another value that answers nothing else is of the target's size, and this one is not."""
    target = measures[answer.left].target.quantity
    used = {one.right for one in taken}
    if target is None or times_apart(answer.value, target.value) < FAR:
        return False
    return any(
        one.left == answer.left
        and one.right not in used
        and times_apart(one.value, target.value) <= _NEAR
        for one in scored
    )


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
    if value.in_parentheses and not is_named_in(value, label):
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
    told = [speaks_of(at, labels, value.sentence) for at in range(len(labels))]
    return points + _OWN_SENTENCE_POINTS * (told[number] and told.count(True) == 1)


def _basis_points(target: Target, value: StatedValue) -> float:
    is_same = (target.basis == "cumulative") == is_cumulative(value.words)
    mark = mark_of_target(target)
    is_marked = mark is not None and mark == mark_of_value(value)
    return is_same * _SAME_BASIS_POINTS + is_marked * _SAME_MARK_POINTS


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


def _report_estimates(
    reading: IndicatorReading, actual: Actual, unit_groups: dict[str, str]
) -> None:
    for value in actual.values:
        answers = any(can_answer(measure, value, unit_groups) for measure in reading.measures)
        if value.role in {"estimate", "partial"} and answers:
            reading.findings.append(
                ReadingFinding(
                    "estimate_is_not_actual",
                    "info",
                    1 if len(reading.measures) == 1 else None,
                    {"what": value.role, "words": value.clause},
                )
            )
