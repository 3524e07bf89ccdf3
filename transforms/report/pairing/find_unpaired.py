"""Amounts of an actual section that answer no target → those that a measure without a sure value may have meant."""

import polars as pl

from transforms.report.pairing.likeness import compare_units
from transforms.report.pairing.measures import IndicatorReading, Measure
from transforms.report.read_actuals import StatedValue
from transforms.report.staged_rows import StagedFinding

_MEASURE = ["report_id", "indicator_code", "measure_no"]
_MAY_ANSWER = {"value", "change"}


def find_unpaired(reading: IndicatorReading, unit_groups: dict[str, str]) -> list[tuple[int, str]]:
    """Return (measure_no, words) for each amount in the unit of a measure that was taken for nothing."""
    taken = {
        (measure.actual.item_no, measure.actual.quantity.start)
        for measure in reading.measures
        if measure.actual is not None
    }
    known = {prior.value for measure in reading.measures for prior in measure.prior_values}
    return [
        (number, value.words)
        for value in reading.values
        if value.role in _MAY_ANSWER
        and (value.item_no, value.quantity.start) not in taken
        and value.quantity.value not in known
        for number, measure in enumerate(reading.measures, start=1)
        if _has_unit_of(measure, value, unit_groups) and not _is_told(reading, number, value)
    ]


def _has_unit_of(measure: Measure, value: StatedValue, unit_groups: dict[str, str]) -> bool:
    target = measure.target.quantity
    return target is not None and compare_units(target, value.quantity, unit_groups) == 0


def _is_told(reading: IndicatorReading, measure_no: int, value: StatedValue) -> bool:
    return any(
        any(value.quantity.text in str(fact) for fact in finding.facts.values())
        for finding in reading.findings
        if finding.measure_no in {None, measure_no}
    )


def tell_where_unsure(unpaired: list[StagedFinding], weighed: pl.DataFrame) -> list[StagedFinding]:
    """Of the amounts left out, those beside a measure that has no value, or a doubtful one.

    Args:
        unpaired: findings for every such amount.
        weighed: rows of stg_measure with their certainty.
    """
    is_unsure = pl.col("actual_value").is_null() | (pl.col("certainty") == "doubtful")
    unsure = set(weighed.filter(is_unsure).select(*_MEASURE).iter_rows())
    return [
        finding
        for finding in unpaired
        if (finding.report_id, finding.indicator_code, finding.measure_no) in unsure
    ]
