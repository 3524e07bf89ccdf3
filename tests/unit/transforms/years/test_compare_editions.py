"""What changed between two documents: every difference once, by keys and not by codes."""

import polars as pl
import pytest

from tests.unit.transforms.measures_of_editions import changes_of, document
from transforms.years.compare_editions import SCHEMA, compare_editions


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


def test_between_years_texts_are_not_compared():
    assert changes_of(document(), document({"actual_text": "又 96%"}, year=2024)) == []


def three_measures(*changes, **of_all):
    rows = [
        {"measure_no": number, "measure_key": f"6.1.1#{number}", "measure_label": f"第{number}項"}
        | of_all
        for number in (1, 2, 3)
    ]
    return document(*(row | change for row, change in zip(rows, changes or ({},) * 3, strict=True)))


@pytest.mark.parametrize("section", ["target", "actual", "reason", "countermeasure"])
def test_a_text_is_told_once_whatever_the_number_of_measures(section):
    after = three_measures(**{f"{section}_text": "改寫"})
    (row,) = changes_of(three_measures(), after)
    assert (row["change"], row["section"], row["measure_key"]) == ("text_changed", section, None)
    assert row["after"] == "改寫"


def test_a_text_of_which_only_a_told_number_differs_is_not_told_again():
    before = three_measures(actual_text="1.甲96% 2.乙96% 3.丙96%")
    changed = ({}, {"actual_value": 97.0}, {})
    again = three_measures(*changed, actual_text="1.甲96% 2.乙97% 3.丙96%")
    assert [row["change"] for row in changes_of(before, again)] == ["value_changed"]
    reworded = three_measures(*changed, actual_text="1.甲96% 2.乙97%(初估) 3.丙96%")
    assert [row["change"] for row in changes_of(before, reworded)] == ["value_changed", "text_changed"]  # fmt: skip
    untold = three_measures(actual_text="1.甲96% 2.乙97% 3.丙96%")
    assert [row["change"] for row in changes_of(before, untold)] == ["text_changed"]


def test_a_text_broken_into_other_lines_is_the_same():
    assert (
        changes_of(document({"actual_text": "達 96%"}), document({"actual_text": "達\n96%"})) == []
    )


def test_a_note_that_follows_its_renumbered_twin_is_no_other_note():
    twin = {"indicator_key": "3.9.5", "measure_key": "3.9.5#1", "goal_no": 3}
    before = document({"same_as_text": "3.9.2"}, twin | {"indicator_code": "3.9.2"})
    after = document({"same_as_text": "3.9.5"}, twin | {"indicator_code": "3.9.5"}, year=2024)
    assert [row["change"] for row in changes_of(before, after)] == ["indicator_renumbered"]


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
