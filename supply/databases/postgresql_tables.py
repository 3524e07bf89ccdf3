"""Tables of the marts as PostgreSQL defines them, and what must change for a schema to hold them."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from psycopg.sql import SQL, Composed, Identifier, Literal

from warehouse.catalog import Column, Table
from warehouse.errors import TsdgError
from warehouse.relations import RELATIONS, Relation

_TYPES = {
    "VARCHAR": "text",
    "INTEGER": "integer",
    "BIGINT": "bigint",
    "HUGEINT": "numeric",
    "DOUBLE": "double precision",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "timestamp without time zone",
    "VARCHAR[]": "text[]",
    "INTEGER[]": "integer[]",
}
_FOREIGN = "_fk_"
_OURS = ("_pk_", "_key_", "_check_", _FOREIGN)


@dataclass(slots=True)
class ExistingTable:
    """A table as it stands in the database: type and nullability by column, constraints by name."""

    columns: dict[str, tuple[str, bool]] = field(default_factory=dict)
    constraints: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Change:
    """One statement; with what it takes away, if anything: a table, or one of its columns."""

    statement: Composed
    table: str
    removed_column: str | None = None
    removes_table: bool = False


def plan_changes(
    schema: str,
    existing: Mapping[str, ExistingTable],
    tables: Sequence[Table],
    obsolete: Iterable[str],
    kept: str,
) -> list[Change]:
    """List the statements that make the existing tables those of the catalog; none if they are.

    Rows of all tables but `kept` are deleted first, as they will be written anew: a changed type or a new
    NOT NULL then has nothing to convert. Foreign keys go before that, since PostgreSQL alters no table
    with their checks pending.
    """
    changes = [
        *(_drop_table(schema, name) for name in obsolete if name in existing),
        *_create_tables(schema, existing, tables),
        *(
            change
            for table in tables
            if table.table_name in existing
            for change in _alter_columns(schema, existing[table.table_name], table)
        ),
    ]
    dropped, added = _plan_constraints(schema, existing, tables)
    if not (changes or dropped or added):
        return []
    emptied = [_delete(schema, name) for name in existing if name != kept]
    return [*dropped, *emptied, *changes, *added]


def comment_statements(schema: str, tables: Iterable[Table]) -> Iterator[Composed]:
    """Make the statements that put the catalog's comments on tables and columns."""
    for table in tables:
        name = Identifier(schema, table.table_name)
        yield SQL("comment on table {} is {}").format(name, Literal(table.comment))
        for column in table.columns:
            column_name = Identifier(schema, table.table_name, column.name)
            yield SQL("comment on column {} is {}").format(column_name, Literal(column.comment))


def postgresql_type(column: Column) -> str:
    """Return the type that holds the column's values.

    Raises:
        TsdgError: none is known.
    """
    if column.data_type not in _TYPES:
        raise TsdgError("column-type-unknown", column=column.name, data_type=column.data_type)
    return _TYPES[column.data_type]


def _create_tables(
    schema: str, existing: Mapping[str, ExistingTable], tables: Iterable[Table]
) -> Iterator[Change]:
    for table in tables:
        if table.table_name not in existing:
            columns = SQL(", ").join(_column_definition(column) for column in table.columns)
            name = Identifier(schema, table.table_name)
            yield Change(SQL("create table {} ({})").format(name, columns), table.table_name)


def _column_definition(column: Column) -> Composed:
    definition = SQL("{} {}").format(Identifier(column.name), _sql_type(column))
    return definition if column.is_nullable else definition + SQL(" not null")


def _sql_type(column: Column) -> SQL:
    # A constant of the table above, never a text from outside.
    return SQL(postgresql_type(column))


def _alter_columns(schema: str, existing: ExistingTable, table: Table) -> Iterator[Change]:
    """Add, change and drop columns in place, so that views on the table survive."""
    wanted = {column.name: column for column in table.columns}
    for name in existing.columns:
        if name not in wanted:
            action = SQL("drop column {}").format(Identifier(name))
            yield _alter(schema, table, action, removed_column=name)
    for name, column in wanted.items():
        if name not in existing.columns:
            action = SQL("add column {}").format(_column_definition(column))
            yield _alter(schema, table, action)
        else:
            yield from _alter_column(schema, table, column, existing.columns[name])


