"""What one edition alone yields over the years: earlier values, targets of other years, no arrow without data."""

import duckdb
import pytest

from tests.conftest import GENUINE, SAMPLE

# Earlier years' values that the edition of 2024 tells, in base units.
PRIOR_VALUES = {
    "8.1.2#1": 0.339,
    "8.4.2#1": 90.90,
    "8.4.3#1": 10.37,
    "8.5.2#2": 84.36,
    "8.6.1#2": 87.12,
    "8.8.1#1": 72.58,
    "8.10.2#1": 98.5e8,
    "6.6.1#1": 621,
    "15.3.1#1": 621,
    "8.7.1#1": 0.026,
}
_FILES = [SAMPLE, *GENUINE]


@pytest.fixture(params=_FILES, ids=lambda path: path.name)
def connection(request, published):
    with duckdb.connect(str(published(request.param).warehouse), read_only=True) as opened:
        opened.execute("set schema = 'marts'")
        yield opened


def test_values_of_2023_are_observations(connection):
    found = dict(
        connection.execute(
            "select measure_key, value from observation where data_year = 2023 and source = 'prior_value' and page > 0"
        ).fetchall()
    )
    assert {key: found.get(key) for key in PRIOR_VALUES} == pytest.approx(PRIOR_VALUES)


def test_a_trend_needs_five_years(connection):
    states = connection.execute("select n_years, trend, improving from trend").fetchall()
    assert all(trend == "insufficient" for n_years, trend, _ in states if n_years < 5)
    assert all(improving is None for _, trend, improving in states if trend == "insufficient")
    assert len(states) >= 10


def test_external_figures_give_the_first_trends(connection):
    rows = {
        row[0]: row[1:]
        for row in connection.execute(
            "select measure_key, first_year, last_year, n_years, value_basis, trend from trend "
            "where measure_key in ('6.6.1#1', '8.5.1#1')"
        ).fetchall()
    }
    assert rows["6.6.1#1"] == (2001, 2024, 24, "level", "improving")
    # The report's own figure is an average over 2021 to 2024 and stays out of the yearly rates.
    assert rows["8.5.1#1"] == (2001, 2025, 22, "level", "improving")


def test_nineteen_measures_have_five_years_or_more(connection):
    (count,) = connection.execute("select count(*) from trend where n_years >= 5").fetchone()
    assert count == 19
    # From May 2022 the rates rest on another insurance.
    assert connection.execute(
        "select last_year, target_value from trend where measure_key = '8.7.1#1'"
    ).fetchall() == [(2018, None)]


def test_no_external_figure_is_used_where_the_report_states_the_year(connection):
    query = """
        select count(*) from observation as own
        inner join observation as other using (measure_key, data_year)
        where own.source = 'external' and own.is_latest and other.source <> 'external'
    """
    assert connection.execute(query).fetchone() == (0,)


def test_targets_of_other_years_are_kept_apart(connection):
    rows = connection.execute(
        "select indicator_code, target_year, coalesce(target_low, target_high), target_basis, section "
        "from target where target_year <> report_year order by 1"
    ).fetchall()
    assert ("8.2.2", 2025, 29.9, "level", "target") in rows
    assert connection.execute(
        "select target_kind, status from attainment where indicator_code = '8.2.2'"
    ).fetchall() == [("not_set", "no_target")]


@pytest.mark.skipif(not GENUINE, reason="the genuine editions are not on this machine")
@pytest.mark.parametrize("code", ["6.6.1", "15.3.1"])
def test_the_new_yardstick_of_land_subsidence_is_a_target_of_2028(published, code):
    for file in GENUINE:
        with duckdb.connect(str(published(file).warehouse), read_only=True) as opened:
            row = opened.execute(
                "select target_high, comparator, target_basis, section from marts.target "
                "where indicator_code = ? and target_year = 2028",
                [code],
            ).fetchone()
        assert row == (270, "le", "average", "countermeasure")
