"""One measure in two documents → what changed in its target, its value and its verdict."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transforms.write_number import write_number
from transforms.write_target import write_target

# Change, before, after, effect.
Difference = tuple[str, str, str, str | None]
_SIGNS = {"higher": 1, "lower": -1}
_VERDICT_ORDER = {"not_attained": -1, "attained": 1}
_OPPOSITES = {"ge", "le"}
_NUMBER = re.compile(r"[\d,.]+")


@dataclass(frozen=True, slots=True)
class EditionMeasure:
    """A measure in one document, with the texts of its indicator."""

    report_year: int
    indicator_code: str
    indicator_key: str
    measure_no: int
    measure_key: str
    goal_no: int
    indicator_name: str
    measure_label: str | None
    agencies_text: str | None
    same_as_text: str | None
    target_kind: str | None
    target_basis: str
    target_words: str | None
    target_year: int | None
    target_period: str | None
    comparator: str | None
    target_low: float | None
    target_high: float | None
    unit: str | None
    unit_group: str | None
    actual_kind: str
    actual_value: float | None
    actual_unit: str | None
    actual_unit_group: str | None
    status: str | None
    direction: str | None
    page_first: int
    target_text: str | None
    actual_text: str | None
    reason_text: str | None
    countermeasure_text: str | None


def compare_measures(old: EditionMeasure, new: EditionMeasure) -> Iterator[Difference]:
    """Tell each difference once; what would be told in the same words is none.

    Args:
        old: a measure of the earlier document.
        new: the same measure in the later document.

    Yields:
        The change, what it was, what it is, and the effect.
    """
    for before, after in dict.fromkeys(_other_units(old, new)):
        yield "unit_changed", before, after, None
    if _is_other_target(old, new):
        yield "target_changed", target_words(old), target_words(new), _target_effect(old, new)
    if _is_other_value(old, new):
        yield "value_changed", value_words(old), value_words(new), _value_effect(old, new)
    if old.status != new.status:
        words = [row.status or "undecided" for row in (old, new)]
        yield "status_changed", words[0], words[1], _status_effect(old, new)


def _is_vintage(old: EditionMeasure, new: EditionMeasure) -> bool:
    return old.report_year == new.report_year


def _other_units(old: EditionMeasure, new: EditionMeasure) -> Iterator[tuple[str, str]]:
    """噸 and 公噸 are one unit; where no number stands there is none to change."""
    if _has_target_number(old) and _has_target_number(new) and old.unit_group != new.unit_group:
        yield old.unit or "no unit", new.unit or "no unit"
    if _has_value(old) and _has_value(new) and not _is_one_unit(old, new):
        yield old.actual_unit or "no unit", new.actual_unit or "no unit"


def _has_target_number(row: EditionMeasure) -> bool:
    return row.target_low is not None or row.target_high is not None


def _has_value(row: EditionMeasure) -> bool:
    return row.actual_value is not None


def _is_other_target(old: EditionMeasure, new: EditionMeasure) -> bool:
    if old.target_kind == new.target_kind == "qualitative":
        # A task is its words; between vintages those are told as a text.
        return not _is_vintage(old, new) and wording(target_words(old)) != wording(target_words(new))  # fmt: skip
    bounds = [(row.comparator, row.target_low, row.target_high, row.target_kind) for row in (old, new)]  # fmt: skip
    # Most are unchanged: only others are put into words.
    is_other = bounds[0] != bounds[1] and _bound_words(old, None) != _bound_words(new, None)
    return is_other or _is_other_time(old, new)


def _is_other_time(old: EditionMeasure, new: EditionMeasure) -> bool:
    """A target names its period in one edition and leaves it out in the next: that is no change."""
    periods = [row.target_period for row in (old, new)]
    if any(periods):
        return all(periods) and periods[0] != periods[1]
    return _other_year(old) != _other_year(new)


def _other_year(row: EditionMeasure) -> int | None:
    return None if row.target_year == row.report_year else row.target_year


def _is_other_value(old: EditionMeasure, new: EditionMeasure) -> bool:
    is_same = (old.actual_value, old.actual_kind) == (new.actual_value, new.actual_kind)
    if is_same or _value_words(old, None) == _value_words(new, None):
        return False
    are_numbers = _has_value(old) and _has_value(new)
    return _is_vintage(old, new) or not are_numbers or _is_one_unit(old, new)


def _is_one_unit(old: EditionMeasure, new: EditionMeasure) -> bool:
    return old.actual_unit_group == new.actual_unit_group


def _sign(old: EditionMeasure, new: EditionMeasure) -> int:
    """Which way is better; 0 where the documents do not agree on it or measure unlike things."""
    signs = [_SIGNS.get(row.direction or "", 0) for row in (old, new)]
    if 0 not in signs and signs[0] != signs[1]:
        return 0
    return signs[1] if old.target_basis == new.target_basis else 0


def _target_effect(old: EditionMeasure, new: EditionMeasure) -> str | None:
    sign = _sign(old, new)
    bounds = [_bound(row, sign) for row in (old, new)]
    is_turned = {old.comparator, new.comparator} == _OPPOSITES
    if not sign or is_turned or old.unit_group != new.unit_group or not _is_like_period(old, new):  # fmt: skip
        return None
    if None in bounds or bounds[0] == bounds[1]:
        return None
    return "tightened" if sign * (bounds[1] - bounds[0]) > 0 else "loosened"  # type: ignore[operator]


def _is_like_period(old: EditionMeasure, new: EditionMeasure) -> bool:
    """累計布建 8,500 處 after 6,000 is one year more of a running total, no harder target."""
    periods = [row.target_period for row in (old, new)]
    if _is_vintage(old, new) or (periods[0] and periods[0] == periods[1]):
        return True
    return new.target_basis != "cumulative" and periods == [None, None]


def _bound(row: EditionMeasure, sign: int) -> float | None:
    """The bound that counts in the better direction."""
    first, second = row.target_low, row.target_high
    if sign < 0:
        first, second = second, first
    return second if first is None else first


def _value_effect(old: EditionMeasure, new: EditionMeasure) -> str | None:
    sign, was, became = _sign(old, new), old.actual_value, new.actual_value
    if not sign or was is None or became is None or not _is_one_unit(old, new):
        return None
    if not _is_vintage(old, new) and new.target_basis in {"cumulative", "average"}:
        return None
    return "better" if sign * (became - was) > 0 else "worse"


def _status_effect(old: EditionMeasure, new: EditionMeasure) -> str | None:
    places = [_VERDICT_ORDER.get(row.status or "") for row in (old, new)]
    if None in places:
        return None
    return "better" if places[1] > places[0] else "worse"  # type: ignore[operator]


def target_words(row: EditionMeasure) -> str:
    """A target as people read it: ≥ 95%, 3.3 to 3.7% (2021-2024), the words of a task."""
    if row.target_kind == "qualitative" and row.target_words:
        return row.target_words
    years = row.target_period or _other_year(row)
    has_years = years and _has_target_number(row)
    words = _bound_words(row, row.unit)
    return f"{words} ({years})" if has_years else words


def _bound_words(row: EditionMeasure, unit: str | None) -> str:
    low, high = row.target_low, row.target_high
    words = write_target(row.comparator, low, high, unit, number_words, between=" to ")
    return words or row.target_kind or "not found"


def value_words(row: EditionMeasure) -> str:
    """An actual as people read it: its number, or why there is none."""
    return _value_words(row, row.actual_unit)


def _value_words(row: EditionMeasure, unit: str | None) -> str:
    return row.actual_kind if row.actual_value is None else number_words(row.actual_value, unit)


def number_words(value: float | None, unit: str | None) -> str:
    """A number as people read it: thousands apart, no exponent, its unit behind."""
    if value is None:
        return ""
    # 980.526 億 read twice may differ by what a float cannot hold.
    digits = write_number(float(f"{value:.12g}"))
    if not unit:
        return digits
    return f"{digits}{unit}" if unit in {"%", "‰"} else f"{digits} {unit}"


def wording(text: str | None) -> str:
    """The words of a text without its numbers and breaks, to tell a reworded one from a restated number."""
    return _NUMBER.sub("0", "".join((text or "").split()))
