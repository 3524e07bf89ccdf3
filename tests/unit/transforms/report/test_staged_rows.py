"""The classes of staged rows and the SQL of their tables say the same columns."""

from dataclasses import fields

import duckdb
import pytest

from transforms.report.staged_rows import (
    StagedCorrection,
    StagedFinding,
    StagedIndicator,
    StagedMeasure,
    StagedOtherTarget,
    StagedPrintedNumber,
    StagedPriorValue,
)
from warehouse.build import create_tables
from warehouse.catalog import read_table

# What judging adds to a measure.
JUDGED = {
    "attainment_pct", "gap", "status", "status_rule", "is_consistent", "certainty", "doubt",
    "comparator_rule_zh", "direction_rule_zh", "status_rule_zh", "doubt_zh",
}  # fmt: skip
ROWS = {
    "stg_indicator": StagedIndicator,
    "stg_measure": StagedMeasure,
    "stg_printed_number": StagedPrintedNumber,
    "stg_prior_value": StagedPriorValue,
    "stg_other_target": StagedOtherTarget,
    "stg_correction": StagedCorrection,
    "stg_finding": StagedFinding,
}


@pytest.mark.parametrize(("table", "row"), ROWS.items())
def test_a_field_for_each_column(table, row):
    with duckdb.connect() as connection:
        create_tables(connection)
        columns = {column.name for column in read_table(connection, f"staging.{table}").columns}
    added = JUDGED if row is StagedMeasure else set()
    assert {entry.name for entry in fields(row)} == columns - added
