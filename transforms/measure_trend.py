"""Observations of each measure → its trend, said no louder than the data can: see `docs/trend.md`."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median
from typing import Any

import polars as pl

from transforms.link_facts import round_to_digits
from transforms.mann_kendall import mann_kendall
from transforms.weather_rating import rate_weather

Row = dict[str, Any]

MIN_YEARS = 5
MAX_P = 0.05
STABLE_BAND = 0.05
METHOD = (
    f"theil-sen, mann-kendall, {MIN_YEARS} years, p <= {MAX_P}, stable within {STABLE_BAND:.0%}"
)
_JUDGED_BASES = {"level", "growth_rate"}
_NOT_JUDGED = {
    "cumulative": "running totals of a window only grow",
    "average": "averages over windows overlap",
}
_MANY_POINTS = 60
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
    year: int


@dataclass(frozen=True, slots=True)
class _Series:
    """The comparable values of one measure, in order of years."""

    points: tuple[tuple[int, float], ...]
    basis: str
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
            target_unit_group, target_basis.

    Returns:
        One row per measure, by measure_key; columns as in SCHEMA.
    """
    facts = {row["measure_key"]: row for row in measures.iter_rows(named=True)}
    by_measure: dict[str, list[Row]] = defaultdict(list)
    for row in observations.sort("measure_key", "data_year").iter_rows(named=True):
        by_measure[row["measure_key"]].append(row)
    trends = [
        _measure(key, rows, facts.get(key, {}))
        for key, rows in by_measure.items()
        if len({row["data_year"] for row in rows}) > 1
    ]
    return pl.DataFrame(trends, schema=SCHEMA, orient="row")


def _measure(key: str, rows: Sequence[Row], facts: Row) -> Row:
    comparable = _comparable(rows)
    basis, unit_group = comparable[0]["value_basis"], comparable[0]["unit_group"]
    series = _Series(
        points=tuple((row["data_year"], row["value"]) for row in comparable),
        basis=basis,
        direction=facts.get("direction"),
        target=_target(facts, basis, unit_group),
    )
    trend = _describe(series) | _judge(series) | _aim(series)
    trend["years_to_target"] = _years_to_target(series, trend)
    for column in _COMPUTED:
        trend[column] = None if trend[column] is None else round_to_digits(trend[column], _DIGITS)
    return trend | {
        "measure_key": key,
        "direction": series.direction,
        "unit": comparable[-1]["unit"],
        "value_basis": basis,
        "n_years": len(comparable),
        "n_years_all": len({row["data_year"] for row in rows}),
        "n_external": sum(row["source"] == "external" for row in comparable),
        "method": METHOD,
    }


def _comparable(rows: Sequence[Row]) -> list[Row]:
    """The largest group of one unit group, basis and definition; of equal ones the most recent."""
    groups: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["unit_group"] or "", row["value_basis"], row["segment_no"]].append(row)
    best = max(groups, key=lambda g: (len(groups[g]), groups[g][-1]["data_year"], g[2], g))
    return groups[best]


def _target(facts: Row, basis: str, unit_group: str | None) -> _Target | None:
    value, year = facts.get("target_value"), facts.get("target_year")
    is_comparable = (
        facts.get("target_basis") == basis and facts.get("target_unit_group") == unit_group
    )
    return (
        _Target(value, year) if value is not None and year is not None and is_comparable else None
    )


def _describe(series: _Series) -> Row:
    """First, last and what lies between; nothing here is a judgement."""
    (first_year, first), (last_year, last) = series.points[0], series.points[-1]
    is_ratio = series.basis == "level" and first > 0
    span = last_year - first_year
    return {
        "first_year": first_year,
        "last_year": last_year,
        "first_value": first,
        "last_value": last,
        "change": last - first if span else None,
        "change_pct": 100 * (last - first) / first if is_ratio and span else None,
        "slope_per_year": _theil_sen(series.points) if span else None,
        "cagr_pct": 100 * ((last / first) ** (1 / span) - 1)
        if is_ratio and span and last > 0
        else None,
        "years_better_in_a_row": _years_better(series),
    }


