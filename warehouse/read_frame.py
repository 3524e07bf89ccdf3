"""The answer to a query as a frame, or as its one row: fetched whole before the connection does other work."""

from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    # DuckDB imports it where a frame is made; who asks for rows alone does not wait for it.
    import polars as pl


def read_frame(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    parameters: list[Any] | dict[str, Any] | None = None,
) -> "pl.DataFrame":
    """Run a query and return all of its rows."""
    # Of a connection's own results only some versions of DuckDB make frames; of relations all do.
    return connection.sql(query, params=parameters).pl()


def read_row(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    parameters: list[Any] | dict[str, Any] | None = None,
) -> tuple[Any, ...] | None:
    """Run a query and return its first row; null if there is none."""
    rows: list[tuple[Any, ...]] = connection.execute(query, parameters).fetchall()
    return rows[0] if rows else None
