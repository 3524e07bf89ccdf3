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

    def measure_unit(self, *printed: str | None) -> str | None:
        """The unit of a measure's numbers: the printed one, or their base unit where 2.1 GW meets 2,230 MW.

        None where the printed units are of several groups, or in no table: each number keeps its own.
        """
        rules = {unit: rule for unit in printed if (rule := self.units.get(unit or ""))}
        spelled = {self._spell(unit) for unit in rules}
        if len(spelled) == 1:
            return spelled.pop()
        kinds = {(rule.base_unit, rule.factor) for rule in rules.values()}
        if len(kinds) == 1 and kinds.pop()[1] != 1:
            # 瓩 and kW are one unit: the one that the target prints.
            return self._spell(next(iter(rules)))
        bases = {rule.base_unit for rule in rules.values()}
        return bases.pop() if len(bases) == 1 else None

    def unit_beside(self, unit: str | None, measure_unit: str | None) -> str | None:
        """The unit in which a number of a measure is published: the measure's, where it converts to that."""
        factor = self._factor(unit, measure_unit)
        return self._spell(unit) if factor is None else measure_unit

    def convert(self, value: float, unit: str | None, measure_unit: str | None) -> float:
        """The value in the unit that `unit_beside` names."""
        factor = self._factor(unit, self.unit_beside(unit, measure_unit))
        return value if factor is None else value * factor

    def _spell(self, unit: str | None) -> str | None:
        """As printed, be it 瓩 or kWh; but 千元 is a number of 元."""
        rule = self.units.get(unit or "")
        if unit is None or rule is None:
            return unit
        return rule.base_unit if unit.endswith(rule.base_unit) else unit

    def _factor(self, unit: str | None, wanted: str | None) -> float | None:
        """How many of the wanted unit one of the other is; None where they cannot be converted."""
        one, other = self.units.get(unit or ""), self.units.get(wanted or "")
        if one is None or other is None or one.base_unit != other.base_unit:
            return None
        return one.factor / other.factor
