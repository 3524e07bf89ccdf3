"""Documents one after the other → the series that their indicators and measures go on, each step with its reason."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from transforms.years.compare_names import NameComparison
from transforms.years.link_facts import IndicatorFacts, MeasureFacts
from transforms.years.link_rows import LinkRow, Step, link_row
from transforms.years.match_indicators import IndicatorPair, KnownSeries, match_indicators
from transforms.years.match_measures import match_measures


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
    issuer_a: str | None = None
    issuer_b: str | None = None

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
            self.issuer_b,
            self.issuer_a,
        )

    def settle(self, printed_by: Mapping[tuple[int, str], set[str]]) -> "LinkReview | None":
        """Say whose reports it means where it does not; null where that is nobody's, or one of several."""
        a = _sole_issuer(self.issuer_a, printed_by.get((self.report_year_a, self.indicator_code_a)))
        b = _sole_issuer(self.issuer_b, printed_by.get((self.report_year_b, self.indicator_code_b)))
        return None if a is None or b is None else replace(self, issuer_a=a, issuer_b=b)


def _sole_issuer(named: str | None, printed_by: set[str] | None) -> str | None:
    if not printed_by or (named is None and len(printed_by) > 1):
        return None
    return next(iter(printed_by)) if named is None else named


@dataclass(slots=True)
class MeasureSeries:
    """The members of one measure over the documents, and the step that brought each (None: the first)."""

    members: list[tuple[IndicatorFacts, MeasureFacts]] = field(default_factory=list)
    steps: list[Step | None] = field(default_factory=list)
    values: dict[int, float] = field(default_factory=dict)

    def add(self, indicator: IndicatorFacts, measure: MeasureFacts, step: Step | None) -> None:
        """Let the series go on with a member, and with the values that it tells."""
        self.members.append((indicator, measure))
        self.steps.append(step)
        self.values |= measure.priors
        self.values |= measure.actuals


