"""The weather rating of Germany's sustainability strategy, rule by rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.years.weather_rating import rate_weather


def yearly(*values, start=2020):
    return list(enumerate(values, start=start))


@pytest.mark.parametrize(
    ("values", "target", "symbol"),
    [
        # Mean change 2; four years on 16 + 8 = 24.
        ((10, 12, 14, 16), 24, "sun"),
        ((10, 12, 14, 16), 20, "sun"),
        # (25.5 - 24) / 9.5 = 16 % left.
        ((10, 12, 14, 16), 25.5, "sun_cloud"),
        ((10, 12, 14, 16), 26, "sun_cloud"),
        ((10, 12, 14, 16), 40, "cloud"),
        ((16, 14, 12, 10), 24, "thunderstorm"),
        ((10, 10, 10, 10), 24, "cloud"),
    ],
)
def test_a_target_ahead_is_judged_by_what_is_left_of_the_way(values, target, symbol):
    assert rate_weather(yearly(*values), 1, target, 2027).symbol == symbol


@pytest.mark.parametrize(
    ("values", "sign", "target", "symbol"),
    [
        ((10, 12, 14, 16), 1, 15, "sun"),
        ((19, 18, 17, 16), 1, 15, "sun_cloud"),
        ((10, 12, 14, 16), 1, 17, "cloud"),
        ((19, 18, 17, 16), 1, 17, "thunderstorm"),
        ((19, 18, 17, 16), -1, 17, "sun"),
        ((10, 12, 14, 16), -1, 15, "thunderstorm"),
        # No change is not adverse.
        ((16, 16, 16, 16), 1, 15, "sun"),
        ((16, 16, 16, 16), 1, 17, "cloud"),
    ],
)
def test_a_yearly_target_is_to_be_kept(values, sign, target, symbol):
    assert rate_weather(yearly(*values), sign, target, 2023).symbol == symbol


def test_a_target_ahead_that_is_reached_is_to_be_kept():
    assert rate_weather(yearly(10, 12, 14, 16), 1, 15, 2030).symbol == "sun"
    assert rate_weather(yearly(19, 18, 17, 16), 1, 15, 2030).symbol == "sun_cloud"


@pytest.mark.parametrize(
    ("values", "symbol"),
    [
        ((10, 12, 14, 16), "sun"),
        ((10, 14, 18, 17), "sun_cloud"),
        ((10, 14, 18, 18), "sun_cloud"),
        ((18, 14, 10, 12), "cloud"),
        ((18, 16, 14, 12), "thunderstorm"),
    ],
)
def test_without_a_target_mean_and_last_change_decide(values, symbol):
    assert rate_weather(yearly(*values), 1).symbol == symbol


@pytest.mark.parametrize(
    "points",
    [yearly(1, 2, 3), [(2018, 1), (2020, 2), (2021, 3), (2022, 4)], [(2020, 1)]],
    ids=["three years", "a gap", "one year"],
)
def test_fewer_than_four_consecutive_years_are_not_rated(points):
    weather = rate_weather(points, 1, 10, 2030)
    assert weather.symbol is None
    assert "consecutive" in weather.rule


def test_only_the_last_five_changes_count():
    long_fall_then_rise = yearly(100, 90, 80, 70, 1, 2, 3, 4, 5, 6)
    assert rate_weather(long_fall_then_rise, 1, 11, 2034).symbol == "sun"


def test_shares_at_a_threshold_do_not_depend_on_binary_fractions():
    # Mean change 0.2, two years on: 0.4 of the way of 0.5, so exactly 20 % is left.
    assert rate_weather(yearly(0.1, 0.3, 0.5, 0.7), 1, 1.2, 2025).symbol == "sun_cloud"
    # 5 % left is no longer less than 5 %.
    assert rate_weather(yearly(10, 12, 14, 16), 1, 16 + 8 / 0.95, 2027).symbol == "sun_cloud"


@pytest.mark.parametrize(
    ("values", "symbol"),
    [((0.1, 0.3, 0.2, 0.1), "thunderstorm"), ((0.1, 0.3, 0.0, 0.1), "cloud")],
)
def test_back_where_it_began_is_a_mean_change_of_zero(values, symbol):
    assert rate_weather(yearly(*values), 1).symbol == symbol


def test_without_a_target_standing_still_is_not_the_right_direction():
    assert rate_weather(yearly(16, 16, 16, 16), -1).symbol == "thunderstorm"


def test_a_target_without_a_year_tells_only_the_direction():
    weather = rate_weather(yearly(10, 12, 14, 16), 1, 24, None)
    assert weather.symbol == "sun"
    assert weather.rule.startswith("no target")


@given(
    st.lists(st.integers(-50, 50), min_size=4, max_size=8),
    st.one_of(st.none(), st.integers(-50, 50)),
    st.integers(2020, 2035),
)
def test_less_is_better_mirrors_more_is_better(values, target, year):
    mirrored = None if target is None else -target
    up = rate_weather(yearly(*values), 1, target, year)
    assert rate_weather(yearly(*(-value for value in values)), -1, mirrored, year) == up


def test_no_direction_no_rating():
    assert rate_weather(yearly(1, 2, 3, 4), 0, 10, 2030).symbol is None
