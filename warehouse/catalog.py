"""What the database catalog says of its own tables: columns, types, keys, checks, comments."""

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

import duckdb
import polars as pl

_NAMES = """
    select schema_name, table_name, comment, is_view from (
        select schema_name, table_name, comment, false as is_view, database_name from duckdb_tables()
        union all
        select schema_name, view_name, comment, true, database_name from duckdb_views()
    )
    semi join (select current_database() as database_name) using (database_name)
"""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table or view as the catalog knows it."""

    name: str
    data_type: str
    is_nullable: bool
    comment: str | None
    allowed_values: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class CheckConstraint:
    """What a row must fulfil, as an SQL expression over the columns that it names."""

    columns: tuple[str, ...]
    expression: str


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values must stand in columns of another table of the same schema."""

    columns: tuple[str, ...]
    table_name: str
    referenced_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table or view: columns in order, its keys and what its rows must fulfil."""

    schema_name: str
    table_name: str
    comment: str | None
    columns: tuple[Column, ...]
    keys: tuple[tuple[str, ...], ...]
    is_view: bool = False
    checks: tuple[CheckConstraint, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def full_name(self) -> str:
        """Name with its schema, as used in SQL."""
        return f"{self.schema_name}.{self.table_name}"


def read_tables(connection: duckdb.DuckDBPyConnection, *schemas: str) -> list[Table]:
    """Read the tables and views of the schemas, in order of schema and name."""
    names = connection.execute(
        f"{_NAMES} where list_contains(?, schema_name) order by schema_name, table_name",
        [list(schemas)],
    ).fetchall()
    return [_read_table(connection, *name) for name in names]


def read_table(connection: duckdb.DuckDBPyConnection, full_name: str) -> Table:
    """Read one table or view.

    Raises:
        KeyError: there is none of that name.
    """
    names = connection.execute(
        f"{_NAMES} where schema_name || '.' || table_name = ?", [full_name]
    ).fetchall()
    if not names:
        raise KeyError(full_name)
    return _read_table(connection, *names[0])


def _read_table(
    connection: duckdb.DuckDBPyConnection,
    schema: str,
    table: str,
    comment: str | None,
    is_view: bool,  # noqa: FBT001 - a field of the row that the caller passes on
) -> Table:
    constraints = _read_constraints(connection, schema, table)
    keys = tuple(entry.columns for entry in constraints if entry.kind in {"PRIMARY KEY", "UNIQUE"})
    checks = tuple(
        CheckConstraint(entry.columns, str(entry.expression))
        for entry in constraints
        if entry.kind == "CHECK"
    )
    foreign_keys = tuple(
        ForeignKey(entry.columns, str(entry.referenced_table), entry.referenced_columns)
        for entry in constraints
        if entry.kind == "FOREIGN KEY"
    )
    columns = _read_columns(connection, schema, table, checks)
    return Table(schema, table, comment, columns, keys, is_view, checks, foreign_keys)


class _Constraint(NamedTuple):
    kind: str
    columns: tuple[str, ...]
    expression: str | None
    referenced_table: str | None
    referenced_columns: tuple[str, ...]


def _read_constraints(
    connection: duckdb.DuckDBPyConnection, schema: str, table: str
) -> list[_Constraint]:
    """Read those of a table itself; those by which others refer to it belong to the others."""
    rows = connection.execute(
        """
        select
            constraint_type, constraint_column_names, expression, referenced_table,
            referenced_column_names
        from duckdb_constraints()
        where database_name = current_database() and schema_name = ? and table_name = ?
        order by constraint_index
        """,
        [schema, table],
    ).fetchall()
    return [
        _Constraint(kind, tuple(columns), expression, other, tuple(other_columns or ()))
        for kind, columns, expression, other, other_columns in rows
    ]


def _read_columns(
    connection: duckdb.DuckDBPyConnection,
    schema: str,
    table: str,
    checks: tuple[CheckConstraint, ...],
) -> tuple[Column, ...]:
    closed_lists = dict(filter(None, (_read_closed_list(check.expression) for check in checks)))
    rows = connection.execute(
        """
        select column_name, data_type, is_nullable, comment from duckdb_columns()
        where database_name = current_database() and schema_name = ? and table_name = ?
        order by column_index
        """,
        [schema, table],
    ).fetchall()
    return tuple(
        Column(name, kind, nullable, text, closed_lists.get(name))
        for name, kind, nullable, text in rows
    )


def _read_closed_list(expression: str) -> tuple[str, tuple[str, ...]] | None:
    """Read `x in ('a', 'b')`, as the catalog prints it, into the column and its values."""
    match = re.fullmatch(r"\(\(?\"?(\w+)\"?\)? IN \((.*)\)\)", expression)
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


def polars_schema(table: Table) -> dict[str, Any]:
    """Columns of a table with the polars types that load into it."""
    return {column.name: POLARS_TYPES[column.data_type] for column in table.columns}