@dataclass(slots=True)
class Series:
    """The members of one indicator over the documents, and the step that brought each."""

    number: int
    members: list[IndicatorFacts] = field(default_factory=list)
    steps: list[Step | None] = field(default_factory=list)
    measures: list[MeasureSeries] = field(default_factory=list)
    # Of each print, by report and code, the measures it prints by their numbers there.
    measures_of: dict[tuple[str, str], dict[int, MeasureSeries]] = field(default_factory=dict)
    values: dict[str | None, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    lasts: dict[str, IndicatorFacts] = field(default_factory=dict)
    # Report year → issuer → its codes there.
    codes: dict[int, dict[str, set[str]]] = field(default_factory=dict)

    def last_before(self, report_year: int, issuer: str) -> IndicatorFacts:
        """The member that a document goes on: its own issuer's newest, unless others printed it later than that."""
        own = self.lasts.get(issuer)
        years = [one.report_year for one in self.lasts.values() if one.report_year < report_year]
        if own is not None and (not years or own.report_year >= max(years)):
            return own
        return self.members[-1]

    def has_other_code(self, report_year: int, issuer: str, code: str) -> bool:
        """Whether other issuers print it in a year, and none of them under this code."""
        of_year = self.codes.get(report_year, {})
        printed = [codes for other, codes in of_year.items() if other != issuer]
        return bool(printed) and not any(code in codes for codes in printed)

    def add(self, indicator: IndicatorFacts, step: Step | None) -> None:
        """Let the series go on with a member, and with the values that it tells."""
        self.members.append(indicator)
        self.steps.append(step)
        self.lasts[indicator.issuer] = indicator
        of_year = self.codes.setdefault(indicator.report_year, {})
        of_year.setdefault(indicator.issuer, set()).add(indicator.code)
        for measure in indicator.measures:
            self.values[measure.unit_group] |= measure.priors
            self.values[measure.unit_group] |= measure.actuals


@dataclass(frozen=True, slots=True)
class _Known:
    """The series so far, as a document of a year and issuer may go on with them."""

    series: Sequence[Series]
    with_code: Mapping[str, Mapping[int, Series]]
    gone_on: Collection[int]
    report_year: int
    issuer: str

    def of_code(self, code: str) -> list[KnownSeries]:
        known = self._known(self.with_code.get(code, {}).values())
        return [one for one in known if one.last.code == code]

    def all(self) -> list[KnownSeries]:
        return self._known(self.series)

    def _known(self, series: Iterable[Series]) -> list[KnownSeries]:
        return [
            KnownSeries(one.number, one.last_before(self.report_year, self.issuer), one.values)
            for one in series
            if one.number not in self.gone_on
        ]


_REVIEWED = Step("reviewed", 100.0, "reviewed")


class Chain:
    """Goes through the documents, oldest first, and lets each add to the series known so far; reviews say their issuers."""

    def __init__(self, names: NameComparison, reviews: Sequence[LinkReview]) -> None:
        self.names = names
        self.series: list[Series] = []
        self.questions: list[LinkRow] = []
        self._series_of: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
        # Code → the series that ever had it.
        self._of_code: dict[str, dict[int, Series]] = defaultdict(dict)
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
        if not indicators:
            return
        report_year, issuer = indicators[0].report_year, indicators[0].issuer
        reviewed = self._reviewed_pairs(indicators)
        gone_on = {pair.series_no for pair in reviewed}
        placed = {pair.code for pair in reviewed}
        barred = self._barred_pairs(indicators)
        pairs = reviewed + match_indicators(
            _Known(self.series, self._of_code, gone_on, report_year, issuer),
            [one for one in indicators if one.code not in placed],
            self.names,
            # Within a year an indicator has one code: what another issuer prints under another is not this.
            lambda number, code: (
                (number, code) in barred
                or self.series[number].has_other_code(report_year, issuer, code)
            ),
        )
        by_code = {pair.code: pair for pair in pairs if pair.is_sure}
        open_pairs = [pair for pair in pairs if not pair.is_sure]
        lasts = {
            pair.series_no: self.series[pair.series_no].last_before(report_year, issuer)
            for pair in open_pairs
        }
        for indicator in indicators:
            self._place(indicator, by_code.get(indicator.code))
        facts = {one.code: one for one in indicators}
        for pair in open_pairs:
            step = Step(pair.basis, pair.score, pair.evidence)
            members = (lasts[pair.series_no], None), (facts[pair.code], None)
            self.questions.append(link_row(*members, step, is_taken=False))

    def _reviewed_pairs(self, indicators: Sequence[IndicatorFacts]) -> list[IndicatorPair]:
        pairs: dict[int, IndicatorPair] = {}
        for one in indicators:
            for review in self._same.get((one.report_year, one.code), ()):
                number = self._number_of(review, one)
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
            if (number := self._number_of(review, one)) is not None
        }

    def _number_of(self, review: LinkReview, later: IndicatorFacts) -> int | None:
        """The series of a review's earlier side, if the other one means this print."""
        if review.issuer_b != later.issuer or review.issuer_a is None:
            return None
        numbers = self._series_of[review.report_year_a, review.indicator_code_a]
        return numbers.get(review.issuer_a)

    def _place(self, indicator: IndicatorFacts, pair: IndicatorPair | None) -> None:
        if pair is None:
            series, step = Series(len(self.series)), None
            self.series.append(series)
            matched: dict[int, tuple[MeasureSeries, Step]] = {}
        else:
            series = self.series[pair.series_no]
            step = Step(pair.basis, pair.score, pair.evidence)
            matched = self._match_measures(series, indicator)
        for measure in indicator.measures:
            one, measure_step = matched.get(measure.measure_no, (None, None))
            if one is None:
                one = MeasureSeries()
                series.measures.append(one)
            one.add(indicator, measure, measure_step)
            printed = series.measures_of.setdefault((indicator.report_id, indicator.code), {})
            printed[measure.measure_no] = one
        series.add(indicator, step)
        self._series_of[indicator.report_year, indicator.code][indicator.issuer] = series.number
        self._of_code[indicator.code][series.number] = series

    def _match_measures(
        self, series: Series, indicator: IndicatorFacts
    ) -> dict[int, tuple[MeasureSeries, Step]]:
        """Measure number now → the measure series that it goes on, and why."""
        matched, barred = self._reviewed_measures(series, indicator)
        taken = {id(one) for one, _ in matched.values()}
        last = series.last_before(indicator.report_year, indicator.issuer)
        printed = {measure.measure_no: measure for measure in last.measures}
        known = series.measures_of.get((last.report_id, last.code), {})
        before = {number: one for number, one in known.items() if id(one) not in taken}
        pairs = match_measures(
            [printed[number] for number in before],
            [m for m in indicator.measures if m.measure_no not in matched],
            self.names,
            lambda measure: before[measure.measure_no].values,
            (last.name, indicator.name),
        )
        basis = "code_and_name" if last.code == indicator.code else "name"
        facts = {m.measure_no: m for m in indicator.measures}
        for pair in pairs:
            one, step = before[pair.before], Step(basis, pair.score, pair.evidence)
            if (id(one), pair.after) in barred:
                continue
            if pair.is_sure:
                matched[pair.after] = one, step
            else:
                members = (last, printed[pair.before]), (indicator, facts[pair.after])
                self.questions.append(link_row(*members, step, is_taken=False))
        return matched

    def _reviewed_measures(
        self, series: Series, indicator: IndicatorFacts
    ) -> tuple[dict[int, tuple[MeasureSeries, Step]], set[tuple[int, int]]]:
        matched: dict[int, tuple[MeasureSeries, Step]] = {}
        barred: set[tuple[int, int]] = set()
        for review in self._measure_reviews.get((indicator.report_year, indicator.code), ()):
            number = review.measure_no_b
            one = _find_measure(series, review)
            if one is None or number is None or review.issuer_b != indicator.issuer:
                continue
            if not review.is_same:
                barred.add((id(one), number))
            elif number not in matched:
                matched[number] = one, _REVIEWED
        return matched, barred


def _find_measure(series: Series, review: LinkReview) -> MeasureSeries | None:
    place = (review.issuer_a, review.report_year_a, review.indicator_code_a, review.measure_no_a)
    return next(
        (
            one
            for one in series.measures
            if any((i.issuer, i.report_year, i.code, m.measure_no) == place for i, m in one.members)
        ),
        None,
    )
