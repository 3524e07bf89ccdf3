"""Warehouses with made-up marts: every table filled by its own types, texts that attack whatever carries them."""

import shutil
from collections.abc import Collection
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb

from warehouse.build import build_marts, create_tables
from warehouse.catalog import Column, Table, read_tables
from warehouse.folder.data_folder import DataFolder
from warehouse.relations import RELATIONS

SHORT_TEXTS = (
    "'; drop table marts.attainment; --",
    'says "no" and {a,"b",NULL}',
    "back\\slash \\N \\. \\x41",
    "\\N",
    "tab\tline\nreturn\rend",
    "escape \x1b[2J\x07\x9b31m",
    "\u202e倒著讀\u202c \u2066x",
    "👩‍🔬 𠮷 e\u0301",
    "%s %(a)s $1 :name",
    "NULL",
)
_TEXTS = (*SHORT_TEXTS, "", "  ")
_LONG_TEXTS = (*_TEXTS, "長" * 34_000)
_NUMBERS = (0.1 + 0.2, 1e308, -5e-324, 98_052_600_000.0, float("inf"), 0.0)
_LISTS = ([], ["甲", "乙"], ['a,"b"', "{}", "\\"], [None, ""], ["NULL"])
N_ROWS = 26
# Enough to tell one run from the next: tables that point to each other, and a view on them.
SOME_MARTS = frozenset(
    {
        "agency_succession",
        "attainment",
        "dim_goal",
        "dim_report",
        "finding",
        "indicator_result",
        "trend",
        "verdict",
    }
)


def write_warehouse(
    root: Path, n_rows: int = N_ROWS, only: Collection[str] | None = None
) -> DataFolder:
    """Write a warehouse of run 1 whose marts have `n_rows` each; `only` some of them if that is enough."""
    data = _folder(root)
    with duckdb.connect(str(data.warehouse)) as connection:
        create_tables(connection)
        build_marts(connection, "2026-11-23")
        ended = datetime(2026, 6, 1, 12, 30)  # noqa: DTZ001 - the warehouse keeps UTC without saying so
        connection.execute(
            "insert into raw.raw_run values (1, 'published', ?, ?, ?, 1.5, '2026-06-01', '1.0', 'fingerprint', null, null, 1, 1, 0)",
            [ended, ended, ended],
        )
        for table in read_tables(connection, "marts"):
            if only is not None and table.table_name not in only:
                connection.execute(f"drop {'view' if table.is_view else 'table'} {table.full_name}")
            elif not table.is_view:
                _fill(connection, table, n_rows)
    return data


def write_next_run(former: DataFolder, root: Path, *statements: str) -> DataFolder:
    """Copy a warehouse as the next run, which the statements change."""
    data = _folder(root)
    shutil.copy(former.warehouse, data.warehouse)
    with duckdb.connect(str(data.warehouse)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.execute("update raw.raw_run set run_no = run_no + 1")
    return data


def _folder(root: Path) -> DataFolder:
    """A new place for the one data folder that all made-up runs are of."""
    data = DataFolder(root)
    data.create()
    data.identity.write_text("made up\n", encoding="utf-8")
    return data


def _fill(connection: duckdb.DuckDBPyConnection, table: Table, n_rows: int) -> None:
    keys = _key_columns(table)
    values = [
        _value(column, number, is_key=column.name in keys)
        for number in range(n_rows)
        for column in table.columns
    ]
    row = f"({', '.join('?' for _ in table.columns)})"
    connection.execute(f"insert into {table.full_name} values {', '.join([row] * n_rows)}", values)


def _key_columns(table: Table) -> set[str]:
    pointing = [relation.columns for relation in RELATIONS if relation.table == table.table_name]
    return {column for key in (*table.keys, *pointing) for column in key}


def _value(column: Column, number: int, *, is_key: bool):
    """The value of row `number`: the same wherever the column is a key, so that references hold."""
    if column.is_nullable and not is_key and number % 4 == 3:
        return None
    if column.allowed_values:
        return column.allowed_values[number % len(column.allowed_values)]
    texts = _LONG_TEXTS if column.name.endswith("_text") else _TEXTS
    texts = SHORT_TEXTS if is_key else texts
    return {
        "VARCHAR": texts[number % len(texts)] + (f"#{number}" if is_key else ""),
        "INTEGER": number + 1,
        "BIGINT": number + 1,
        "DOUBLE": float(number) if column.name == "score" else _NUMBERS[number % len(_NUMBERS)],
        "BOOLEAN": number % 2 == 0,
        "DATE": date(1, 1, 1) if number == 0 else date(2024, 2, 29) + timedelta(days=number),
        "VARCHAR[]": _LISTS[number % len(_LISTS)],
    }[column.data_type]
