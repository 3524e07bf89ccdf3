"""Changes in the scorecards are those on the year before: none over a gap, none without a rate."""

import duckdb
import pytest

from tests.unit.warehouse.test_marts import Staging, statuses
from warehouse.build import create_tables

# Goal 6 belongs to one agency, goal 8 to another; no edition of 2022 is held.
_EDITIONS = {
    2020: {"6.1.1": "attained", "6.1.2": "not_attained", "8.1.1": "attained", "8.1.2": "pending"},
    2021: {"6.1.1": "attained", "6.1.2": "attained", "8.1.1": "not_attained", "8.1.2": "attained"},
    2023: {"6.1.1": "not_attained", "6.1.2": "attained", "8.1.1": "attained", "8.1.2": "attained"},
}
_AGENCY = {"6": "水利署", "8": "園管局"}
_COLUMNS = "attainment_rate_pct, attainment_rate_change, attainment_of_all_pct, attainment_of_all_change"  # fmt: skip
_OF_GOAL_6 = [
    (2020, 50.0, None, 50.0, None),
    (2021, 100.0, 50.0, 100.0, 50.0),
    (2023, 50.0, None, 50.0, None),
]
_OF_GOAL_8 = [
    (2020, 100.0, None, 50.0, None),
    (2021, 50.0, -50.0, 50.0, 0.0),
    (2023, 100.0, None, 100.0, None),
]


@pytest.fixture
def staging(connection):
    return Staging(connection)


@pytest.fixture(scope="module")
def three_editions():
    """Built once; the tests only read."""
    with duckdb.connect() as opened:
        create_tables(opened)
        staging = Staging(opened)
        for year, verdicts in _EDITIONS.items():
            report = staging.report(year)
            for code, status in verdicts.items():
                print_indicator(staging, report, code, status)
        staging.build()
        yield staging


def print_indicator(staging, report, code, status):
    # A name of its own: indicators of the same text under two goals would be twins.
    agency = [_AGENCY[code[0]]]
    staging.indicator(report, code, *statuses(status), agencies=agency, indicator_name=code)


def changes_of(staging, mart, condition="true"):
    query = f"select report_year, {_COLUMNS} from marts.{mart} where {condition} order by report_year"  # fmt: skip
    return staging.rows_of(query)


@pytest.mark.parametrize(
    ("mart", "condition", "expected"),
    [
        ("goal_scorecard", "goal_no = 6", _OF_GOAL_6),
        ("goal_scorecard", "goal_no = 8", _OF_GOAL_8),
        ("agency_scorecard", "agency = '水利署'", _OF_GOAL_6),
        ("agency_scorecard", "agency = '園管局'", _OF_GOAL_8),
    ],
)
def test_a_goal_and_an_agency_are_compared_with_themselves_a_year_before(
    three_editions, mart, condition, expected
):
    assert changes_of(three_editions, mart, condition) == expected


def test_an_edition_is_compared_with_that_of_the_year_before_only(three_editions):
    rows = changes_of(three_editions, "edition_scorecard")
    assert [row[0] for row in rows] == [2020, 2021, 2023]
    assert [row[2] for row in rows] == [None, pytest.approx(75 - 200 / 3), None]
    assert [row[4] for row in rows] == [None, 25.0, None]


def test_a_year_without_a_verdict_has_no_change_of_the_rate_and_gives_none(staging):
    for year, status in ((2020, "attained"), (2021, "pending"), (2022, "not_attained")):
        print_indicator(staging, staging.report(year), "6.1.1", status)
    staging.build()
    for mart in ("goal_scorecard", "agency_scorecard", "edition_scorecard"):
        rows = changes_of(staging, mart)
        assert [row[2] for row in rows] == [None, None, None]
        assert [row[4] for row in rows] == [None, -100.0, 0.0]


def test_a_goal_that_is_new_has_no_change_though_the_edition_has_one(staging):
    print_indicator(staging, staging.report(2020), "6.1.1", "not_attained")
    later = staging.report(2021)
    for code in ("6.1.1", "8.1.1"):
        print_indicator(staging, later, code, "attained")
    staging.build()
    query = "select goal_no, attainment_rate_change from marts.goal_scorecard where report_year = 2021"  # fmt: skip
    assert sorted(staging.rows_of(query)) == [(6, 100.0), (8, None)]
    assert [row[2] for row in changes_of(staging, "edition_scorecard")] == [None, 100.0]


def test_a_corrected_edition_is_compared_as_it_stands_now(staging):
    print_indicator(staging, staging.report(2020), "6.1.1", "not_attained")
    print_indicator(staging, staging.report(2021, "old", current=False), "6.1.1", "not_attained")
    print_indicator(staging, staging.report(2021, "new", vintage=2), "6.1.1", "attained")
    staging.build()
    for mart in ("goal_scorecard", "agency_scorecard", "edition_scorecard"):
        assert [row[2] for row in changes_of(staging, mart)] == [None, 100.0]
