"""Every mart and view as a Parquet file of the same name."""

from io import BytesIO
from pathlib import Path

import duckdb

from supply.files.read_table import read_table
from warehouse.catalog import read_tables


def write_parquet(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    """Write `<mart>.parquet` for each table and view of schema marts.

    Returns:
        The files.
    """
    files = []
    for table in read_tables(connection, "marts"):
        path = folder / f"{table.table_name}.parquet"
        content = BytesIO()
        read_table(connection, table).write_parquet(content)
        # Written by Python: of a full disk polars says only that the file is out of specification.
        path.write_bytes(content.getvalue())
        files.append(path)
    return files
