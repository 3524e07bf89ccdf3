"""The values of every indicator by year, for charts of several that a reader chooses."""

import json
from typing import Any

from supply.site.charts.doubtful_values import mark_doubts
from supply.site.charts.series_lines import describe_series
from supply.site.read_marts import SiteMarts
from supply.site.statements import Statements

_Line = tuple[str | None, str | None, list[tuple[int, float, str]]]


def write_series_index(marts: SiteMarts) -> str:
    """Write them as a script: by indicator, of each measure its label, its unit, and year, value and words of each point.

    Values in doubt are left out, as they are off the scale of each chart.
    """
    index = {str(key): lines for key, lines in _index(marts).items() if lines}
    told = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return f"window.seriesIndex = {told};\n"


def _index(marts: SiteMarts) -> dict[Any, list[_Line]]:
    observations = marts.group("observations", "indicator_key")
    statements = Statements(marts["results"])
    index = {}
    for key, measures in marts.group("measures", "indicator_key").items():
        values = mark_doubts(observations.get(key, []), measures, [])
        described = describe_series(measures, values, [], {}, statements)
        index[key] = [
            (one["label"] if len(described) > 1 else None, one["points"].unit, points)
            for one in described
            if (
                points := sorted(
                    (p.year, p.value, p.text) for p in one["points"].points if not p.is_doubtful
                )
            )
        ]
    return index
