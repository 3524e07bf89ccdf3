"""What the reading of one indicator gives: its measures, and what was doubtful."""

from dataclasses import dataclass, field
from datetime import date

from transforms.report.read_actuals import StatedValue
from transforms.report.read_targets import Target


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
