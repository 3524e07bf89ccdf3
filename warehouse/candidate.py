"""The warehouse under construction: its connection, and the one way in for rows."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import polars as pl

from warehouse.build import create_tables
from warehouse.catalog import Table, read_tables
from warehouse.contract import require_contract
from warehouse.read_frame import read_frame
from warehouse.sql_literals import quote
from warehouse.table_frame import Row, fit_frame, frame_of_rows

# DuckDB's default block of 256 KiB makes a small warehouse ten times as large as its data.
# A candidate that was not finished is thrown away, so nothing of it need be recovered: without a log, none of its
# thousand statements waits for the disk.
_OPTIONS = "block_size 16384, recovery_mode no_wal_writes"
_INCOMING = "incoming_frame"


class Candidate:
    """A warehouse that a run fills, stage by stage; closed by the end of its `with`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Work on an open warehouse with its tables."""
        self.connection = connection
        self._tables: dict[str, Table] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.connection.close()

    def table(self, name: str) -> Table:
        """Tell what the catalog says of a table, by its full name."""
        if name not in self._tables:
            schema, _, _ = name.partition(".")
            self._tables |= {t.full_name: t for t in read_tables(self.connection, schema)}
        return self._tables[name]

    def read(
        self, query: str, parameters: list[Any] | dict[str, Any] | None = None
    ) -> pl.DataFrame:
        """Run a query and return its rows as a frame."""
        return read_frame(self.connection, query, parameters)

    def frame(self, table: str, rows: Sequence[Row]) -> pl.DataFrame:
        """Make a frame of rows for a table; a column that no row has is null.

        Raises:
            ContractError: a row has an unknown column or a value of another type.
        """
        return frame_of_rows(self.table(table), rows)

    def load(self, table: str, rows: pl.DataFrame | Sequence[Row]) -> None:
        """Insert rows by column name, all of them or none.

        Raises:
            ContractError: rows break what the table's SQL states; it names them.
        """
        described = self.table(table)
        frame = rows if isinstance(rows, pl.DataFrame) else frame_of_rows(described, rows)
        if frame.is_empty():
            return
        self.connection.register(_INCOMING, fit_frame(described, frame).to_arrow())
        try:
            require_contract(self.connection, described, _INCOMING)
            self.connection.execute(f"insert into {table} by name select * from {_INCOMING}")  # noqa: S608 - names of the catalog
        finally:
            self.connection.unregister(_INCOMING)

    def keep(self, *views: str) -> None:
        """Let a table take the place of each view, by its full name, whose rows are final by now.

        Else every mart and rule that selects from it would work them out again.
        """
        for view in views:
            described = self.table(view)
            kept = f"{described.schema_name}.kept_rows"
            self.connection.execute(f"create table {kept} as from {view}")
            self.connection.execute(f"drop view {view}")
            self.connection.execute(f"alter table {kept} rename to {described.table_name}")
            comments = {f"table {view}": described.comment}
            comments |= {f"column {view}.{one.name}": one.comment for one in described.columns}
            for place, comment in comments.items():
                self.connection.execute(f"comment on {place} is {quote(comment or '')}")

    def count_rows(self, schema: str) -> int:
        """Rows in all tables of a schema."""
        tables = self.connection.execute(
            "select table_name from duckdb_tables() "
            "where database_name = current_database() and schema_name = ?",
            [schema],
        ).fetchall()
        counts = " + ".join(f"(select count(*) from {schema}.{table})" for (table,) in tables)  # noqa: S608 - names of the catalog
        (count,) = self.connection.execute(f"select {counts}").fetchall()[0]
        return int(count)

    def finish(self) -> None:
        """Have all of it in its file and close it.

        Raises:
            duckdb.Error: the disk is full. Closing alone would hide that and leave a file that cannot be opened.
        """
        self.connection.execute("checkpoint warehouse")
        self.connection.close()


def open_candidate(path: Path) -> Candidate:
    """Create an empty warehouse file with every schema and every table that is filled before the marts.

    What an earlier run left there goes.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    for leftover in (path, path.with_name(f"{path.name}.wal")):
        leftover.unlink(missing_ok=True)
    connection = duckdb.connect()
    # After two seconds DuckDB would draw its own bar into what is printed.
    connection.execute("set enable_progress_bar = false")
    connection.execute(f"attach {quote(str(path))} as warehouse ({_OPTIONS})")
    connection.execute("use warehouse")
    create_tables(connection)
    return Candidate(connection)
