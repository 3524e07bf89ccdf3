"""What a reader who compares indicators sees of each: its values by year, and what each print sets and reaches."""

import json
from collections.abc import Iterator
from typing import Any

from supply.site.charts.doubtful_values import mark_doubts
from supply.site.charts.series_lines import describe_series
from supply.site.pages.counted_prints import status_matrix, totals_by_row
from supply.site.read_marts import SiteMarts
from supply.site.statements import Statements
from warehouse.folder.published import Row

_Line = tuple[str | None, str | None, list[tuple[int, float, str]]]


def write_series_index(marts: SiteMarts) -> str:
    """Write them as a script, by indicator.

    `seriesIndex` has of each measure its label, its unit, and year, value and words of each point; values in doubt
    are left out, as they are off the scale of each chart. `printIndex` has a list for each edition, as the table of
    editions has its columns, and in it actual and target of each print.
    """
    index = {str(key): lines for key, lines in _index(marts).items() if lines}
    return f"window.seriesIndex = {_as_json(index)};\nwindow.printIndex = {_as_json(dict(_prints(marts)))};\n"


def _as_json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _prints(marts: SiteMarts) -> Iterator[tuple[str, list[list[str]]]]:
    years = [row["report_year"] for row in marts["editions"]]
    measures = marts.group("measures", "report_id", "indicator_code")
    for row in status_matrix(marts["results"], totals_by_row(marts)):
        prints = [row.by_year.get(year, []) for year in years]
        yield str(row.key), [[_print_words(measures[r["report_id"], r["indicator_code"]]) for r in held] for held in prints]  # fmt: skip


def _print_words(measures: list[Row]) -> str:
    """Actual and (target) of each measure, a line each."""
    lines = (
        (row["measure_label"] if len(measures) > 1 else None, row["actual_shown"] or "–", f"({row['target_shown'] or '–'})")
        for row in measures
    )  # fmt: skip
    return "\n".join(" ".join(filter(None, line)) for line in lines)


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
