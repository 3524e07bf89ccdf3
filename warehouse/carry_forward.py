"""The raw tables of a live warehouse, of whatever version, into a candidate of today's."""

from pathlib import Path

import duckdb

from warehouse.build import RAW_TABLES
from warehouse.errors import TsdgError
from warehouse.read_frame import read_row
from warehouse.schema_version import SCHEMA_VERSION, read_schema_version
from warehouse.sql_literals import quote

MIGRATIONS = Path(__file__).parent / "migrations"
_OWN = "raw_schema"


def copy_raw(connection: duckdb.DuckDBPyConnection, live: Path) -> None:
    """Copy everything ever ingested from the live warehouse into the candidate.

    A file of an earlier version passes through one view per table and step; it is never written to.

    Raises:
        TsdgError: the file is none of ours, of a later version, or rows would be lost.
    """
    connection.execute(f"attach {quote(str(live))} as live (read_only)")
    views: list[str] = []
    try:
        version = read_schema_version(connection, "live")
        tables = _tables_of(connection)
        sources = _migrate(connection, tables, version, views)
        for table in (name for name in RAW_TABLES if name != _OWN and name in sources):
            connection.execute(f"insert into raw.{table} by name select * from {sources[table]}")  # noqa: S608 - names of the catalog
        _check_counts(connection, tables)
    finally:
        for view in reversed(views):
            connection.execute(f"drop view if exists {view}")
        connection.execute("detach live")


def _tables_of(connection: duckdb.DuckDBPyConnection) -> list[str]:
    found = connection.execute(
        "select table_name from duckdb_tables() where database_name = 'live' and schema_name = 'raw' order by all"
    ).fetchall()
    return [name for (name,) in found if name != _OWN]


def _migrate(
    connection: duckdb.DuckDBPyConnection, tables: list[str], version: int, views: list[str]
) -> dict[str, str]:
    """Make the views of each step; returns what stands for each table after the last one."""
    if version == SCHEMA_VERSION:
        return {table: f"live.raw.{table}" for table in tables}
    for table in tables:
        _make_view(connection, views, f"{table}_v{version}", f"live.raw.{table}")
    known = set(tables)
    for step in range(version + 1, SCHEMA_VERSION + 1):
        connection.execute((MIGRATIONS / f"to_{step}.sql").read_text(encoding="utf-8"))
        made = _views_of_step(connection, step)
        views += made
        known |= {view.removesuffix(f"_v{step}") for view in made}
        for table in known - {view.removesuffix(f"_v{step}") for view in made}:
            _make_view(connection, views, f"{table}_v{step}", f"{table}_v{step - 1}")
    return {table: f"{table}_v{SCHEMA_VERSION}" for table in known}


def _make_view(
    connection: duckdb.DuckDBPyConnection, views: list[str], name: str, source: str
) -> None:
    connection.execute(f"create temp view {name} as select * from {source}")  # noqa: S608 - names of the catalog
    views.append(name)


def _views_of_step(connection: duckdb.DuckDBPyConnection, step: int) -> list[str]:
    found = connection.execute(
        "select view_name from duckdb_views() where temporary and not internal and ends_with(view_name, ?)",
        [f"_v{step}"],
    ).fetchall()
    return [name for (name,) in found]


def _check_counts(connection: duckdb.DuckDBPyConnection, tables: list[str]) -> None:
    """Rows in are rows out; a table that this version no longer has would be lost without a word."""
    for table in tables:
        if table not in RAW_TABLES:
            raise TsdgError("raw-table-unknown", table=table)
        before = read_row(connection, f"select count(*) from live.raw.{table}")  # noqa: S608 - a name of the catalog
        after = read_row(connection, f"select count(*) from raw.{table}")  # noqa: S608 - the same
        if before != after:
            raise TsdgError("raw-rows-lost", before=before, table=table, after=after)  # fmt: skip
