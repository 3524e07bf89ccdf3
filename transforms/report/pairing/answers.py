"""Which values of an actual section may answer which target."""

import re

from transforms.phrase.clauses import OUTSIDE
from transforms.phrase.parse_quantities import Quantity
from transforms.phrase.unit_table import COUNTERS, SHARE_UNITS, TIME_UNITS
from transforms.phrase.words import any_of
from transforms.report.pairing.likeness import (
    compare_units,
    is_opposite,
    lacks_denominator,
)
from transforms.report.pairing.measures import Measure
from transforms.report.pairing.named_parts import is_named_in, not_asked_for
from transforms.report.pairing.sums_and_parts import (
    find_summands,
    is_sum_of_answers,
    parts_of_the_answer,
)
from transforms.report.pairing.told_beside import told_beside_answer
from transforms.report.pairing.total_or_each import (
    contradicts,
    is_total_for_each,
    mark_of_target,
    mark_of_value,
)
from transforms.report.read_actuals import Actual, StatedValue
from transforms.report.read_targets import Target

_OF_EACH_OF_SEVERAL = re.compile(rf"[、及與和][^{OUTSIDE}]*各{any_of('activity', 'doing')}?$")
# A value so many times its target, or as small a part, beside one that is near is a guess, too.
FAR = 5.0
_SUMMED = frozenset({"value", "change", "prior"})


def times_apart(one: float, other: float) -> float:
    """How many times the smaller one the greater one is; 1 where a sign or a zero forbids to say."""
    return max(one, other) / min(one, other) if min(one, other) > 0 else 1.0


def find_candidates(
    actual: Actual, measures: list[Measure], indicator_name: str = ""
) -> list[StatedValue]:
    """Values that may answer a target.

    Beside a value of its own unit, one in parentheses is a detail: 33.4 % (含汽電共生 2.3 %), unless
    it is the running total, or the addition, that a target asks for: 新增 312 處(累計 4,112 處); or bears the
    name that a target does: 培訓 100 人(女性 45 人).
    """
    asked = {mark_of_target(measure.target) for measure in measures} - {None}
    told = [value for value in actual.values if value.role in {"value", "change"}]
    parts = [
        *not_asked_for(told, measures),
        *parts_of_the_answer(told, measures),
        # 110 年 78 站，111 年 85 站，合計 163 站: an earlier year's is a summand, too.
        *find_summands([one for one in actual.values if one.role in _SUMMED], measures),
        *told_beside_answer(told, measures, indicator_name),
    ]
    values = [
        value
        for value in told
        if not is_sum_of_answers(value, told, measures) and value not in parts
    ]
    outside = {(v.item_no, v.quantity.unit) for v in values if not v.in_parentheses}
    return [
        value
        for value in values
        if not value.in_parentheses
        or (value.item_no, value.quantity.unit) not in outside
        or mark_of_value(value) in asked
        or any(is_named_in(value, measure.target.label) for measure in measures)
    ]


def can_answer(measure: Measure, value: StatedValue, unit_groups: dict[str, str]) -> bool:
    """Tell whether a value is of the kind that the measure's target asks for, by role, mark and unit."""
    if measure.target.kind in {"qualitative", None}:
        return False
    if measure.target.kind == "not_set":
        is_history = (
            measure.actual is not None and value.quantity.unit == measure.actual.quantity.unit
        )
        return value.role == "value" or (value.role == "prior" and is_history)
    if (
        is_opposite(measure.target.label, value.label)
        or _is_no_share(measure.target, value)
        or _is_of_each(measure.target, value)
    ):
        return False
    if measure.target.quantity and measure.target.quantity.is_rank and value.role == "change":
        return False
    is_total = is_total_for_each(measure.target, value) or _is_total_of_all(
        measure.target.quantity, value.quantity
    )
    if is_total or contradicts(measure.target, value):
        return False
    return compare_units(measure.target.quantity, value.quantity, unit_groups) is not None


def _is_of_each(target: Target, value: StatedValue) -> bool:
    """與帛琉、吐瓦魯各簽署 1 份: what was done with each is no answer to how many were aimed at."""
    is_count = value.quantity.unit in COUNTERS and not value.in_parentheses
    is_each = is_count and _OF_EACH_OF_SEVERAL.search(value.sentence)
    return bool(is_each) and "各" not in target.before


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
    return value.value > target.value and times_apart(value.value, target.value) >= FAR
