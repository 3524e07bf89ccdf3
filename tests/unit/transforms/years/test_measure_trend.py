"""Trends against hand-worked examples and scipy; no more is said than the data can."""

import math

import duckdb
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau, theilslopes

from transforms.years.measure_trend import SCHEMA, measure_trends
from warehouse.build import create_tables
from warehouse.catalog import polars_schema, read_table

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
    with duckdb.connect() as connection:
        create_tables(connection)
        table = polars_schema(read_table(connection, "marts.trend"))
    assert list(trend_of([1, 2])) == list(SCHEMA)
    # The rest names the measure, and is known without its trend.
    names = ("indicator_key", "goal_no", "indicator_name", "measure_label")
    assert list(table) == [*SCHEMA, *names]
    assert dict(SCHEMA) == {name: kind for name, kind in table.items() if name not in names}


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
    st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=2, max_size=12),
    st.randoms(),
)
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
    ("values", "basis", "unit", "change_pct"),
    [
        ([0, 1, 2, 3, 4], "level", "%", None),
        ([-1, 1, 2, 3, 4], "level", "%", None),
        ([1, 2, 3, 4, -1], "level", "%", -200),
        ([1, 2, 3, 4, 5], "growth_rate", "%", None),
        ([1, 2, 3, 4, 5], "cumulative", "人", 400),
        ([1, 2, 3, 4, 5], "level", "百分點", 400),
    ],
)
def test_growth_from_zero_through_zero_or_of_rates_is_not_told(values, basis, unit, change_pct):
    rows = observed(enumerate(values, start=2020), value_basis=basis, unit=unit)
    (row,) = measured(rows, target_basis=basis)
    assert (row["cagr_pct"], row["change_pct"]) == (None, change_pct)


def test_printed_deaths_fall_by_fifteen_per_cent_a_year():
    row = trend_of([0.026, 0.022], start=2023, unit="‰", target_value=0.018, target_year=2025)
    assert row["cagr_pct"] == row["change_pct"] == pytest.approx(-15.4, abs=0.05)


# Published yearly unemployment rates; no value is printed for 2020 and 2021.
UNEMPLOYMENT = {
    2012: 4.24, 2013: 4.18, 2014: 3.96, 2015: 3.78, 2016: 3.92, 2017: 3.76, 2018: 3.71, 2019: 3.73, 2022: 3.67,
}  # fmt: skip


def test_a_published_series_with_a_gap():
    # 34 of 36 pairs fall: S = 2 - 34. Only 2015 to 2016 and 2018 to 2019 rise.
    rows = observed(UNEMPLOYMENT.items())
    (row,) = measured(rows, direction="lower", target_value=3.5, target_year=2024)
    assert (row["trend"], row["p_method"], row["n_years"]) == ("improving", "exact", 9)
    assert row["mann_kendall_s"] == -32
    assert row["trend_reason"] == "falls, p 0.000243"
    years = list(UNEMPLOYMENT)
    assert row["slope_per_year"] == pytest.approx(
        theilslopes(list(UNEMPLOYMENT.values()), years).slope
    )
    assert row["mann_kendall_p"] == pytest.approx(
        kendalltau(years, list(UNEMPLOYMENT.values()), method="exact").pvalue
    )
    assert row["distance_to_target"] == pytest.approx(0.17)
    assert row["expected_at_target_year"] == pytest.approx(3.67 + 2 * row["slope_per_year"])
    assert row["years_to_target"] == pytest.approx(0.17 / -row["slope_per_year"])
    assert row["weather"] is None


def test_a_significant_series_that_mostly_stands_still_has_no_clear_trend():
    # S = 21 of 7 zeros and 3 ones: p = 2 / 120; but 24 of 45 slopes are 0.
    row = trend_of([0] * 7 + [1] * 3)
    assert row["mann_kendall_p"] == pytest.approx(2 / 120)
    assert (row["slope_per_year"], row["trend"]) == (0, "no_clear_trend")
    assert "slope" in row["trend_reason"]


@pytest.mark.parametrize(
    ("values", "facts", "state"),
    [
        ([0.04, -0.05, 0, 0.05, -0.01], {"value_basis": "growth_rate"}, "stable"),
        ([0.04, -0.06, 0, 0.05, -0.01], {"value_basis": "growth_rate"}, "no_clear_trend"),
        ([0, 0, 0.05, 0, 0], {}, "stable"),
        ([0, 0, 0.05, 0, 0], {"unit": "件", "unit_group": "件"}, "no_clear_trend"),
        ([0, 0, 0, 0, 0], {"unit": "件", "unit_group": "件"}, "stable"),
        ([1, 0.95, 1.05, 1, 1], {}, "stable"),
        ([1, 0.95, 1.06, 1, 1], {}, "no_clear_trend"),
        ([-100, -95, -105, -100, -100], {}, "stable"),
    ],
)
def test_stable_is_near_the_median_and_for_rates_around_zero_in_points(values, facts, state):
    rows = observed(enumerate(values, start=2020), **facts)
    assert measured(rows)[0]["trend"] == state


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


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ({}, {"segment_no": 2}),
        ({"segment_no": 2}, {}),
        ({}, {"value_basis": "average"}),
        ({}, {"value_basis": "cumulative"}),
    ],
)
def test_of_equal_groups_the_recent_one_is_taken(earlier, later):
    rows = observed([(2018, 1), (2019, 2)], **earlier) + observed([(2020, 8), (2021, 9)], **later)
    (row,) = measured(rows)
    assert (row["first_year"], row["last_year"]) == (2020, 2021)


