"""The points of a measure's chart, apart from how it is drawn."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChartPoints:
    """Points as (year, value), in order of years: of reports, published elsewhere, and bounds of targets."""

    own: tuple[tuple[int, float], ...]
    external: tuple[tuple[int, float], ...]
    bounds: tuple[tuple[int, float], ...]
    unit: str | None
