"""A target as people write it, by its comparator and bounds; `marts.verdict` says the same in SQL."""

from collections.abc import Callable

_SIGNS = {"ge": "≥ ", "le": "≤ ", "eq": "= "}


def write_target(  # noqa: PLR0913, PLR0917 - a target, and how its numbers are written
    comparator: str | None,
    low: float | None,
    high: float | None,
    unit: str | None,
    write: Callable[[float | None, str | None], str],
    between: str = "-",
) -> str:
    """Write ≥ 95%, ≤ 3%, = 12, 3.3-3.7% or, of an undecided target, its number alone; empty without a bound.

    Args:
        comparator: ge, le, eq, between, or None where it could not be told.
        low: lower bound in the base unit.
        high: upper bound in the base unit.
        unit: base unit, as `write` takes it.
        write: writes a number with its unit.
        between: what stands between the bounds of a range.
    """
    lower, upper = (high if low is None else low), (low if high is None else high)
    if lower is None:
        return ""
    if comparator in _SIGNS:
        return _SIGNS[comparator] + write(upper if comparator == "le" else lower, unit)
    range_from = "" if lower == upper else write(lower, None) + between
    return range_from + write(upper, unit)
