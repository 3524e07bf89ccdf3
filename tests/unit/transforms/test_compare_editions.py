"""What changed between two documents: every difference once, by keys and not by codes."""

import polars as pl
import pytest

from transforms.compare_editions import SCHEMA, compare_editions, number_words

MEASURE = {
    "report_year": 2023,
    "indicator_code": "6.1.1",
    "indicator_key": "6.1.1",
    "measure_no": 1,
    "measure_key": "6.1.1#1",
    "goal_no": 6,
    "indicator_name": "普及率",
    "measure_label": "普及率",
    "agencies_text": "水利署",
    "same_as_text": "",
    "target_kind": "numeric",
    "comparator": "ge",
    "target_low": 95.0,
    "target_high": None,
    "unit": "%",
    "target_text": "95%",
    "actual_kind": "numeric",
    "actual_value": 96.0,
    "actual_unit": "%",
    "actual_text": "96%",
    "status": "attained",
    "direction": "higher",
    "page_first": 1,
}
TYPES = {
    "comparator": pl.String, "target_low": pl.Float64, "target_high": pl.Float64, "unit": pl.String,
    "actual_value": pl.Float64, "actual_unit": pl.String, "status": pl.String, "direction": pl.String,
}  # fmt: skip


def document(*changes, year=2023):
    rows = [MEASURE | {"report_year": year} | change for change in changes or ({},)]
    return pl.DataFrame(rows, schema_overrides=TYPES)


def changes_of(before, after):
    return compare_editions(before, after).to_dicts()


def one_change(change, year=2024):
    (row,) = changes_of(document(), document(change, year=year))
    return row


@pytest.mark.parametrize("year", [2023, 2024])
def test_the_same_again_is_no_change(year):
    assert changes_of(document(), document(year=year)) == []


@pytest.mark.parametrize(
    ("change", "kind", "before", "after", "effect"),
    [
        ({"indicator_code": "6.1.9"}, "indicator_renumbered", "6.1.1", "6.1.9", None),
        ({"indicator_name": "自來水普及率"}, "indicator_renamed", "普及率", "自來水普及率", None),
        ({"agencies_text": "環境部"}, "agency_changed", "水利署", "環境部", None),
        ({"same_as_text": "3.9.2"}, "same_as_changed", "", "3.9.2", None),
        ({"target_low": 96.0}, "target_changed", "≥ 95%", "≥ 96%", "tightened"),
        ({"target_low": 90.0}, "target_changed", "≥ 95%", "≥ 90%", "loosened"),
        ({"target_kind": "not_set", "comparator": None, "target_low": None}, "target_changed", "≥ 95%", "not_set", None),
        ({"actual_value": 97.0}, "value_changed", "96%", "97%", "better"),
        ({"actual_value": 95.5}, "value_changed", "96%", "95.5%", "worse"),
        ({"status": "not_attained"}, "status_changed", "attained", "not_attained", "worse"),
        ({"status": "pending"}, "status_changed", "attained", "pending", None),
        ({"status": None}, "status_changed", "attained", "undecided", None),
    ],
)  # fmt: skip
def test_each_difference_is_told_once(change, kind, before, after, effect):
    row = one_change(change)
    assert (row["change"], row["before"], row["after"], row["effect"]) == (
        kind,
        before,
        after,
        effect,
    )


def test_where_less_is_better_less_is_tightened_and_better():
    lower = {"direction": "lower", "comparator": "le", "target_low": None, "target_high": 12.0}
    before = document(lower)
    after = document(lower | {"target_high": 11.0, "actual_value": 95.0}, year=2024)
    assert [row["effect"] for row in changes_of(before, after)] == ["tightened", "better"]


def test_between_years_only_numbers_of_one_unit_are_compared():
    assert changes_of(document(), document({"actual_text": "又 96%"}, year=2024)) == []
    assert changes_of(document(), document({"actual_kind": "pending", "actual_value": None}, year=2024)) == []  # fmt: skip
    assert changes_of(document(), document({"actual_unit": "戶"}, year=2024)) == []


def test_between_vintages_everything_counts():
    assert one_change({"actual_text": "達 96%"}, 2023)["change"] == "text_changed"
    row = one_change({"actual_kind": "pending", "actual_value": None}, 2023)
    assert (row["change"], row["after"], row["effect"]) == ("value_changed", "pending", None)


def test_indicators_and_measures_that_come_and_go():
    other = {
        "indicator_key": "7.1.1",
        "indicator_code": "7.1.1",
        "measure_key": "7.1.1#1",
        "goal_no": 7,
    }
    second = {"measure_no": 2, "measure_key": "6.1.1#2", "page_first": 3}
    rows = changes_of(document({}, other), document({}, second, year=2024))
    assert [(row["change"], row["page"]) for row in rows] == [
        ("indicator_vanished", 1),
        ("measure_added", 3),
    ]
    back = changes_of(document({}, second), document({}, other, year=2024))
    assert [row["change"] for row in back] == ["indicator_added", "measure_vanished"]


def test_swapped_codes_are_two_renumberings_and_nothing_else():
    first, second = {"indicator_code": "6.1.1"}, {
        "indicator_key": "6.1.2", "measure_key": "6.1.2#1", "indicator_code": "6.1.2",
    }  # fmt: skip
    after = document(
        first | {"indicator_code": "6.1.2"}, second | {"indicator_code": "6.1.1"}, year=2024
    )
    rows = changes_of(document(first, second), after)
    assert [row["change"] for row in rows] == ["indicator_renumbered"] * 2


def test_changes_stand_in_order_of_print():
    codes = ("6.10.1", "6.9.1", "6.e.2", "6.2.1")
    facts = [
        {"indicator_code": code, "indicator_key": code, "measure_key": f"{code}#1"}
        for code in codes
    ]
    rows = changes_of(document().clear(), document(*facts))
    assert [row["indicator_code_after"] for row in rows] == ["6.2.1", "6.9.1", "6.10.1", "6.e.2"]


def test_nothing_against_nothing_has_the_columns():
    assert compare_editions(document().clear(), document().clear()).schema == pl.Schema(SCHEMA)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (98052600000.0, "元", "98,052,600,000 元"),
        (0.022, "‰", "0.022‰"),
        (5.0, None, "5"),
        (1e-7, "公噸", "0.0000001 公噸"),
        (-3.5, "%", "-3.5%"),
    ],
)
def test_numbers_as_people_write_them(value, unit, words):
    assert number_words(value, unit) == words
