"""A correction changes the value that it is for, and no other."""

import pytest

from transforms.report.apply_corrections import Correction, apply_corrections


def correction(**facts):
    row = {
        "report_year": 2024, "indicator_code": "8.10.3", "measure_no": 1, "field": "actual_value",
        "data_year": None, "printed_expected": 90.3, "corrected_value": 9.03e9, "reason": "億 is missing",
    }  # fmt: skip
    return Correction(**row | facts)


@pytest.fixture
def measures():
    key = {"indicator_code": "8.10.3", "occurrence_no": 1}
    return [
        key | {"measure_no": 1, "actual_value": 90.3, "actual_year": 2024, "target_low": None},
        key | {"measure_no": 2, "actual_value": 90.3, "actual_year": 2024, "target_low": 5.0},
    ]


@pytest.fixture
def priors():
    return [
        {"indicator_code": "8.10.3", "occurrence_no": 1, "measure_no": 1, "data_year": year, "data_value": 90.3}
        for year in (2022, 2023)
    ]  # fmt: skip


def test_the_printed_value_gives_way_and_stays_on_record(measures, priors):
    (outcome,) = apply_corrections("r", 2024, measures, priors, [correction()])
    assert [row["actual_value"] for row in measures] == [9.03e9, 90.3]
    assert [row["data_value"] for row in priors] == [90.3, 90.3]
    assert (outcome["is_applied"], outcome["printed_found"]) == (True, 90.3)
    assert (outcome["corrected_value"], outcome["reason"]) == (9.03e9, "億 is missing")


def test_an_earlier_years_value_is_found_by_its_year(measures, priors):
    apply_corrections(
        "r", 2024, measures, priors, [correction(field="prior_value", data_year=2023)]
    )
    assert [row["data_value"] for row in priors] == [90.3, 9.03e9]
    assert [row["actual_value"] for row in measures] == [90.3, 90.3]


def test_a_year_stays_a_whole_number(measures, priors):
    fix = correction(field="actual_year", printed_expected=2024, corrected_value=2023.0)
    apply_corrections("r", 2024, measures, priors, [fix])
    assert measures[0]["actual_year"] == 2023
    assert isinstance(measures[0]["actual_year"], int)


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"printed_expected": 90.4}, 90.3),
        ({"measure_no": 3}, None),
        ({"indicator_code": "8.10.2"}, None),
        ({"field": "target_low", "printed_expected": 5.0}, None),
    ],
)
def test_what_is_not_as_expected_is_left_and_told(measures, priors, facts, found):
    (outcome,) = apply_corrections("r", 2024, measures, priors, [correction(**facts)])
    assert [row["actual_value"] for row in measures] == [90.3, 90.3]
    assert (outcome["is_applied"], outcome["printed_found"]) == (False, found)


def test_other_editions_are_not_its_business(measures, priors):
    assert apply_corrections("r", 2023, measures, priors, [correction()]) == []
    assert measures[0]["actual_value"] == 90.3
