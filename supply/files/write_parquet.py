"""Marts as Parquet files of the same names: those of a run, and those of an export."""

from io import BytesIO
from pathlib import Path

import duckdb

from supply.files.read_table import read_table
from warehouse.catalog import read_tables


def write_parquet(
    connection: duckdb.DuckDBPyConnection, folder: Path, *, with_views: bool = True
) -> list[Path]:
    """Write `<mart>.parquet` for each table, and view if wanted, of schema marts into a folder.

    Returns:
        The files.

    Raises:
        OSError: the disk is full or cannot be written.
    """
    files = []
    for table in read_tables(connection, "marts"):
        if table.is_view and not with_views:
            continue
        path = folder / f"{table.table_name}.parquet"
        content = BytesIO()
        read_table(connection, table).write_parquet(content)
        # Written by Python: of a full disk polars says only that the file is out of specification.
        path.write_bytes(content.getvalue())
        files.append(path)
    return files


def write_marts(warehouse: Path, folder: Path) -> None:
    """Write every mart of a warehouse file into a new folder.

    Raises:
        FileExistsError: the folder is there already.
        OSError: the disk is full or cannot be written.
    """
    folder.mkdir(parents=True)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        write_parquet(connection, folder, with_views=False)
