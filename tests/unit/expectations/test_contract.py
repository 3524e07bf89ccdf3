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
    "BIGINT": lambda number: number,
    "DOUBLE": float,
    "BOOLEAN": lambda number: number % 2 == 0,
    "DATE": lambda number: date(2024, 1, 1 + number),
    "TIMESTAMP": lambda number: datetime(2024, 1, 1 + number),  # noqa: DTZ001 - as the tables hold it
    "INTEGER[]": lambda number: [number],
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


def plant(frame: pd.DataFrame, expectation: Any) -> None:
    """Break what the expectation states, and nothing else."""
    kind = expectation.configuration.type
    if kind == "expect_table_columns_to_match_ordered_list":
        frame.insert(0, frame.columns[-1], frame.pop(frame.columns[-1]))
    elif kind == "expect_column_values_to_not_be_null":
        frame.loc[1, expectation.column] = None
    elif kind == "expect_column_values_to_be_in_set":
        frame.loc[1, expectation.column] = "not in the list"
    elif kind == "expect_column_values_to_be_unique":
        frame.loc[1, expectation.column] = frame.loc[0, expectation.column]
    elif kind == "expect_compound_columns_to_be_unique":
        frame.loc[1, expectation.column_list] = frame.loc[0, expectation.column_list]
    else:
        pytest.fail(f"no fault is planted for {kind}")


def groups_of(expectations: list[Any]) -> list[list[Any]]:
    """Faults planted together: of one kind on different columns; each key alone."""
    groups: dict[str, list[Any]] = {}
    for number, expectation in enumerate(expectations):
        kind = expectation.configuration.type
        groups.setdefault(f"{kind} {number}" if "unique" in kind else kind, []).append(expectation)
    return list(groups.values())


def names_of(expectations: list[Any]) -> list[tuple[str, list[str]]]:
    return sorted(
        (
            expectation.configuration.type.removeprefix("expect_"),
            [expectation.configuration.kwargs["column"]]
            if "column" in expectation.configuration.kwargs
            else expectation.column_list[:5],
        )
        for expectation in expectations
    )


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.full_name)
def test_a_frame_that_keeps_the_contract_passes(table, gx_context):
    checks = _validate(
        gx_context, table.full_name, clean_frame(table), expectations_from_catalog(table)
    )
    assert {check.outcome for check in checks} == {"passed"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.full_name)
def test_a_fault_fails_exactly_the_checks_that_state_it(table, gx_context):
    expectations = expectations_from_catalog(table)
    for group in groups_of(expectations):
        frame = clean_frame(table)
        for expectation in group:
            plant(frame, expectation)
        checks = _validate(gx_context, table.full_name, frame, expectations)
        failed = [check for check in checks if check.outcome != "passed"]
        assert {(check.outcome, check.severity) for check in failed} == {("failed", "critical")}
        found = [check.expectation.split(" ", 1) for check in failed]
        assert sorted((kind, columns.split(", ")) for kind, columns in found) == names_of(group)


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
