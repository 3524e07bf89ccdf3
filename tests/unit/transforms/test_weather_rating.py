"""The weather rating of Germany's sustainability strategy, rule by rule."""

import pytest

from transforms.weather_rating import rate_weather


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


def test_no_direction_no_rating():
    assert rate_weather(yearly(1, 2, 3, 4), 0, 10, 2030).symbol is None
