"""Verdicts over the years: runs of misses, changes, steadiness, the same answer while the miss grows."""

import pytest

from tests.unit.warehouse.test_marts import Staging


@pytest.fixture
def staging(connection):
    return Staging(connection)


def fill(staging, *editions, **facts):
    """One indicator over editions given as (year, status, attainment_pct)."""
    for year, status, reached in editions:
        measure = {"status": status, "attainment_pct": reached}
        staging.indicator(staging.report(year), "6.1.1", measure, **facts)
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


def fill_several(staging, *indicators):
    """Indicators 6.1.1, 6.1.2 … as (status, attainment_pct) of each edition; all are in the newest one."""
    first_year = 2026 - max(map(len, indicators))
    reports = {year: staging.report(year) for year in range(first_year, 2026)}
    for number, editions in enumerate(indicators, start=1):
        for year, (status, reached) in zip(
            range(2026 - len(editions), 2026), editions, strict=True
        ):
            measure = {"status": status, "attainment_pct": reached}
            staging.indicator(reports[year], f"6.1.{number}", measure)
    staging.build()


def test_what_is_not_judged_is_another_change_and_ends_the_run(staging):
    missed = ("not_attained", 90.0)
    fill_several(staging, *((missed, (between, None), missed) for between in ("pending", "no_target", None)))  # fmt: skip
    query = "select status_change, n_missed_in_a_row from marts.status_history order by indicator_code, report_year"
    assert staging.rows_of(query) == [("first", 1), ("other", 0), ("other", 1)] * 3


def test_steadiness(staging):
    expected = [
        (("attained", "attained"), "insufficient", 0, 0),
        (("attained", "pending", "attained"), "insufficient", 0, 0),
        (("attained", "attained", "attained"), "stable", 0, 0),
        (("not_attained",) * 4, "stable", 0, 4),
        (("attained", "attained", "attained", "not_attained"), "stable", 1, 1),
        (("attained", "attained", "not_attained"), "volatile", 1, 1),
        (("attained", "not_attained", "attained", "attained", "attained", "attained"), "volatile", 2, 0),
        (("attained", "pending", "not_attained", "no_target", "not_attained"), "volatile", 1, 1),
    ]  # fmt: skip
    fill_several(staging, *([(status, None) for status in statuses] for statuses, *_ in expected))
    query = "select stability, n_status_changes, n_missed_in_a_row, is_missed_now, n_editions from marts.indicator_history order by indicator_key"  # fmt: skip
    assert staging.rows_of(query) == [
        (stability, changes, missed, missed > 0, len(statuses))
        for statuses, stability, changes, missed in expected
    ]


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


def test_the_same_verdict_is_unchanged_but_nothing_is_known_of_the_undecided(staging):
    fill(staging, (2021, "pending", None), (2022, "pending", None), (2023, None, None), (2024, None, None))  # fmt: skip
    query = "select status_change from marts.status_history order by report_year"
    assert staging.rows_of(query) == [("first",), ("unchanged",), ("other",), ("other",)]


def test_the_worst_measure_is_what_is_compared(staging):
    for year, second in ((2021, 80.0), (2022, 70.0)):
        first = {"status": "attained", "attainment_pct": 104.0}
        missed = {"status": "not_attained", "attainment_pct": second}
        staging.indicator(staging.report(year), "6.1.1", first, missed)
    staging.build()
    query = "select worst_attainment_pct, worst_attainment_change, is_miss_growing from marts.status_history order by report_year"  # fmt: skip
    assert staging.rows_of(query) == [(80.0, None, None), (70.0, -10.0, True)]


def test_the_last_digit_of_a_double_is_no_growing_miss(staging):
    more, less = sorted((100 * 0.6 / 0.7, 100 * 6 / 7), reverse=True)
    assert more > less
    fill(staging, (2021, "not_attained", more), (2022, "not_attained", less))
    query = "select worst_attainment_change, is_miss_growing from marts.status_history where report_year = 2022"  # fmt: skip
    assert staging.rows_of(query) == [(0.0, False)]


def test_a_renumbered_indicator_keeps_one_history_and_its_newest_name(staging):
    missed = {"status": "not_attained"}
    staging.indicator(staging.report(2021), "5.9.9", missed, key="6.1.1", indicator_name="舊")
    staging.indicator(staging.report(2022), "6.1.1", missed, indicator_name="新")
    staging.build()
    query = "select indicator_name, goal_no, first_report_year, last_report_year, n_missed_in_a_row from marts.indicator_history"  # fmt: skip
    assert staging.rows_of(query) == [("新", 6, 2021, 2022, 2)]


def test_an_earlier_vintage_is_no_edition_of_its_own(staging):
    staging.indicator(staging.report(2021, "old", current=False), "6.1.1", {"status": "not_attained"})  # fmt: skip
    staging.indicator(staging.report(2021, "new", vintage=2), "6.1.1", {"status": "attained"})
    staging.build()
    assert staging.rows_of("select n_editions, history_text from marts.indicator_history") == [
        (1, "2021 attained")
    ]
