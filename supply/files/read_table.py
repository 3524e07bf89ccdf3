"""A mart as a frame, its rows in an order that does not change from one export to the next."""

import duckdb
import polars as pl

from warehouse.catalog import Table
from warehouse.read_frame import read_frame

LIST_SEPARATOR = "、"


def read_table(
    connection: duckdb.DuckDBPyConnection, table: Table, *, as_stored: bool = False
) -> pl.DataFrame:
    """Read a mart, ordered by its key, else by all its columns; or in the order in which it was filled."""
    key = ", ".join(f'"{name}"' for name in (table.keys[0] if table.keys else ())) or "all"
    order = "" if as_stored else f" order by {key}"
    query = f"select * from {table.full_name}{order}"  # noqa: S608 - names of our own catalog
    return read_frame(connection, query)


def join_lists(frame: pl.DataFrame) -> pl.DataFrame:
    """Lists as one text, for forms that hold no lists."""
    lists = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List)]
    return frame.with_columns(
        pl.col(name).cast(pl.List(pl.String)).list.join(LIST_SEPARATOR) for name in lists
    )
