"""Staging frames → the facts that linking compares, one list for each document."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TypedDict

import polars as pl

from transforms.years.link_facts import IndicatorFacts, MeasureFacts

_INDICATOR = ("report_id", "indicator_code")
_MEASURE = (*_INDICATOR, "measure_no")


def gather_link_facts(
    indicators: pl.DataFrame,
    measures: pl.DataFrame,
    prior_values: pl.DataFrame,
    unit_groups: Mapping[str, str],
) -> list[list[IndicatorFacts]]:
    """Put the rows of each document together, documents by year, issuer and vintage, oldest first.

    Args:
        indicators: report_id, report_year, issuer, vintage_no, is_current, row_no, indicator_code,
            indicator_name, goal_no, agencies; one row per code and document.
        measures: report_id, indicator_code, measure_no, measure_label, unit, actual_unit,
            target_basis, actual_kind, actual_year, actual_value.
        prior_values: report_id, indicator_code, measure_no, data_year, data_value.
        unit_groups: unit → group of units that mean the same.
    """
    documents: dict[str, list[IndicatorFacts]] = defaultdict(list)
    joined = indicators.join(
        _of_indicators(measures, prior_values, unit_groups), on=_INDICATOR, how="left"
    ).sort("report_year", "issuer", "vintage_no", "row_no")
    for row in joined.iter_rows(named=True):
        documents[row["report_id"]].append(
            IndicatorFacts(
                report_id=row["report_id"],
                report_year=row["report_year"],
                is_current=row["is_current"],
                code=row["indicator_code"],
                name=row["indicator_name"],
                goal_no=row["goal_no"],
                agencies=frozenset(row["agencies"]),
                measures=tuple(_measure(**measure) for measure in row["measures"] or ()),
                issuer=row["issuer"],
            )
        )
    return list(documents.values())


def _of_indicators(
    measures: pl.DataFrame, prior_values: pl.DataFrame, unit_groups: Mapping[str, str]
) -> pl.DataFrame:
    """One row per indicator: its measures in order, each with its earlier values."""
    unit = pl.coalesce("unit", "actual_unit")
    has_value = pl.col("actual_kind") == "numeric"
    priors = prior_values.group_by(_MEASURE).agg(
        pl.struct(year="data_year", value="data_value").alias("priors")
    )
    facts = measures.join(priors, on=_MEASURE, how="left").select(
        *_MEASURE,
        "priors",
        label="measure_label",
        unit_group=unit.replace(unit_groups),
        basis="target_basis",
        actual_year=pl.when(has_value).then("actual_year"),
        actual_value="actual_value",
    )
    return (
        facts.sort("measure_no")
        .group_by(_INDICATOR, maintain_order=True)
        .agg(pl.struct(pl.all().exclude(_INDICATOR)).alias("measures"))
    )


class _Value(TypedDict):
    year: int
    value: float


def _measure(  # noqa: PLR0913 - the fields of a row
    *,
    measure_no: int,
    label: str | None,
    unit_group: str | None,
    basis: str,
    actual_year: int | None,
    actual_value: float,
    priors: list[_Value] | None,
) -> MeasureFacts:
    return MeasureFacts(
        measure_no=measure_no,
        label=label,
        unit_group=unit_group,
        basis=basis,
        actuals={} if actual_year is None else {actual_year: actual_value},
        priors={prior["year"]: prior["value"] for prior in priors or ()},
    )