def _theil_sen(points: Sequence[tuple[int, float]]) -> float:
    """Median slope over all pairs, by the years that lie between (Theil 1950, Sen 1968)."""
    if len(points) > _MANY_POINTS:
        from scipy.stats import theilslopes  # noqa: PLC0415 - costs 0.3 s, and few series are so long

        return float(
            theilslopes([value for _, value in points], [year for year, _ in points]).slope
        )
    return median(
        (later[1] - earlier[1]) / (later[0] - earlier[0])
        for earlier, later in combinations(points, 2)
    )


def _years_better(series: _Series) -> int | None:
    if not series.sign:
        return None
    run, values = 0, series.values
    while run < len(values) - 1 and series.sign * (values[-1 - run] - values[-2 - run]) > 0:
        run += 1
    return run


def _judge(series: _Series) -> Row:
    s = p = method = None
    if series.basis in _JUDGED_BASES and len(series.points) >= MIN_YEARS:
        s, p, method = mann_kendall(series.values)
    state, reason = _state(series, s, p)
    weather = (
        rate_weather(
            series.points,
            series.sign,
            series.target.value if series.target else None,
            series.target.year if series.target else None,
        )
        if series.basis in _JUDGED_BASES
        else None
    )
    return {
        "mann_kendall_s": s,
        "mann_kendall_p": p,
        "p_method": method,
        "trend": state,
        "trend_reason": reason,
        "improving": {"improving": True, "worsening": False}.get(state),
        "weather": weather.symbol if weather else None,
        "weather_rule": weather.rule if weather else _NOT_JUDGED[series.basis],
    }


def _state(series: _Series, s: int | None, p: float | None) -> tuple[str, str]:
    if series.basis not in _JUDGED_BASES:
        return "insufficient", _NOT_JUDGED[series.basis]
    if s is None or p is None:
        return "insufficient", f"{len(series.points)} comparable years, fewer than {MIN_YEARS}"
    if p > MAX_P or s == 0:
        if _is_stable(series.values):
            return "stable", f"p {p:.3g}, all values within {STABLE_BAND:.0%} of their median"
        return "no_clear_trend", f"p {p:.3g} is above {MAX_P}"
    if not series.sign:
        way = "rises" if s > 0 else "falls"
        return "no_clear_trend", f"{way} (p {p:.3g}), but which way is better is not told"
    return ("improving" if s * series.sign > 0 else "worsening"), f"p {p:.3g}"


def _is_stable(values: Sequence[float]) -> bool:
    middle = median(values)
    return all(abs(value - middle) <= STABLE_BAND * abs(middle) for value in values)


def _aim(series: _Series) -> Row:
    """Where the latest target stands, and where the series would be by its year."""
    target = series.target
    if target is None:
        return {
            "target_value": None,
            "target_year": None,
            "distance_to_target": None,
            "expected_at_target_year": None,
        }
    last_year, last = series.points[-1]
    is_projected = (
        len(series.points) >= MIN_YEARS
        and series.basis in _JUDGED_BASES
        and target.year > last_year
    )
    expected = (
        last + _theil_sen(series.points) * (target.year - last_year) if is_projected else None
    )
    return {
        "target_value": target.value,
        "target_year": target.year,
        "distance_to_target": series.sign * (target.value - last) if series.sign else None,
        "expected_at_target_year": expected,
    }


def _years_to_target(series: _Series, trend: Row) -> float | None:
    distance, slope = trend["distance_to_target"], trend["slope_per_year"]
    if distance is None:
        return None
    if distance <= 0:
        return 0.0
    if trend["trend"] != "improving" or not slope or series.sign * slope <= 0:
        return None
    return float(distance / abs(slope))
