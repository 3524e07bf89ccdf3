"""What a PostgreSQL schema holds already: tables, columns, constraints, and what analysts made upon them."""

import psycopg
from psycopg.sql import SQL, Identifier

from supply.databases.postgresql_tables import ExistingTable
from supply.databases.publication import PUBLISHED_RUN, Held
from warehouse.errors import TsdgError

Cursor = psycopg.Cursor[tuple[object, ...]]


def read_held(cursor: psycopg.Cursor, schema: str) -> Held:
    """Read what was published last; nothing if the schema has never been published to."""
    cursor.execute(
        "select 1 from pg_catalog.pg_tables where schemaname = %s and tablename = %s",
        [schema, PUBLISHED_RUN.table_name],
    )
    if cursor.fetchone() is None:
        return Held()
    name = Identifier(schema, PUBLISHED_RUN.table_name)
    cursor.execute(
        # An earlier version's table has no column that says whose it is.
        SQL(
            "select publication_no, content_sha256, marts, to_jsonb(held) ->> 'data_folder' "
            "from {} as held where is_current"
        ).format(name)
    )
    return Held.read(cursor.fetchone())


def read_existing(cursor: psycopg.Cursor, schema: str, names: set[str]) -> dict[str, ExistingTable]:
    """Read columns and constraints of those of the named tables that exist."""
    tables: dict[str, ExistingTable] = {}
    cursor.execute(
        """
        select c.relname, a.attname, format_type(a.atttypid, a.atttypmod), not a.attnotnull
        from pg_catalog.pg_class c
        join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relnamespace = to_regnamespace(quote_ident(%s)) and c.relkind = 'r' and c.relname = any(%s)
        order by c.relname, a.attnum
        """,
        [schema, list(names)],
    )
    for table, column, data_type, is_nullable in cursor.fetchall():
        tables.setdefault(table, ExistingTable()).columns[column] = (data_type, is_nullable)
    cursor.execute(
        """
        select c.relname, k.conname from pg_catalog.pg_constraint k
        join pg_catalog.pg_class c on c.oid = k.conrelid
        where c.relnamespace = to_regnamespace(quote_ident(%s)) and k.contype in ('p', 'u', 'c', 'f')
        """,
        [schema],
    )
    for table, constraint in cursor.fetchall():
        if table in tables:
            tables[table].constraints.add(constraint)
    return tables


def refuse_strangers(cursor: psycopg.Cursor, schema: str, names: set[str], ours: set[str]) -> None:
    """Refuse to write over a table or view that was not published from here.

    Raises:
        TsdgError: there is one with the name of a mart.
    """
    cursor.execute(
        """
        select relname from pg_catalog.pg_class
        where relnamespace = to_regnamespace(quote_ident(%s)) and relkind in ('r', 'v', 'm', 'p', 'f')
          and relname = any(%s) order by relname
        """,
        [schema, sorted(names - ours)],
    )
    found = [name for (name,) in cursor.fetchall()]
    if found:
        raise TsdgError("schema-not-ours", schema=schema, found=", ".join(found))


def refuse_foreign_keys(cursor: psycopg.Cursor, schema: str, ours: set[str]) -> None:
    """Refuse to delete rows that another's table points to by a key that would stop it or lose rows.

    Raises:
        TsdgError: there is such a key.
    """
    cursor.execute(
        """
        select k.conrelid::regclass::text, k.conname from pg_catalog.pg_constraint k
        join pg_catalog.pg_class pointed on pointed.oid = k.confrelid
        join pg_catalog.pg_class pointing on pointing.oid = k.conrelid
        where k.contype = 'f' and pointed.relnamespace = to_regnamespace(quote_ident(%s))
          and pointed.relname = any(%s)
          and not (pointing.relnamespace = pointed.relnamespace and pointing.relname = any(%s))
          and (k.confdeltype <> 'a' or not k.condeferred)
        order by 1, 2
        """,
        [schema, list(ours), list(ours)],
    )
    found = [f"{table} ({constraint})" for table, constraint in cursor.fetchall()]
    if found:
        raise TsdgError("foreign-keys", found=", ".join(found))


def dependents(cursor: psycopg.Cursor, schema: str, table: str, column: str | None) -> list[str]:
    """Name the views that use a table, or one column of it."""
    cursor.execute(
        """
        select distinct rule.ev_class::regclass::text
        from pg_catalog.pg_depend d
        join pg_catalog.pg_rewrite rule on d.classid = 'pg_rewrite'::regclass and rule.oid = d.objid
        join pg_catalog.pg_class c on d.refclassid = 'pg_class'::regclass and c.oid = d.refobjid
        left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
        where c.relnamespace = to_regnamespace(quote_ident(%s)) and c.relname = %s
          and (%s::text is null or a.attname = %s::text)
        order by 1
        """,
        [schema, table, column, column],
    )
    return [name for (name,) in cursor.fetchall()]
