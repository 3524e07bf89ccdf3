"""The marts as one SQLite file, as Datasette serves it, and the metadata that tells what is in it."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from supply.edition_facts import read_edition_facts, tell_terms
from supply.files.column_units import describe_column
from supply.files.read_table import read_table
from supply.workbook.workbook_sheets import order_tables
from warehouse.catalog import Column, Table, read_tables
from warehouse.language import LANGUAGES, speaking
from warehouse.relations import RELATIONS, Relation
from warehouse.say import say

DATABASE_FILE, METADATA_FILE = "tsdg.db", "metadata.json"
_TYPES = {"INTEGER": "INTEGER", "BIGINT": "INTEGER", "BOOLEAN": "INTEGER", "DOUBLE": "REAL"}
# What readers ask first, offered beside the rows.
_FACETS = ("status", "severity", "issuer", "goal_no", "report_year")
_MOST_FACETS = 3


def write_sqlite(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[Path]:
    """Write `tsdg.db` with each table and view of schema marts as a table, and `metadata.json` for Datasette.

    Keys and references are declared, descriptions stand in the statements that make the tables and in the metadata.
    True and false are 1 and 0, days and moments ISO text, lists JSON.

    Returns:
        The files.

    Raises:
        OSError: the disk is full or cannot be written.
    """
    tables = read_tables(connection, "marts")
    # In memory: SQLite says of a full disk what no caller expects, Python what all do.
    with closing(sqlite3.connect(":memory:")) as made:
        for table in tables:
            made.execute(_create(table))
            frame = read_table(connection, table)
            marks = ", ".join("?" * len(table.columns))
            insert = f'insert into "{table.table_name}" values ({marks})'  # noqa: S608 - names of our own catalog
            made.executemany(insert, map(_adapt, frame.iter_rows()))
        made.commit()
        content = made.serialize()
    database, metadata = folder / DATABASE_FILE, folder / METADATA_FILE
    database.write_bytes(content)
    told = json.dumps(_describe(connection, tables), ensure_ascii=False, indent=2)
    metadata.write_text(told + "\n", encoding="utf-8")
    return [database, metadata]


def _create(table: Table) -> str:
    """The statement that makes a table; SQLite keeps its comments."""
    entries = [(_column(column), describe_column(table, column)) for column in table.columns]
    if table.keys:
        entries.append((f"primary key ({_names(table.keys[0])})", ""))
    entries += [
        (_reference(relation), "") for relation in RELATIONS if relation.table == table.table_name
    ]
    last = len(entries) - 1
    lines = [
        f"    {entry}{',' if number < last else ''}{_comment(told)}"
        for number, (entry, told) in enumerate(entries)
    ]
    return f'create table "{table.table_name}" ({_comment(table.comment)}\n' + "\n".join(lines) + "\n)"  # fmt: skip


def _reference(relation: Relation) -> str:
    there = f'"{relation.references}" ({_names(relation.referenced_columns)})'
    return f"foreign key ({_names(relation.columns)}) references {there}"


def _column(column: Column) -> str:
    kind = _TYPES.get(column.data_type, "TEXT")
    return f'"{column.name}" {kind}{"" if column.is_nullable else " not null"}'


def _comment(text: str | None) -> str:
    return f" -- {' '.join(text.split())}" if text else ""


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _adapt(row: tuple[Any, ...]) -> list[Any]:
    return [_value(value) for value in row]


def _value(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _describe(connection: duckdb.DuckDBPyConnection, tables: list[Table]) -> dict[str, Any]:
    facts = read_edition_facts(connection)
    terms, citations = [], []
    for language in LANGUAGES:
        with speaking(language):
            terms.append(tell_terms())
            citations.append(facts.citation())
    sources = "; ".join(
        f"{row['report_year']} {row['issuer_shown']} {row['title'] or row['file_name']} (SHA-256 {row['sha256']})"
        for row in facts.held.rows
        if row["is_current"]
    )
    return {
        "title": " ".join(say("book-title", language) for language in LANGUAGES),
        "description": "\n\n".join(citations),
        "license": " ".join(terms),
        "source": sources,
        "databases": {
            Path(DATABASE_FILE).stem: {
                "tables": {
                    table.table_name: _describe_table(table, group, chinese)
                    for table, group, chinese, _ in order_tables(tables)
                }
            }
        },
    }


def _describe_table(table: Table, group: str, chinese: str) -> dict[str, Any]:
    names = [column.name for column in table.columns]
    facets = [name for name in _FACETS if name in names][:_MOST_FACETS]
    told = {
        "title": f"{chinese} {table.table_name}".strip(),
        "description": f"{table.comment or ''} ({group})",
        "columns": {column.name: describe_column(table, column) for column in table.columns},
    }
    return told | ({"facets": facets} if facets else {})
