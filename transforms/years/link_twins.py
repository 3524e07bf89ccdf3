"""Indicators printed under two goals, or by two issuers → links, also measure by measure."""

from collections.abc import Iterator, Sequence

import polars as pl

from transforms.years.compare_names import NameComparison
from transforms.years.link_facts import IndicatorFacts
from transforms.years.link_rows import LinkRow, Step, link_row
from transforms.years.match_measures import match_measures

# A note on both sides is certain; a note on one side, or the same words twice, nearly so.
_BOTH_NOTED, _ONE_NOTED, _IDENTICAL = 100.0, 95.0, 90.0


def link_twins(
    documents: Sequence[Sequence[IndicatorFacts]], twins: pl.DataFrame, names: NameComparison
) -> list[LinkRow]:
    """Link twins, and their measures.

    Args:
        documents: the indicators of each document.
        twins: report_id, indicator_code, twin_report_id, twin_code, is_noted_here, is_noted_there, is_reviewed; one row
            per pair, the first printed code first.
        names: compares labels.

    Returns:
        Rows for int_link with relation same_measure, in the order of the pairs; side a is the first code.
    """
    facts = {(one.report_id, one.code): one for indicators in documents for one in indicators}
    rows: list[LinkRow] = []
    for report_id, code, twin_report_id, twin, *notes in twins.select(
        "report_id", "indicator_code", "twin_report_id", "twin_code", "is_noted_here", "is_noted_there",
        "is_reviewed",
    ).iter_rows():  # fmt: skip
        one, other = facts[report_id, code], facts[twin_report_id, twin]
        rows += _link_pair(one, other, _step(one, other, *notes), names)
    return rows


def _step(
    one: IndicatorFacts,
    other: IndicatorFacts,
    is_noted_here: bool,  # noqa: FBT001 - columns of a row
    is_noted_there: bool,  # noqa: FBT001
    is_reviewed: bool,  # noqa: FBT001
) -> Step:
    if is_reviewed:
        return Step("reviewed", _BOTH_NOTED, "reviewed")
    sides = [side.code for side, noted in ((one, is_noted_here), (other, is_noted_there)) if noted]
    if not sides and one.code == other.code:
        return Step(
            "code_and_name", _IDENTICAL, "same code and like name in reports of two issuers"
        )
    if not sides:
        return Step("identical_content", _IDENTICAL, "identical target and actual")
    score = _BOTH_NOTED if len(sides) > 1 else _ONE_NOTED
    return Step("printed_note", score, f"noted at {' and '.join(sides)}")


def _link_pair(
    one: IndicatorFacts, other: IndicatorFacts, step: Step, names: NameComparison
) -> Iterator[LinkRow]:
    yield link_row((one, None), (other, None), step, relation="same_measure", is_taken=True)
    here = {measure.measure_no: measure for measure in one.measures}
    there = {measure.measure_no: measure for measure in other.measures}
    pairs = match_measures(one.measures, other.measures, names, contexts=(one.name, other.name))
    for pair in pairs:
        if pair.is_sure:
            members = (one, here[pair.before]), (other, there[pair.after])
            yield link_row(*members, step, relation="same_measure", is_taken=True)
