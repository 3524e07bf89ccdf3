"""All documents → series: the key of each indicator and measure, and the links that made it.

The method stands in `docs/decisions/0009-many-years.md`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, groupby

from transforms.years.compare_names import NameComparison
from transforms.years.link_facts import IndicatorFacts
from transforms.years.link_rows import (
    IndicatorKeyRow,
    LinkRow,
    MeasureKeyRow,
    Member,
    Step,
    link_row,
    question_id,
)
from transforms.years.series_chain import Chain, LinkReview, Series


@dataclass(slots=True)
class LinkedEditions:
    """Rows for int_indicator_key, int_measure_key and int_link."""

    indicator_keys: list[IndicatorKeyRow] = field(default_factory=list)
    measure_keys: list[MeasureKeyRow] = field(default_factory=list)
    links: list[LinkRow] = field(default_factory=list)


def link_editions(
    documents: Iterable[Sequence[IndicatorFacts]],
    names: NameComparison,
    reviews: Sequence[LinkReview] = (),
) -> LinkedEditions:
    """Link the indicators and measures of all documents.

    Args:
        documents: the indicators of each document, by report year, issuer and vintage, oldest first.
        names: compares names and labels.
        reviews: reviewed rows; they always win, but one that does not say whose reports it means where several print
            the code is left out.

    Returns:
        Keys for every indicator and measure given, and every link taken or open for review
        (is_confirmed False), between documents next to each other in a series.
    """
    documents = list(documents)
    printed_by = _printed_by(documents)
    settled = (review.settle(printed_by) for review in reviews)
    chain = Chain(names, [review for review in settled if review is not None])
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
    linked.links += _asked_once(chain.questions, printed_by)
    return linked


def _printed_by(documents: Iterable[Sequence[IndicatorFacts]]) -> dict[tuple[int, str], set[str]]:
    """Report year and code → the issuers that print it."""
    printed_by: dict[tuple[int, str], set[str]] = defaultdict(set)
    for indicators in documents:
        for one in indicators:
            printed_by[one.report_year, one.code].add(one.issuer)
    return printed_by


def _asked_once(
    questions: Iterable[LinkRow], printed_by: Mapping[tuple[int, str], set[str]]
) -> list[LinkRow]:
    """An earlier vintage may raise the same question as the current one; two issuers' are two.

    The id says whose reports are meant where a code alone does not, whatever else is asked and answered.
    """
    asked = {(row["question_id"], row["issuer_a"], row["issuer_b"]): row for row in questions}
    for row in asked.values():
        a, b = ((row["report_year_a"], row["indicator_code_a"]), (row["report_year_b"], row["indicator_code_b"]))  # fmt: skip
        if len(printed_by[a]) > 1 or len(printed_by[b]) > 1:
            row["question_id"] = question_id(row, with_issuers=True)
    return list(asked.values())


def _links_of(members: Sequence[Member], steps: Sequence[Step | None]) -> list[LinkRow]:
    """Links between the current editions of a series; what lies between them are earlier vintages.

    Before an edition lies that of its own issuer, or of any where that never printed it. What two issuers print in one
    year is no step of the series.
    """
    links: list[LinkRow] = []
    for before, place in _neighbours(members):
        member = members[place]
        between = [
            step
            for other, step in zip(
                members[before + 1 : place + 1], steps[before + 1 : place + 1], strict=True
            )
            if step is not None and other[0].issuer == member[0].issuer
        ]
        if between:
            joined = _join(between, members[before], member)
            links.append(link_row(members[before], member, joined, is_taken=True))
    return links


def _neighbours(members: Sequence[Member]) -> Iterator[tuple[int, int]]:
    """Places of each current edition that has one before it, and of that one; members are in order of years."""
    newest: int | None = None
    own: dict[str, int] = {}
    for _, of_year in groupby(enumerate(members), key=lambda entry: entry[1][0].report_year):
        current = [(place, one.issuer) for place, (one, _) in of_year if one.is_current]
        for place, issuer in current:
            before = own.get(issuer, newest)
            if before is not None:
                yield before, place
        for place, issuer in current:
            own[issuer] = newest = place


def _join(steps: list[Step], before: Member, after: Member) -> Step:
    """One step for all between two current editions: as weak as the weakest."""
    weakest = min(steps, key=lambda step: step.score)
    if any(step.basis == "reviewed" for step in steps):
        return Step("reviewed", weakest.score, weakest.evidence)
    basis = "code_and_name" if before[0].code == after[0].code else "name"
    return Step(basis, weakest.score, weakest.evidence)


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
        choices = _choices(name, year, is_current=is_current)
        keys[number] = next(choice for choice in choices if choice not in used)
        used.add(keys[number])
    return keys


def _choices(name: str, year: int, *, is_current: bool) -> Iterator[str]:
    if is_current:
        yield name
    yield f"{name}@{year}"
    yield from (f"{name}@{year}-{number}" for number in count(2))


def _measure_keys(series: Series, key: str) -> list[MeasureKeyRow]:
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
