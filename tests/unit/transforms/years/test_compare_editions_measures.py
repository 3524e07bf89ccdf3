"""Units, targets and values of a measure in two documents: what counts as a change, and as better."""

import pytest

from tests.unit.transforms.measures_of_editions import changes_of, document, told
from transforms.years.compare_measures import number_words


def test_a_value_that_is_published_at_last_or_not_yet_is_told_between_years_too():
    pending = {"actual_kind": "pending", "actual_value": None, "actual_unit": None}
    assert told(document(pending), document(year=2024)) == [("value_changed", "pending", "96%", None)]  # fmt: skip
    assert told(document(), document(pending, year=2024)) == [("value_changed", "96%", "pending", None)]  # fmt: skip


def test_between_years_another_unit_is_told_in_place_of_the_value():
    after = document({"actual_unit": "戶", "actual_value": 9.0}, year=2024)
    assert told(document(), after) == [("unit_changed", "%", "戶", None)]


def test_the_same_number_in_another_unit_is_a_unit_and_no_target():
    cases = {"unit": "件", "actual_unit": "件"}, {"unit": "次", "actual_unit": "次"}
    assert told(document(cases[0]), document(cases[1], year=2024)) == [("unit_changed", "件", "次", None)]  # fmt: skip


def test_a_unit_that_is_no_longer_printed_is_told():
    bare = {"unit": None, "actual_unit": None}
    assert told(document(), document(bare, year=2024)) == [("unit_changed", "%", "no unit", None)]


def test_another_name_of_the_same_unit_is_no_change_and_its_numbers_are_compared():
    old = {"unit": "噸", "actual_unit": "噸", "unit_group": "噸", "actual_unit_group": "噸"}
    new = old | {"unit": "公噸", "actual_unit": "公噸"}
    assert told(document(old), document(new, year=2024)) == []
    more = document(new | {"actual_value": 98.0}, year=2024)
    assert told(document(old), more) == [("value_changed", "96 噸", "98 公噸", "better")]


def test_a_corrected_unit_and_number_are_both_told_between_vintages():
    after = document({"actual_unit": "‰", "actual_value": 97.0})
    assert told(document(), after) == [
        ("unit_changed", "%", "‰", None),
        ("value_changed", "96%", "97‰", None),
    ]


def test_a_quantity_that_goes_on_in_another_unit_neither_vanishes_nor_is_new():
    # Linking gives it another key: no series runs on over units.
    after = document(
        {"measure_key": "6.1.1#7", "unit": "件", "target_low": 5.0, "actual_unit": "件"}, year=2024
    )
    assert told(document(), after) == [
        ("unit_changed", "%", "件", None),
        ("target_changed", "≥ 95%", "≥ 5 件", None),
    ]


def test_another_quantity_in_another_unit_is_a_new_measure():
    other = {"measure_key": "6.1.1#7", "measure_label": "戶數", "unit": "戶", "actual_unit": "戶"}
    kinds = [row["change"] for row in changes_of(document(), document(other, year=2024))]
    assert kinds == ["measure_added", "measure_vanished"]


@pytest.mark.parametrize("year", [2023, 2024])
def test_no_change_is_told_in_equal_words(year):
    five = {"target_kind": "range", "target_low": 5.0, "target_high": 5.0}
    before = document(five | {"comparator": "between"})
    after = document(five | {"comparator": None, "actual_value": 96.0 + 1e-13}, year=year)
    assert changes_of(before, after) == []


def test_a_running_total_is_neither_better_nor_tightened_a_year_later():
    total = {"target_basis": "cumulative"}
    more = total | {"target_low": 97.0, "actual_value": 99.0}
    effects = [row["effect"] for row in changes_of(document(total), document(more, year=2024))]
    assert effects == [None, None]
    effects = [row["effect"] for row in changes_of(document(total), document(more))]
    assert effects == ["tightened", "better"]


def test_a_total_of_one_period_can_be_tightened_and_of_another_cannot():
    total = {"target_basis": "cumulative", "target_period": "2021-2024"}
    same = document(total | {"target_low": 97.0}, year=2024)
    assert told(document(total), same) == [
        ("target_changed", "≥ 95% (2021-2024)", "≥ 97% (2021-2024)", "tightened")
    ]
    other = document(total | {"target_period": "2025-2028"}, year=2024)
    assert told(document(total), other) == [
        ("target_changed", "≥ 95% (2021-2024)", "≥ 95% (2025-2028)", None)
    ]
    unsaid = document(total | {"target_period": None}, year=2024)
    assert told(document(total), unsaid) == []


def test_a_target_put_off_to_another_year_is_told():
    later = document({"target_year": 2030}, year=2024)
    assert told(document(), later) == [("target_changed", "≥ 95%", "≥ 95% (2030)", None)]


@pytest.mark.parametrize(
    "change",
    [
        {"direction": "lower", "comparator": "le", "target_low": None, "target_high": 90.0},
        {"direction": "lower", "target_low": 90.0},
        {"target_basis": "growth_rate", "target_low": 90.0},
    ],
)
def test_other_senses_are_not_weighed_against_each_other(change):
    row, value = changes_of(document(), document(change | {"actual_value": 97.0}, year=2024))
    assert (row["change"], row["effect"]) == ("target_changed", None)
    assert (value["change"], value["effect"]) == ("value_changed", None)


def test_another_task_is_another_target_and_the_same_for_another_year_is_not():
    task = {"target_kind": "qualitative", "comparator": None, "target_low": None}
    before = document(task | {"target_words": "2023年提出草案"})
    again = document(task | {"target_words": "2024年\n提出草案"}, year=2024)
    assert told(before, again) == []
    other = document(task | {"target_words": "2024年完成立法"}, year=2024)
    assert told(before, other) == [("target_changed", "2023年提出草案", "2024年完成立法", None)]


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (98052600000.0, "元", "98,052,600,000 元"),
        (107857860000.00002, "元", "107,857,860,000 元"),
        (0.022, "‰", "0.022‰"),
        (5.0, None, "5"),
        (1e-7, "公噸", "0.0000001 公噸"),
        (-3.5, "%", "-3.5%"),
    ],
)
def test_numbers_as_people_write_them(value, unit, words):
    assert number_words(value, unit) == words
