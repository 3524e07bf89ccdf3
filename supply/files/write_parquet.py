"""Marts as Parquet files of the same names: those of a run, and those of an export."""

import json
from io import BytesIO
from pathlib import Path

import duckdb
import polars as pl
import pyarrow as pa

from supply.files.column_units import find_unit
from supply.files.read_table import read_table
from warehouse.catalog import Column, Table, read_tables


def write_parquet(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    """Write `<mart>.parquet` for each table and view of schema marts, ordered by its key.

    What table and columns mean, and in which unit their numbers are, stands in the metadata of file and fields.

    Returns:
        The files.

    Raises:
        OSError: the disk is full or cannot be written.
    """
    return [
        _write(table, read_table(connection, table), folder / f"{table.table_name}.parquet")
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
                _write(table, frame, folder / f"{table.table_name}.parquet")


def _write(table: Table, frame: pl.DataFrame, path: Path) -> Path:
    content = BytesIO()
    fields = {column.name: _describe(table, column) for column in table.columns}
    shape = frame.head(0).to_arrow().schema
    schema = pa.schema([field.with_metadata(fields[field.name]) for field in shape])
    # Of the file for readers that know no fields of Arrow, such as DuckDB.
    told = {"description": table.comment or "", "columns": json.dumps(fields, ensure_ascii=False)}
    frame.write_parquet(content, metadata=told, arrow_schema=schema)
    # Written by Python: of a full disk polars says only that the file is out of specification.
    path.write_bytes(content.getvalue())
    return path


def _describe(table: Table, column: Column) -> dict[str, str]:
    """What a field says of itself: description, and unit or unit_column."""
    unit = find_unit(table, column)
    told = {
        "description": column.comment,
        "unit": unit.unit if unit else None,
        "unit_column": unit.unit_column if unit else None,
    }
    return {name: text for name, text in told.items() if text}
