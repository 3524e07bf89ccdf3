"""Parquet read back: every table and view, every value and type."""

import polars as pl

from supply.files.write_parquet import write_parquet
from warehouse.catalog import polars_schema, read_tables
from warehouse.published import open_published


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


def test_the_same_warehouse_gives_the_same_bytes(sample_warehouse, tmp_path):
    contents = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        with open_published(sample_warehouse) as connection:
            files = write_parquet(connection, tmp_path / name)
        contents.append({file.name: file.read_bytes() for file in files})
    assert contents[0] == contents[1]
