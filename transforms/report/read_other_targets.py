"""Target, reason and countermeasure → targets that they state for years other than the report's.

「故不另訂定 2024 年目標，方案 2025 年目標值為…達 29.9%」, 「至 117 年為止…小於 270 平方公里…作為目標」.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from transforms.phrase.parse_quantities import Phrase, Quantity, parse_phrase
from transforms.report.names_of_each import names_of_each
from transforms.report.pairing.likeness import compare_units, label_similarity
from transforms.report.pairing.measures import Measure
from transforms.report.read_targets import (
    Target,
    describe_target,
    held_against,
    is_starting_point,
)
from transforms.report.split_sections import Section

_SECTIONS = ("target", "reason", "countermeasure")
_GOAL_WORD = re.compile(r"目標(?!對象|群|族群|市場|客群|國|地區)")
# What is told of a past year's target, or of what was done, sets nothing.
_TOLD_OF = re.compile(r"[未已]達[^，。；]{0,12}目標|達成率|年度(?:預期|設定|預定)?目標|[今本當]年")
# Below this a sentence elsewhere speaks of a part (地熱 20 MW) or of something else.
_SAME_THING = 0.5
_SAME_MAGNITUDE = 100.0


@dataclass(frozen=True, slots=True)
class OtherTarget:
    """A target for another year: which section states it, for which year, and its quantity in context."""

    section: str
    target_year: int
    target: Target
    page: int


def read_other_targets(sections: dict[str, Section], report_year: int) -> list[OtherTarget]:
    """Read every target stated for another year, in printed order.

    Outside the target section a sentence must speak of a target, and of a later year.
    """
    found: list[OtherTarget] = []
    for name in _SECTIONS:
        section = sections.get(name)
        if section is None:
            continue
        for item in section.items:
            for year, target in _read_item(item, report_year, is_target=name == "target"):
                found.append(OtherTarget(name, year, target, section.page))
    return found


def _read_item(item: str, report_year: int, *, is_target: bool) -> Iterator[tuple[int, Target]]:
    phrase = parse_phrase(item)
    names = names_of_each(phrase)
    for quantity in phrase.quantities:
        previous, following = phrase.next_to(quantity)
        year = quantity.year
        if year is None or year == report_year or (not is_target and year < report_year):
            continue
        if following is not None and is_starting_point(phrase, quantity, following):
            continue
        if held_against(phrase, quantity):
            continue
        if quantity.depth == 0 and _speaks_of_target(phrase, quantity, is_target=is_target):
            yield year, describe_target(phrase, quantity, 1, previous, following, names=names)


def _speaks_of_target(phrase: Phrase, quantity: Quantity, *, is_target: bool) -> bool:
    """In the target section every quantity does, except one of a past year beside 由 or 較."""
    sentence = phrase.clauses.sentence(quantity.start)
    if _TOLD_OF.search(sentence):
        return False
    return is_target or _GOAL_WORD.search(sentence) is not None


def find_measure(
    other: OtherTarget, measures: list[Measure], indicator_name: str, unit_groups: dict[str, str]
) -> int | None:
    """Number of the measure that a target for another year is of; None if that is not sure.

    Units must agree. In the target section one measure of the unit is enough; elsewhere the words must
    name the measure, and the number must be of its magnitude.
    """
    quantity = other.target.quantity
    if quantity is None:
        return None
    scored: list[tuple[float, int]] = []
    for number, measure in enumerate(measures, start=1):
        own = measure.target.quantity or (measure.actual.quantity if measure.actual else None)
        if own is None or compare_units(own, quantity, unit_groups) != 0.0:
            continue
        likeness = max(
            label_similarity(measure.target.label, other.target.label),
            label_similarity(indicator_name, other.target.label) if len(measures) == 1 else 0.0,
        )
        is_named = likeness >= _SAME_THING and _is_of_magnitude(own.value, quantity.value)
        if other.section == "target" or is_named:
            scored.append((likeness, number))
    scored.sort(reverse=True)
    is_choice = len(scored) > 1 and scored[0][0] == scored[1][0]
    return scored[0][1] if scored and not is_choice else None


def _is_of_magnitude(own: float, other: float) -> bool:
    return min(own, other) > 0 and max(own, other) / min(own, other) < _SAME_MAGNITUDE
