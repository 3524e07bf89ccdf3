"""Measures of one indicator in two documents (or of two twins) → which is which."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from transforms.assign import assign, unassigned
from transforms.years.compare_names import NameComparison
from transforms.years.link_facts import MeasureFacts, count_continuity

_LABEL_WEIGHT = 0.6
_POSITION_POINTS = 15.0
_UNIT_POINTS = 15.0
_BASIS_POINTS = 5.0
_CONTINUITY_POINTS = 20.0
# Of two candidates closer than this neither is surely the one.
_MARGIN = 5.0
_LIKE_LABEL = 70.0
_LIKE_LABEL_IN_PLACE = 40.0
_UNKNOWN_LABEL = 50.0
# A revision may lower a running total a little.
_FALLEN = 0.9
_MAX_SCORE = 100.0


@dataclass(frozen=True, slots=True)
class MeasurePair:
    """Two measures held to be one: their numbers, the score, the evidence in words."""

    before: int
    after: int
    score: float
    is_sure: bool
    evidence: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    before: MeasureFacts
    after: MeasureFacts
    label_likeness: float | None
    difference: str | None
    continuity: tuple[int, int]
    strength: float
    is_only_of_unit: bool

    @property
    def left(self) -> int:
        return self.before.measure_no

    @property
    def right(self) -> int:
        return self.after.measure_no


def match_measures(
    before: Sequence[MeasureFacts],
    after: Sequence[MeasureFacts],
    names: NameComparison,
    known_values: Callable[[MeasureFacts], dict[int, float]] | None = None,
    contexts: tuple[str, str] = ("", ""),
) -> list[MeasurePair]:
    """Pair the measures of one indicator; sure pairs first, then likely ones that need a person.

    Args:
        before: measures of the earlier document (or of one twin).
        after: measures of the later document (or of the other twin).
        names: compares labels.
        known_values: all values known of an earlier measure by data year; its own by default.
        contexts: names of the indicators, which say what labels leave out.
    """
    weighing = _Weighing(
        before, after, names, known_values or (lambda measure: dict(measure.actuals)), contexts
    )
    candidates = [
        candidate
        for left in before
        for right in after
        if (candidate := weighing.weigh(left, right)) is not None
    ]
    is_single = len(before) == len(after) == 1
    sure = assign(
        (candidate for candidate in candidates if candidate.difference is None),
        margin=_MARGIN,
        is_sure=lambda candidate: is_single or _is_sure(candidate),
    )
    likely = assign(unassigned(candidates, sure))
    return [_pair(c, is_sure=True) for c in sure] + [_pair(c, is_sure=False) for c in likely]


@dataclass(frozen=True, slots=True)
class _Weighing:
    """Both sides, what stands beside a pair, and how its names are compared."""

    before: Sequence[MeasureFacts]
    after: Sequence[MeasureFacts]
    names: NameComparison
    known_values: Callable[[MeasureFacts], dict[int, float]]
    contexts: tuple[str, str]

    def weigh(self, left: MeasureFacts, right: MeasureFacts) -> _Candidate | None:
        """Weigh a pair; None if the units say that they are two things."""
        if left.unit_group and right.unit_group and left.unit_group != right.unit_group:
            return None
        likeness = difference = None
        if left.label and right.label:
            difference = self.names.difference(left.label, right.label, *self.contexts)
            likeness = self.names.likeness(left.label, right.label)
        difference = difference or _began_anew(left, right)
        continuity = count_continuity(self.known_values(left), right.priors)
        return _Candidate(
            left,
            right,
            likeness,
            difference,
            continuity,
            _strength(left, right, likeness, continuity),
            is_only_of_unit=self._is_only_of_unit(left, right),
        )

    def _is_only_of_unit(self, left: MeasureFacts, right: MeasureFacts) -> bool:
        return left.unit_group == right.unit_group and all(
            sum(measure.unit_group == left.unit_group for measure in side) == 1
            for side in (self.before, self.after)
        )


def _began_anew(before: MeasureFacts, after: MeasureFacts) -> str | None:
    """A running total that falls counts from another year on: 自 2021 年起累計."""
    if not (before.basis == after.basis == "cumulative" and before.actuals and after.actuals):
        return None
    old, new = max(before.actuals.items()), max(after.actuals.items())
    is_fall = old[0] < new[0] and new[1] < _FALLEN * old[1]
    return f"running total fell from {old[1]:g} to {new[1]:g}" if is_fall else None


def _strength(
    left: MeasureFacts, right: MeasureFacts, likeness: float | None, continuity: tuple[int, int]
) -> float:
    strength = _LABEL_WEIGHT * (_UNKNOWN_LABEL if likeness is None else likeness)
    strength += _POSITION_POINTS * (left.measure_no == right.measure_no)
    strength += _UNIT_POINTS * (left.unit_group == right.unit_group)
    strength += _BASIS_POINTS * (left.basis == right.basis)
    return strength + _CONTINUITY_POINTS * (bool(continuity[0]) - bool(continuity[1]))


def _is_sure(candidate: _Candidate) -> bool:
    likeness = candidate.label_likeness
    is_in_place = candidate.left == candidate.right
    if likeness is None:
        return is_in_place or candidate.is_only_of_unit
    return (
        likeness >= _LIKE_LABEL
        or (likeness >= _LIKE_LABEL_IN_PLACE and is_in_place)
        or candidate.is_only_of_unit
        or candidate.continuity[0] > candidate.continuity[1]
    )


def _pair(candidate: _Candidate, *, is_sure: bool) -> MeasurePair:
    likeness = candidate.label_likeness
    words = [
        "no label to compare" if likeness is None else f"label likeness {likeness:.0f}",
        f"unit {candidate.after.unit_group or 'not printed'}",
    ]
    if candidate.left == candidate.right:
        words.append("same place")
    if candidate.difference:
        words.append(f"different things: {candidate.difference}")
    words += continuity_in_words(candidate.continuity)
    score = min(round(candidate.strength, 1), _MAX_SCORE)
    return MeasurePair(candidate.left, candidate.right, score, is_sure, ", ".join(words))


def continuity_in_words(continuity: tuple[int, int]) -> list[str]:
    """Tell how many earlier years' values agree with what was printed then."""
    agreeing, disagreeing = continuity
    words = []
    if agreeing:
        words.append(f"{agreeing} earlier value{'s' * (agreeing > 1)} agree{'s' * (agreeing == 1)}")
    if disagreeing:
        words.append(
            f"{disagreeing} earlier value{'s' * (disagreeing > 1)} differ{'s' * (disagreeing == 1)}"
        )
    return words