def test_of_groups_that_end_together_the_later_definition_is_taken():
    years = [2020, 2021]
    rows = observed(zip(years, [1, 2], strict=True)) + observed(
        zip(years, [8, 9], strict=True), segment_no=2
    )
    (row,) = measured(rows)
    assert (row["first_value"], row["n_years"], row["n_years_all"]) == (8, 2, 2)


@pytest.mark.parametrize(
    "facts", [{"target_unit_group": "件"}, {"target_basis": "average"}, {"target_value": None}]
)
def test_a_target_that_is_not_comparable_is_no_aim(facts):
    row = trend_of([1, 2, 3, 4, 5], **{"target_value": 9.0, "target_year": 2030} | facts)
    assert row["distance_to_target"] is None
    assert row["expected_at_target_year"] is None


@pytest.mark.parametrize(
    ("count", "target_year", "expected"), [(5, 2025, 6), (5, 2024, None), (4, 2025, None)]
)
def test_only_a_year_to_come_is_expected_and_only_from_five_years_on(count, target_year, expected):
    row = trend_of([1, 2, 3, 4, 5][:count], target_value=9.0, target_year=target_year)
    assert row["expected_at_target_year"] == expected
    assert row["distance_to_target"] == 9 - count


def test_a_target_without_a_year_or_a_named_basis_still_has_a_distance():
    row = trend_of([1, 2, 3, 4, 5], target_value=9.0, target_basis=None)
    assert (row["distance_to_target"], row["years_to_target"]) == (4, 4)
    assert (row["target_year"], row["expected_at_target_year"]) == (None, None)


def test_a_measure_without_facts_is_described_only():
    rows = observed([(2020, 1), (2021, 2), (2022, 4)], measure_key="9.9.9#1")
    (row,) = measured(rows)
    assert (row["direction"], row["years_better_in_a_row"], row["weather"]) == (None, None, None)
    assert row["change"] == 3


def test_values_that_are_no_numbers_are_left_out():
    rows = observed([(2020, 1), (2021, math.nan), (2022, math.inf), (2023, 4)])
    rows += [OBSERVATION | {"data_year": 2024, "value": None}]
    (row,) = measured(rows)
    assert (row["n_years"], row["n_years_all"], row["last_year"]) == (2, 2, 2023)


def test_a_change_too_large_for_a_number_is_null():
    row = trend_of([5e-324, 1, 2, 3, 1.7e308])
    assert (row["change_pct"], row["trend"]) == (None, "improving")


@given(st.lists(st.integers(-1000, 1000), min_size=5, max_size=9), st.integers(-500, 500))
def test_adding_a_constant_moves_values_but_no_slope(values, constant):
    row, moved = trend_of(values), trend_of([value + constant for value in values])
    same = ("slope_per_year", "mann_kendall_s", "mann_kendall_p", "change", "years_better_in_a_row")
    assert {name: row[name] for name in same} == {name: moved[name] for name in same}


@given(st.lists(st.integers(-1000, 1000), min_size=5, max_size=9), st.sampled_from([0.5, 2, 1024]))
def test_another_scale_scales_the_slope_and_keeps_the_state(values, factor):
    row = trend_of(values, target_value=100.0, target_year=2040)
    other = trend_of(
        [value * factor for value in values], target_value=100.0 * factor, target_year=2040
    )
    scaled = ("slope_per_year", "change", "distance_to_target", "expected_at_target_year")
    for name in scaled:
        assert other[name] == pytest.approx(factor * row[name])
    same = ("change_pct", "cagr_pct", "mann_kendall_p", "weather", "improving", "years_to_target")
    assert {name: other[name] for name in same} == pytest.approx({name: row[name] for name in same})


def test_long_series_are_measured_at_once():
    row = trend_of([year + 50 * (year % 2) for year in range(1000)], start=1000)
    assert (row["trend"], row["p_method"], row["n_years"]) == ("improving", "asymptotic", 1000)
    assert row["slope_per_year"] == pytest.approx(1)


def test_rows_are_in_order_of_measures():
    keys = ["7.2.1#1", "10.1.1#1", "7.2.1#2"]
    rows = [row for key in keys for row in observed([(2021, 1), (2020, 2)], measure_key=key)]
    assert [row["measure_key"] for row in measured(rows)] == sorted(keys)


def test_a_reached_target_is_no_years_away():
    row = trend_of([9, 8, 7, 6, 5], direction="lower", target_value=5.0, target_year=2030)
    assert (row["distance_to_target"], row["years_to_target"]) == (0, 0)


def test_what_does_not_improve_reaches_nothing():
    row = trend_of([5, 4, 3, 2, 1], target_value=9.0, target_year=2030)
    assert (row["trend"], row["years_to_target"]) == ("worsening", None)


def test_external_values_are_counted():
    rows = observed([(2020, 1), (2021, 2)], source="external") + observed([(2022, 3)])
    assert measured(rows)[0]["n_external"] == 2


def test_the_target_of_todays_definition_is_not_held_against_an_older_one():
    old = observed([(year, 5) for year in range(2010, 2016)], segment_no=1)
    new = observed([(2023, 9), (2024, 9)], segment_no=2)
    aimed = {"target_value": 6.0, "target_year": 2030}
    (row,) = measured(old + new, **aimed)
    assert (row["n_years"], row["target_value"], row["distance_to_target"]) == (6, None, None)
    assert row["trend_reason"].endswith("; by an older definition, values until 2015")
    (row,) = measured(old, **aimed)
    assert row["distance_to_target"] == 1
