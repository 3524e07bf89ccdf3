"""Marts as Parquet files of the same names: those of a run, and those of an export."""

from io import BytesIO
from pathlib import Path

import duckdb
import polars as pl

from supply.files.read_table import read_table
from warehouse.catalog import read_tables


def write_parquet(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    """Write `<mart>.parquet` for each table and view of schema marts, ordered by its key.

    Returns:
        The files.

    Raises:
        OSError: the disk is full or cannot be written.
    """
    return [
        _write(read_table(connection, table), folder / f"{table.table_name}.parquet")
        for table in read_tables(connection, "marts")
    ]


def write_marts(warehouse: Path, folder: Path) -> None:
    """Write every mart of a warehouse file, no view, into a new folder; rows in the order of the mart.

    Raises:
        FileExistsError: the folder is there already.
        OSError: the disk is full or cannot be written.
    """
    folder.mkdir(parents=True)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for table in read_tables(connection, "marts"):
            if not table.is_view:
                frame = read_table(connection, table, as_stored=True)
                _write(frame, folder / f"{table.table_name}.parquet")


def _write(frame: pl.DataFrame, path: Path) -> Path:
    content = BytesIO()
    frame.write_parquet(content)
    # Written by Python: of a full disk polars says only that the file is out of specification.
    path.write_bytes(content.getvalue())
    return path
