"""Every statement of a value → which one to use for each measure and year, and which contradict each other."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import polars as pl

from transforms.years.link_facts import values_agree

Row = dict[str, Any]
_EXTERNAL = "external"
DISAGREEMENT_SCHEMA = {
    "kind": pl.String,
    "measure_key": pl.String,
    "data_year": pl.Int32,
    "observation_id": pl.String,
    "other_observation_id": pl.String,
}


def resolve_observations(statements: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Mark the statement to use, and find the contradictions.

    The newest current edition that states a year wins. An external figure is used only where no current
    edition states the year, and only if all external figures for it agree. Values agree if one is the
    other rounded, within 1 %.

    Args:
        statements: observation_id, measure_key, data_year, value, unit_group, value_basis, source,
            report_year (null for external), vintage_no, is_current (false for external).

    Returns:
        The statements' observation_id with is_latest; and one row per contradiction: kind
        (restated: two editions; external: a source against the report; external_sources), measure_key,
        data_year, observation_id (the one used, or first), other_observation_id.
    """
    groups: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in statements.sort("observation_id").iter_rows(named=True):
        groups[row["measure_key"], row["data_year"]].append(row)
    latest: set[str] = set()
    disagreements: list[Row] = []
    for rows in groups.values():
        printed = sorted(
            (row for row in rows if row["source"] != _EXTERNAL and row["is_current"]),
            key=lambda row: -row["report_year"],
        )
        external = [row for row in rows if row["source"] == _EXTERNAL]
        used = printed[0] if printed else _agreed(external)
        if used is not None:
            latest.add(used["observation_id"])
        disagreements += _contradictions(printed, external)
    marked = statements.select("observation_id").with_columns(
        is_latest=pl.col("observation_id").is_in(sorted(latest))
    )
    return marked, pl.DataFrame(disagreements, schema=DISAGREEMENT_SCHEMA, orient="row")


def _agreed(external: Sequence[Row]) -> Row | None:
    """The first of the external figures, if they all say the same."""
    if not external or any(_differ(external[0], other) for other in external[1:]):
        return None
    return external[0]


def _contradictions(printed: Sequence[Row], external: Sequence[Row]) -> list[Row]:
    """Each statement that contradicts the newest of its kind, and the report contradicted from outside."""
    pairs = [("restated", printed[0], other) for other in printed[1:]]
    if printed:
        pairs += [("external", printed[0], other) for other in external]
    pairs += [("external_sources", external[0], other) for other in external[1:]]
    return [
        {
            "kind": kind,
            "measure_key": one["measure_key"],
            "data_year": one["data_year"],
            "observation_id": one["observation_id"],
            "other_observation_id": other["observation_id"],
        }
        for kind, one, other in pairs
        if _differ(one, other)
    ]


def _differ(one: Row, other: Row) -> bool:
    """A yearly rate and an average over years are two facts, not two versions of one."""
    if one["value_basis"] != other["value_basis"] or one["unit_group"] != other["unit_group"]:
        return False
    return not values_agree(one["value"], other["value"])
