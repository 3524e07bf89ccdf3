"""Reasons and countermeasures over the years: is it the same again?"""

import re

import polars as pl
from rapidfuzz import fuzz

from transforms.normalize_text import normalize_text

# Years, numbers and list marks change in a text that is carried over; what is left is compared.
_CHANGING = re.compile(r"[\d０-９]+|[^\w]|_")
# Carried over with some words mended it stays above 80; so does one answer given for two indicators of
# one edition (8.7.1 and 8.7.2 of 2024: 87). Answers of different content reach 36 there at most.
SAME_TEXT = 75.0
SCHEMA = {
    "issuer": pl.String,
    "indicator_key": pl.String,
    "report_year": pl.Int32,
    "indicator_code": pl.String,
    "previous_report_year": pl.Int32,
    "reason_similarity": pl.Float64,
    "is_reason_repeated": pl.Boolean,
    "countermeasure_similarity": pl.Float64,
    "is_countermeasure_repeated": pl.Boolean,
}


def compare_texts(statements: pl.DataFrame) -> pl.DataFrame:
    """Compare what each edition says with what the edition before said.

    Args:
        statements: issuer, indicator_key, report_year, indicator_code, reason_text, countermeasure_text;
            current editions only; of an issuer and indicator one row a year.

    Returns:
        One row per indicator and edition that has one before it: similarities from 0 to 100 (rapidfuzz
        ratio without numbers and marks), null where a text is missing; repeated from 75 on.
    """
    texts = ("reason", "countermeasure")
    before = ["report_year", *(f"{name}_text" for name in texts)]
    compared = (
        statements.sort("indicator_key", "issuer", "report_year", "indicator_code")
        .with_columns(
            pl.col(before).shift().over("indicator_key", "issuer").name.prefix("previous_")
        )
        .filter(pl.col("previous_report_year") < pl.col("report_year"))
        .with_columns(_similarity(name) for name in texts)
        .with_columns(
            (pl.col(f"{name}_similarity") >= SAME_TEXT).alias(f"is_{name}_repeated")
            for name in texts
        )
    )
    return compared.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())


def _similarity(name: str) -> pl.Expr:
    earlier, later = f"previous_{name}_text", f"{name}_text"
    return (
        pl.struct(earlier, later)
        .map_elements(
            lambda pair: text_similarity(pair[earlier], pair[later]), return_dtype=pl.Float64
        )
        .alias(f"{name}_similarity")
    )


def text_similarity(left: str | None, right: str | None) -> float | None:
    """Likeness of two texts, 0 to 100; None if one is missing or says nothing, like a mere dash."""
    lasting_left, lasting_right = _lasting(left), _lasting(right)
    if not lasting_left or not lasting_right:
        return None
    return round(fuzz.ratio(lasting_left, lasting_right), 1)


def _lasting(text: str | None) -> str:
    return _CHANGING.sub("", normalize_text(text or ""))
