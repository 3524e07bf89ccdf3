"""The reviewed words and units that reading depends on."""

from dataclasses import dataclass
from functools import cached_property

from transforms.report.decide_direction import DirectionReview, DirectionTerm


@dataclass(frozen=True, slots=True)
class UnitRule:
    """How a printed unit is written in the warehouse: base unit, factor, and group of synonyms."""

    group: str
    base_unit: str
    factor: float


@dataclass(frozen=True)
class Lexicon:
    """The reviewed seed files that reading depends on."""

    agency_names: dict[str, str]
    units: dict[str, UnitRule]
    direction_terms: tuple[DirectionTerm, ...]
    direction_reviews: tuple[DirectionReview, ...]

    @cached_property
    def unit_groups(self) -> dict[str, str]:
        """Unit → group of units that mean the same."""
        return {unit: rule.group for unit, rule in self.units.items()}

    def in_base_unit(self, value: float, unit: str | None) -> float:
        """Convert a value of a printed unit; one of an unknown unit stays as it is."""
        rule = self.units.get(unit or "")
        return value * rule.factor if rule else value

    def base_unit(self, unit: str | None) -> str | None:
        """Name the base unit of a printed unit; an unknown one is its own."""
        rule = self.units.get(unit or "")
        return rule.base_unit if rule else unit
