"""Values of a measure that may be compared, and the target that is of their kind."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_SIGNS = {"higher": 1, "lower": -1}


class Observation(NamedTuple):
    """The value to use for a measure and year."""

    measure_key: str
    data_year: int
    value: float
    unit: str | None
    unit_group: str | None
    value_basis: str
    segment_no: int
    source: str


class Aim(NamedTuple):
    """What is known of a measure beside its values."""

    direction: str | None
    target_value: float | None
    target_year: int | None
    target_unit_group: str | None
    target_basis: str | None


UNKNOWN = Aim(None, None, None, None, None)


@dataclass(frozen=True, slots=True)
class Target:
    """The bound that counts, in the unit and on the basis of the values, and its year."""

    value: float
    year: int | None


@dataclass(frozen=True, slots=True)
class ComparableSeries:
    """The comparable values of one measure, in order of years."""

    points: tuple[tuple[int, float], ...]
    basis: str
    unit: str | None
    unit_group: str | None
    direction: str | None
    target: Target | None

    @classmethod
    def of(cls, comparable: Sequence[Observation], facts: Aim) -> "ComparableSeries":
        """Make a series of values in order of years; a target of another kind is left out."""
        newest = comparable[-1]
        return cls(
            points=tuple((one.data_year, one.value) for one in comparable),
            basis=newest.value_basis,
            unit=newest.unit,
            unit_group=newest.unit_group,
            direction=facts.direction,
            target=_target(facts, newest.value_basis, newest.unit_group),
        )

    @property
    def sign(self) -> int:
        """1 if more is better, -1 if less is, 0 if neither or not told."""
        return _SIGNS.get(self.direction or "", 0)

    @property
    def values(self) -> list[float]:
        """The values in order of years."""
        return [value for _, value in self.points]


def comparable_values(stated: Sequence[Observation]) -> list[Observation]:
    """The largest group of one unit group, basis and definition; of equal ones the most recent."""
    groups: dict[tuple[str, str, int], list[Observation]] = defaultdict(list)
    for one in stated:
        groups[one.unit_group or "", one.value_basis, one.segment_no].append(one)
    best = max(groups, key=lambda g: (len(groups[g]), groups[g][-1].data_year, g[2], g))
    return groups[best]


def _target(facts: Aim, basis: str, unit_group: str | None) -> Target | None:
    value = facts.target_value
    if value is None or not math.isfinite(value) or facts.target_unit_group != unit_group:
        return None
    is_same_basis = facts.target_basis in {None, basis}
    return Target(value, facts.target_year) if is_same_basis else None
