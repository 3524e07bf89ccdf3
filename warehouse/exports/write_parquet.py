"""Every mart as a Parquet file of the same name."""

from pathlib import Path

import duckdb

from warehouse.exports.read_table import exported_tables, read_table


def write_parquet(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    """Write `<mart>.parquet` for each table of schema marts.

    Returns:
        The files.
    """
    files = []
    for table in exported_tables(connection):
        path = folder / f"{table.table_name}.parquet"
        read_table(connection, table).write_parquet(path)
        files.append(path)
    return files
