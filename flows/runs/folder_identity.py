"""Which data folder this is, wherever it lies: by this a database knows whose marts it holds."""

from uuid import uuid4

import duckdb

from warehouse.errors import TsdgError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.durable_files import write_whole
from warehouse.read_frame import read_row
from warehouse.schema_version import read_schema_version

_SCHEMA_WITH_IDENTITY = 5


def folder_identity(data: DataFolder) -> str:
    """Read the identity of a data folder; without its file that of its warehouse, and if there is none a new one.

    Raises:
        TsdgError: a new one cannot be kept.
    """
    path = data.identity
    if path.is_file() and (kept := path.read_text(encoding="utf-8", errors="replace").strip()):
        return kept
    identity = _carried(data) or uuid4().hex
    try:
        write_whole(path, identity + "\n")
    except OSError as error:
        raise TsdgError("data-folder-not-written", folder=data.root, why=error.strerror) from error
    return identity


def _carried(data: DataFolder) -> str | None:
    """What the warehouse says: it may have been brought here alone."""
    if not data.warehouse.exists():
        return None
    with duckdb.connect(str(data.warehouse), read_only=True) as connection:
        if read_schema_version(connection) < _SCHEMA_WITH_IDENTITY:
            return None
        row = read_row(connection, "select data_folder from raw.raw_schema")
    return row[0] if row else None
