"""Observations of each measure → its trend, said no louder than the data can: see `docs/trend.md`."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import polars as pl

from transforms.years.link_facts import round_to_digits
from transforms.years.mann_kendall import mann_kendall, theil_sen
from transforms.years.weather_rating import Weather, rate_weather

Row = dict[str, Any]

MIN_YEARS = 5
MAX_P = 0.05
STABLE_BAND = 0.05
# For a rate in per cent whose median is 0, where a share of the median is nothing: percentage points.
STABLE_POINTS = 0.05
METHOD = (
    f"theil-sen, mann-kendall, {MIN_YEARS} years, p <= {MAX_P}, stable within {STABLE_BAND:.0%}"
)
_JUDGED_BASES = {"level", "growth_rate"}
_NOT_JUDGED = {
    "cumulative": "running totals of a window only grow",
    "average": "averages over windows overlap",
}
_AMOUNTS_OF_CHANGE = {"百分點", "個百分點"}
# What is computed is rounded, so that 0.35 - 0.341 is 0.009.
_COMPUTED = (
    "change", "change_pct", "slope_per_year", "cagr_pct", "distance_to_target",
    "expected_at_target_year", "years_to_target",
)  # fmt: skip
_DIGITS = 12
_SIGNS = {"higher": 1, "lower": -1}
SCHEMA = {
    "measure_key": pl.String,
    "direction": pl.String,
    "unit": pl.String,
    "value_basis": pl.String,
    "n_years": pl.Int32,
    "n_years_all": pl.Int32,
    "n_external": pl.Int32,
    "first_year": pl.Int32,
    "last_year": pl.Int32,
    "first_value": pl.Float64,
    "last_value": pl.Float64,
    "change": pl.Float64,
    "change_pct": pl.Float64,
    "slope_per_year": pl.Float64,
    "mann_kendall_s": pl.Int32,
    "mann_kendall_p": pl.Float64,
    "p_method": pl.String,
    "cagr_pct": pl.Float64,
    "improving": pl.Boolean,
    "trend": pl.String,
    "trend_reason": pl.String,
    "years_better_in_a_row": pl.Int32,
    "target_value": pl.Float64,
    "target_year": pl.Int32,
    "distance_to_target": pl.Float64,
    "expected_at_target_year": pl.Float64,
    "years_to_target": pl.Float64,
    "weather": pl.String,
    "weather_rule": pl.String,
    "method": pl.String,
}


@dataclass(frozen=True, slots=True)
class _Target:
    value: float
    year: int | None


@dataclass(frozen=True, slots=True)
class _Series:
    """The comparable values of one measure, in order of years."""

    points: tuple[tuple[int, float], ...]
    basis: str
    unit: str | None
    unit_group: str | None
    direction: str | None
    target: _Target | None

    @property
    def sign(self) -> int:
        return _SIGNS.get(self.direction or "", 0)

    @property
    def values(self) -> list[float]:
        return [value for _, value in self.points]


def measure_trends(observations: pl.DataFrame, measures: pl.DataFrame) -> pl.DataFrame:
    """Measure the trend of every measure that has two or more data years.

    Args:
        observations: measure_key, data_year, value, unit, unit_group, value_basis, segment_no, source;
            the one value to use for each measure and year.
        measures: measure_key, direction, target_value (the bound that counts), target_year,
            target_unit_group, target_basis (optional: where it is told, it must be that of the values).

    Returns:
        One row per measure, by measure_key; columns as in SCHEMA; what is not finite is null.
    """
    facts = {row["measure_key"]: row for row in measures.iter_rows(named=True)}
    by_measure: dict[str, list[Row]] = defaultdict(list)
    usable = observations.filter(pl.col("value").cast(pl.Float64).is_finite())
    for row in usable.sort("measure_key", "data_year").iter_rows(named=True):
        by_measure[row["measure_key"]].append(row)
    trends = [
        _measure(key, rows, facts.get(key, {}))
        for key, rows in by_measure.items()
        if len({row["data_year"] for row in rows}) > 1
    ]
    return pl.DataFrame(trends, schema=SCHEMA, orient="row")


def _measure(key: str, rows: Sequence[Row], facts: Row) -> Row:
    comparable = _comparable(rows)
    series = _series(comparable, facts)
    trend = _describe(series)
    slope = trend["slope_per_year"]
    trend |= _judge(series, slope) | _aim(series, slope)
    trend["years_to_target"] = _years_to_target(trend)
    return (
        trend
        | {column: _rounded(trend[column]) for column in _COMPUTED}
        | {
            "measure_key": key,
            "direction": series.direction,
            "unit": series.unit,
            "value_basis": series.basis,
            "n_years": len(comparable),
            "n_years_all": len({row["data_year"] for row in rows}),
            "n_external": sum(row["source"] == "external" for row in comparable),
            "method": METHOD,
        }
    )


def _series(comparable: Sequence[Row], facts: Row) -> _Series:
    newest = comparable[-1]
    return _Series(
        points=tuple((row["data_year"], row["value"]) for row in comparable),
        basis=newest["value_basis"],
        unit=newest["unit"],
        unit_group=newest["unit_group"],
        direction=facts.get("direction"),
        target=_target(facts, newest["value_basis"], newest["unit_group"]),
    )


def _rounded(number: float | None) -> float | None:
    if number is None or not math.isfinite(number):
        return None
    return round_to_digits(number, _DIGITS)


def _comparable(rows: Sequence[Row]) -> list[Row]:
    """The largest group of one unit group, basis and definition; of equal ones the most recent."""
    groups: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["unit_group"] or "", row["value_basis"], row["segment_no"]].append(row)
    best = max(groups, key=lambda g: (len(groups[g]), groups[g][-1]["data_year"], g[2], g))
    return groups[best]


def _target(facts: Row, basis: str, unit_group: str | None) -> _Target | None:
    value = facts.get("target_value")
    if value is None or not math.isfinite(value) or facts.get("target_unit_group") != unit_group:
        return None
    is_same_basis = facts.get("target_basis") in (None, basis)
    return _Target(value, facts.get("target_year")) if is_same_basis else None


def _describe(series: _Series) -> Row:
    """First, last and what lies between; nothing here is a judgement."""
    (first_year, first), (last_year, last) = series.points[0], series.points[-1]
    span = last_year - first_year
    has_ratio = span > 0 and first > 0 and series.basis != "growth_rate"
    grows = has_ratio and last > 0 and series.basis == "level"
    return {
        "first_year": first_year,
        "last_year": last_year,
        "first_value": first,
        "last_value": last,
        "change": last - first if span else None,
        "change_pct": 100 * (last - first) / first if has_ratio else None,
        "slope_per_year": theil_sen(series.points) if span else None,
        "cagr_pct": 100 * ((last / first) ** (1 / span) - 1)
        if grows and series.unit not in _AMOUNTS_OF_CHANGE
        else None,
        "years_better_in_a_row": _years_better(series),
    }


def _years_better(series: _Series) -> int | None:
    if not series.sign:
        return None
    run, values = 0, series.values
    while run < len(values) - 1 and series.sign * (values[-1 - run] - values[-2 - run]) > 0:
        run += 1
    return run


def _judge(series: _Series, slope: float | None) -> Row:
    s = p = method = None
    if series.basis in _JUDGED_BASES and len(series.points) >= MIN_YEARS:
        s, p, method = mann_kendall(series.values)
    state, reason = _state(series, s, p, slope)
    weather = _weather(series)
    return {
        "mann_kendall_s": s,
        "mann_kendall_p": p,
        "p_method": method,
        "trend": state,
        "trend_reason": reason,
        "improving": {"improving": True, "worsening": False}.get(state),
        "weather": weather.symbol,
        "weather_rule": weather.rule,
    }


def _weather(series: _Series) -> Weather:
    if series.basis not in _JUDGED_BASES:
        return Weather(None, _NOT_JUDGED[series.basis])
    if series.target is None:
        return rate_weather(series.points, series.sign)
    return rate_weather(series.points, series.sign, series.target.value, series.target.year)


def _state(series: _Series, s: int | None, p: float | None, slope: float | None) -> tuple[str, str]:
    if series.basis not in _JUDGED_BASES:
        return "insufficient", f"{series.basis}: {_NOT_JUDGED[series.basis]}"
    if s is None or p is None:
        return "insufficient", f"{len(series.points)} comparable years, fewer than {MIN_YEARS}"
    if p > MAX_P:
        return _state_without_trend(series, p)
    way = "rises" if s > 0 else "falls"
    if not slope:
        return "no_clear_trend", f"{way} (p {p:.3g}), but the median slope is 0"
    if not series.sign:
        return "no_clear_trend", f"{way} (p {p:.3g}), but which way is better is not told"
    return ("improving" if s * series.sign > 0 else "worsening"), f"{way}, p {p:.3g}"


def _state_without_trend(series: _Series, p: float) -> tuple[str, str]:
    middle = median(series.values)
    band, words = STABLE_BAND * abs(middle), f"{STABLE_BAND:.0%} of their median"
    if not middle and (series.basis == "growth_rate" or series.unit_group == "%"):
        band, words = STABLE_POINTS, f"{STABLE_POINTS} percentage points of their median 0"
    farthest = max(abs(value - middle) for value in series.values)
    # Rounded, for 1 - 0.95 is a little more than 0.05.
    if round_to_digits(farthest, _DIGITS) <= round_to_digits(band, _DIGITS):
        return "stable", f"p {p:.3g}, all values within {words}"
    return "no_clear_trend", f"p {p:.3g} is above {MAX_P}"


def _aim(series: _Series, slope: float | None) -> Row:
    """Where the target stands, and where the series would be by its year."""
    target, (last_year, last) = series.target, series.points[-1]
    value, year = (target.value, target.year) if target else (None, None)
    is_told = len(series.points) >= MIN_YEARS and series.basis in _JUDGED_BASES
    is_ahead = year is not None and year > last_year
    return {
        "target_value": value,
        "target_year": year,
        "distance_to_target": series.sign * (value - last)
        if value is not None and series.sign
        else None,
        "expected_at_target_year": last + slope * (year - last_year)
        if is_told and is_ahead and slope is not None and year is not None
        else None,
    }


def _years_to_target(trend: Row) -> float | None:
    distance = trend["distance_to_target"]
    if distance is None:
        return None
    if distance <= 0:
        return 0.0
    is_improving = trend["trend"] == "improving"
    return float(distance / abs(trend["slope_per_year"])) if is_improving else None
