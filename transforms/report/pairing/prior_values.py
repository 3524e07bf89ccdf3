"""Values for earlier years that actual and reason mention → each with its measure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from transforms.report.pairing.answers import can_answer
from transforms.report.pairing.likeness import (
    label_similarity,
    lacks_denominator,
    speaks_of,
)
from transforms.report.pairing.measures import IndicatorReading, Measure, PriorValue, ReadingFinding
from transforms.report.pairing.signs import signed, way
from transforms.report.read_actuals import StatedValue, read_actuals
from transforms.report.split_sections import Section

_SINCE = re.compile(r"(?:[高低優多少大小]於|[較比由自從])?\d{2,4}年.*$")
# Below this what a reason tells under a name of its own is another thing.
_SAME_THING = 0.6
_ONLY = re.compile(r"^[僅只共計]+")


def add_prior_values(
    reading: IndicatorReading,
    reason: Section | None,
    report_year: int,
    unit_groups: dict[str, str],
    indicator_name: str,
) -> None:
    """Add to each measure what actual and reason tell of earlier years."""
    # A reason is a story: only "lower than 2023's 0.026" is surely this measure's value.
    chosen = [measure.actual for measure in reading.measures]
    own = [
        value
        for value in reading.values
        if value.role == "prior"
        or (value.role == "value" and value not in chosen and value.own_year is not None)
    ]
    told = read_actuals(reason, report_year).values
    of_reason = [
        value
        for value in told
        if not value.in_parentheses
        and (value.role == "prior" or _names_a_measure(value, reading.measures, report_year))
        and not _is_compared_with_another(value, told, reading.measures)
    ]
    for value in own + _without_contradictions(of_reason):
        measure = _owner(reading, value, unit_groups)
        year = report_year - 1 if value.quantity.is_last_year else value.year
        if measure is None or year is None or year >= report_year:
            continue
        is_other = _is_level_of_change(measure, value) or _is_no_difference(measure, value, own)
        if is_other or (value in of_reason and _is_of_another(measure, value)):
            continue
        level = _as_earlier_level(value)
        _add_prior_value(reading, measure, signed(measure.target, level, indicator_name), year)


def _is_compared_with_another(
    value: StatedValue, told: Sequence[StatedValue], measures: Sequence[Measure]
) -> bool:
    """新增失聯 2 萬 1,903 人，較 113 年 2 萬 4,368 人減少: the earlier value is of what stands before it."""
    at = told.index(value)
    if not value.words.startswith(("較", "比")) or at == 0:
        return False
    now = told[at - 1]
    answers = {measure.actual.quantity.value for measure in measures if measure.actual}
    is_before = now.item_no == value.item_no and now.quantity.unit == value.quantity.unit
    return is_before and now.role == "value" and now.quantity.value not in answers


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
    return measure.target.is_change and not is_share and not way(value.words)


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
    return is_earlier and label in {measure.target.label for measure in measures}


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


def _owner(
    reading: IndicatorReading, value: StatedValue, unit_groups: dict[str, str]
) -> Measure | None:
    """The measure that an earlier value belongs to: by unit, then label, then still being pending."""
    fitting = [
        measure
        for measure in reading.measures
        if measure.target.kind != "qualitative" and can_answer(measure, value, unit_groups)
    ]
    if len(fitting) < 2:  # noqa: PLR2004 - one is not a choice
        return fitting[0] if fitting else None
    is_listed = any(m.target.item_no == value.item_no for m in fitting)
    labels = [measure.target.label for measure in fitting]
    named = {id(m): speaks_of(at, labels, value.label or "") for at, m in enumerate(fitting)}
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
