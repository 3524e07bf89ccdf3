"""Trends against hand-worked examples and scipy; no more is said than the data can."""

import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import theilslopes

from transforms.measure_trend import SCHEMA, measure_trends

OBSERVATION = {
    "measure_key": "6.1.1#1",
    "unit": "%",
    "unit_group": "%",
    "value_basis": "level",
    "segment_no": 1,
    "source": "actual",
}
MEASURE = {
    "measure_key": "6.1.1#1",
    "direction": "higher",
    "target_value": None,
    "target_year": None,
    "target_unit_group": "%",
    "target_basis": "level",
}


def observed(points, **facts):
    return [
        OBSERVATION | {"data_year": year, "value": float(value)} | facts for year, value in points
    ]


def measured(rows, **facts):
    types = {"direction": pl.String, "target_value": pl.Float64, "target_year": pl.Int32}
    measures = pl.DataFrame([MEASURE | facts], schema_overrides=types)
    frame = pl.DataFrame(rows, schema_overrides={"unit_group": pl.String, "unit": pl.String})
    return measure_trends(frame, measures).to_dicts()


def trend_of(values, start=2020, **facts):
    (row,) = measured(observed(enumerate(values, start=start)), **facts)
    return row


def test_the_columns_are_those_of_the_table():
    assert set(trend_of([1, 2])) == set(SCHEMA)


@pytest.mark.parametrize("values", [[5], []])
def test_one_year_makes_no_row(values):
    assert measured(observed(enumerate(values, start=2020)) or observed([(2020, 1)])) == []


@pytest.mark.parametrize("count", [2, 3, 4])
def test_fewer_than_five_years_say_insufficient_but_give_the_change(count):
    row = trend_of([10, 20, 30, 40][:count])
    assert (row["trend"], row["improving"], row["mann_kendall_p"]) == ("insufficient", None, None)
    assert (row["first_value"], row["last_value"]) == (10, 10 * count)
    assert (row["change"], row["slope_per_year"]) == (10 * (count - 1), 10)
    assert row["years_better_in_a_row"] == count - 1


@pytest.mark.parametrize(
    ("values", "direction", "state"),
    [
        ([1, 2, 3, 4, 5], "higher", "improving"),
        ([1, 2, 3, 4, 5], "lower", "worsening"),
        ([5, 4, 3, 2, 1], "lower", "improving"),
        ([-5, -4, -3, -2, -1], "higher", "improving"),
        ([0, 0, 0, 0, 0], "higher", "stable"),
        ([90, 91, 89, 90, 92], "higher", "stable"),
        ([10, 2, 7, 1, 9], "higher", "no_clear_trend"),
        # One step back in five years: p = 10/120.
        ([1, 2, 3, 5, 4], "higher", "no_clear_trend"),
        ([1, 2, 3, 4, 5, 6, 8, 7], "higher", "improving"),
        ([1, 2, 3, 4, 5], "none", "no_clear_trend"),
        ([1, 2, 3, 4, 5], None, "no_clear_trend"),
        # Ties: 3 3 4 5 6 has S = 9 of at most 9; p = 2/60.
        ([3, 3, 4, 5, 6], "higher", "improving"),
    ],
)
def test_the_state(values, direction, state):
    row = trend_of(values, direction=direction)
    assert row["trend"] == state
    assert row["improving"] == {"improving": True, "worsening": False}.get(state)


def test_hand_worked_example():
    # Slopes of all pairs of 10, 12, 11, 15, 16, 20, 19, 24: median 2. S = 28 - 2*2 = 24, p = 2*(1+7+27)/40320.
    row = trend_of([10, 12, 11, 15, 16, 20, 19, 24], target_value=30.0, target_year=2030)
    assert row["slope_per_year"] == 2
    assert (row["mann_kendall_s"], row["p_method"]) == (24, "exact")
    assert row["mann_kendall_p"] == pytest.approx(70 / 40320)
    assert row["cagr_pct"] == pytest.approx(100 * (2.4 ** (1 / 7) - 1))
    assert row["distance_to_target"] == 6
    assert row["expected_at_target_year"] == 24 + 2 * 3
    assert row["years_to_target"] == 3
    assert row["years_better_in_a_row"] == 1


