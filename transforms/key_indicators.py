"""Indicators of all documents → the key under which each is one series over the years."""

import polars as pl
from rapidfuzz import fuzz

# Two names of one indicator differ by a word (工業區 to 產業園區); two indicators that got the same
# code in different years share next to none.
_SAME_NAME = 70.0


def key_indicators(indicators: pl.DataFrame) -> pl.DataFrame:
    """Give each indicator of each document its key: its code, unless the name says otherwise.

    A code whose name is another one than in the newest edition gets code@year, so that two series
    are never joined by a code alone. Renumbered indicators stay apart here.

    Args:
        indicators: report_id, report_year, is_current, indicator_code, indicator_name.

    Returns:
        One row per input row: report_id, indicator_code, indicator_key.
    """
    keys: list[dict[str, str]] = []
    newest_first = indicators.sort(
        ["indicator_code", "report_year", "is_current", "report_id"],
        descending=[False, True, True, False],
    )
    heads: dict[str, list[tuple[str, str]]] = {}
    for row in newest_first.iter_rows(named=True):
        code, name = row["indicator_code"], row["indicator_name"]
        series = heads.setdefault(code, [])
        key = next((k for k, known in series if fuzz.ratio(known, name) >= _SAME_NAME), None)
        if key is None:
            key = code if not series else f"{code}@{row['report_year']}"
            series.append((key, name))
        keys.append({"report_id": row["report_id"], "indicator_code": code, "indicator_key": key})
    schema = {"report_id": pl.String, "indicator_code": pl.String, "indicator_key": pl.String}
    return pl.DataFrame(keys, schema=schema)
