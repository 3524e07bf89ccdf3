"""What the database catalog says of its own tables: columns, types, keys, checks, comments."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple

import duckdb
import polars as pl

# Whole schemas are asked for at once: each of these goes through the entire catalog, for one table as for all.
_NAMES = """
    select schema_name, table_name, comment, is_view from (
        select schema_name, table_name, comment, false as is_view, database_name from duckdb_tables()
        union all
        select schema_name, view_name, comment, true, database_name from duckdb_views()
    )
    where database_name = current_database() and list_contains(?, schema_name)
    order by schema_name, table_name
"""
_CONSTRAINTS = """
    select
        schema_name, table_name, constraint_type, constraint_column_names, expression,
        referenced_table, referenced_column_names
    from duckdb_constraints()
    where database_name = current_database() and list_contains(?, schema_name)
    order by constraint_index
"""
_COLUMNS = """
    select schema_name, table_name, column_name, data_type, is_nullable, comment
    from duckdb_columns()
    where database_name = current_database() and list_contains(?, schema_name)
    order by column_index
"""
# By schema and table.
_ByTable = dict[tuple[str, str], list[tuple[Any, ...]]]


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
    wanted = [list(schemas)]
    constraints = _by_table(connection.execute(_CONSTRAINTS, wanted).fetchall())
    columns = _by_table(connection.execute(_COLUMNS, wanted).fetchall())
    return [
        _describe(name, constraints[name[:2]], columns[name[:2]])
        for name in connection.execute(_NAMES, wanted).fetchall()
    ]


def read_table(connection: duckdb.DuckDBPyConnection, full_name: str) -> Table:
    """Read one table or view.

    Raises:
        KeyError: there is none of that name.
    """
    schema, _, _ = full_name.partition(".")
    return {table.full_name: table for table in read_tables(connection, schema)}[full_name]


def _by_table(rows: list[tuple[Any, ...]]) -> _ByTable:
    found: _ByTable = defaultdict(list)
    for schema, table, *facts in rows:
        found[schema, table].append(tuple(facts))
    return found


def _describe(
    name: tuple[Any, ...], constraints: list[tuple[Any, ...]], columns: list[tuple[Any, ...]]
) -> Table:
    """Put together what the catalog says of a table itself; constraints by which others refer to it are theirs."""
    schema, table, comment, is_view = name
    stated = [_Constraint(*facts) for facts in constraints]
    keys = tuple(tuple(c.columns) for c in stated if c.kind in {"PRIMARY KEY", "UNIQUE"})
    checks = tuple(
        CheckConstraint(tuple(c.columns), str(c.expression)) for c in stated if c.kind == "CHECK"
    )
    foreign_keys = tuple(
        ForeignKey(tuple(c.columns), str(c.referenced_table), tuple(c.referenced_columns or ()))
        for c in stated
        if c.kind == "FOREIGN KEY"
    )
    closed_lists = dict(filter(None, (_read_closed_list(check.expression) for check in checks)))
    described = tuple(
        Column(column, kind, nullable, text, closed_lists.get(column))
        for column, kind, nullable, text in columns
    )
    return Table(schema, table, comment, described, keys, is_view, checks, foreign_keys)


class _Constraint(NamedTuple):
    kind: str
    columns: list[str]
    expression: str | None
    referenced_table: str | None
    referenced_columns: list[str] | None


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
