"""Are the files of a run still those that were published?"""

import hashlib
from pathlib import Path

import duckdb

from flows.runs.run_folders import WAREHOUSE, RunFolder


def describe_files(folder: Path) -> dict[str, tuple[int, str]]:
    """Bytes and sha256 of warehouse and marts, by their names in the run's folder."""
    paths = [folder / WAREHOUSE, *sorted((folder / "marts").glob("*.parquet"))]
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_size, digest(path)) for path in paths
    }


def changed_files(run: RunFolder) -> list[str]:
    """Names of the files that are missing, or not as they were published."""
    if run.record is None:
        return [WAREHOUSE]
    return [
        name
        for name, (size, sha256) in run.record.files.items()
        if not _is_same(run.path / name, size, sha256)
    ]


def is_readable(warehouse: Path) -> bool:
    """Tell whether DuckDB can read every raw row of it: torn blocks fail their checksums."""
    if not warehouse.is_file():
        return False
    try:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            tables = connection.execute(
                "select table_name from duckdb_tables() where schema_name = 'raw'"
            ).fetchall()
            for (table,) in tables:
                connection.execute(f'select bit_xor(hash(t)) from raw."{table}" t').fetchall()  # noqa: S608 - a name from the catalog
    except duckdb.Error:
        return False
    return bool(tables)


def digest(path: Path) -> str:
    """Checksum of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_same(path: Path, size: int, sha256: str) -> bool:
    try:
        return path.stat().st_size == size and digest(path) == sha256
    except OSError:
        return False
