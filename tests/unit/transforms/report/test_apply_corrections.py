"""A correction changes the value that it is for, and no other."""

from dataclasses import fields
from typing import Any

import pytest

from transforms.report.apply_corrections import Correction, apply_corrections
from transforms.report.staged_rows import StagedMeasure, StagedPriorValue, StagedReport


def correction(**facts):
    row = {
        "report_year": 2024, "indicator_code": "8.10.3", "measure_no": 1, "field": "actual_value",
        "data_year": None, "printed_expected": 90.3, "corrected_value": 9.03e9, "reason": "億 is missing",
    }  # fmt: skip
    return Correction(**row | facts)


def measure(measure_no: int, **facts: Any) -> StagedMeasure:
    """A measure of which only what corrections look at is said."""
    nothing = dict.fromkeys(entry.name for entry in fields(StagedMeasure))
    key = {"indicator_code": "8.10.3", "occurrence_no": 1, "measure_no": measure_no}
    return StagedMeasure(**nothing | key | {"actual_value": 90.3, "actual_year": 2024} | facts)


def prior(data_year: int) -> StagedPriorValue:
    return StagedPriorValue("r", "8.10.3", 1, 1, data_year, 90.3, None, "90.3", 1)


@pytest.fixture
def staged():
    return StagedReport(
        measures=[measure(1), measure(2, target_low=5.0)], prior_values=[prior(2022), prior(2023)]
    )


def correct(staged: StagedReport, fix: Correction, report_year: int = 2024) -> None:
    apply_corrections("r", report_year, staged, [fix])


def test_the_printed_value_gives_way_and_stays_on_record(staged):
    correct(staged, correction())
    assert [row.actual_value for row in staged.measures] == [9.03e9, 90.3]
    assert [row.data_value for row in staged.prior_values] == [90.3, 90.3]
    (outcome,) = staged.corrections
    assert (outcome.is_applied, outcome.printed_found) == (True, 90.3)
    assert (outcome.corrected_value, outcome.reason) == (9.03e9, "億 is missing")


def test_an_earlier_years_value_is_found_by_its_year(staged):
    correct(staged, correction(field="prior_value", data_year=2023))
    assert [row.data_value for row in staged.prior_values] == [90.3, 9.03e9]
    assert [row.actual_value for row in staged.measures] == [90.3, 90.3]


def test_a_year_stays_a_whole_number(staged):
    correct(staged, correction(field="actual_year", printed_expected=2024, corrected_value=2023.0))
    assert staged.measures[0].actual_year == 2023
    assert isinstance(staged.measures[0].actual_year, int)


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"printed_expected": 90.4}, 90.3),
        ({"measure_no": 3}, None),
        ({"indicator_code": "8.10.2"}, None),
        ({"field": "target_low", "printed_expected": 5.0}, None),
        ({"data_year": 2023}, None),
        ({"field": "prior_value", "data_year": 2021}, None),
    ],
)
def test_what_is_not_as_expected_is_left_and_told(staged, facts, found):
    correct(staged, correction(**facts))
    assert [row.actual_value for row in staged.measures] == [90.3, 90.3]
    assert [row.data_value for row in staged.prior_values] == [90.3, 90.3]
    (outcome,) = staged.corrections
    assert (outcome.is_applied, outcome.printed_found) == (False, found)


def test_other_editions_are_not_its_business(staged):
    correct(staged, correction(), report_year=2023)
    assert staged.corrections == []
    assert staged.measures[0].actual_value == 90.3
