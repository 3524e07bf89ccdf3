"""Indicators of one document against the series known so far → which goes on which."""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from rapidfuzz import fuzz, process

from transforms.assign import assign, unassigned
from transforms.years.compare_names import NameComparison
from transforms.years.link_facts import IndicatorFacts, count_continuity
from transforms.years.match_measures import continuity_in_words

# A same code outweighs this much likeness of names, and no more: names outweigh codes.
_CODE_POINTS = 8.0
_GOAL_POINTS = 3.0
_UNIT_POINTS = 4.0
_AGENCY_POINTS = 2.0
_CONTINUITY_POINTS = 10.0
_MARGIN = 5.0

_SAME_NAME = 100.0
# Of one code: 工業區 and 產業園區, a word added. Between indicators that only share a code it is below 50.
_LIKE_NAME = 65.0
_LIKE_NAME_WITH_VALUES = 50.0
# Of another code: next to nothing may differ, unless values or everything else speak for it.
_CLOSE_NAME = 88.0
_CLOSE_NAME_WITH_VALUES = 70.0
_CLOSE_NAME_WITH_ALL_ELSE = 75.0
# Below this a pair is no question worth asking.
_ARGUABLE_NAME = 60.0
_ARGUABLE_NAME_OF_CODE = 40.0
_MAX_SCORE = 100.0


@dataclass(frozen=True, slots=True)
class KnownSeries:
    """A series by its last member, with every value known of it by unit group and data year."""

    series_no: int
    last: IndicatorFacts
    values: Mapping[str | None, Mapping[int, float]]


class AllSeries(Protocol):
    """The series so far, reviewed ones that go on here already left out; looked at one by one, and all only if need be."""

    def of_code(self, code: str) -> Sequence[KnownSeries]:
        """Those whose last member has the code."""

    def all(self) -> Sequence[KnownSeries]:
        """All of them."""


