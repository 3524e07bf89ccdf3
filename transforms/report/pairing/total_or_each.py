"""What a total answers: 累計 a running total, 新增 an addition, 共 no amount for each."""

import re
from collections.abc import Sequence
from dataclasses import replace

from transforms.phrase.parse_quantities import Quantity
from transforms.phrase.printed_dates import YEAR
from transforms.phrase.unit_table import TIME_UNITS
from transforms.phrase.words import any_of
from transforms.report.read_actuals import StatedValue
from transforms.report.read_targets import Target

_RUNNING = re.compile(any_of("running_total"))
_INCREMENT = re.compile(any_of("increment"))
# 累計 84 處，其中 111 年完工 19 處
_OF_ONE_YEAR = re.compile(rf"[(，]?其中[於在]?(?:民國)?{YEAR}年度?[^0-9]")
_REMAINING = re.compile(any_of("remaining"))


def read_mark(words: str | None) -> str | None:
    """Running where words speak of a total over years, increment of one year's addition, remaining of what is left."""
    if not words:
        return None
    if _REMAINING.search(words):
        return "remaining"
    if _RUNNING.search(words):
        return "running"
    return "increment" if _INCREMENT.search(words) else None


def mark_of_target(target: Target) -> str | None:
    """The mark of the words that lead to a target, or of 6,000 人次(累計)."""
    return "running" if target.is_running else read_mark(target.before)


def mark_of_value(value: StatedValue) -> str | None:
    """The mark of the words that lead to a value; those behind it lead to the next one."""
    before, found, _ = value.words.partition(value.quantity.text)
    mark = read_mark(before + found)
    return "increment" if mark is None and _OF_ONE_YEAR.match(value.words) else mark


def contradicts(target: Target, value: StatedValue) -> bool:
    """Tell whether one side is a running total and the other one year's addition."""
    marks = {mark_of_target(target), mark_of_value(value)}
    return marks == {"running", "increment"}


def counted_per(quantity: Quantity | None) -> str | None:
    """The thing that an amount is for each of: 場 of 人/場; None for a span of time or a whole."""
    if quantity is None or quantity.unit is None or "/" in quantity.text:
        return None
    thing = quantity.unit.partition("/")[2].partition(".")[0]
    return thing if thing and thing not in TIME_UNITS else None


def is_total_for_each(target: Target, value: StatedValue) -> bool:
    """共 420 人 against 每場 50 人: the total is no answer."""
    return value.is_sum and counted_per(target.quantity) is not None


def divide_total(
    target: Target, values: Sequence[StatedValue], unit_groups: dict[str, str]
) -> tuple[StatedValue, str] | None:
    """Divide the one total by the one count of what it is for: 420 人 in 10 場 are 42 人/場.

    Returns:
        the value for each, and how it was computed; None where total or count is not the only one.
    """
    thing = counted_per(target.quantity)
    unit = (target.quantity.unit or "").partition("/")[0] if target.quantity else ""
    totals = [v for v in values if v.is_sum and _is_of(v, unit, unit_groups)]
    counts = [v for v in values if _is_of(v, thing, unit_groups)]
    if thing is None or len(totals) != 1 or len(counts) != 1 or counts[0].quantity.value <= 0:
        return None
    (total,), (count,) = totals, counts
    each = total.quantity.value / count.quantity.value
    quantity = replace(
        total.quantity, value=each, unit=target.quantity.unit if target.quantity else None
    )
    return replace(
        total, quantity=quantity
    ), f"{total.quantity.text} / {count.quantity.text} = {each:.6g}"


def _is_of(value: StatedValue, unit: str | None, unit_groups: dict[str, str]) -> bool:
    if unit is None or value.quantity.unit is None or value.role != "value":
        return False
    return unit_groups.get(unit, unit) == unit_groups.get(value.quantity.unit, value.quantity.unit)
