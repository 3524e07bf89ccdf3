"""All documents → series: the key of each indicator and measure, and the links that made it.

The method stands in `docs/decisions/0009-many-years.md`.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from transforms.compare_names import NameComparison
from transforms.link_facts import IndicatorFacts, MeasureFacts
from transforms.match_indicators import IndicatorPair, KnownSeries, match_indicators
from transforms.match_measures import match_measures

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LinkReview:
    """A person's answer: two printed indicators (or measures of them) are the same series, or not."""

    report_year_a: int
    indicator_code_a: str
    measure_no_a: int | None
    report_year_b: int
    indicator_code_b: str
    measure_no_b: int | None
    is_same: bool

    def in_order(self) -> "LinkReview":
        """The earlier edition first."""
        if self.report_year_a <= self.report_year_b:
            return self
        return LinkReview(
            self.report_year_b,
            self.indicator_code_b,
            self.measure_no_b,
            self.report_year_a,
            self.indicator_code_a,
            self.measure_no_a,
            self.is_same,
        )


@dataclass(slots=True)
class LinkedEditions:
    """Rows for int_indicator_key, int_measure_key and int_link."""

    indicator_keys: list[Row] = field(default_factory=list)
    measure_keys: list[Row] = field(default_factory=list)
    links: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Step:
    """Why a member goes on the series that it was put into."""

    basis: str
    score: float
    evidence: str


@dataclass(slots=True)
class _MeasureSeries:
    """The members of one measure over the documents, and the step that brought each (None: the first)."""

    members: list[tuple[IndicatorFacts, MeasureFacts]] = field(default_factory=list)
    steps: list[_Step | None] = field(default_factory=list)
    values: dict[int, float] = field(default_factory=dict)

    def add(self, indicator: IndicatorFacts, measure: MeasureFacts, step: _Step | None) -> None:
        self.members.append((indicator, measure))
        self.steps.append(step)
        self.values |= measure.priors
        self.values |= measure.actuals


