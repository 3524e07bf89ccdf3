"""The points of a measure's chart, apart from how it is drawn and in which language its values are told."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["own", "external", "target"]


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A value of a year, or a bound of the year's target, and where it is stated."""

    year: int
    value: float
    kind: Kind = "own"
    # The value as a reader is told it: 980 億元, or ≥ 980 億元 for a target.
    text: str = ""
    # Low and high bounds of a range are two lines.
    line: str = ""
    # What holds under another definition is not joined.
    segment_no: int = 1
    is_doubtful: bool = False
    source: str | None = None
    report_year: int | None = None
    issuer: str | None = None
    page: int | None = None
    outside: str | None = None


@dataclass(frozen=True, slots=True)
class ChartPoints:
    """What one chart shows, by years, and years of which the values have another unit or basis."""

    points: tuple[ChartPoint, ...]
    unit: str | None
    left_out: tuple[int, ...] = ()
    # A share of all is seen against none; a series against itself.
    from_zero: bool = False

    def of(self, kind: Kind) -> tuple[tuple[int, float], ...]:
        """Years and values of one kind."""
        return tuple((point.year, point.value) for point in self.points if point.kind == kind)

    @property
    def years(self) -> set[int]:
        """Every year that has a point."""
        return {point.year for point in self.points}

    @property
    def has_break(self) -> bool:
        """Whether another definition begins somewhere."""
        return len({point.segment_no for point in self.points if point.kind != "target"}) > 1

    @property
    def has_issuers(self) -> bool:
        """Whether more than one report's issuer states them."""
        return len({point.issuer for point in self.points} - {None}) > 1

    @property
    def has_values(self) -> bool:
        """Whether there is more than targets."""
        return any(point.kind != "target" for point in self.points)
