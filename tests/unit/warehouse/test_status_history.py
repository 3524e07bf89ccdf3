"""Verdicts over the years: runs of misses, changes, steadiness, the same answer while the miss grows."""

import pytest

from flows.history_steps import compare_reasons
from tests.unit.warehouse.test_marts import Staging


@pytest.fixture
def staging(connection):
    return Staging(connection)


def fill(staging, *editions, **facts):
    """One indicator over editions given as (year, status, attainment_pct)."""
    for year, status, reached in editions:
        measure = {"status": status, "attainment_pct": reached}
        staging.indicator(staging.report(year), "6.1.1", measure, **facts)
    compare_reasons(staging.connection)
    staging.build()


def test_misses_in_a_row_are_counted_up_and_end(staging):
    fill(staging, (2020, "not_attained", 90.0), (2021, "not_attained", 80.0), (2022, "attained", 101.0), (2023, "not_attained", 99.0))  # fmt: skip
    query = """
        select report_year, status_change, n_missed_in_a_row, worst_attainment_change, is_miss_growing
        from marts.status_history order by report_year
    """
    assert staging.rows_of(query) == [
        (2020, "first", 1, None, None),
        (2021, "unchanged", 2, -10.0, True),
        (2022, "improved", 0, 21.0, None),
        (2023, "worsened", 1, -2.0, None),
    ]


def test_an_edition_that_is_not_held_breaks_no_row(staging):
    fill(staging, (2020, "not_attained", 90.0), (2023, "not_attained", 95.0))
    query = "select report_year, previous_report_year, n_missed_in_a_row, is_miss_growing from marts.status_history order by 1"  # fmt: skip
    assert staging.rows_of(query) == [(2020, None, 1, None), (2023, 2020, 2, False)]


@pytest.mark.parametrize("between", ["pending", "no_target", None])
def test_what_is_not_judged_is_another_change_and_ends_the_run(staging, between):
    fill(staging, (2020, "not_attained", 90.0), (2021, between, None), (2022, "not_attained", 90.0))
    query = "select status_change, n_missed_in_a_row from marts.status_history order by report_year"
    assert staging.rows_of(query) == [("first", 1), ("other", 0), ("other", 1)]


@pytest.mark.parametrize(
    ("statuses", "stability", "changes", "missed"),
    [
        (("attained", "attained"), "insufficient", 0, 0),
        (("attained", "pending", "attained"), "insufficient", 0, 0),
        (("attained", "attained", "attained"), "stable", 0, 0),
        (("not_attained",) * 4, "stable", 0, 4),
        (("attained", "attained", "attained", "not_attained"), "stable", 1, 1),
        (("attained", "attained", "not_attained"), "volatile", 1, 1),
        (("attained", "not_attained", "attained", "attained", "attained", "attained"), "volatile", 2, 0),
        (("attained", "pending", "not_attained", "no_target", "not_attained"), "volatile", 1, 1),
    ],
)  # fmt: skip
def test_steadiness(staging, statuses, stability, changes, missed):
    fill(staging, *((2020 + n, status, None) for n, status in enumerate(statuses)))
    query = "select stability, n_status_changes, n_missed_in_a_row, is_missed_now, n_editions from marts.indicator_history"  # fmt: skip
    assert staging.rows_of(query) == [(stability, changes, missed, missed > 0, len(statuses))]


def test_the_history_is_told_in_order(staging):
    fill(staging, (2022, "attained", None), (2021, None, None))
    assert staging.rows_of("select history_text from marts.indicator_history") == [
        ("2021 undecided, 2022 attained",)
    ]


def test_a_repeated_countermeasure_stands_beside_the_growing_miss(staging):
    text = "持續辦理宣導，並加強查核輔導，以提升達成率。"
    fill(staging, (2021, "not_attained", 90.0), (2022, "not_attained", 80.0), reason_text=text, countermeasure_text=text)  # fmt: skip
    query = """
        select is_reason_repeated, is_countermeasure_repeated, is_miss_growing
        from marts.status_history where report_year = 2022
    """
    assert staging.rows_of(query) == [(True, True, True)]


def test_scorecards_compare_with_the_year_before_only(staging):
    fill(
        staging, (2020, "attained", 100.0), (2021, "not_attained", 90.0), (2023, "attained", 100.0)
    )
    for mart in ("goal_scorecard", "agency_scorecard", "edition_scorecard"):
        query = f"select report_year, attainment_rate_pct, attainment_rate_change from marts.{mart} order by 1"
        assert staging.rows_of(query) == [(2020, 100.0, None), (2021, 0.0, -100.0), (2023, 100.0, None)]  # fmt: skip
