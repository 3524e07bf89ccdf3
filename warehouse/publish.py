"""The last step of write-audit-publish: an audited candidate becomes the live warehouse."""

import os
import shutil
from pathlib import Path

import duckdb

from warehouse.build import MARTS, quote


def publish(candidate: Path, live: Path, parquet_folder: Path) -> None:
    """Put the candidate in place of the live file, and the Parquet marts beside it.

    The Parquet files are written from the candidate before anything live is touched. A reader that has
    the live file open keeps the file it has; whoever opens it afterwards sees the new one.
    """
    staged_folder = candidate.with_suffix(".marts")
    _export_parquet(candidate, staged_folder)
    _flush(candidate)
    candidate.replace(live)
    parquet_folder.mkdir(parents=True, exist_ok=True)
    for staged in sorted(staged_folder.iterdir()):
        staged.replace(parquet_folder / staged.name)
    shutil.rmtree(staged_folder)


def discard(candidate: Path) -> None:
    """Remove a candidate and what belongs to it."""
    candidate.unlink(missing_ok=True)
    candidate.with_name(candidate.name + ".wal").unlink(missing_ok=True)
    shutil.rmtree(candidate.with_suffix(".marts"), ignore_errors=True)


def _export_parquet(candidate: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with duckdb.connect(str(candidate), read_only=True) as connection:
        for mart in MARTS:
            target = quote(str(folder / f"{mart}.parquet"))
            connection.execute(f"copy marts.{mart} to {target} (format parquet)")


def _flush(path: Path) -> None:
    """Have the file on disk before its name points to it, so that a power cut cannot leave a hole."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