@dataclass(frozen=True, slots=True)
class IndicatorPair:
    """A series and an indicator held to be one, how sure, and why."""

    series_no: int
    code: str
    basis: str
    score: float
    is_sure: bool
    evidence: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A series, an indicator, and what speaks for and against their being one."""

    series: KnownSeries
    indicator: IndicatorFacts
    name: float
    difference: str | None
    has_same_code: bool
    has_same_goal: bool
    unit_agreement: bool | None
    agency_agreement: bool | None
    continuity: tuple[int, int]

    @property
    def left(self) -> int:
        return self.series.series_no

    @property
    def right(self) -> str:
        return self.indicator.code

    @property
    def strength(self) -> float:
        agreeing, disagreeing = self.continuity
        return (
            self.name
            + _CODE_POINTS * self.has_same_code
            + _GOAL_POINTS * self.has_same_goal
            + _UNIT_POINTS * _sign(agrees=self.unit_agreement)
            + _AGENCY_POINTS * _sign(agrees=self.agency_agreement)
            + _CONTINUITY_POINTS * (bool(agreeing) - bool(disagreeing))
        )

    @property
    def score(self) -> float:
        """The strength on a scale to 100; a difference in meaning takes 30 off."""
        highest = _SAME_NAME + _CODE_POINTS + _GOAL_POINTS + _UNIT_POINTS + _AGENCY_POINTS
        score = _MAX_SCORE * self.strength / highest - (30 if self.difference else 0)
        return round(min(max(score, 0.0), _MAX_SCORE), 1)

    @property
    def is_sure(self) -> bool:
        """Whether it may be taken without a person; rivals are looked at apart."""
        if self.name >= _SAME_NAME and self.has_same_code:
            return True
        if self.difference is not None or self.unit_agreement is False:
            return False
        continues = self.continuity[0] > self.continuity[1]
        if self.continuity[1] > self.continuity[0]:
            # A value may have been revised; then at least code and nearly all of the name are the same.
            return self.has_same_code and self.name >= _CLOSE_NAME
        if self.has_same_code:
            return self.name >= (_LIKE_NAME_WITH_VALUES if continues else _LIKE_NAME)
        has_all_else = bool(self.has_same_goal and self.unit_agreement and self.agency_agreement)
        return (
            self.name >= _CLOSE_NAME
            or (continues and self.name >= _CLOSE_NAME_WITH_VALUES)
            or (has_all_else and self.name >= _CLOSE_NAME_WITH_ALL_ELSE)
        )

    @property
    def is_arguable(self) -> bool:
        """Whether a person should be asked."""
        if self.has_same_code:
            return self.name >= _ARGUABLE_NAME_OF_CODE or self.continuity[0] > 0
        return self.name >= _ARGUABLE_NAME

    @property
    def evidence(self) -> str:
        words = [
            f"name likeness {self.name:.0f}",
            "same code" if self.has_same_code else "another code",
        ]
        if self.difference:
            words.append(f"names say different things: {self.difference}")
        for what, agrees in (("units", self.unit_agreement), ("agencies", self.agency_agreement)):
            if agrees is not None:
                words.append(f"{'same' if agrees else 'other'} {what}")
        return ", ".join(words + continuity_in_words(self.continuity))


def _sign(*, agrees: bool | None) -> int:
    return 0 if agrees is None else 1 if agrees else -1


def match_indicators(
    known: AllSeries,
    indicators: Sequence[IndicatorFacts],
    names: NameComparison,
    is_barred: Callable[[int, str], bool],
) -> list[IndicatorPair]:
    """Pair each indicator with at most one series, and each series with at most one indicator.

    Sure pairs come first; then, of what remains, pairs that a person should look at.

    Args:
        known: the series so far, reviewed ones that go on here already left out.
        indicators: those of the document, the same left out.
        names: compares names.
        is_barred: whether series_no and code cannot be one.
    """
    unchanged = _take_unchanged(known, indicators, names, is_barred)
    gone_on = {candidate.left for candidate in unchanged}
    placed = {candidate.right for candidate in unchanged}
    rest = [indicator for indicator in indicators if indicator.code not in placed]
    free = [one for one in known.all() if one.series_no not in gone_on] if rest else []
    candidates = [
        candidate
        for candidate in _find_candidates(free, rest, names)
        if not is_barred(candidate.left, candidate.right)
    ]
    taken = unchanged + _take_same(candidates)
    taken += assign(
        unassigned(candidates, taken),
        margin=_MARGIN,
        is_sure=lambda candidate: candidate.is_sure,
        is_rival=_is_alike,
    )
    # For each free indicator its best series, and for each free series its best indicator.
    asked = assign(c for c in unassigned(candidates, taken) if c.is_arguable)
    return [_pair(c, is_sure=True) for c in taken] + [_pair(c, is_sure=False) for c in asked]


def _take_unchanged(
    known: AllSeries,
    indicators: Sequence[IndicatorFacts],
    names: NameComparison,
    is_barred: Callable[[int, str], bool],
) -> list[_Candidate]:
    """Those whose code only one series has, under the same name: what `_take_same` would take, without a look at all others."""
    pairs = [(alone[0], one) for one in indicators if len(alone := known.of_code(one.code)) == 1]
    weighed = (_weigh(*pair, names) for pair in pairs if pair[0].last.name == pair[1].name)
    return [
        candidate
        for candidate in weighed
        if candidate.difference is None and not is_barred(candidate.left, candidate.right)
    ]


def _find_candidates(
    known: Sequence[KnownSeries], indicators: Sequence[IndicatorFacts], names: NameComparison
) -> list[_Candidate]:
    if not known or not indicators:
        return []
    # A rough look at all pairs; only those worth it are compared in full.
    likeness = np.maximum(
        _likeness_matrix(known, indicators, lambda name: "".join(sorted(names.normalize(name)))),
        _likeness_matrix(known, indicators, names.core),
    )
    by_code: dict[str, list[int]] = defaultdict(list)
    for row, series in enumerate(known):
        by_code[series.last.code].append(row)
    pairs = {(int(row), int(column)) for row, column in np.argwhere(likeness >= _ARGUABLE_NAME)}
    pairs |= {
        (row, column) for column, one in enumerate(indicators) for row in by_code.get(one.code, ())
    }
    return [_weigh(known[row], indicators[column], names) for row, column in sorted(pairs)]


def _likeness_matrix(
    known: Sequence[KnownSeries],
    indicators: Sequence[IndicatorFacts],
    normalize: Callable[[str], str],
) -> np.ndarray:
    return process.cdist(
        [normalize(series.last.name) for series in known],
        [normalize(indicator.name) for indicator in indicators],
        scorer=fuzz.ratio,
    )


def _weigh(series: KnownSeries, indicator: IndicatorFacts, names: NameComparison) -> _Candidate:
    last = series.last
    agreeing = disagreeing = 0
    for measure in indicator.measures:
        more = count_continuity(series.values.get(measure.unit_group, {}), measure.priors)
        agreeing, disagreeing = agreeing + more[0], disagreeing + more[1]
    return _Candidate(
        series,
        indicator,
        names.likeness(last.name, indicator.name),
        names.difference(last.name, indicator.name),
        has_same_code=last.code == indicator.code,
        has_same_goal=last.goal_no == indicator.goal_no,
        unit_agreement=_agree(last.unit_groups, indicator.unit_groups),
        agency_agreement=_agree(last.agencies, indicator.agencies),
        continuity=(agreeing, disagreeing),
    )


def _agree(left: frozenset[str], right: frozenset[str]) -> bool | None:
    return bool(left & right) if left and right else None


def _take_same(candidates: list[_Candidate]) -> list[_Candidate]:
    """Same name and code first, then a name that only one free side on each hand carries."""
    same = [c for c in candidates if c.name >= _SAME_NAME and c.difference is None]
    # A series that a superseded vintage or a review left behind may end in the same code and name.
    of_code = sorted(
        (c for c in same if c.has_same_code),
        key=lambda c: (c.series.last.report_year, c.strength, -c.left),
    )
    newest = {c.right: c for c in of_code}
    taken = list(newest.values())
    alone = assign(
        unassigned(same, taken),
        margin=math.inf,
        is_sure=lambda candidate: candidate.unit_agreement is not False,
    )
    return taken + alone


def _is_alike(_: _Candidate, other: _Candidate) -> bool:
    """A pair whose names say different things is no rival."""
    return other.difference is None


def _pair(candidate: _Candidate, *, is_sure: bool) -> IndicatorPair:
    return IndicatorPair(
        candidate.left,
        candidate.right,
        "code_and_name" if candidate.has_same_code else "name",
        candidate.score,
        is_sure,
        candidate.evidence,
    )
