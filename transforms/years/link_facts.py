"""What linking knows of an indicator and of a measure in one document."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# Values that stand in many tables by chance are no evidence.
_COMMON_VALUES = {0.0, 1.0, 100.0}
_MIN_DIGITS = 2


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """One measure of one document: name, unit group, basis, and its values by data year."""

    measure_no: int
    label: str | None
    unit_group: str | None
    basis: str
    actuals: Mapping[int, float] = field(default_factory=dict)
    priors: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """One indicator of one document, with its measures in printed order."""

    report_id: str
    report_year: int
    is_current: bool
    code: str
    name: str
    goal_no: int
    agencies: frozenset[str]
    measures: tuple[MeasureFacts, ...]
    issuer: str = ""

    @property
    def unit_groups(self) -> frozenset[str]:
        """Unit groups of its measures, as far as they are printed."""
        return frozenset(m.unit_group for m in self.measures if m.unit_group)


def count_continuity(known: Mapping[int, float], told_now: Mapping[int, float]) -> tuple[int, int]:
    """Count the earlier years' values that agree with what was printed then, and those that do not."""
    agreeing = disagreeing = 0
    for year, value in told_now.items():
        if year not in known or not _is_telling(known[year]):
            continue
        if values_agree(known[year], value):
            agreeing += 1
        else:
            disagreeing += 1
    return agreeing, disagreeing


def _is_telling(value: float) -> bool:
    return value not in _COMMON_VALUES and significant_digits(value) >= _MIN_DIGITS


def values_agree(left: float, right: float) -> bool:
    """Tell whether two printed values are one: equal, or one the other rounded and within 1 %.

    72.58 and 72.6 agree; 100 and 149 do not, though 149 to one digit is 100.
    """
    if left == right:
        return True
    digits = min(significant_digits(left), significant_digits(right))
    is_near = abs(left - right) <= 0.01 * max(abs(left), abs(right))
    return is_near and round_to_digits(left, digits) == round_to_digits(right, digits)


def significant_digits(value: float) -> int:
    """Digits of a printed number without leading and trailing zeros: 98.5 億 has three."""
    mantissa = f"{abs(value):.15g}".split("e")[0]
    return len(mantissa.replace(".", "").lstrip("0").rstrip("0")) or 1


def round_to_digits(value: float, digits: int) -> float:
    """Round to significant digits."""
    return float(f"{value:.{digits - 1}e}")
