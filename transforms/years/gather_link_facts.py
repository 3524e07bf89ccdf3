"""Staging frames → the facts that linking compares, one list for each document."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import polars as pl

from transforms.years.link_facts import IndicatorFacts, MeasureFacts

_Key = tuple[str, str]


def gather_link_facts(
    indicators: pl.DataFrame,
    measures: pl.DataFrame,
    prior_values: pl.DataFrame,
    unit_groups: Mapping[str, str],
) -> list[list[IndicatorFacts]]:
    """Put the rows of each document together, documents by year and vintage, oldest first.

    Args:
        indicators: report_id, report_year, vintage_no, is_current, row_no, indicator_code,
            indicator_name, goal_no, agencies; one row per code and document.
        measures: report_id, indicator_code, measure_no, measure_label, unit, actual_unit,
            target_basis, actual_kind, actual_year, actual_value.
        prior_values: report_id, indicator_code, measure_no, data_year, data_value.
        unit_groups: unit → group of units that mean the same.
    """
    priors: dict[tuple[str, str, int], dict[int, float]] = defaultdict(dict)
    for row in prior_values.iter_rows(named=True):
        place = (row["report_id"], row["indicator_code"], row["measure_no"])
        priors[place][row["data_year"]] = row["data_value"]
    facts: dict[_Key, list[MeasureFacts]] = defaultdict(list)
    for row in measures.sort("report_id", "indicator_code", "measure_no").iter_rows(named=True):
        place = (row["report_id"], row["indicator_code"], row["measure_no"])
        key = (row["report_id"], row["indicator_code"])
        facts[key].append(_measure(row, priors.get(place, {}), unit_groups))
    documents: dict[str, list[IndicatorFacts]] = defaultdict(list)
    for row in indicators.sort("report_year", "vintage_no", "row_no").iter_rows(named=True):
        measured = tuple(facts[row["report_id"], row["indicator_code"]])
        documents[row["report_id"]].append(_indicator(row, measured))
    return list(documents.values())


def _measure(
    row: dict[str, Any], priors: dict[int, float], unit_groups: Mapping[str, str]
) -> MeasureFacts:
    unit = row["unit"] or row["actual_unit"]
    has_value = row["actual_kind"] == "numeric" and row["actual_year"] is not None
    return MeasureFacts(
        measure_no=row["measure_no"],
        label=row["measure_label"],
        unit_group=unit_groups.get(unit, unit) if unit else None,
        basis=row["target_basis"],
        actuals={row["actual_year"]: row["actual_value"]} if has_value else {},
        priors=priors,
    )


def _indicator(row: dict[str, Any], measures: tuple[MeasureFacts, ...]) -> IndicatorFacts:
    return IndicatorFacts(
        report_id=row["report_id"],
        report_year=row["report_year"],
        is_current=row["is_current"],
        code=row["indicator_code"],
        name=row["indicator_name"],
        goal_no=row["goal_no"],
        agencies=frozenset(row["agencies"]),
        measures=measures,
    )
