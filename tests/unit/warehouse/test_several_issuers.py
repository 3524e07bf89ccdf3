"""One year, several issuers: an indicator with two statements is counted once, and both sides are told."""

from datetime import date

import polars as pl
import pytest

from expectations.rules import find_offenders, read_rules
from flows.stages.compare_documents import compare_successive
from tests.unit.warehouse.test_marts import Staging, numeric, pending, statuses

WATER = {"agencies": ["水利署"]}
LINK = {
    "relation": "same_measure", "report_year_a": 2024, "report_year_b": 2024, "basis": "printed_note",
    "score": 100.0, "is_confirmed": True, "evidence": "e",
}  # fmt: skip
EXTERNAL = {
    "edition_year": 2024, "measure_no": 1, "indicator_name_contains": "甲", "value": 5.0, "unit": None,
    "value_basis": "level", "source_url": "u", "publisher": "水利署", "data_set": "年報",
}  # fmt: skip


@pytest.fixture
def staging(connection):
    return Staging(connection)


def two_reports(staging, year=2024):
    """環境部 prints first by name; the agency of the indicators belongs to 經濟部."""
    environment = staging.report(year, f"env{year}", issuer="環境部")
    return environment, staging.report(year, f"moea{year}", issuer="經濟部")


def link_first_measures(staging, one, other):
    """Link two measures as the linking of a run would have done."""
    sides = {
        "issuer_a": "經濟部", "issuer_b": "經濟部", "indicator_code_a": one, "indicator_code_b": other,
        "measure_no_a": 1, "measure_no_b": 1,
    }  # fmt: skip
    staging.add("intermediate.int_link", LINK | sides)


def told(staging, name):
    rule = next(rule for rule in read_rules() if rule.name == name)
    rows = find_offenders(staging.connection, rule).to_dicts()
    return sorted((row["issuer"], row["indicator_code"], row["message"]) for row in rows)


def test_the_issuer_whose_agency_answers_stands_first_and_alone_is_counted(staging):
    environment, economy = two_reports(staging)
    staging.indicator(environment, "6.1.1", *statuses("attained"), **WATER)
    staging.indicator(economy, "6.1.1", *statuses("not_attained"), **WATER)
    staging.indicator(environment, "6.3.1", *statuses("attained"), agencies=["環境部"])
    staging.build()
    query = "select issuer, indicator_code, counts_in_total, leads_key from marts.indicator_result order by all"
    assert staging.rows_of(query) == [
        ("環境部", "6.1.1", False, False),
        ("環境部", "6.3.1", True, True),
        ("經濟部", "6.1.1", True, True),
    ]
    counts = "select n_indicators, n_attained, n_not_attained from marts.{}"
    assert staging.rows_of(counts.format("edition_scorecard")) == [(2, 1, 1)]
    assert staging.rows_of(counts.format("goal_scorecard")) == [(2, 1, 1)]
    assert staging.rows_of(counts.format("issuer_scorecard") + " order by issuer") == [
        (2, 2, 0), (1, 0, 1),
    ]  # fmt: skip
    assert told(staging, "scorecards_add_up") == []


def test_what_two_issuers_print_differently_is_told_on_both_rows(staging):
    environment, economy = two_reports(staging)
    said = {"actual_kind": "numeric", "actual_year": 2024, "target_low": 5.0}
    staging.indicator(environment, "6.1.1", said | {"actual_value": 94.0, "actual_words": "94%"})
    staging.indicator(economy, "6.1.1", said | {"actual_value": 95.0, "actual_words": "95%"})
    staging.build()
    assert told(staging, "same_as_disagree") == [
        ("環境部", "6.1.1", "the same as 6.1.1 of 經濟部, which prints 95% where this prints 94%"),
        ("經濟部", "6.1.1", "the same as 6.1.1 of 環境部, which prints 94% where this prints 95%"),
    ]


def test_a_target_or_a_measure_that_only_one_side_has_is_told_on_both_rows(staging):
    environment, economy = two_reports(staging)
    target = {"target_low": 5.0, "target_words": "5%"}
    staging.indicator(environment, "6.1.1", target, {})
    staging.indicator(economy, "6.1.1", target | {"target_low": 6.0, "target_words": "6%"})
    staging.build()
    messages = [(issuer, words.split("which ")[1]) for issuer, _, words in told(staging, "same_as_disagree")]  # fmt: skip
    assert messages == [
        ("環境部", "prints 6% where this prints 5%"),
        ("環境部", "prints no such measure where this prints none"),
        ("經濟部", "prints 5% where this prints 6%"),
        ("經濟部", "prints none where this prints no such measure"),
    ]


def test_one_code_of_two_issuers_for_different_things_is_two_indicators(staging):
    environment, economy = two_reports(staging)
    staging.indicator(environment, "6.1.1", *statuses("attained"))
    staging.indicator(economy, "6.1.1", *statuses("pending"), indicator_name="乙", key="6.1.1@2024")
    staging.build()
    assert staging.rows_of("select n_indicators from marts.edition_scorecard") == [(2,)]
    assert told(staging, "same_as_disagree") == []


