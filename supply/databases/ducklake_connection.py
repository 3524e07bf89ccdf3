"""Opens a DuckLake: extensions from their wheels, keys from the environment, nothing fetched."""

import importlib.util
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from supply.databases.database_address import DuckLakeAddress, PostgresqlAddress
from supply.databases.ducklake_schema import LAKE
from supply.databases.in_one_line import in_one_line
from warehouse.errors import BusyError, TsdgError, UsageError
from warehouse.sql_literals import quote

_METADATA_PREFIX = re.compile(r'.*Failed to attach DuckLake MetaData "[^"]*" at path \+ "[^"]*"')

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_unsigned_extensions": "false",
}


@contextmanager
def open_lake(address: DuckLakeAddress) -> Iterator[duckdb.DuckDBPyConnection]:
    """Attach the lake as `lake`, made if it is new.

    Raises:
        TsdgError: catalog or storage cannot be used.
    """
    with tempfile.TemporaryDirectory() as folder, _connect(folder) as connection:
        try:
            _prepare(connection, address)
        except duckdb.Error as error:
            raise _explain(error, address) from None
        yield connection


def _prepare(connection: duckdb.DuckDBPyConnection, address: DuckLakeAddress) -> None:
    _load(connection, "ducklake")
    if isinstance(address.catalog, PostgresqlAddress):
        _load(connection, "postgres_scanner")
    # A lake that exists may keep its files on S3 though no --storage says so.
    _load(connection, "httpfs")
    if address.is_on_s3 or "AWS_ACCESS_KEY_ID" in os.environ:
        connection.execute(_s3_secret())
    _attach(connection, address)


def _connect(no_secrets: str) -> duckdb.DuckDBPyConnection:
    """Open a database in memory that fetches no extension and knows no secrets of other sessions."""
    # Persistent secrets cannot be switched off: DuckDB's PostgreSQL extension insists on a place for them.
    return duckdb.connect(config={**_SETTINGS, "secret_directory": no_secrets})


def _load(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Load an extension from the wheel of its own, which must be of DuckDB's very version."""
    package = importlib.util.find_spec(f"duckdb_extension_{name}")
    folders = package.submodule_search_locations if package else None
    file = f"extensions/v{duckdb.__version__}/{name}.duckdb_extension"
    paths = [path for folder in folders or () if (path := Path(folder) / file).exists()]
    if not paths:
        wheel = f"duckdb-extension-{name.replace('_', '-')}=={duckdb.__version__}"
        raise TsdgError("extension-missing", name=name, wheel=wheel)
    connection.execute(f"load {quote(str(paths[0]))}")


def _attach(connection: duckdb.DuckDBPyConnection, address: DuckLakeAddress) -> None:
    options = f" (data_path {quote(address.storage)})" if address.storage else ""
    if isinstance(address.catalog, PostgresqlAddress):
        catalog = f"postgres:{address.catalog.conninfo}"
    else:
        address.catalog.parent.mkdir(parents=True, exist_ok=True)
        catalog = str(address.catalog)
    connection.execute(f"attach {quote(f'ducklake:{catalog}')} as {LAKE}{options}")


def _explain(error: duckdb.Error, address: DuckLakeAddress) -> TsdgError:
    text = in_one_line(error)
    if "does not match existing data path" in text:
        return TsdgError("lake-data-elsewhere", label=address.label, text=text)
    if isinstance(error, duckdb.IOException) and "lock" in text:
        return BusyError("lake-in-use", label=address.label)
    if "Failed to initialize DuckLake" in text and "already exists" in text:
        return BusyError("lake-in-the-making", label=address.label)
    if "data_path" in text.lower() and address.storage is None:
        return TsdgError("lake-new", label=address.label)
    return TsdgError("lake-not-opened", label=address.label, words=_METADATA_PREFIX.sub("", text))


def _s3_secret() -> str:
    """Make the statement that gives DuckDB the keys, for this connection only.

    Raises:
        UsageError: the environment holds no keys.
    """
    environment = os.environ
    if not environment.get("AWS_ACCESS_KEY_ID") or not environment.get("AWS_SECRET_ACCESS_KEY"):
        raise UsageError("s3-without-keys")
    region = environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION") or "us-east-1"
    options = {
        "key_id": environment["AWS_ACCESS_KEY_ID"],
        "secret": environment["AWS_SECRET_ACCESS_KEY"],
        "session_token": environment.get("AWS_SESSION_TOKEN", ""),
        "region": region,
        **_endpoint(environment.get("AWS_ENDPOINT_URL_S3") or environment.get("AWS_ENDPOINT_URL")),
    }
    written = ", ".join(f"{name} {quote(value)}" for name, value in options.items() if value)
    return f"create temporary secret tsdg_s3 (type s3, {written})"


def _endpoint(url: str | None) -> dict[str, str]:
    """Name a store that is not Amazon's: its buckets are folders, not host names."""
    if not url:
        return {}
    parts = urlsplit(url)
    return {
        "endpoint": parts.netloc or parts.path,
        "use_ssl": "false" if parts.scheme == "http" else "true",
        "url_style": "path",
    }
