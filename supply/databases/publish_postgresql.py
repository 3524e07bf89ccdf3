"""Writes the marts into PostgreSQL: one transaction, so that readers see one run or the next."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb
import psycopg
from psycopg import errors
from psycopg.sql import SQL, Identifier, Placeholder

from supply.databases import postgresql_catalog as catalog
from supply.databases.database_address import PostgresqlAddress
from supply.databases.in_one_line import in_one_line
from supply.databases.postgresql_tables import Change, comment_statements, plan_changes
from supply.databases.publication import (
    PUBLISHED_RUN,
    Held,
    Mart,
    Outcome,
    Publication,
    read_publication,
)
from warehouse.errors import TsdgError

# Any number will do that no other program is likely to choose; the schema's name is the second half.
_LOCK_CLASS = 7_473_671
_WAIT_SECONDS = 60
_SCHEMA_COMMENT = "Published marts of the Taiwan SDG yearly reports; written by tsdg publish"


def publish_postgresql(
    connection: duckdb.DuckDBPyConnection,
    address: PostgresqlAddress,
    schema: str,
    *,
    data_folder: str,
    is_replacing: bool,
) -> Outcome:
    """Write all marts of the published warehouse into one schema, all or nothing.

    Args:
        connection: to the warehouse.
        address: of the database.
        schema: there.
        data_folder: identity of the folder in which the warehouse lies.
        is_replacing: put this in the place of what another data folder published.

    Raises:
        TsdgError: the database cannot be reached, holds another data folder's publication or does not take the marts;
            it holds what it held.
    """
    publication = read_publication(connection, data_folder)
    with _connect(address) as server, server.cursor() as cursor:
        _refuse_other_encodings(server, address)
        _wait_for_turn(cursor, schema)
        return _publish(cursor, publication, address, schema, is_replacing=is_replacing)


@contextmanager
def _connect(address: PostgresqlAddress) -> Iterator[psycopg.Connection]:
    """Open a transaction that is committed at the end; whatever the server refuses is told in one line."""
    try:
        # Nothing is prepared on the server: a pooler may give each transaction another one.
        server = psycopg.connect(address.conninfo, client_encoding="UTF8", prepare_threshold=None)
    except psycopg.Error as error:
        raise TsdgError(
            "database-unreachable", label=address.label, error=in_one_line(error)
        ) from None
    # Whoever waited for a turn must see what the one before has committed, whatever the server's default.
    server.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
    try:
        with server:
            yield server
    except psycopg.Error as error:
        raise _explain(error, address) from None


def _explain(error: psycopg.Error, address: PostgresqlAddress) -> TsdgError:
    names = {
        errors.LockNotAvailable: "nothing-published-locked",
        errors.InsufficientPrivilege: "nothing-published-forbidden",
        errors.ReadOnlySqlTransaction: "nothing-published-read-only",
    }
    name = next((n for kind, n in names.items() if isinstance(error, kind)), "nothing-published")
    told = in_one_line(error)
    return TsdgError(name, label=address.label, error=told, seconds=_WAIT_SECONDS)


def _refuse_other_encodings(server: psycopg.Connection, address: PostgresqlAddress) -> None:
    encoding = server.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise TsdgError("database-encoding", label=address.label, encoding=encoding)


def _wait_for_turn(cursor: psycopg.Cursor, schema: str) -> None:
    """Let one publication at a time write the schema; the lock ends with the transaction."""
    cursor.execute("select set_config('lock_timeout', %s, true)", [f"{_WAIT_SECONDS}s"])
    cursor.execute("select pg_advisory_xact_lock(%s, hashtext(%s))", [_LOCK_CLASS, schema])


def _publish(
    cursor: psycopg.Cursor,
    publication: Publication,
    address: PostgresqlAddress,
    schema: str,
    *,
    is_replacing: bool,
) -> Outcome:
    held = catalog.read_held(cursor, schema)
    if not is_replacing:
        held.refuse_others(publication, address.label, schema)
    is_new = (
        held.is_of_another_folder(publication)
        or held.sha256 != publication.sha256
        or _count(cursor, schema, held) != held.n_rows
    )
    notes = publication.notes
    if is_new:
        notes += _define(cursor, publication, held, schema)
        for mart in publication.marts:
            _replace_rows(cursor, schema, mart)
        _record(cursor, publication, held, schema)
    return Outcome(
        address.label,
        schema,
        held.publication_no + is_new,
        publication.run["run_no"],
        is_new,
        {mart.name: len(mart.rows) for mart in publication.marts},
        notes if is_new else [],
    )


def _count(cursor: psycopg.Cursor, schema: str, held: Held) -> dict[str, int]:
    """Count what is really there: a table that somebody dropped or emptied must be written again."""
    existing = catalog.read_existing(cursor, schema, set(held.marts))
    counts = {}
    for name in existing:
        cursor.execute(SQL("select count(*) from {}").format(Identifier(schema, name)))
        row = cursor.fetchone()
        counts[name] = row[0] if row else 0
    return counts


def _define(cursor: psycopg.Cursor, publication: Publication, held: Held, schema: str) -> list[str]:
    """Have the schema hold tables as the catalog defines them; returns what was taken away."""
    tables = [PUBLISHED_RUN, *(mart.table for mart in publication.marts)]
    names = {table.table_name for table in tables}
    ours = {*held.marts, PUBLISHED_RUN.table_name} if held.publication_no else set()
    catalog.refuse_strangers(cursor, schema, names, ours)
    catalog.refuse_foreign_keys(cursor, schema, ours)
    _create_schema(cursor, schema)
    existing = catalog.read_existing(cursor, schema, ours)
    obsolete = sorted(ours - names)
    changes = plan_changes(schema, existing, tables, obsolete, PUBLISHED_RUN.table_name)
    _refuse_breaking(cursor, schema, changes)
    for change in changes:
        cursor.execute(change.statement)
    cursor.execute(SQL("; ").join(comment_statements(schema, tables)))
    return _removals(changes)


def _create_schema(cursor: psycopg.Cursor, schema: str) -> None:
    # Not IF NOT EXISTS: that demands the privilege to create even where the schema is there.
    cursor.execute("select to_regnamespace(quote_ident(%s)) is null", [schema])
    if cursor.fetchone() == (True,):
        cursor.execute(SQL("create schema {}").format(Identifier(schema)))
        cursor.execute(
            SQL("comment on schema {} is {}").format(Identifier(schema), _SCHEMA_COMMENT)
        )


def _refuse_breaking(cursor: psycopg.Cursor, schema: str, changes: Sequence[Change]) -> None:
    """Refuse to take away what analysts' views use.

    Raises:
        TsdgError: names the views.
    """
    for change in changes:
        if change.removed_column is None and not change.removes_table:
            continue
        views = catalog.dependents(cursor, schema, change.table, change.removed_column)
        if views:
            what = ".".join(filter(None, (schema, change.table, change.removed_column)))
            raise TsdgError("views-in-the-way", what=what, views=", ".join(views))


def _removals(changes: Sequence[Change]) -> list[str]:
    return [
        f"{change.table}: dropped, no longer a mart"
        if change.removes_table
        else f"{change.table}.{change.removed_column}: dropped or of another type in this version"
        for change in changes
        if change.removes_table or change.removed_column
    ]


def _replace_rows(cursor: psycopg.Cursor, schema: str, mart: Mart) -> None:
    """Delete and copy: unlike TRUNCATE this leaves readers the rows that they see until the commit."""
    name = Identifier(schema, mart.name)
    columns = SQL(", ").join(Identifier(column.name) for column in mart.table.columns)
    cursor.execute(SQL("delete from {}").format(name))
    with cursor.copy(SQL("copy {} ({}) from stdin").format(name, columns)) as copy:
        for row in mart.rows:
            copy.write_row(row)


def _record(cursor: psycopg.Cursor, publication: Publication, held: Held, schema: str) -> None:
    name = Identifier(schema, PUBLISHED_RUN.table_name)
    cursor.execute(SQL("update {} set is_current = false where is_current").format(name))
    row = publication.record(held.publication_no + 1)
    values = SQL(", ").join(Placeholder() * len(row))
    columns = SQL(", ").join(Identifier(column.name) for column in PUBLISHED_RUN.columns)
    cursor.execute(SQL("insert into {} ({}) values ({})").format(name, columns, values), row)
