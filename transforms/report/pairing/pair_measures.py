"""Targets and actuals of one indicator → measures: each target with the value that answers it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from transforms.assign import assign, unassigned
from transforms.phrase.clauses import OUTSIDE
from transforms.phrase.parse_quantities import Quantity
from transforms.phrase.printed_dates import YEAR, western_year
from transforms.phrase.words import any_of
from transforms.report.pairing.answers import (
    FAR,
    can_answer,
    find_candidates,
    times_apart,
)
from transforms.report.pairing.check_arithmetic import check_arithmetic
from transforms.report.pairing.likeness import group_of, label_similarity
from transforms.report.pairing.measures import IndicatorReading, Measure, ReadingFinding
from transforms.report.pairing.none_of_it import find_none_told, may_still_answer
from transforms.report.pairing.prior_values import add_prior_values
from transforms.report.pairing.read_declared import read_declared_into
from transforms.report.pairing.score_pair import points_beside_others, score_pair
from transforms.report.pairing.signs import signed
from transforms.report.pairing.total_or_each import divide_total
from transforms.report.read_actuals import (
    Actual,
    StatedValue,
    is_of_last_school_year,
    read_actuals,
)
from transforms.report.read_targets import read_targets, words_not_read
from transforms.report.split_sections import NOTHING_SAID, Section

# Two candidates closer than this, with different values, are a guess.
_MARGIN = 0.9
_ANY_YEAR = re.compile(rf"(?<!\d)({YEAR})年(?!報)")
# 尚未完成推估，2022 年為 7,200 人
_TO_COME = re.compile(r"尚[未在待]|[須需]?俟")
_IN_ITS_PLACE = re.compile(any_of("in_its_place"))
_NEAR = 1.5
_UNLIKE = 0.25
# 數學及科學素養排名均為前 5 名: one value of several is no answer.
_OF_EACH = re.compile("(?:[及與和、].*|^各.*)[均皆都]$")
# 國小、國中、高中職參訓率均達 90 %
_OF_ALL = re.compile(rf"[及與和、][^{OUTSIDE}]*[均皆都](?:{any_of('leads_to_number')})*$")


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
    _answer_in_words(reading.measures, actual, report_year)
    candidates = find_candidates(actual, reading.measures, indicator_name)
    # One value for each target, or of each unit: then their order is evidence, too.
    places = _places([m.target.quantity for m in reading.measures], unit_groups)
    places_told = _places([value.quantity for value in candidates], unit_groups)
    items = [measure.target.item_no for measure in reading.measures]
    is_listed = len(set(items)) > 1
    labels = [_label_of(measure, indicator_name) for measure in reading.measures]
    scored = [
        _Answer(
            number,
            order,
            score_pair(
                measure,
                value,
                unit_groups,
                label=labels[number],
                is_listed=is_listed,
                is_in_order=places[number] == places_told[order],
            )
            + points_beside_others(number, items, labels, value),
            value.quantity.value,
        )
        for number, measure in enumerate(reading.measures)
        for order, value in enumerate(candidates)
        if measure.actual is None
        and may_still_answer(measure.target, actual, value)
        and can_answer(measure, value, unit_groups)
    ]
    taken = assign(
        scored, margin=_MARGIN, is_rival=lambda one, other: _is_rival(one, other, scored)
    )
    for answer in taken:
        measure, value = reading.measures[answer.left], candidates[answer.right]
        is_of_all = _OF_EACH.search(measure.target.label or "") or _OF_ALL.search(
            measure.target.sentence_before
        )
        is_one_of_each = is_of_all and any(
            other.left == answer.left and other.value != answer.value for other in scored
        )
        if (
            is_one_of_each
            or _is_outdated(value, actual, report_year)
            or _is_of_a_whole(measure, value, actual)
            or _is_far_from_target(answer, taken, scored, reading.measures)
        ):
            _report_ambiguous(reading, answer.left, candidates)
            continue
        measure.actual = signed(measure.target, value, indicator_name)
        measure.actual_kind = "numeric"
        measure.actual_year = value.year or report_year
    for number in dict.fromkeys(answer.left for answer in unassigned(scored, taken)):
        _report_ambiguous(reading, number, candidates)


def _answer_in_words(measures: list[Measure], actual: Actual, report_year: int) -> None:
    for measure in measures:
        measure.actual = find_none_told(measure.target, actual, report_year)
        if measure.actual is not None:
            measure.actual_kind = "numeric"
            measure.actual_year = report_year


def _is_outdated(value: StatedValue, actual: Actual, report_year: int) -> bool:
    """113 年-0.5 %, which cannot be read for sure, and 113 年年報 7 月寄送 let no earlier year answer."""
    if (value.year or report_year) >= report_year or is_of_last_school_year(value, report_year):
        return False
    if any(words_not_read(phrase) for phrase in actual.phrases):
        return True
    phrase = actual.phrases[value.item_no - 1]
    start = phrase.clauses.clause_start(value.quantity.start)
    if _IN_ITS_PLACE.search(phrase.text) or not _ANY_YEAR.search(
        phrase.text, start, value.quantity.start
    ):
        return False
    told = phrase.text[:start] + phrase.text[value.quantity.end :]
    is_to_come = _TO_COME.search(told) is not None
    return is_to_come or any(western_year(y) >= report_year for y in _ANY_YEAR.findall(told))


def _places(
    quantities: Sequence[Quantity | None], unit_groups: dict[str, str]
) -> list[tuple[str | None, int, int]]:
    """Of each quantity its unit, how many there are of that, and which of them it is."""
    units = [group_of(one.unit, unit_groups) if one else None for one in quantities]
    return [(unit, units.count(unit), units[:at].count(unit)) for at, unit in enumerate(units)]


def _is_of_a_whole(measure: Measure, value: StatedValue, actual: Actual) -> bool:
    """5,230 人中，追蹤 4,780 人: of which of them 關懷 5,000 人 speaks, nothing tells."""
    is_whole_told = any(
        one.role == "definition"
        and not one.label
        and one.quantity.start < value.quantity.start
        and (one.quantity.unit, one.item_no) == (value.quantity.unit, value.item_no)
        for one in actual.values
    )
    return is_whole_told and label_similarity(measure.target.label, value.label) < _UNLIKE


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
