"""A schema of a DuckLake: what it holds, and how it comes to hold the marts.

A lake knows types, NOT NULL and comments, but no keys and no checks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import duckdb

from supply.databases.publication import PUBLISHED_RUN, Held
from warehouse.catalog import Column, Table
from warehouse.errors import TsdgError
from warehouse.read_frame import read_row
from warehouse.sql_literals import quote

LAKE = "lake"


@dataclass(slots=True)
class ExistingTable:
    """A table or view as it stands in the lake: type, nullability and comment by column."""

    comment: str | None = None
    columns: dict[str, tuple[str, bool, str | None]] = field(default_factory=dict)


@dataclass(slots=True)
class LakeSchema:
    """What a schema holds at the beginning of a publication."""

    schema: str
    existing: dict[str, ExistingTable]
    held: Held = field(default_factory=Held)
    n_rows: dict[str, int] = field(default_factory=dict)

    def full_name(self, table: str) -> str:
        """Name of a table as SQL wants it."""
        return f'{LAKE}.{self.schema}."{table}"'

    def define(self, lake: duckdb.DuckDBPyConnection, tables: Sequence[Table]) -> list[str]:
        """Have the schema hold tables as the catalog defines them; returns what was taken away.

        Raises:
            TsdgError: a table or view of that name was not published from here.
        """
        names = {table.table_name for table in tables}
        ours = {*self.held.marts, PUBLISHED_RUN.table_name} if self.held.publication_no else set()
        self._refuse_strangers(names - ours)
        obsolete = sorted((ours - names) & self.existing.keys())
        for name in obsolete:
            lake.execute(f"drop table {self.full_name(name)}")
        for table in tables:
            for statement in (*self.definition_changes(table), *self._comment_changes(table)):
                lake.execute(statement)
        removed = [
            f"{table.table_name}.{column}: dropped or of another type in this version"
            for table in tables
            for column in self._removed_columns(table)
        ]
        return [f"{name}: dropped, no longer a mart" for name in obsolete] + removed

    def definition_changes(self, table: Table) -> list[str]:
        """List the statements that give the table the catalog's columns; none if it has them."""
        name = self.full_name(table.table_name)
        if table.table_name not in self.existing:
            return [f"create table {name} ({', '.join(map(_definition, table.columns))})"]
        return [f"alter table {name} {action}" for action in self._actions(table)]

    def _actions(self, table: Table) -> Iterator[str]:
        held = self.existing[table.table_name].columns
        removed = self._removed_columns(table)
        for name in removed:
            yield f'drop column "{name}"'
        for column in table.columns:
            if column.name not in held or column.name in removed:
                # NOT NULL cannot be asked of a column that older rows do not have.
                yield f'add column "{column.name}" {column.data_type}'
            elif column.is_nullable and not held[column.name][1]:
                yield f'alter column "{column.name}" drop not null'

    def _removed_columns(self, table: Table) -> list[str]:
        """Name the columns that go, or come back as another type: a lake converts only to wider ones."""
        held = self.existing.get(table.table_name, ExistingTable()).columns
        wanted = {column.name: column.data_type for column in table.columns}
        return [name for name, (data_type, *_) in held.items() if wanted.get(name) != data_type]

    def _comment_changes(self, table: Table) -> Iterator[str]:
        held = self.existing.get(table.table_name, ExistingTable())
        removed = self._removed_columns(table)
        name = self.full_name(table.table_name)
        if table.comment and held.comment != table.comment:
            yield f"comment on table {name} is {quote(table.comment)}"
        for column in table.columns:
            comment = held.columns[column.name][2] if column.name in held.columns else None
            if column.comment and (column.name in removed or comment != column.comment):
                yield f'comment on column {name}."{column.name}" is {quote(column.comment)}'

    def _refuse_strangers(self, names: set[str]) -> None:
        found = sorted(names & self.existing.keys())
        if found:
            raise TsdgError("schema-not-ours", schema=self.schema, found=", ".join(found))


def read_schema(lake: duckdb.DuckDBPyConnection, schema: str) -> LakeSchema:
    """Read what a schema holds; it is made if it is not there."""
    lake.execute(f"create schema if not exists {LAKE}.{schema}")
    there = LakeSchema(schema, _read_existing(lake, schema))
    if PUBLISHED_RUN.table_name in there.existing:
        name = there.full_name(PUBLISHED_RUN.table_name)
        # An earlier version's table has no column that says whose it is.
        says_whose = "data_folder" in there.existing[PUBLISHED_RUN.table_name].columns
        whose = "data_folder" if says_whose else "null"
        query = (
            f"select publication_no, content_sha256, marts, {whose} from {name} where is_current"  # noqa: S608 - constant names
        )
        there.held = Held.read(read_row(lake, query))
    # Counted, not believed: a table that somebody dropped or emptied must be written again.
    for name in there.held.marts.keys() & there.existing.keys():
        row = read_row(lake, f"select count(*) from {there.full_name(name)}")  # noqa: S608 - a mart's name
        there.n_rows[name] = row[0] if row else 0
    return there


def _read_existing(lake: duckdb.DuckDBPyConnection, schema: str) -> dict[str, ExistingTable]:
    parameters = {"lake": LAKE, "schema": schema}
    rows = lake.execute(
        """
        select table_name, comment from duckdb_tables() where database_name = $lake and schema_name = $schema
        union all
        select view_name, comment from duckdb_views() where database_name = $lake and schema_name = $schema
        """,
        parameters,
    ).fetchall()
    existing = {name: ExistingTable(comment) for name, comment in rows}
    columns = lake.execute(
        """
        select table_name, column_name, data_type, is_nullable, comment from duckdb_columns()
        where database_name = $lake and schema_name = $schema
        """,
        parameters,
    ).fetchall()
    for table, name, data_type, is_nullable, comment in columns:
        existing[table].columns[name] = (data_type, is_nullable, comment)
    return existing


def _definition(column: Column) -> str:
    return f'"{column.name}" {column.data_type}{"" if column.is_nullable else " not null"}'
