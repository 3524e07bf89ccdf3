"""Every hand-written expectation fails on the fault it is for, and only it."""

import pytest

from expectations.audit import _validate
from expectations.suites import hand_written_expectations

SUITES = hand_written_expectations()
LINES = [(table, expectation) for table, suite in SUITES.items() for expectation in suite]
# (table, check) → the statement that plants its fault
FAULTS = {
    ("raw.raw_report", "column_values_to_not_be_null published_date"): "update raw.raw_report set published_date = null",
    ("raw.raw_report", "column_values_to_not_be_null title"): "update raw.raw_report set title = null",
    ("staging.stg_indicator", "column_values_to_match_regex indicator_code"): "update staging.stg_indicator set indicator_code = '6-1-2' where indicator_code = '6.1.2'",
    ("staging.stg_indicator", "column_value_lengths_to_be_between indicator_name"): "update staging.stg_indicator set indicator_name = repeat('甲', 81) where indicator_code = '6.1.2'",
    ("staging.stg_indicator", "column_pair_values_a_to_be_greater_than_b"): "update staging.stg_indicator set page_last = page_first - 1 where indicator_code = '6.1.2'",
    ("staging.stg_measure", "column_pair_values_a_to_be_greater_than_b"): "update staging.stg_measure set target_high = target_low - 1 where target_kind = 'range'",
    ("staging.stg_measure", "column_values_to_be_between measure_no"): "update staging.stg_measure set measure_no = 21 where indicator_code = '6.1.2'",
    ("marts.goal_scorecard", "column_values_to_be_between attainment_rate_pct"): "update marts.goal_scorecard set attainment_rate_pct = 100.1 where goal_no = 6",
}  # fmt: skip


def validate(connection, context, table, expectations):
    frame = connection.execute(f"select * from {table}").df()
    return _validate(context, table, frame, expectations)


@pytest.mark.parametrize("table", SUITES)
def test_a_clean_edition_passes(candidate, gx_context, table):
    checks = validate(candidate, gx_context, table, SUITES[table])
    assert {check.outcome for check in checks} == {"passed"}


@pytest.mark.parametrize(("table", "check"), FAULTS, ids=str)
def test_a_planted_fault_fails_exactly_its_expectation(candidate, gx_context, table, check):
    candidate.execute(FAULTS[table, check])
    failed = [
        (entry.subject, entry.expectation, entry.outcome)
        for name, suite in SUITES.items()
        for entry in validate(candidate, gx_context, name, suite)
        if entry.outcome != "passed"
    ]
    assert failed == [(table, check, "failed")]


@pytest.mark.parametrize(("table", "expectation"), LINES)
def test_every_expectation_has_a_planted_fault_a_severity_and_a_why(
    candidate, gx_context, table, expectation
):
    (check,) = validate(candidate, gx_context, table, [expectation])
    assert (table, check.expectation) in FAULTS
    assert check.severity in {"critical", "warning", "info"}
    assert len(check.why) > 20


@pytest.mark.parametrize(
    "statement",
    [
        "update marts.goal_scorecard set attainment_rate_pct = 0 where goal_no = 6",
        "update staging.stg_indicator set page_last = page_first",
        "update staging.stg_indicator set indicator_code = '12.e.10' where indicator_code = '6.1.2'",
    ],
)
def test_values_at_the_edge_pass(candidate, gx_context, statement):
    candidate.execute(statement)
    table = statement.split()[1]
    checks = validate(candidate, gx_context, table, SUITES[table])
    assert {check.outcome for check in checks} == {"passed"}
