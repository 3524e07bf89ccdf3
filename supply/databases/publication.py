"""What is published: every mart with its columns and rows, the run they come from, and what was written."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import duckdb

from warehouse.catalog import Column, Table, read_tables
from warehouse.errors import TsdgError
from warehouse.read_frame import read_row

_NUL, _REPLACEMENT = "\x00", "\ufffd"
_RUN_COLUMNS = ("run_no", "published_at", "as_of_date", "program_version", "program_fingerprint")


def _column(name: str, data_type: str, comment: str) -> Column:
    return Column(name, data_type, is_nullable=False, comment=comment, allowed_values=None)


PUBLISHED_RUN = Table(
    "marts",
    "published_run",
    "One row per publication of the marts into this database, written in the same transaction",
    (
        _column("publication_no", "INTEGER", "From 1, in order of publishing"),
        _column("is_current", "BOOLEAN", "True in the row of what the marts hold now"),
        _column("published_at", "TIMESTAMP", "Moment of this publication, UTC"),
        _column("run_no", "INTEGER", "Run that built the warehouse"),
        _column("run_published_at", "TIMESTAMP", "When that run ended, UTC"),
        _column("as_of_date", "DATE", "Day for which overdue promises were determined"),
        _column("program_version", "VARCHAR", "Version of tsdg"),
        _column("program_fingerprint", "VARCHAR", "Checksum of program and seed files"),
        _column("content_sha256", "VARCHAR", "Checksum of run, columns and rows"),
        _column("n_rows", "BIGINT", "Rows of all marts"),
        _column("marts", "VARCHAR", "JSON: rows and checksum of each mart"),
        replace(
            _column(
                "data_folder",
                "VARCHAR",
                "Identity of the data folder; null from versions that had none",
            ),
            is_nullable=True,
        ),
    ),
    (("publication_no",),),
)


@dataclass(frozen=True, slots=True)
class Mart:
    """A mart's definition and rows, fit for a database that holds no NUL character."""

    table: Table
    rows: list[tuple[Any, ...]]
    sha256: str
    n_nul_replaced: int

    @property
    def name(self) -> str:
        """Name without schema."""
        return self.table.table_name


@dataclass(frozen=True, slots=True)
class Publication:
    """All marts of one run."""

    run: dict[str, Any]
    marts: tuple[Mart, ...]
    sha256: str
    data_folder: str | None = None

    @property
    def n_rows(self) -> int:
        """Rows of all marts."""
        return sum(len(mart.rows) for mart in self.marts)

    @property
    def notes(self) -> list[str]:
        """What a reader must know of values that had to be changed."""
        return [
            f"{mart.name}: {mart.n_nul_replaced} texts held the character NUL, which databases refuse; written as U+FFFD"
            for mart in self.marts
            if mart.n_nul_replaced
        ]

    def record(self, publication_no: int) -> tuple[Any, ...]:
        """Make the row of `published_run`."""
        held = {mart.name: {"rows": len(mart.rows), "sha256": mart.sha256} for mart in self.marts}
        run = tuple(self.run[column] for column in _RUN_COLUMNS)
        now = datetime.now(UTC).replace(tzinfo=None)
        marts = json.dumps(held, sort_keys=True)
        return (publication_no, True, now, *run, self.sha256, self.n_rows, marts, self.data_folder)


@dataclass(frozen=True, slots=True)
class Held:
    """What the database says that it holds: its last publication, and the marts it ever got from here."""

    publication_no: int = 0
    sha256: str | None = None
    marts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    data_folder: str | None = None

    @property
    def n_rows(self) -> dict[str, int]:
        """Rows of each mart."""
        return {name: mart["rows"] for name, mart in self.marts.items()}

    @classmethod
    def read(cls, row: tuple[int, str, str, str | None] | None) -> "Held":
        """Read number, checksum, marts and data folder of the current row of `published_run`, if there is one."""
        return cls() if row is None else cls(row[0], row[1], json.loads(row[2]), row[3])

    def refuse_others(self, publication: Publication, label: str, schema: str) -> None:
        """Refuse to put this in the place of what another data folder published.

        Raises:
            TsdgError: it says what to do.
        """
        if self.is_of_another_folder(publication):
            raise TsdgError(
                "publication-of-another-folder",
                label=label,
                schema=schema,
                publication=self.publication_no,
            )

    def is_of_another_folder(self, publication: Publication) -> bool:
        """Tell whether another data folder published it; an earlier version did not say which one did."""
        return self.data_folder is not None and self.data_folder != publication.data_folder


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a publication has done."""

    label: str
    schema: str
    publication_no: int
    run_no: int
    is_new: bool
    n_rows: dict[str, int]
    notes: list[str]


def read_publication(
    connection: duckdb.DuckDBPyConnection, data_folder: str | None = None
) -> Publication:
    """Read all marts and views of the published warehouse; its file is one state, whatever runs meanwhile.

    Args:
        connection: to the warehouse.
        data_folder: identity of the folder in which it lies.

    Raises:
        TsdgError: the warehouse does not say which run built it.
    """
    run = _read_run(connection)
    marts = tuple(_read_mart(connection, table) for table in read_tables(connection, "marts"))
    # Views follow from marts and program; rows that a view may choose between are no new content.
    parts = [mart.name + mart.sha256 for mart in marts if not mart.table.is_view]
    parts += [repr(mart.table) for mart in marts]
    return Publication(run, marts, _checksum([repr(sorted(run.items())), *parts]), data_folder)


def _read_run(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    columns = ", ".join(_RUN_COLUMNS)
    query = f"select {columns} from raw.raw_run order by run_no desc limit 1"  # noqa: S608 - column names are constants
    row = read_row(connection, query)
    if row is None:
        raise TsdgError("run-unknown")
    return dict(zip(_RUN_COLUMNS, row, strict=True))


def _read_mart(connection: duckdb.DuckDBPyConnection, table: Table) -> Mart:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    found = connection.execute(f"select {names} from {table.full_name}").fetchall()  # noqa: S608 - names are the catalog's
    rows = [tuple(_without_nul(value) for value in row) for row in found]
    n_replaced = sum(
        before != after
        for found_row, row in zip(found, rows, strict=True)
        for before, after in zip(found_row, row, strict=True)
        if isinstance(before, str | list)
    )
    definition = repr([(column.name, column.data_type) for column in table.columns])
    # Sorted, as rows of a view come in any order.
    return Mart(table, rows, _checksum([definition, *sorted(map(repr, rows))]), n_replaced)


def _without_nul(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace(_NUL, _REPLACEMENT)
    if isinstance(value, list):
        return [_without_nul(item) for item in value]
    return value


def _checksum(parts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() + b"\x00")
    return digest.hexdigest()
