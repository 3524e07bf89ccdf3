"""The part of reading on Dask that runs on a worker: a file's content in, its document out."""

import hashlib
import socket
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from flows.readers.read_isolated import read_report_isolated
from flows.readers.reading_limits import ReadingLimits
from flows.readers.report_document import ReportDocument
from warehouse.errors import TsdgError, UnusableReportError

# What decides how a file is read and parsed; a worker need not have this run's dashboard.
_READING_PROGRAM = (
    "flows/*.py", "flows/readers/**/*.py", "flows/stages/stage_on_dask.py",
    "transforms/**/*.py", "transforms/**/*.toml", "transforms/**/*.csv",
)  # fmt: skip


@lru_cache(maxsize=1)
def describe_program() -> tuple[str, str]:
    """Version of the package, and a checksum over the program text that decides how a file is read and parsed."""
    root = Path(__file__).parents[2]
    digest = hashlib.sha256()
    for pattern in _READING_PROGRAM:
        for path in sorted(root.glob(pattern)):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return version("tsdg"), digest.hexdigest()[:16]


def compare_programs(worker: str, theirs: tuple[str, str], wanted: tuple[str, str]) -> None:
    """Compare a worker's program with the one wanted.

    Raises:
        TsdgError: they differ.
    """
    if theirs != wanted:
        raise TsdgError(
            "dask-worker-differs", worker=worker, theirs=" ".join(theirs), wanted=" ".join(wanted)
        )


@dataclass(frozen=True, slots=True)
class SentFile:
    """What travels to a worker: a file's content, its suffix, and how it is to be read."""

    content: bytes
    suffix: str
    year: int | None
    limits: ReadingLimits
    program: tuple[str, str]


def read_sent_file(file: SentFile) -> ReportDocument | UnusableReportError:
    """Read on a worker what was sent to it; a file that cannot be used gives the reason.

    That is returned and not raised: for Dask a task that raises is one that failed.

    Raises:
        TsdgError: the worker, which came late, has another program.
    """
    compare_programs(socket.gethostname(), describe_program(), file.program)
    with tempfile.TemporaryDirectory(prefix="tsdg-") as folder:
        path = Path(folder) / f"report{file.suffix}"
        path.write_bytes(file.content)
        try:
            return read_report_isolated(path, file.year, file.limits)
        except UnusableReportError as error:
            return error
