"""Parquet read back: every table and view, every value and type."""

import json

import duckdb
import polars as pl
import pyarrow.parquet as pq

from supply.files.write_parquet import write_parquet
from warehouse.catalog import polars_schema, read_tables
from warehouse.folder.published import open_published


def test_every_table_and_view_comes_back_as_it_was(sample_warehouse, tmp_path):
    with open_published(sample_warehouse) as connection:
        files = write_parquet(connection, tmp_path)
        tables = read_tables(connection, "marts")
        assert {file.stem for file in files} == {table.table_name for table in tables}
        assert {file.suffix for file in files} == {".parquet"}
        for table in tables:
            read = pl.read_parquet(tmp_path / f"{table.table_name}.parquet")
            assert dict(read.schema) == polars_schema(table)
            expected = connection.execute(f"from {table.full_name} order by all").fetchall()
            connection.register("read_back", read.to_arrow())
            found = connection.execute("from read_back order by all").fetchall()
            assert found == expected, table.table_name


def test_files_say_what_their_columns_mean_and_in_which_unit(sample_warehouse, tmp_path):
    with open_published(sample_warehouse) as connection:
        write_parquet(connection, tmp_path)
        tables = read_tables(connection, "marts")
    for table in tables:
        schema = pq.read_schema(tmp_path / f"{table.table_name}.parquet")
        told = {field.name: field.metadata[b"description"].decode() for field in schema}
        assert told == {column.name: column.comment for column in table.columns}
    file = tmp_path / "attainment.parquet"
    fields = {field.name: field.metadata for field in pq.read_schema(file)}
    assert fields["attainment_pct"][b"unit"] == b"%"
    assert fields["target_low"][b"unit_column"] == b"unit"
    assert fields["actual_value"][b"unit_column"] == b"actual_unit"
    assert b"unit" not in fields["report_year"]
    rows = duckdb.sql(f"select decode(key), decode(value) from parquet_kv_metadata('{file}')")
    found = dict(rows.fetchall())
    assert found["description"].startswith("One row per measure")
    assert json.loads(found["columns"])["gap"]["unit_column"] == "unit"


def test_the_same_warehouse_gives_the_same_bytes(sample_warehouse, tmp_path):
    contents = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        with open_published(sample_warehouse) as connection:
            files = write_parquet(connection, tmp_path / name)
        contents.append({file.name: file.read_bytes() for file in files})
    assert contents[0] == contents[1]
