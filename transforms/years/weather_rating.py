"""The weather rating of Germany's sustainability strategy (Deutsche Nachhaltigkeitsstrategie): see `docs/trend.md`.

Mean of the last up to five yearly changes, from at least four consecutive years; projected to the target.
"""

from collections.abc import Sequence
from dataclasses import dataclass

MIN_POINTS = 4
_MAX_POINTS = 6
_NEARLY = 0.05
_ROUGHLY = 0.20
# Shares are compared after rounding, so that (26 - 24) / 10 is 20 % whatever the binary fractions are.
_DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Weather:
    """A symbol (sun, sun_cloud, cloud, thunderstorm), None if it cannot be given, and the rule in words."""

    symbol: str | None
    rule: str


def rate_weather(
    points: Sequence[tuple[int, float]],
    sign: int,
    target_value: float | None = None,
    target_year: int | None = None,
) -> Weather:
    """Rate a series.

    Args:
        points: (year, value) in order of years.
        sign: 1 if more is better, -1 if less is, 0 if neither.
        target_value: bound that counts, None if there is no target.
        target_year: year that it is for.
    """
    recent = recent_points(points)
    if sign == 0:
        return Weather(None, "which way is better is not told")
    if len(recent) < MIN_POINTS:
        return Weather(None, f"fewer than {MIN_POINTS} consecutive years at the end")
    year, value = recent[-1]
    # The sum of the changes, without what adding them would round: back at the start the mean is exactly 0.
    mean = sign * (value - recent[0][1]) / (len(recent) - 1)
    last = sign * (value - recent[-2][1])
    if target_value is None or target_year is None:
        return _rate_direction(mean, last)
    missing = sign * (target_value - value)
    if target_year <= year or missing <= 0:
        return _rate_constant(missing, mean)
    return _rate_projection(missing, mean * (target_year - year))


def recent_points(points: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """The years that the rating looks at: the last up to six that follow one another without a gap."""
    return _last_consecutive(points)[-_MAX_POINTS:]


def _last_consecutive(points: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    run = list(points[-1:])
    for point in reversed(points[:-1]):
        if point[0] != run[0][0] - 1:
            break
        run.insert(0, point)
    return run


def _rate_projection(missing: float, expected: float) -> Weather:
    """A target still ahead: which share of the way is left if the mean change goes on.

    No change at all moves neither towards the target nor away: a cloud, as for a yearly target.
    """
    left = round((missing - expected) / missing, _DECIMALS)
    rule = f"going on so, {max(left, 0):.1%} of the way to the target is left"
    if left < _NEARLY:
        return Weather("sun", rule)
    if left <= _ROUGHLY:
        return Weather("sun_cloud", rule)
    if expected >= 0:
        return Weather("cloud", rule)
    return Weather("thunderstorm", "moving away from the target")


def _rate_constant(missing: float, mean: float) -> Weather:
    """A target of this year or before, or one reached already, is to be kept."""
    is_met, is_adverse = missing <= 0, mean < 0
    rule = f"target {'met' if is_met else 'missed'}, mean change {'adverse' if is_adverse else 'not adverse'}"
    if is_met:
        return Weather("sun_cloud" if is_adverse else "sun", rule)
    return Weather("thunderstorm" if is_adverse else "cloud", rule)


def _rate_direction(mean: float, last: float) -> Weather:
    """No target: the mean change and the last one."""
    symbols = {
        (True, True): "sun",
        (True, False): "sun_cloud",
        (False, True): "cloud",
        (False, False): "thunderstorm",
    }
    words = [
        f"{name} change {'right' if change > 0 else 'not right'}"
        for name, change in (("mean", mean), ("last", last))
    ]
    return Weather(symbols[mean > 0, last > 0], "no target: " + ", ".join(words))
