"""Observations of each measure → its trend, said no louder than the data can: see `docs/trend.md`."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median

import polars as pl

from transforms.years.comparable_series import (
    UNKNOWN,
    Aim,
    ComparableSeries,
    Observation,
    comparable_values,
)
from transforms.years.link_facts import round_to_digits
from transforms.years.mann_kendall import mann_kendall, theil_sen
from transforms.years.weather_rating import MIN_POINTS, Weather, rate_weather, recent_points

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
    "contrast": pl.String,
    "contrast_zh": pl.String,
    "method": pl.String,
}


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
    told = measures.select("measure_key", *(_told(measures, name) for name in Aim._fields))
    facts = {key: Aim(*row) for key, *row in told.iter_rows()}
    by_measure: dict[str, list[Observation]] = defaultdict(list)
    usable = observations.filter(pl.col("value").cast(pl.Float64).is_finite())
    in_order = usable.sort("measure_key", "data_year").select(Observation._fields)
    for observation in map(Observation._make, in_order.iter_rows()):
        by_measure[observation.measure_key].append(observation)
    trends = [
        _measure(key, stated, facts.get(key, UNKNOWN))
        for key, stated in by_measure.items()
        if len({one.data_year for one in stated}) > 1
    ]
    return pl.DataFrame(trends, schema=SCHEMA, orient="row")


def _told(measures: pl.DataFrame, name: str) -> pl.Expr:
    return pl.col(name) if name in measures.columns else pl.lit(None).alias(name)


def _measure(key: str, stated: Sequence[Observation], facts: Aim) -> dict[str, object]:
    comparable = comparable_values(stated)
    # A target of today's definition is not held against values of an older one.
    is_of_today = comparable[-1].segment_no == max(one.segment_no for one in stated)
    aim = facts if is_of_today else facts._replace(target_value=None)
    series = ComparableSeries.of(comparable, aim)
    described = _describe(series)
    judgement = _judge(series, described.slope_per_year)
    distance = _measure_distance(series, described.slope_per_year)
    contrast = _contrast(series, judgement.improving)
    computed = asdict(described) | asdict(judgement) | asdict(distance) | asdict(contrast)
    computed["years_to_target"] = _years_to_target(described, judgement, distance)
    if not is_of_today:
        computed["trend_reason"] = (
            f"{judgement.trend_reason}; by an older definition, values until {described.last_year}"
        )
    return (
        computed
        | {column: _rounded(computed[column]) for column in _COMPUTED}
        | {
            "measure_key": key,
            "direction": series.direction,
            "unit": series.unit,
            "value_basis": series.basis,
            "n_years": len(comparable),
            "n_years_all": len({one.data_year for one in stated}),
            "n_external": sum(one.source == "external" for one in comparable),
            "method": METHOD,
        }
    )


def _rounded(number: float | None) -> float | None:
    if number is None or not math.isfinite(number):
        return None
    return round_to_digits(number, _DIGITS)


@dataclass(frozen=True, slots=True)
class _Description:
    first_year: int
    last_year: int
    first_value: float
    last_value: float
    change: float | None
    change_pct: float | None
    slope_per_year: float | None
    cagr_pct: float | None
    years_better_in_a_row: int | None


def _describe(series: ComparableSeries) -> _Description:
    """First, last and what lies between; nothing here is a judgement."""
    (first_year, first), (last_year, last) = series.points[0], series.points[-1]
    span = last_year - first_year
    has_ratio = span > 0 and first > 0 and series.basis != "growth_rate"
    grows = has_ratio and last > 0 and series.basis == "level"
    cagr = None
    if grows and series.unit not in _AMOUNTS_OF_CHANGE:
        cagr = 100 * ((last / first) ** (1 / span) - 1)
    return _Description(
        first_year=first_year,
        last_year=last_year,
        first_value=first,
        last_value=last,
        change=last - first if span else None,
        change_pct=100 * (last - first) / first if has_ratio else None,
        slope_per_year=theil_sen(series.points) if span else None,
        cagr_pct=cagr,
        years_better_in_a_row=_years_better(series),
    )


def _years_better(series: ComparableSeries) -> int | None:
    if not series.sign:
        return None
    run, values = 0, series.values
    while run < len(values) - 1 and series.sign * (values[-1 - run] - values[-2 - run]) > 0:
        run += 1
    return run


@dataclass(frozen=True, slots=True)
class _Judgement:
    mann_kendall_s: int | None
    mann_kendall_p: float | None
    p_method: str | None
    trend: str
    trend_reason: str
    improving: bool | None
    weather: str | None
    weather_rule: str


def _judge(series: ComparableSeries, slope: float | None) -> _Judgement:
    s = p = method = None
    if series.basis in _JUDGED_BASES and len(series.points) >= MIN_YEARS:
        s, p, method = mann_kendall(series.values)
    state, reason = _state(series, s, p, slope)
    weather = _weather(series)
    return _Judgement(
        mann_kendall_s=s,
        mann_kendall_p=p,
        p_method=method,
        trend=state,
        trend_reason=reason,
        improving={"improving": True, "worsening": False}.get(state),
        weather=weather.symbol,
        weather_rule=weather.rule,
    )


def _weather(series: ComparableSeries) -> Weather:
    if series.basis not in _JUDGED_BASES:
        return Weather(None, _NOT_JUDGED[series.basis])
    if series.target is None:
        return rate_weather(series.points, series.sign)
    return rate_weather(series.points, series.sign, series.target.value, series.target.year)


def _state(
    series: ComparableSeries, s: int | None, p: float | None, slope: float | None
) -> tuple[str, str]:
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


def _state_without_trend(series: ComparableSeries, p: float) -> tuple[str, str]:
    middle = median(series.values)
    band, words = STABLE_BAND * abs(middle), f"{STABLE_BAND:.0%} of their median"
    if not middle and (series.basis == "growth_rate" or series.unit_group == "%"):
        band, words = STABLE_POINTS, f"{STABLE_POINTS} percentage points of their median 0"
    farthest = max(abs(value - middle) for value in series.values)
    # Rounded, for 1 - 0.95 is a little more than 0.05.
    if round_to_digits(farthest, _DIGITS) <= round_to_digits(band, _DIGITS):
        return "stable", f"p {p:.3g}, all values within {words}"
    return "no_clear_trend", f"p {p:.3g} is above {MAX_P}"


@dataclass(frozen=True, slots=True)
class _Contrast:
    contrast: str | None
    contrast_zh: str | None


def _contrast(series: ComparableSeries, improving: bool | None) -> _Contrast:  # noqa: FBT001 - of the judgement
    """One sentence where the last years go the other way than the trend over all years."""
    recent = recent_points(series.points)
    (since, first), (until, last) = recent[0], recent[-1]
    change = series.sign * (last - first)
    if improving is None or len(recent) < MIN_POINTS or (change >= 0) == improving or not change:
        return _Contrast(None, None)
    n_years = series.points[-1][0] - series.points[0][0]
    whole, late = ("better", "worse") if improving else ("worse", "better")
    whole_zh, late_zh = ("改善", "惡化") if improving else ("惡化", "改善")
    return _Contrast(
        f"over {n_years} years it got {whole}, from {since} to {until} it got {late}",
        f"{n_years} 年來{whole_zh}，{since} 至 {until} 年則{late_zh}",
    )


@dataclass(frozen=True, slots=True)
class _Distance:
    target_value: float | None
    target_year: int | None
    distance_to_target: float | None
    expected_at_target_year: float | None


def _measure_distance(series: ComparableSeries, slope: float | None) -> _Distance:
    """Where the target stands, and where the series would be by its year."""
    target, (last_year, last) = series.target, series.points[-1]
    if target is None:
        return _Distance(None, None, None, None)
    expected = None
    is_told = len(series.points) >= MIN_YEARS and series.basis in _JUDGED_BASES
    if is_told and slope is not None and target.year is not None and target.year > last_year:
        expected = last + slope * (target.year - last_year)
    distance = series.sign * (target.value - last) if series.sign else None
    return _Distance(target.value, target.year, distance, expected)


def _years_to_target(
    described: _Description, judgement: _Judgement, aimed: _Distance
) -> float | None:
    distance, slope = aimed.distance_to_target, described.slope_per_year
    if distance is None:
        return None
    if distance <= 0:
        return 0.0
    return distance / abs(slope) if slope and judgement.trend == "improving" else None
