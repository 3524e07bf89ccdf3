"""What an address given by a user names: a PostgreSQL database or a DuckLake; never a password."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from warehouse.errors import UsageError

_POSTGRESQL = ("postgresql://", "postgres://")
_DUCKLAKE = "ducklake:"
_POSTGRESQL_CATALOG = "postgres:"
_SECRET_PARAMETERS = ("password", "sslpassword", "oauth_client_secret")
_SCHEMA_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")
_OTHER_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_CONNECT_SECONDS = 10


@dataclass(frozen=True, slots=True)
class PostgresqlAddress:
    """A PostgreSQL database: its connection string, and how to name it to a person."""

    conninfo: str
    label: str


@dataclass(frozen=True, slots=True)
class DuckLakeAddress:
    """A DuckLake: its catalog, where its data files lie, and how to name it to a person."""

    catalog: Path | PostgresqlAddress
    storage: str | None
    label: str

    @property
    def is_on_s3(self) -> bool:
        """Whether the data files lie in an S3-compatible store."""
        return (self.storage or "").startswith("s3://")


def read_address(text: str, storage: str | None) -> PostgresqlAddress | DuckLakeAddress:
    """Read an address; `storage` is where a DuckLake keeps its data files.

    Raises:
        UsageError: it names no database of a known kind, or holds a password.
    """
    if text.startswith(_POSTGRESQL):
        if storage is not None:
            raise UsageError("storage-without-lake")
        return _read_postgresql(text)
    if text.startswith(_DUCKLAKE):
        return _read_ducklake(text.removeprefix(_DUCKLAKE), storage)
    raise UsageError("address-unknown")


def check_schema_name(schema: str) -> None:
    """Refuse a schema name that would need quotes, or that the database keeps for itself.

    Raises:
        UsageError: the name cannot be used.
    """
    if not _SCHEMA_NAME.fullmatch(schema) or schema.startswith(("pg_", "information_")):
        raise UsageError("schema-name")


def _read_postgresql(text: str) -> PostgresqlAddress:
    try:
        parameters = conninfo_to_dict(text)
    except psycopg.ProgrammingError:
        # The driver's message repeats what it could not read, which may be a password.
        raise UsageError("postgresql-address") from None
    if any(parameters.get(name) for name in _SECRET_PARAMETERS):
        raise UsageError("address-holds-password")
    parameters.setdefault("connect_timeout", str(_CONNECT_SECONDS))
    parameters.setdefault("fallback_application_name", "tsdg")
    return PostgresqlAddress(make_conninfo("", **parameters), _label(parameters))


def _label(parameters: Mapping[str, object]) -> str:
    """Name the database by what the address says; the rest comes from libpq's environment."""
    service = parameters.get("service")
    host = parameters.get("host") or parameters.get("hostaddr")
    port = parameters.get("port")
    database = parameters.get("dbname") or (f"service={service}" if service else "")
    where = ":".join(str(part) for part in (host, port) if part)
    return f"postgresql://{where}/{database}"


def _read_ducklake(catalog: str, storage: str | None) -> DuckLakeAddress:
    kept = None if storage is None else _read_storage(storage)
    if catalog.startswith(_POSTGRESQL_CATALOG):
        server = _read_postgresql(catalog.removeprefix(_POSTGRESQL_CATALOG))
        return DuckLakeAddress(server, kept, f"ducklake:{server.label}")
    if not catalog or _OTHER_SCHEME.match(catalog):
        raise UsageError("lake-catalog-unknown")
    return DuckLakeAddress(Path(catalog).absolute(), kept, f"{_DUCKLAKE}{catalog}")


def _read_storage(storage: str) -> str:
    """Make a folder absolute: the catalog keeps the path for readers who start elsewhere."""
    if storage.startswith("s3://"):
        if "@" in storage or "?" in storage:
            raise UsageError("storage-with-keys")
        return storage.rstrip("/") + "/"
    if not storage or _OTHER_SCHEME.match(storage):
        raise UsageError("storage-unknown")
    return f"{Path(storage).absolute()}/"
