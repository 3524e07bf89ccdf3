"""Read-only access to the published warehouse."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from warehouse.errors import NotPublishedError, TsdgError
from warehouse.folder.data_folder import DataFolder
from warehouse.schema_version import read_schema_version
from warehouse.sql_literals import with_literals

# A row of a query by its columns: read, never changed. Their types are those of the catalog.
Row = Mapping[str, Any]


@contextmanager
def open_published(data: DataFolder) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the live warehouse for reading; it can neither be changed nor reach other files.

    Raises:
        NotPublishedError: nothing has been published yet.
    """
    if not data.warehouse.exists():
        raise NotPublishedError("no-warehouse", folder=data.root)
    with open_warehouse(data.warehouse) as connection:
        yield connection


@contextmanager
def open_warehouse(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a warehouse file for reading, as `open_published` does.

    Raises:
        TsdgError: it is none of ours, was written by a later version, or another program has written beside it.
    """
    refuse_foreign_changes(warehouse)
    config: dict[str, str | bool | int | float | list[str]] = {
        "enable_external_access": "false",
        "lock_configuration": "false",
    }
    with duckdb.connect(str(warehouse), read_only=True, config=config) as connection:
        read_schema_version(connection)
        connection.execute("set search_path = 'marts,zh'")
        # After two seconds DuckDB would draw its own bar into what is printed.
        connection.execute("set enable_progress_bar = false")
        connection.execute("set lock_configuration = true")
        yield connection


def foreign_changes(warehouse: Path) -> Path | None:
    """What a program that had opened the published file for writing, and was killed, left beside it."""
    beside = (path.with_name(f"{path.name}.wal") for path in (warehouse, warehouse.resolve()))
    return next((path for path in beside if path.exists()), None)


def refuse_foreign_changes(warehouse: Path) -> None:
    """Refuse to read a file that DuckDB would change while opening it.

    Raises:
        TsdgError: there are such changes.
    """
    left = foreign_changes(warehouse)
    if left is not None:
        raise TsdgError("warehouse-written-elsewhere", left=left)


def fetch(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    parameters: Sequence[Any] | Mapping[str, Any] | None = None,
) -> list[Row]:
    """Run a query and return its rows.

    Raises:
        NotPublishedError: the warehouse was made by a version that had not all tables and columns.
    """
    whole = with_literals(query, parameters) if parameters else query
    try:
        cursor = (
            connection.execute(query, parameters) if whole is None else connection.execute(whole)
        )
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise NotPublishedError("other-version", error=error) from error
    columns = [entry[0] for entry in cursor.description or []]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
