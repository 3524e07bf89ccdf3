"""The files that analysts read besides the warehouse, written from an audited candidate."""

from pathlib import Path

import duckdb

from warehouse.build import quote


def export_parquet(warehouse: Path, folder: Path) -> None:
    """Write every mart as a Parquet file of its name into a new folder.

    Raises:
        FileExistsError: the folder is there already.
        duckdb.Error: the disk is full or cannot be written.
    """
    folder.mkdir(parents=True)
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        marts = connection.execute(
            "select table_name from duckdb_tables() where schema_name = 'marts' order by table_name"
        ).fetchall()
        for (mart,) in marts:
            target = quote(str(folder / f"{mart}.parquet"))
            connection.execute(f"copy marts.{mart} to {target} (format parquet)")