def test_gaps_count_as_the_years_they_are():
    (row,) = measured(observed([(2010, 10), (2012, 14), (2020, 30), (2021, 32), (2024, 38)]))
    assert (row["slope_per_year"], row["n_years"], row["trend"]) == (2, 5, "improving")


@given(
    st.dictionaries(st.integers(1990, 2040), st.integers(-(10**6), 10**6), min_size=2, max_size=24)
)
def test_the_slope_is_scipys(points):
    (row,) = measured(observed(sorted(points.items())))
    years = sorted(points)
    expected = theilslopes([points[year] for year in years], years).slope
    assert row["slope_per_year"] == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=12), st.randoms())
def test_order_of_rows_does_not_matter_and_no_number_is_unreal(values, random):
    rows = observed(enumerate(values, start=2010))
    first = measured(rows, target_value=5.0, target_year=2030)
    random.shuffle(rows)
    assert measured(rows, target_value=5.0, target_year=2030) == first
    numbers = [value for value in first[0].values() if isinstance(value, float)]
    assert all(math.isfinite(number) for number in numbers)


@given(st.lists(st.integers(-1000, 1000), min_size=5, max_size=9))
def test_reversed_time_turns_the_sign(values):
    row, back = trend_of(values), trend_of(values[::-1])
    assert row["mann_kendall_s"] == -back["mann_kendall_s"]
    assert row["slope_per_year"] == pytest.approx(-back["slope_per_year"])
    assert row["mann_kendall_p"] == back["mann_kendall_p"]


@pytest.mark.parametrize(
    ("values", "basis"),
    [
        ([0, 1, 2, 3, 4], "level"),
        ([-1, 1, 2, 3, 4], "level"),
        ([1, 2, 3, 4, -1], "level"),
        ([1, 2, 3, 4, 5], "growth_rate"),
    ],
)
def test_growth_from_zero_through_zero_or_of_rates_is_not_told(values, basis):
    rows = observed(enumerate(values, start=2020), value_basis=basis)
    (row,) = measured(rows, target_basis=basis)
    assert row["cagr_pct"] is None


@pytest.mark.parametrize("basis", ["cumulative", "average"])
def test_running_totals_and_window_averages_are_not_judged(basis):
    rows = observed(enumerate([1, 2, 3, 4, 5, 6], start=2020), value_basis=basis)
    (row,) = measured(rows)
    assert (row["trend"], row["weather"], row["improving"]) == ("insufficient", None, None)
    assert row["change"] == 5


def test_only_like_is_compared_with_like():
    rows = observed([(2015, 1), (2016, 2), (2017, 3), (2018, 4), (2019, 5)])
    rows += observed([(2020, 90)], value_basis="average")
    rows += observed([(2021, 500), (2022, 400)], segment_no=2)
    rows += observed([(2023, 7)], unit="件", unit_group="件")
    (row,) = measured(rows)
    assert (row["n_years"], row["n_years_all"], row["last_year"]) == (5, 9, 2019)
    assert row["trend"] == "improving"


def test_of_equal_groups_the_recent_one_is_taken():
    rows = observed([(2018, 1), (2019, 2)]) + observed([(2020, 8), (2021, 9)], segment_no=2)
    (row,) = measured(rows)
    assert (row["first_year"], row["last_year"]) == (2020, 2021)


@pytest.mark.parametrize(
    "facts", [{"target_unit_group": "件"}, {"target_basis": "average"}, {"target_value": None}]
)
def test_a_target_that_is_not_comparable_is_no_aim(facts):
    row = trend_of([1, 2, 3, 4, 5], **{"target_value": 9.0, "target_year": 2030} | facts)
    assert row["distance_to_target"] is None
    assert row["expected_at_target_year"] is None


def test_a_reached_target_is_no_years_away():
    row = trend_of([9, 8, 7, 6, 5], direction="lower", target_value=5.0, target_year=2030)
    assert (row["distance_to_target"], row["years_to_target"]) == (0, 0)


def test_what_does_not_improve_reaches_nothing():
    row = trend_of([5, 4, 3, 2, 1], target_value=9.0, target_year=2030)
    assert (row["trend"], row["years_to_target"]) == ("worsening", None)


def test_external_values_are_counted():
    rows = observed([(2020, 1), (2021, 2)], source="external") + observed([(2022, 3)])
    assert measured(rows)[0]["n_external"] == 2
