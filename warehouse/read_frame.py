"""The answer to a query as a frame."""

from typing import Any

import duckdb
import polars as pl


def read_frame(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    parameters: list[Any] | dict[str, Any] | None = None,
) -> pl.DataFrame:
    """Run a query and return all of its rows."""
    # Of a connection's own results only some versions of DuckDB make frames; of relations all do.
    return connection.sql(query, params=parameters).pl()
