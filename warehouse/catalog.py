"""What the database catalog says of its own tables: columns, types, keys, closed lists, comments."""

import re
from dataclasses import dataclass
from typing import Any

import duckdb
import polars as pl


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table or view as the catalog knows it."""

    name: str
    data_type: str
    is_nullable: bool
    comment: str | None
    allowed_values: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table or view: columns in order, and its keys."""

    schema_name: str
    table_name: str
    comment: str | None
    columns: tuple[Column, ...]
    keys: tuple[tuple[str, ...], ...]
    is_view: bool = False

    @property
    def full_name(self) -> str:
        """Name with its schema, as used in SQL."""
        return f"{self.schema_name}.{self.table_name}"


def read_tables(connection: duckdb.DuckDBPyConnection, *schemas: str) -> list[Table]:
    """Read the tables and views of the schemas, in order of schema and name."""
    names = connection.execute(
        """
        select schema_name, table_name, comment, false from duckdb_tables()
        where database_name = current_database() and list_contains($schemas, schema_name)
        union all
        select schema_name, view_name, comment, true from duckdb_views()
        where database_name = current_database() and list_contains($schemas, schema_name)
        order by schema_name, table_name
        """,
        {"schemas": list(schemas)},
    ).fetchall()
    return [_read_table(connection, *name) for name in names]


def _read_table(
    connection: duckdb.DuckDBPyConnection,
    schema: str,
    table: str,
    comment: str | None,
    is_view: bool,  # noqa: FBT001 - a field of the row that the caller passes on
) -> Table:
    constraints = connection.execute(
        """
        select constraint_type, constraint_column_names, constraint_text from duckdb_constraints()
        where database_name = current_database() and schema_name = ? and table_name = ?
        """,
        [schema, table],
    ).fetchall()
    keys = tuple(
        tuple(columns) for kind, columns, _ in constraints if kind in {"PRIMARY KEY", "UNIQUE"}
    )
    closed_lists = dict(filter(None, (_read_closed_list(text) for _, _, text in constraints)))
    rows = connection.execute(
        """
        select column_name, data_type, is_nullable, comment from duckdb_columns()
        where database_name = current_database() and schema_name = ? and table_name = ?
        order by column_index
        """,
        [schema, table],
    ).fetchall()
    columns = tuple(
        Column(name, kind, nullable, text, closed_lists.get(name))
        for name, kind, nullable, text in rows
    )
    return Table(schema, table, comment, columns, keys, is_view)


def _read_closed_list(constraint: str) -> tuple[str, tuple[str, ...]] | None:
    """Read `check (x in ('a', 'b'))`, as the catalog prints it, into the column and its values."""
    match = re.fullmatch(r"CHECK\(\(\(?\"?(\w+)\"?\)? IN \((.*)\)\)\)", constraint)
    if match is None:
        return None
    return match[1], tuple(re.findall(r"'([^']*)'", match[2]))


# Types of columns, as the catalog writes them, and the polars types that hold them.
POLARS_TYPES: dict[str, Any] = {
    "VARCHAR": pl.String,
    "INTEGER": pl.Int32,
    "BIGINT": pl.Int64,
    "DOUBLE": pl.Float64,
    "BOOLEAN": pl.Boolean,
    "DATE": pl.Date,
    "TIMESTAMP": pl.Datetime("us"),
    "VARCHAR[]": pl.List(pl.String),
    "INTEGER[]": pl.List(pl.Int32),
}


def polars_schema(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, Any]:
    """Columns of a table with the polars types that load into it."""
    rows = connection.execute(f"describe {table}").fetchall()
    return {name: POLARS_TYPES[kind] for name, kind, *_ in rows}
