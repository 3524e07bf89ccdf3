"""The same reason again, with other years in it, is the same reason."""

import polars as pl
import pytest

from transforms.years.compare_texts import SCHEMA, compare_texts, text_similarity

OLD = "1.地方政府審查期程較長，影響設置速度。2.2022年受疫情影響，案場施工延後。"
AGAIN = "1. 地方政府審查期程較長，影響設置速度。 2. 2023 年受疫情影響，案場施工延後。"
MENDED = "1.地方政府審查期程較長，影響設置速度。2.2023年受缺工影響，案場施工仍延後。"
OTHER = "主要因枯水期降雨偏少，入滲補注不足，地下水位洩降較大。"


def said(year, reason, countermeasure=None, key="6.6.1", code="6.6.1", issuer="經濟部"):  # noqa: PLR0913, PLR0917
    return {
        "issuer": issuer, "indicator_key": key, "report_year": year, "indicator_code": code,
        "reason_text": reason, "countermeasure_text": countermeasure,
    }  # fmt: skip


def compared(*rows):
    types = {"reason_text": pl.String, "countermeasure_text": pl.String}
    return compare_texts(pl.DataFrame(list(rows), schema_overrides=types)).to_dicts()


@pytest.mark.parametrize(
    ("now", "repeated"), [(OLD, True), (AGAIN, True), (MENDED, True), (OTHER, False), (None, None)]
)
def test_what_is_the_same_again(now, repeated):
    (row,) = compared(said(2022, OLD), said(2023, now))
    assert row["is_reason_repeated"] is repeated
    assert (row["report_year"], row["previous_report_year"]) == (2023, 2022)


def test_years_and_spaces_do_not_count():
    assert text_similarity(OLD, AGAIN) == 100


@pytest.mark.parametrize("text", ["-", "—", "1.", "2024", " \n"])
def test_a_text_that_says_nothing_is_missing(text):
    assert text_similarity(text, text) is None
    assert text_similarity(OLD, text) is None


def test_the_similarity_is_that_of_the_words_alone():
    assert text_similarity("1.漏水率高", "漏水率低") == 75.0  # 2 * 3 of 4 + 4 characters are common
    (row,) = compared(said(2022, "漏水率高"), said(2023, "漏水率低"))
    assert (row["reason_similarity"], row["is_reason_repeated"]) == (75.0, True)


def test_a_missing_text_ends_the_comparison_not_the_series():
    rows = compared(said(2021, OLD), said(2022, None), said(2023, OLD))
    assert [(row["previous_report_year"], row["reason_similarity"]) for row in rows] == [
        (2021, None), (2022, None),
    ]  # fmt: skip


def test_a_renumbered_indicator_is_compared_under_its_key():
    (row,) = compared(said(2022, OLD, code="6.5.9"), said(2023, OLD))
    assert (row["indicator_code"], row["reason_similarity"]) == ("6.6.1", 100.0)


def test_the_first_edition_has_nothing_to_be_compared_with():
    assert compared(said(2022, OLD)) == []
    assert list(compare_texts(pl.DataFrame([said(2022, OLD, OLD)])).columns) == list(SCHEMA)


def test_a_gap_compares_with_the_edition_before_it_and_indicators_do_not_mix():
    rows = compared(said(2020, OLD), said(2023, OLD), said(2022, OLD, key="6.1.1"))
    assert [(row["indicator_key"], row["previous_report_year"]) for row in rows] == [
        ("6.6.1", 2020)
    ]


def test_countermeasures_are_compared_apart():
    (row,) = compared(said(2022, OLD, OTHER), said(2023, OTHER, OTHER))
    assert (row["is_reason_repeated"], row["is_countermeasure_repeated"]) == (False, True)


def test_each_issuer_is_compared_with_what_it_said_before():
    rows = compared(
        said(2022, OLD), said(2022, OTHER, issuer="環境部"), said(2023, OTHER), said(2023, OTHER, issuer="環境部")
    )  # fmt: skip
    assert {row["issuer"]: row["is_reason_repeated"] for row in rows} == {
        "經濟部": False,
        "環境部": True,
    }
