"""Which version of the raw tables a warehouse file has: everything else is built from them anew."""

import duckdb

from warehouse.errors import TsdgError
from warehouse.read_frame import read_row

# A new version needs a step in warehouse/migrations and a kept file of the version before it.
SCHEMA_VERSION = 5

# What a file of ours has had since version 1.
_OWN_TABLES = {"raw_report", "raw_report_cell", "raw_run"}


def read_schema_version(connection: duckdb.DuckDBPyConnection, database: str = "") -> int:
    """Tell the version of a file; those without `raw.raw_schema` are known by the columns that they have.

    Args:
        connection: the file itself, or one that has it attached.
        database: name under which it is attached; by default the connection's own.

    Raises:
        TsdgError: the file is none of ours, or of a later version.
    """
    prefix = f"{database}." if database else ""
    query = f"select schema_version, program_version from {prefix}raw.raw_schema"  # noqa: S608 - a name of ours
    try:
        stated = read_row(connection, query)
    except (duckdb.CatalogException, duckdb.BinderException):
        return _version_by_columns(_raw_columns(connection, database))
    return _check(stated)


def _version_by_columns(columns: dict[str, set[str]]) -> int:
    if not columns.keys() >= _OWN_TABLES:
        raise TsdgError("database-not-ours")
    # Version 3 had its columns before the table that says so: such files exist.
    if "outcome" in columns["raw_run"]:
        return 3
    return 2 if "front_note" in columns["raw_report"] else 1


def _check(row: tuple[int, str] | None) -> int:
    if row is None:
        raise TsdgError("version-unknown")
    version, program = row
    if version > SCHEMA_VERSION:
        raise TsdgError(
            "newer-version", program=program, version=version, schema_version=SCHEMA_VERSION
        )
    return version


def _raw_columns(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, set[str]]:
    found = connection.execute(
        "select table_name, list(column_name) from duckdb_columns() "
        "where schema_name = 'raw' and database_name = coalesce(nullif(?, ''), current_database()) "
        "group by table_name",
        [database],
    ).fetchall()
    return {table: set(columns) for table, columns in found}
