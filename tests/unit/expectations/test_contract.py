"""Mechanical expectations: whatever a table's SQL states, a frame that breaks it fails just that."""

from datetime import date, datetime
from typing import Any

import duckdb
import pandas as pd
import pytest

from expectations.audit import _validate
from expectations.contract import expectations_from_catalog
from warehouse.build import build_marts, create_tables
from warehouse.catalog import Column, Table, read_tables


def read_catalog() -> list[Table]:
    with duckdb.connect() as connection:
        create_tables(connection)
        build_marts(connection, "2026-01-01")
        return read_tables(connection, "raw", "staging", "intermediate", "marts")


TABLES = read_catalog()
SAMPLES = {
    "INTEGER": lambda number: number,
    "DOUBLE": float,
    "BOOLEAN": lambda number: number % 2 == 0,
    "DATE": lambda number: date(2024, 1, 1 + number),
    "TIMESTAMP": lambda number: datetime(2024, 1, 1 + number),  # noqa: DTZ001 - as the tables hold it
    "VARCHAR[]": lambda number: [f"甲{number}"],
    "VARCHAR": lambda number: f"甲{number}",
}


def sample(column: Column, number: int) -> Any:
    if column.allowed_values:
        return column.allowed_values[0]
    return SAMPLES[column.data_type](number)


def clean_frame(table: Table) -> pd.DataFrame:
    """Three rows that keep the contract."""
    return pd.DataFrame(
        {
            column.name: pd.Series([sample(column, number) for number in (1, 2, 3)], dtype=object)
            for column in table.columns
        }
    )


def plant(frame: pd.DataFrame, expectation: Any) -> pd.DataFrame:
    """Break exactly what the expectation states."""
    broken = frame.copy()
    kind = expectation.configuration.type
    if kind == "expect_table_columns_to_match_ordered_list":
        return broken[[*broken.columns[1:], broken.columns[0]]]
    if kind == "expect_column_values_to_not_be_null":
        broken.at[1, expectation.column] = None
    elif kind == "expect_column_values_to_be_in_set":
        broken.at[1, expectation.column] = "not in the list"
    elif kind == "expect_column_values_to_be_unique":
        broken.at[1, expectation.column] = broken.at[0, expectation.column]
    elif kind == "expect_compound_columns_to_be_unique":
        for column in expectation.column_list:
            broken.at[1, column] = broken.at[0, column]
    else:
        pytest.fail(f"no fault is planted for {kind}")
    return broken


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.full_name)
def test_a_fault_fails_exactly_the_check_that_states_it(table, gx_context):
    expectations = expectations_from_catalog(table)
    clean = clean_frame(table)
    checks = _validate(gx_context, table.full_name, clean, expectations)
    assert {check.outcome for check in checks} == {"passed"}
    for expectation in expectations:
        checks = _validate(gx_context, table.full_name, plant(clean, expectation), expectations)
        failed = [check for check in checks if check.outcome != "passed"]
        (alone,) = _validate(gx_context, table.full_name, clean, [expectation])
        assert [(check.expectation, check.outcome) for check in failed] == [
            (alone.expectation, "failed")
        ]
        assert failed[0].severity == "critical"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.full_name)
def test_every_statement_of_the_schema_is_expected(table):
    kinds = [expectation.configuration.type for expectation in expectations_from_catalog(table)]
    assert kinds[0] == "expect_table_columns_to_match_ordered_list"
    assert kinds.count("expect_column_values_to_not_be_null") == sum(
        not column.is_nullable for column in table.columns
    )
    assert kinds.count("expect_column_values_to_be_in_set") == sum(
        column.allowed_values is not None for column in table.columns
    )
    assert sum("unique" in kind for kind in kinds) == len(table.keys)