def _alter_column(
    schema: str, table: Table, column: Column, existing: tuple[str, bool]
) -> Iterator[Change]:
    data_type, is_nullable = existing
    name = Identifier(column.name)
    if data_type != postgresql_type(column):
        # The table is empty by then: NULL stands for every value there could be to convert.
        action = SQL("alter column {} type {} using null").format(name, _sql_type(column))
        yield _alter(schema, table, action, removed_column=column.name)
    if is_nullable != column.is_nullable:
        verb = SQL("drop") if column.is_nullable else SQL("set")
        yield _alter(schema, table, SQL("alter column {} {} not null").format(name, verb))


def _plan_constraints(
    schema: str, existing: Mapping[str, ExistingTable], tables: Sequence[Table]
) -> tuple[list[Change], list[Change]]:
    """Compare constraints by name, which holds a checksum of what each says; foreign keys are last made, first dropped."""
    wanted = {
        (table.table_name, name): definition
        for table in tables
        for name, definition in _constraints(schema, table).items()
    }
    held = {(table, name) for table, entry in existing.items() for name in entry.constraints}
    stale = [key for key in sorted(held - set(wanted)) if any(mark in key[1] for mark in _OURS)]
    missing = [key for key in wanted if key not in held]
    if stale or missing:
        foreign = {key for key in wanted if _FOREIGN in key[1]}
        stale = sorted({*stale, *(foreign & held)}, key=_foreign_first)
        missing = sorted({*missing, *foreign}, key=_foreign_first, reverse=True)
    return (
        [_drop_constraint(schema, *key) for key in stale],
        [_add_constraint(schema, *key, wanted[key]) for key in missing],
    )


def _foreign_first(key: tuple[str, str]) -> tuple[bool, str]:
    return _FOREIGN not in key[1], key[1]


def _constraints(schema: str, table: Table) -> dict[str, Composed]:
    """Constraints of a table by name: keys, closed lists, references."""
    nullable = {column.name for column in table.columns if column.is_nullable}
    named: dict[str, Composed] = {}
    for number, key in enumerate(table.keys):
        is_primary = number == 0 and not nullable & set(key)
        kind = SQL("primary key") if is_primary else SQL("unique")
        definition = SQL("{} ({})").format(kind, _identifiers(key))
        named[_name(table, "_pk_" if is_primary else "_key_", key)] = definition
    for column in table.columns:
        if column.allowed_values:
            values = SQL(", ").join(map(Literal, column.allowed_values))
            definition = SQL("check ({} in ({}))").format(Identifier(column.name), values)
            named[_name(table, "_check_", (column.name, *column.allowed_values))] = definition
    for relation in RELATIONS:
        if relation.table == table.table_name:
            named[_name(table, _FOREIGN, relation)] = _foreign_key(schema, relation)
    return named


def _name(table: Table, kind: str, content: object) -> str:
    return table.table_name + kind + hashlib.sha256(repr(content).encode()).hexdigest()[:8]


def _foreign_key(schema: str, relation: Relation) -> Composed:
    """Check at the end of the transaction, when all marts are written."""
    return SQL(
        "foreign key ({}) references {} ({}) on delete no action deferrable initially deferred"
    ).format(
        _identifiers(relation.columns),
        Identifier(schema, relation.references),
        _identifiers(relation.referenced_columns),
    )


def _identifiers(names: Iterable[str]) -> Composed:
    return SQL(", ").join(map(Identifier, names))


def _alter(
    schema: str, table: Table, action: Composed, removed_column: str | None = None
) -> Change:
    name = Identifier(schema, table.table_name)
    statement = SQL("alter table {} {}").format(name, action)
    return Change(statement, table.table_name, removed_column)


def _drop_constraint(schema: str, table: str, constraint: str) -> Change:
    statement = SQL("alter table {} drop constraint {}").format(
        Identifier(schema, table), Identifier(constraint)
    )
    return Change(statement, table)


def _add_constraint(schema: str, table: str, constraint: str, definition: Composed) -> Change:
    statement = SQL("alter table {} add constraint {} {}").format(
        Identifier(schema, table), Identifier(constraint), definition
    )
    return Change(statement, table)


def _drop_table(schema: str, table: str) -> Change:
    return Change(SQL("drop table {}").format(Identifier(schema, table)), table, removes_table=True)


def _delete(schema: str, table: str) -> Change:
    return Change(SQL("delete from {}").format(Identifier(schema, table)), table)
