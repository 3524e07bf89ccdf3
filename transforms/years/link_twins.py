"""Indicators printed under two goals of one document → links, also measure by measure."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from transforms.years.compare_names import NameComparison
from transforms.years.link_facts import IndicatorFacts
from transforms.years.match_measures import match_measures

Row = dict[str, Any]

# A note on both sides is certain; a note on one side, or the same words twice, nearly so.
_SCORES = {"both": 100.0, "one": 95.0, "identical": 90.0}


def link_twins(
    documents: Sequence[Sequence[IndicatorFacts]], twins: pl.DataFrame, names: NameComparison
) -> list[Row]:
    """Link twins of the current documents, and their measures.

    Args:
        documents: the indicators of each document.
        twins: rows of int_twin: report_id, indicator_code, twin_code, is_noted, is_noted_here,
            is_reviewed, is_identical; both directions of a pair.
        names: compares labels.

    Returns:
        Rows for int_link with relation same_measure; the first printed code is side a.
    """
    places = {
        (one.report_id, one.code): (document_no, number, one)
        for document_no, indicators in enumerate(documents)
        for number, one in enumerate(indicators)
        if one.is_current
    }
    notes = {
        (row["report_id"], row["indicator_code"], row["twin_code"]): row
        for row in twins.iter_rows(named=True)
        if (row["report_id"], row["indicator_code"]) in places
    }
    in_order = sorted(
        (key for key in notes if places[key[0], key[1]][1] < places[key[0], key[2]][1]),
        key=lambda key: (places[key[0], key[1]][:2], places[key[0], key[2]][1]),
    )
    rows: list[Row] = []
    for report_id, left, right in in_order:
        one, other = places[report_id, left][2], places[report_id, right][2]
        back = notes[report_id, right, left]
        rows += _link_pair(one, other, notes[report_id, left, right], back, names)
    return rows


def _link_pair(
    one: IndicatorFacts, other: IndicatorFacts, note: Row, back: Row, names: NameComparison
) -> list[Row]:
    sides = [code for code, row in ((one.code, note), (other.code, back)) if row["is_noted_here"]]
    kind = "both" if len(sides) > 1 else "one" if sides else "identical"
    basis = "printed_note" if sides else "identical_content"
    evidence = f"noted at {' and '.join(sides)}" if sides else "identical target and actual"
    if note["is_reviewed"]:
        kind, basis, evidence = "both", "reviewed", "reviewed"
    row = {
        "relation": "same_measure",
        "report_year_a": one.report_year,
        "indicator_code_a": one.code,
        "measure_no_a": None,
        "report_year_b": other.report_year,
        "indicator_code_b": other.code,
        "measure_no_b": None,
        "basis": basis,
        "score": _SCORES[kind],
        "is_confirmed": True,
        "evidence": evidence,
    }
    pairs = match_measures(one.measures, other.measures, names, contexts=(one.name, other.name))
    return [row] + [
        row | {"measure_no_a": pair.before, "measure_no_b": pair.after}
        for pair in pairs
        if pair.is_sure
    ]
