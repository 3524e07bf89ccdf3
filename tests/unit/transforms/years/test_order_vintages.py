"""Vintages of a year stand in one order, whatever order the files came in."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.years.order_vintages import order_vintages

SCHEMA = {
    "report_id": pl.String,
    "report_year": pl.Int32,
    "issuer": pl.String,
    "issuer_basis": pl.String,
    "issuer_printed": pl.String,
    "title": pl.String,
    "published_date": pl.Date,
    "sha256": pl.String,
}


def report(name: str, title: str | None, published: date | None, year: int = 2024, issuer: str = "經濟部") -> dict[str, Any]:  # fmt: skip
    return {
        "report_id": name,
        "report_year": year,
        "issuer": issuer,
        "issuer_basis": "printed",
        "issuer_printed": None,
        "title": title,
        "published_date": published,
        "sha256": name * 8,
    }


JUNE, AUGUST = date(2025, 6, 1), date(2025, 8, 1)
IN_ORDER = [
    report("a", "執行情形表(草案)", AUGUST),
    report("b", "執行情形表 Sample", AUGUST),
    report("c", None, None),
    report("d", "執行情形表", JUNE),
    report("e", "執行情形表", JUNE),
    report("f", "執行情形表(更正)", JUNE),
    report("g", "執行情形表", AUGUST),
    report("h", "執行情形表", AUGUST, year=2023),
    report("i", "執行情形表", JUNE, issuer="衛福部"),
]


def numbered(reports: list[dict[str, Any]]) -> dict[str, tuple[int, bool]]:
    ordered = order_vintages(pl.DataFrame(reports, schema=SCHEMA))
    return {row["report_id"]: (row["vintage_no"], row["is_current"]) for row in ordered.to_dicts()}


@given(st.permutations(IN_ORDER))
def test_the_order_does_not_depend_on_the_order_of_ingestion(reports):
    expected = {name: (number, name == "g") for number, name in enumerate("abcdefg", start=1)}
    assert numbered(reports) == expected | {"h": (1, True), "i": (1, True)}


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (report("b", "草案", AUGUST), report("a", "執行情形表", JUNE)),
        (report("b", "初稿", None), report("a", None, None)),
        (report("b", "執行情形表", None), report("a", "執行情形表", JUNE)),
        (report("b", "執行情形表", JUNE), report("a", "執行情形表(勘誤)", JUNE)),
        (report("b", "執行情形表(修正)", JUNE), report("a", "執行情形表", AUGUST)),
        (report("a", "執行情形表", JUNE), report("b", "執行情形表", JUNE)),
    ],
    ids=["draft", "first draft", "unknown month", "corrected", "later month", "checksum"],
)
def test_the_newer_vintage_is_current(older, newer):
    assert numbered([newer, older]) == {
        older["report_id"]: (1, False),
        newer["report_id"]: (2, True),
    }


def test_columns_are_those_of_the_staging_table():
    ordered = order_vintages(pl.DataFrame(IN_ORDER, schema=SCHEMA))
    assert ordered.columns == [
        "report_id", "report_year", "vintage_no", "issuer", "issuer_basis", "issuer_printed", "is_sample", "is_current"
    ]  # fmt: skip


def test_a_sample_is_one_by_its_own_word_and_a_draft_is_none():
    ordered = order_vintages(pl.DataFrame(IN_ORDER, schema=SCHEMA))
    assert ordered.filter("is_sample")["report_id"].to_list() == ["b"]
