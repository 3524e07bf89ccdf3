"""Rows that linking makes: keys of indicators and measures, and the links behind them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from transforms.years.link_facts import IndicatorFacts, MeasureFacts

# An indicator, and one of its measures or the indicator as a whole.
Member = tuple[IndicatorFacts, MeasureFacts | None]
_ASKED = (
    "relation", "report_year_a", "indicator_code_a", "measure_no_a",
    "report_year_b", "indicator_code_b", "measure_no_b",
)  # fmt: skip


class IndicatorKeyRow(TypedDict):
    """A row of int_indicator_key."""

    report_id: str
    indicator_code: str
    indicator_key: str


class MeasureKeyRow(TypedDict):
    """A row of int_measure_key."""

    report_id: str
    indicator_code: str
    measure_no: int
    measure_key: str


class LinkRow(TypedDict):
    """A row of int_link: two members of one series or two twins, or an open question."""

    relation: str
    report_year_a: int
    indicator_code_a: str
    measure_no_a: int | None
    report_year_b: int
    indicator_code_b: str
    measure_no_b: int | None
    basis: str
    score: float
    is_confirmed: bool
    evidence: str
    question_id: str | None
    issuer_a: str
    issuer_b: str


@dataclass(frozen=True, slots=True)
class Step:
    """Why two members are held to be one."""

    basis: str
    score: float
    evidence: str


def link_row(
    one: Member, other: Member, step: Step, *, relation: str = "same_series", is_taken: bool
) -> LinkRow:
    """Write a link that is taken, or a question that is open, of two members."""
    row = LinkRow(
        relation=relation,
        report_year_a=one[0].report_year,
        indicator_code_a=one[0].code,
        measure_no_a=one[1].measure_no if one[1] else None,
        report_year_b=other[0].report_year,
        indicator_code_b=other[0].code,
        measure_no_b=other[1].measure_no if other[1] else None,
        basis=step.basis,
        score=step.score,
        is_confirmed=is_taken,
        evidence=step.evidence,
        question_id=None,
        issuer_a=one[0].issuer,
        issuer_b=other[0].issuer,
    )
    if not is_taken:
        row["question_id"] = question_id(row)
    return row


def question_id(row: Mapping[str, object], *, with_issuers: bool = False) -> str:
    """Name an open question by what it asks, so that it keeps its name from run to run."""
    names = (*_ASKED, "issuer_a", "issuer_b") if with_issuers else _ASKED
    text = "|".join(str(row[name]) for name in names)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