def test_a_sample_yields_to_a_report_and_its_share_is_counted(staging):
    sample = staging.report(2024, "s", issuer="環境部", sample=True)
    report = staging.report(2024, "r", issuer="經濟部")
    for name in (sample, report):
        staging.indicator(name, "6.1.1", *statuses("attained"), agencies=["某署"])
    staging.indicator(sample, "6.1.2", *statuses("attained"), agencies=["某署"])
    staging.build()
    assert staging.rows_of("select n_indicators, n_of_sample from marts.edition_scorecard") == [(2, 1)]  # fmt: skip


def test_a_scorecard_says_whose_reports_are_held_and_whose_are_missing(staging):
    for year, issuers in ((2023, ("經濟部", "環境部")), (2024, ("經濟部", "農業部"))):
        for issuer in issuers:
            code = {"經濟部": "8.1.1", "環境部": "6.1.1", "農業部": "6.2.1"}[issuer]
            report = staging.report(year, f"{issuer}{year}", issuer=issuer)
            staging.indicator(report, code, *statuses("attained"))
    staging.build()
    query = "select report_year, issuers, issuers_missing from marts.edition_scorecard order by 1"
    assert staging.rows_of(query) == [
        (2023, "環境部；經濟部", None), (2024, "經濟部；農業部", "環境部"),
    ]  # fmt: skip
    query = "select goal_no, issuers, issuers_missing from marts.goal_scorecard where report_year = 2024 order by 1"
    assert staging.rows_of(query) == [(6, "農業部", "環境部"), (8, "經濟部", None)]


def test_a_rate_changes_by_what_both_years_hold_and_not_at_all_if_that_is_nothing(staging):
    before, after = staging.report(2023), staging.report(2024)
    staging.indicator(before, "6.1.1", *statuses("attained"))
    staging.indicator(before, "8.1.1", *statuses("not_attained"))
    staging.indicator(after, "6.1.1", *statuses("attained"))
    staging.indicator(after, "9.1.1", *statuses("attained"))
    staging.build()
    query = "select attainment_rate_pct, attainment_rate_change, n_common from marts.edition_scorecard order by report_year"
    assert staging.rows_of(query) == [(50.0, None, 0), (100.0, 0.0, 1)]
    goals = "select goal_no, attainment_rate_change, n_common from marts.goal_scorecard where report_year = 2024 order by 1"
    assert staging.rows_of(goals) == [(6, 0.0, 1), (9, None, 0)]


def test_what_came_before_a_row_is_what_its_own_issuer_printed(staging):
    for year, verdicts in ((2023, ("attained", "not_attained")), (2024, ("not_attained",) * 2)):
        for report, status in zip(two_reports(staging, year), verdicts, strict=True):
            staging.indicator(report, "6.1.1", *statuses(status), **WATER)
    staging.build()
    query = "select issuer, previous_status, n_missed_in_a_row, missed_since from marts.status_history where report_year = 2024 order by 1"
    assert staging.rows_of(query) == [
        ("環境部", "attained", 1, 2024), ("經濟部", "not_attained", 2, 2023),
    ]  # fmt: skip


def test_a_moved_indicator_goes_on_from_the_issuer_that_printed_it_before(staging):
    staging.indicator(
        staging.report(2023, "a", issuer="環境部"), "6.1.1", *statuses("not_attained")
    )
    staging.indicator(
        staging.report(2024, "b", issuer="經濟部"), "6.1.1", *statuses("not_attained")
    )
    staging.build()
    query = "select issuer, previous_report_year, n_missed_in_a_row from marts.status_history order by report_year"
    assert staging.rows_of(query) == [("環境部", None, 1), ("經濟部", 2023, 2)]


def changes_over_issuers(staging):
    staging.load()
    changes = compare_successive(staging.connection).filter(
        pl.col("issuer_before") != pl.col("issuer")
    )
    names = (
        "issuer_before",
        "issuer",
        "report_year_before",
        "change",
        "indicator_key",
        "before",
        "after",
    )
    return changes.select(names).rows()


def test_what_changed_of_a_moved_indicator_is_told_with_both_issuers(staging):
    before = staging.report(2023, "a", issuer="環境部"), staging.report(2023, "b", issuer="經濟部")
    after = staging.report(2024, "c", issuer="環境部"), staging.report(2024, "d", issuer="經濟部")
    staging.indicator(before[0], "6.1.1", numeric(95, 2023))
    staging.indicator(before[0], "6.3.1", numeric(1, 2023))
    staging.indicator(before[1], "9.1.1", numeric(1, 2023))
    staging.indicator(after[0], "6.3.1", numeric(1, 2024))
    staging.indicator(after[1], "6.1.1", numeric(97, 2024))
    # The other one goes on printing this: it has not moved.
    staging.indicator(after[1], "6.3.1", numeric(2, 2024))
    told = changes_over_issuers(staging)
    assert [row[:5] for row in told] == [
        ("環境部", "經濟部", 2023, "issuer_changed", "6.1.1"),
        ("環境部", "經濟部", 2023, "value_changed", "6.1.1"),
    ]
    assert told[0][5:] == ("環境部", "經濟部")
    assert ("95" in told[1][5], "97" in told[1][6]) == (True, True)


