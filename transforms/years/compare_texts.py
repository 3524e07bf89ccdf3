"""Reasons and countermeasures over the years: is it the same again?"""

import re
from typing import Any

import polars as pl
from rapidfuzz import fuzz

from transforms.normalize_text import normalize_text

# Years, numbers and list marks change in a text that is carried over; what is left is compared.
_CHANGING = re.compile(r"[\d０-９]+|[^\w]|_")
# Carried over with some words mended it stays above 80; so does one answer given for two indicators of
# one edition (8.7.1 and 8.7.2 of 2024: 87). Answers of different content reach 36 there at most.
SAME_TEXT = 75.0
SCHEMA = {
    "indicator_key": pl.String,
    "report_year": pl.Int32,
    "indicator_code": pl.String,
    "previous_report_year": pl.Int32,
    "reason_similarity": pl.Float64,
    "is_reason_repeated": pl.Boolean,
    "countermeasure_similarity": pl.Float64,
    "is_countermeasure_repeated": pl.Boolean,
}
Row = dict[str, Any]


def compare_texts(statements: pl.DataFrame) -> pl.DataFrame:
    """Compare what each edition says with what the edition before said.

    Args:
        statements: indicator_key, report_year, indicator_code, reason_text, countermeasure_text;
            current editions only.

    Returns:
        One row per indicator and edition that has one before it: similarities from 0 to 100 (rapidfuzz
        ratio without numbers and marks), null where a text is missing; repeated from 75 on.
    """
    before: dict[str, Row] = {}
    rows: list[Row] = []
    in_order = statements.sort("indicator_key", "report_year", "indicator_code")
    for row in in_order.iter_rows(named=True):
        earlier = before.get(row["indicator_key"])
        if earlier is not None and earlier["report_year"] < row["report_year"]:
            rows.append(_compare(earlier, row))
        before[row["indicator_key"]] = row
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _compare(earlier: Row, row: Row) -> Row:
    reason = text_similarity(earlier["reason_text"], row["reason_text"])
    countermeasure = text_similarity(earlier["countermeasure_text"], row["countermeasure_text"])
    return {
        "indicator_key": row["indicator_key"],
        "report_year": row["report_year"],
        "indicator_code": row["indicator_code"],
        "previous_report_year": earlier["report_year"],
        "reason_similarity": reason,
        "is_reason_repeated": None if reason is None else reason >= SAME_TEXT,
        "countermeasure_similarity": countermeasure,
        "is_countermeasure_repeated": None
        if countermeasure is None
        else countermeasure >= SAME_TEXT,
    }


def text_similarity(left: str | None, right: str | None) -> float | None:
    """Likeness of two texts, 0 to 100; None if one is missing or says nothing, like a mere dash."""
    lasting_left, lasting_right = _lasting(left), _lasting(right)
    if not lasting_left or not lasting_right:
        return None
    return round(fuzz.ratio(lasting_left, lasting_right), 1)


def _lasting(text: str | None) -> str:
    return _CHANGING.sub("", normalize_text(text or ""))
