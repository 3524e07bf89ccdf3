"""Every statement of a value → which one to use for each measure and year, and which contradict each other."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import polars as pl

from transforms.years.link_facts import values_agree

_EXTERNAL = "external"
DISAGREEMENT_SCHEMA = {
    "kind": pl.String,
    "measure_key": pl.String,
    "data_year": pl.Int32,
    "observation_id": pl.String,
    "other_observation_id": pl.String,
}


class _Statement(NamedTuple):
    observation_id: str
    measure_key: str
    data_year: int
    value: float
    unit_group: str | None
    value_basis: str
    source: str
    report_year: int | None
    is_current: bool
    issuer: str | None
    standing: int | None


def resolve_observations(statements: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Mark the statement to use, and find the contradictions.

    The newest current edition that states a year wins; of two issuers' that which stands first. An external figure is used only where no current
    edition states the year, and only if all external figures for it agree. Values agree if one is the
    other rounded, within 1 %.

    Args:
        statements: observation_id, measure_key, data_year, value, unit_group, value_basis, source,
            report_year (null for external), is_current (false for external), issuer and standing (null for external).

    Returns:
        The statements' observation_id with is_latest; and one row per contradiction: kind
        (restated: two editions; external: a source against the report; external_sources), measure_key,
        data_year, observation_id (the one used, or first), other_observation_id.
    """
    groups: dict[tuple[str, int], list[_Statement]] = defaultdict(list)
    in_order = statements.sort("observation_id").select(_Statement._fields)
    for statement in map(_Statement._make, in_order.iter_rows()):
        groups[statement.measure_key, statement.data_year].append(statement)
    latest: set[str] = set()
    disagreements: list[tuple[str, str, int, str, str]] = []
    for group in groups.values():
        printed = [one for one in group if one.source != _EXTERNAL and one.is_current]
        printed.sort(key=lambda one: (-(one.report_year or 0), one.standing or 0))
        external = [one for one in group if one.source == _EXTERNAL]
        used = printed[0] if printed else _agreed(external)
        if used is not None:
            latest.add(used.observation_id)
        disagreements += _contradictions(printed, external)
    marked = statements.select("observation_id").with_columns(
        is_latest=pl.col("observation_id").is_in(sorted(latest))
    )
    return marked, pl.DataFrame(disagreements, schema=DISAGREEMENT_SCHEMA, orient="row")


def _agreed(external: Sequence[_Statement]) -> _Statement | None:
    """The first of the external figures, if they all say the same."""
    if not external or any(_differ(external[0], other) for other in external[1:]):
        return None
    return external[0]


def _contradictions(
    printed: Sequence[_Statement], external: Sequence[_Statement]
) -> list[tuple[str, str, int, str, str]]:
    """Each statement that contradicts the newest of its kind, and the report contradicted from outside."""
    pairs = [
        ("restated", printed[0], other)
        for other in printed[1:]
        if not _are_one_years_actuals(printed[0], other)
    ]
    if printed:
        pairs += [("external", printed[0], other) for other in external]
    pairs += [("external_sources", external[0], other) for other in external[1:]]
    return [
        (kind, one.measure_key, one.data_year, one.observation_id, other.observation_id)
        for kind, one, other in pairs
        if _differ(one, other)
    ]


def _are_one_years_actuals(one: _Statement, other: _Statement) -> bool:
    """Two issuers' prints of one year are twins, and their difference is told as that of twins."""
    is_one_year = one.report_year == other.report_year and one.issuer != other.issuer
    return is_one_year and one.source == other.source == "actual"


def _differ(one: _Statement, other: _Statement) -> bool:
    """A yearly rate and an average over years are two facts, not two versions of one."""
    if one.value_basis != other.value_basis or one.unit_group != other.unit_group:
        return False
    return not values_agree(one.value, other.value)
