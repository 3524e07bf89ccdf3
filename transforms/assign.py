"""Candidates with strengths → pairs: the strongest first, and what has a close rival not at all.

Targets and their values, measures of two documents, indicators and series are paired by this one rule;
what speaks for a pair, and how strongly, each of them weighs for itself.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

Side = int | str


class Candidate(Protocol):
    """A possible pair; sides of one kind are comparable with each other, so that ties have an order."""

    @property
    def left(self) -> Side:
        """What would be taken on the one side."""

    @property
    def right(self) -> Side:
        """What would be taken on the other."""

    @property
    def strength(self) -> float:
        """How much speaks for the pair; the more, the stronger."""


C = TypeVar("C", bound=Candidate)


def assign(
    candidates: Iterable[C],
    *,
    margin: float = 0.0,
    is_sure: Callable[[C], bool] = lambda _: True,
    is_rival: Callable[[C, C], bool] = lambda _candidate, _other: True,
) -> list[C]:
    """Take pairs so that nothing is in two of them, the strongest that may be taken first.

    A candidate may be taken if it is sure and beats every rival by the margin. Its rivals are the candidates
    with one side in common and both sides still free; so what has been taken may decide what was a tie.
    What cannot be told from its rival stays undecided, whichever of them is stronger.

    Args:
        candidates: in any order; the result does not depend on it. At most one for each two sides.
        margin: how much stronger than each rival a candidate must be; without one a tie goes to the
            lower sides.
        is_sure: whether a candidate may be taken at all; one that may not is a rival all the same.
        is_rival: whether the second, which shares a side with the first, is a rival to it.

    Returns:
        The candidates taken, strongest first.
    """
    in_order = sorted(candidates, key=_place)
    sharing = _by_side(in_order)
    taken: list[C] = []
    lefts: set[Side] = set()
    rights: set[Side] = set()

    def is_free(one: C) -> bool:
        return one.left not in lefts and one.right not in rights

    def is_beaten(one: C) -> bool:
        return any(
            other is not one
            and one.strength - other.strength < margin
            and is_free(other)
            and is_rival(one, other)
            for other in sharing[0][one.left] + sharing[1][one.right]
        )

    waiting = [one for one in in_order if is_sure(one)]
    while (found := next((one for one in waiting if not is_beaten(one)), None)) is not None:
        taken.append(found)
        lefts.add(found.left)
        rights.add(found.right)
        waiting = [one for one in waiting if is_free(one)]
    return sorted(taken, key=_place)


def unassigned(candidates: Iterable[C], taken: Iterable[C]) -> list[C]:
    """The candidates of which neither side has been taken."""
    pairs = list(taken)
    lefts, rights = {one.left for one in pairs}, {one.right for one in pairs}
    return [one for one in candidates if one.left not in lefts and one.right not in rights]


def _place(one: Candidate) -> tuple[float, Side, Side]:
    return -one.strength, one.left, one.right


def _by_side(candidates: list[C]) -> tuple[dict[Side, list[C]], dict[Side, list[C]]]:
    lefts: dict[Side, list[C]] = defaultdict(list)
    rights: dict[Side, list[C]] = defaultdict(list)
    for one in candidates:
        lefts[one.left].append(one)
        rights[one.right].append(one)
    return lefts, rights