def test_an_issuer_without_an_earlier_edition_is_compared_with_those_that_it_took_over(staging):
    """Of several years it is the newest."""
    staging.indicator(staging.report(2022, "a", issuer="環境部"), "6.1.1", numeric(1, 2022))
    staging.indicator(staging.report(2023, "b", issuer="勞動部"), "6.1.1", numeric(2, 2023))
    staging.indicator(staging.report(2024, "c", issuer="經濟部"), "6.1.1", numeric(2, 2024))
    moves = [row[:3] for row in changes_over_issuers(staging) if row[3] == "issuer_changed"]
    assert moves == [("環境部", "勞動部", 2022), ("勞動部", "經濟部", 2023)]


def test_twins_share_their_series(staging):
    report = staging.report(2024)
    staging.indicator(report, "6.6.1", numeric(263, 2024), same_as_codes=["15.3.1"])
    staging.indicator(report, "15.3.1", numeric(263, 2024))
    row = {
        "report_id": report, "indicator_code": "6.6.1", "occurrence_no": 1, "measure_no": 1,
        "data_year": 2020, "data_value": 300.0, "value_text": "300", "page": 1,
    }  # fmt: skip
    staging.add("staging.stg_prior_value", row)
    link_first_measures(staging, "6.6.1", "15.3.1")
    staging.build(with_views=True)
    query = "select data_year, value, stated_as from marts.measure_observation where measure_key = '15.3.1#1' order by 1"
    assert staging.rows_of(query) == [(2020, 300.0, "6.6.1#1"), (2024, 263.0, "15.3.1#1")]
    assert staging.rows_of("select count(*) from marts.series where measure_key = '15.3.1#1'") == [(2,)]  # fmt: skip
    leading = "select series_key, data_year, count(*) from marts.observation where leads_series group by all order by 2"
    assert staging.rows_of(leading) == [("6.6.1#1", 2020, 1), ("6.6.1#1", 2024, 1)]


def test_a_promise_is_kept_by_another_issuers_report_of_the_year(staging):
    environment, economy = two_reports(staging)
    staging.indicator(environment, "6.1.1", pending(date(2025, 3, 31)))
    staging.indicator(economy, "6.1.1", numeric(95, 2024))
    staging.build()
    query = "select issuer, delivered_report_year, delivered_value, is_overdue from marts.release_calendar"
    assert staging.rows_of(query) == [("環境部", 2024, 95.0, False)]


def test_a_value_published_elsewhere_closes_the_promise_as_that(staging):
    for code in ("6.1.1", "6.1.2"):
        staging.candidate.load(
            "staging.seed_external_observation",
            [EXTERNAL | {"indicator_code": code, "data_year": 2024 if code == "6.1.1" else 2023}],
        )
    report = staging.report(2024)
    staging.indicator(report, "6.1.1", pending(date(2025, 3, 31)))
    staging.indicator(report, "6.1.2", pending(date(2025, 3, 31)))
    staging.build(with_views=True)
    query = "select indicator_code, is_overdue, elsewhere_value, elsewhere_source, delivered_report_year from marts.release_calendar order by 1"
    assert staging.rows_of(query) == [
        ("6.1.1", False, 5.0, "水利署 (年報)", None), ("6.1.2", True, None, None, None),
    ]  # fmt: skip
    states = "select indicator_code, release_state from marts.pending_release order by 1"
    assert staging.rows_of(states) == [("6.1.1", "elsewhere"), ("6.1.2", "overdue")]


@pytest.mark.parametrize(
    ("before", "now", "missing"),
    [
        (["衛福部、教育部"], ["衛福部", "教育部"], []),
        (["衛福部", "教育部"], ["衛福部、教育部"], []),
        (["衛福部、教育部"], ["衛福部"], [(2024, "衛福部、教育部", 2023)]),
        (["教育部"], ["衛福部"], [(2024, "教育部", 2023)]),
    ],
)
def test_a_joint_report_stands_for_its_ministries_and_they_for_it(staging, before, now, missing):
    for year, issuers in ((2023, before), (2024, now)):
        for number, issuer in enumerate(issuers):
            report = staging.report(year, f"{year}-{number}", issuer=issuer)
            # Other indicators each year: what most of a report says must not be said by others now.
            code = f"{number + 1}.1.{year - 2022}"
            staging.indicator(report, code, *statuses("attained"))
    staging.build()
    assert staging.rows_of("from marts.missing_report") == missing


def test_whose_indicators_others_print_now_is_not_missing(staging):
    for year, issuer in ((2023, "環境部"), (2024, "經濟部")):
        report = staging.report(year, f"r{year}", issuer=issuer)
        staging.indicator(report, "6.1.1", *statuses("attained"))
    staging.build()
    assert staging.rows_of("from marts.missing_report") == []
