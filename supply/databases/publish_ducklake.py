"""Writes the marts into a DuckLake: one transaction is one snapshot, and every earlier run stays."""

import json
import time
from typing import Any

import duckdb
import polars as pl

from supply.databases.database_address import DuckLakeAddress
from supply.databases.ducklake_connection import open_lake
from supply.databases.ducklake_schema import LAKE, LakeSchema, read_schema
from supply.databases.in_one_line import in_one_line
from supply.databases.publication import PUBLISHED_RUN, Outcome, Publication, read_publication
from warehouse.catalog import POLARS_TYPES, Table
from warehouse.errors import BusyError, TsdgError
from warehouse.sql_literals import quote

_WAITS_SECONDS = (0.2, 0.5, 1.0, 2.0, 4.0)
_AUTHOR = "tsdg"


def publish_ducklake(
    connection: duckdb.DuckDBPyConnection,
    address: DuckLakeAddress,
    schema: str,
    *,
    data_folder: str,
    is_replacing: bool,
) -> Outcome:
    """Write all marts of the published warehouse as one snapshot, all or nothing.

    Args:
        connection: to the warehouse.
        address: of the lake.
        schema: there.
        data_folder: identity of the folder in which the warehouse lies.
        is_replacing: put this in the place of what another data folder published.

    Raises:
        TsdgError: the lake cannot be opened, holds another data folder's publication or does not take the marts;
            it holds what it held.
    """
    publication = read_publication(connection, data_folder)
    for seconds in _WAITS_SECONDS:
        try:
            return _publish_once(publication, address, schema, is_replacing=is_replacing)
        except BusyError:
            time.sleep(seconds)
    return _publish_once(publication, address, schema, is_replacing=is_replacing)


def _publish_once(
    publication: Publication, address: DuckLakeAddress, schema: str, *, is_replacing: bool
) -> Outcome:
    with open_lake(address) as lake:
        try:
            lake.execute("begin")
            outcome = _publish(lake, publication, address, schema, is_replacing=is_replacing)
            lake.execute("commit")
        except duckdb.TransactionException as error:
            raise BusyError(
                "publication-came-first", label=address.label, error=in_one_line(error)
            ) from None
        except duckdb.Error as error:
            raise TsdgError(
                "nothing-published", label=address.label, error=in_one_line(error)
            ) from None
    return outcome


def _publish(
    lake: duckdb.DuckDBPyConnection,
    publication: Publication,
    address: DuckLakeAddress,
    schema: str,
    *,
    is_replacing: bool,
) -> Outcome:
    there = read_schema(lake, schema)
    if not is_replacing:
        there.held.refuse_others(publication, address.label, schema)
    is_new = (
        there.held.is_of_another_folder(publication)
        or there.held.sha256 != publication.sha256
        or there.n_rows != there.held.n_rows
    )
    notes = publication.notes
    if is_new:
        tables = [PUBLISHED_RUN, *(mart.table for mart in publication.marts)]
        changed = {table.table_name for table in tables if there.definition_changes(table)}
        notes += there.define(lake, tables)
        _replace_rows(lake, there, publication, changed)
        _record(lake, there, publication)
    return Outcome(
        address.label,
        schema,
        there.held.publication_no + is_new,
        publication.run["run_no"],
        is_new,
        {mart.name: len(mart.rows) for mart in publication.marts},
        notes if is_new else [],
    )


def _replace_rows(
    lake: duckdb.DuckDBPyConnection, there: LakeSchema, publication: Publication, changed: set[str]
) -> None:
    """Write the marts that differ; a snapshot shares the files of the others with the one before."""
    for mart in publication.marts:
        held = there.held.marts.get(mart.name, {})
        is_held = held.get("sha256") == mart.sha256 and there.n_rows.get(mart.name) == len(
            mart.rows
        )
        if mart.name in changed or not is_held:
            lake.execute(f"delete from {there.full_name(mart.name)}")  # noqa: S608 - a mart's name
            _insert(lake, there, mart.table, mart.rows)


def _insert(
    lake: duckdb.DuckDBPyConnection, there: LakeSchema, table: Table, rows: list[tuple[Any, ...]]
) -> None:
    types = {column.name: POLARS_TYPES[column.data_type] for column in table.columns}
    lake.register("incoming", pl.DataFrame(rows, schema=types, orient="row"))
    try:
        name = there.full_name(table.table_name)
        lake.execute(f"insert into {name} by name select * from incoming")  # noqa: S608 - a mart's name
    finally:
        lake.unregister("incoming")


def _record(lake: duckdb.DuckDBPyConnection, there: LakeSchema, publication: Publication) -> None:
    """Add the row of this publication; taking `is_current` off the last one makes two at once conflict."""
    name = there.full_name(PUBLISHED_RUN.table_name)
    lake.execute(f"update {name} set is_current = false where is_current")  # noqa: S608 - a constant name
    record = publication.record(there.held.publication_no + 1)
    _insert(lake, there, PUBLISHED_RUN, [record])
    run = publication.run
    message = f"run {run['run_no']} of {run['published_at']:%Y-%m-%d %H:%M} UTC"
    extra = json.dumps({"run_no": run["run_no"], "content_sha256": publication.sha256})
    lake.execute(
        f"call {LAKE}.set_commit_message({quote(_AUTHOR)}, {quote(message)}, extra_info => {quote(extra)})"
    )
