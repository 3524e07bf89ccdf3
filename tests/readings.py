"""What reading a file gave, kept for all processes and runs of the tests as long as file and program are the same."""

import fcntl
import os
import pickle
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from flows.readers.fan_out import read_all
from flows.readers.read_report import checksum, readable_name
from flows.readers.report_document import ReportDocument
from flows.runs.plan_run import program_fingerprint


def read_once(files: list[Path], year: int | None = None) -> list[ReportDocument]:
    """Read files that can be read, each a single time; what tests of reading itself must not use."""
    return [replace(_read(file, year), file_name=readable_name(file)) for file in files]


def _read(file: Path, year: int | None) -> ReportDocument:
    kept = _folder() / f"{checksum(file)}_{year}.pickle"
    if not kept.exists():
        with kept.with_suffix(".lock").open("w") as lock:
            # Several processes want the same files first: one reads, the others wait.
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                _read_and_keep(file, year, kept)
    return pickle.loads(kept.read_bytes())


def _read_and_keep(file: Path, year: int | None, kept: Path) -> None:
    (document,), refusals = read_all([file], year)
    assert not refusals, refusals
    own = kept.with_suffix(f".{os.getpid()}")
    own.write_bytes(pickle.dumps(document))
    own.replace(kept)


@cache
def _folder() -> Path:
    folder = Path(tempfile.gettempdir()) / f"tsdg_readings_{program_fingerprint()}"
    folder.mkdir(exist_ok=True)
    return folder