@dataclass(slots=True)
class _Series:
    """The members of one indicator over the documents, and the step that brought each."""

    number: int
    members: list[IndicatorFacts] = field(default_factory=list)
    steps: list[_Step | None] = field(default_factory=list)
    measures: list[_MeasureSeries] = field(default_factory=list)
    values: dict[str | None, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def last(self) -> IndicatorFacts:
        return self.members[-1]

    def add(self, indicator: IndicatorFacts, step: _Step | None) -> None:
        self.members.append(indicator)
        self.steps.append(step)
        for measure in indicator.measures:
            self.values[measure.unit_group] |= measure.priors
            self.values[measure.unit_group] |= measure.actuals

    def last_measures(self) -> list[_MeasureSeries]:
        """The measures that its last member prints."""
        return [m for m in self.measures if m.members[-1][0] is self.last]


_REVIEWED = _Step("reviewed", 100.0, "reviewed")


class _Chain:
    """Goes through the documents, oldest first, and lets each add to the series known so far."""

    def __init__(self, names: NameComparison, reviews: Sequence[LinkReview]) -> None:
        self.names = names
        self.series: list[_Series] = []
        self.questions: list[Row] = []
        self._series_of: dict[tuple[int, str], int] = {}
        self._same: dict[tuple[int, str], list[LinkReview]] = defaultdict(list)
        self._different: dict[tuple[int, str], list[LinkReview]] = defaultdict(list)
        self._measure_reviews: dict[tuple[int, str], list[LinkReview]] = defaultdict(list)
        for review in (review.in_order() for review in reviews):
            later = (review.report_year_b, review.indicator_code_b)
            if review.measure_no_a is not None:
                self._measure_reviews[later].append(review)
            elif review.is_same:
                self._same[later].append(review)
            else:
                self._different[later].append(review)

    def add_document(self, indicators: Sequence[IndicatorFacts]) -> None:
        """Match one document's indicators with the series, and begin new ones for the rest."""
        reviewed = self._reviewed_pairs(indicators)
        gone_on = {pair.series_no for pair in reviewed}
        placed = {pair.code for pair in reviewed}
        pairs = reviewed + match_indicators(
            [
                KnownSeries(s.number, s.last, s.values)
                for s in self.series
                if s.number not in gone_on
            ],
            [one for one in indicators if one.code not in placed],
            self.names,
            self._barred_pairs(indicators),
        )
        by_code = {pair.code: pair for pair in pairs if pair.is_sure}
        open_pairs = [pair for pair in pairs if not pair.is_sure]
        lasts = {pair.series_no: self.series[pair.series_no].last for pair in open_pairs}
        for indicator in indicators:
            self._place(indicator, by_code.get(indicator.code))
        facts = {one.code: one for one in indicators}
        for pair in open_pairs:
            step = _Step(pair.basis, pair.score, pair.evidence)
            self.questions.append(
                _link((lasts[pair.series_no], None), (facts[pair.code], None), step)
            )

    def _reviewed_pairs(self, indicators: Sequence[IndicatorFacts]) -> list[IndicatorPair]:
        pairs: dict[int, IndicatorPair] = {}
        for one in indicators:
            for review in self._same.get((one.report_year, one.code), ()):
                number = self._series_of.get((review.report_year_a, review.indicator_code_a))
                if number is not None and number not in pairs:
                    pairs[number] = IndicatorPair(
                        number, one.code, "reviewed", 100.0, is_sure=True, evidence="reviewed"
                    )
                    break
        return list(pairs.values())

    def _barred_pairs(self, indicators: Sequence[IndicatorFacts]) -> set[tuple[int, str]]:
        return {
            (number, one.code)
            for one in indicators
            for review in self._different.get((one.report_year, one.code), ())
            if (number := self._series_of.get((review.report_year_a, review.indicator_code_a)))
            is not None
        }

    def _place(self, indicator: IndicatorFacts, pair: IndicatorPair | None) -> None:
        if pair is None:
            series, step = _Series(len(self.series)), None
            self.series.append(series)
            matched: dict[int, tuple[_MeasureSeries, _Step]] = {}
        else:
            series = self.series[pair.series_no]
            step = _Step(pair.basis, pair.score, pair.evidence)
            matched = self._match_measures(series, indicator)
        for measure in indicator.measures:
            one, measure_step = matched.get(measure.measure_no, (None, None))
            if one is None:
                one = _MeasureSeries()
                series.measures.append(one)
            one.add(indicator, measure, measure_step)
        series.add(indicator, step)
        self._series_of[indicator.report_year, indicator.code] = series.number

    def _match_measures(
        self, series: _Series, indicator: IndicatorFacts
    ) -> dict[int, tuple[_MeasureSeries, _Step]]:
        """Measure number now → the measure series that it goes on, and why."""
        matched, barred = self._reviewed_measures(series, indicator)
        taken = {id(one) for one, _ in matched.values()}
        before = {
            one.members[-1][1].measure_no: one
            for one in series.last_measures()
            if id(one) not in taken
        }
        pairs = match_measures(
            [one.members[-1][1] for one in before.values()],
            [m for m in indicator.measures if m.measure_no not in matched],
            self.names,
            lambda measure: before[measure.measure_no].values,
            (series.last.name, indicator.name),
        )
        basis = "code_and_name" if series.last.code == indicator.code else "name"
        facts = {m.measure_no: m for m in indicator.measures}
        for pair in pairs:
            one, step = before[pair.before], _Step(basis, pair.score, pair.evidence)
            if (id(one), pair.after) in barred:
                continue
            if pair.is_sure:
                matched[pair.after] = one, step
            else:
                question = _link(one.members[-1], (indicator, facts[pair.after]), step)
                self.questions.append(question)
        return matched

    def _reviewed_measures(
        self, series: _Series, indicator: IndicatorFacts
    ) -> tuple[dict[int, tuple[_MeasureSeries, _Step]], set[tuple[int, int]]]:
        matched: dict[int, tuple[_MeasureSeries, _Step]] = {}
        barred: set[tuple[int, int]] = set()
        for review in self._measure_reviews.get((indicator.report_year, indicator.code), ()):
            number = review.measure_no_b
            one = _find_measure(series, review)
            if one is None or number is None:
                continue
            if not review.is_same:
                barred.add((id(one), number))
            elif number not in matched:
                matched[number] = one, _REVIEWED
        return matched, barred


def _find_measure(series: _Series, review: LinkReview) -> _MeasureSeries | None:
    place = (review.report_year_a, review.indicator_code_a, review.measure_no_a)
    return next(
        (
            one
            for one in series.measures
            if any((i.report_year, i.code, m.measure_no) == place for i, m in one.members)
        ),
        None,
    )


_Member = tuple[IndicatorFacts, MeasureFacts | None]


def _link(before: _Member, after: _Member, step: _Step, *, is_confirmed: bool = False) -> Row:
    return {
        "relation": "same_series",
        "report_year_a": before[0].report_year,
        "indicator_code_a": before[0].code,
        "measure_no_a": before[1].measure_no if before[1] else None,
        "report_year_b": after[0].report_year,
        "indicator_code_b": after[0].code,
        "measure_no_b": after[1].measure_no if after[1] else None,
        "basis": step.basis,
        "score": step.score,
        "is_confirmed": is_confirmed,
        "evidence": step.evidence,
    }


def _links_of(members: Sequence[_Member], steps: Sequence[_Step | None]) -> list[Row]:
    """Links between the current editions of a series; what lies between them are earlier vintages."""
    links: list[Row] = []
    before: _Member | None = None
    between: list[_Step] = []
    for member, step in zip(members, steps, strict=True):
        if step is not None:
            between.append(step)
        if not member[0].is_current:
            continue
        if before is not None:
            links.append(_link(before, member, _join(between, before, member), is_confirmed=True))
        before, between = member, []
    return links


def _join(steps: list[_Step], before: _Member, after: _Member) -> _Step:
    """One step for all between two current editions: as weak as the weakest."""
    weakest = min(steps, key=lambda step: step.score)
    if any(step.basis == "reviewed" for step in steps):
        return _Step("reviewed", weakest.score, weakest.evidence)
    basis = "code_and_name" if before[0].code == after[0].code else "name"
    return _Step(basis, weakest.score, weakest.evidence)


def link_editions(
    documents: Iterable[Sequence[IndicatorFacts]],
    names: NameComparison,
    reviews: Sequence[LinkReview] = (),
) -> LinkedEditions:
    """Link the indicators and measures of all documents.

    Args:
        documents: the indicators of each document, by report year and vintage, oldest first.
        names: compares names and labels.
        reviews: reviewed rows; they always win.

    Returns:
        Keys for every indicator and measure given, and every link taken or open for review
        (is_confirmed False), between documents next to each other in a series.
    """
    chain = _Chain(names, reviews)
    for indicators in documents:
        chain.add_document(indicators)
    linked = LinkedEditions()
    keys = _unique_keys([(s.number, *_newest(s.members)) for s in chain.series])
    for series in chain.series:
        key = keys[series.number]
        linked.indicator_keys += [
            {"report_id": m.report_id, "indicator_code": m.code, "indicator_key": key}
            for m in series.members
        ]
        linked.measure_keys += _measure_keys(series, key)
        linked.links += _links_of([(m, None) for m in series.members], series.steps)
        for one in series.measures:
            linked.links += _links_of(one.members, one.steps)
    linked.links += _ask_once(chain.questions)
    return linked


def _ask_once(questions: list[Row]) -> list[Row]:
    """An earlier vintage may raise the same question as the current one."""
    by_id = {question_id(row): row for row in questions}
    return [row | {"question_id": name} for name, row in by_id.items()]


def question_id(row: Row) -> str:
    """Name an open question by what it asks, so that it keeps its name from run to run."""
    asked = (
        "relation", "report_year_a", "indicator_code_a", "measure_no_a",
        "report_year_b", "indicator_code_b", "measure_no_b",
    )  # fmt: skip
    text = "|".join(str(row[name]) for name in asked)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _newest(members: Sequence[IndicatorFacts]) -> tuple[str, int, bool]:
    """Code, year and standing of the newest current member, or of the newest at all."""
    newest = max(members, key=lambda m: (m.is_current, m.report_year))
    return newest.code, newest.report_year, newest.is_current


def _unique_keys(wanted: list[tuple[int, str, int, bool]]) -> dict[int, str]:
    """The newest series of a name gets it, older ones name@year, and a counter if even that is taken."""
    keys: dict[int, str] = {}
    used: set[str] = set()
    for number, name, year, is_current in sorted(
        wanted, key=lambda entry: (not entry[3], -entry[2], entry[0])
    ):
        choices = [name] if is_current else []
        choices += [f"{name}@{year}", *(f"{name}@{year}-{n}" for n in range(2, len(wanted) + 3))]
        keys[number] = next(choice for choice in choices if choice not in used)
        used.add(keys[number])
    return keys


def _measure_keys(series: _Series, key: str) -> list[Row]:
    is_held = any(member.is_current for member in series.members)
    wanted = []
    for number, one in enumerate(series.measures):
        newest, measure = max(
            one.members, key=lambda entry: (entry[0].is_current, entry[0].report_year)
        )
        # The key of a series that no current edition prints says so already.
        is_current = newest.is_current or not is_held
        wanted.append((number, f"{key}#{measure.measure_no}", newest.report_year, is_current))
    keys = _unique_keys(wanted)
    return [
        {
            "report_id": indicator.report_id,
            "indicator_code": indicator.code,
            "measure_no": measure.measure_no,
            "measure_key": keys[number],
        }
        for number, one in enumerate(series.measures)
        for indicator, measure in one.members
    ]
