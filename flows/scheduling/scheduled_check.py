"""One look at the source list and the report folders, and the run if anything is new."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO, cast

from flows.readers.read_report import READABLE_SUFFIXES
from flows.run_reports import EXIT_DONE, EXIT_UNUSABLE_INPUT, run_reports
from flows.sources.download_sources import Download, DownloadOutcome, download_sources
from warehouse.data_folder import DataFolder

_MARK = "tsdg: "
_MOST_PROBLEMS = 3
# Somebody may be at work by hand just when a check falls due.
_PATIENCE_SECONDS = 600
DEFAULT_SOURCES = Path("reports/sources.toml")


@dataclass(frozen=True, slots=True)
class Check:
    """What came of one look.

    Attributes:
        exit_code: as of `tsdg run`; 1 also if a source failed.
        word: `published` or `nothing new`.
        problems: what a person must see to, one line each; empty if the code is 0.
    """

    exit_code: int
    word: str
    problems: tuple[str, ...]

    @property
    def summary(self) -> str:
        """The problems in one line."""
        rest = len(self.problems) - _MOST_PROBLEMS
        more = f" · and {rest} more" if rest > 0 else ""
        return " · ".join(self.problems[:_MOST_PROBLEMS]) + more


def check(data: DataFolder, reports: Iterable[Path], sources: Path | None, day: date) -> Check:
    """Download what is new, take in what is not held, publish.

    Args:
        data: where the warehouse lies.
        reports: report files and folders; a folder that is empty or missing is passed over.
        sources: the source list; null for none. The default list may be missing.
        day: for which overdue promises are determined.

    Raises:
        TsdgError: the list cannot be used; the data folder cannot be used, or another run is writing to it.
    """
    data.create()
    downloads = _download(data, sources)
    failures = [download.reason for download in downloads if download.reason is not None]
    for line in [*failures, *(download.note for download in downloads if download.note)]:
        sys.stderr.write(f"{_MARK}{line}\n")
    inputs = [*_existing(reports), *_downloaded(data, downloads)]
    before = _identity(data)
    with _hear_stderr() as heard:
        code = run_reports(
            inputs, data, day, None, verbose=False, wait_seconds=_PATIENCE_SECONDS, failed_sources=failures
        )  # fmt: skip
    word = "nothing new" if _identity(data) == before else "published"
    if code == EXIT_DONE:
        return Check(EXIT_UNUSABLE_INPUT if failures else EXIT_DONE, word, tuple(failures))
    said = heard.lines or [f"the run ended with exit code {code}; see {data.audit}"]
    return Check(code, word, (*failures, *said))


def _download(data: DataFolder, sources: Path | None) -> list[Download]:
    if sources is None or (sources == DEFAULT_SOURCES and not sources.exists()):
        return []
    downloads = download_sources(sources, data.downloads)
    for download in downloads:
        if download.outcome is DownloadOutcome.new and download.path is not None:
            sys.stdout.write(f"downloaded {download.path.name} ({download.source.name})\n")
    return downloads


def _existing(reports: Iterable[Path]) -> list[Path]:
    """Leave out what is not there yet: between two Junes a folder may well be empty."""
    return [path for path in reports if path.is_file() or (path.is_dir() and _report_files(path))]


def _report_files(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in READABLE_SUFFIXES and not path.name.startswith(".")
    )


def _downloaded(data: DataFolder, downloads: Iterable[Download]) -> list[Path]:
    """All that was ever downloaded, but nothing that was refused and has a successor."""
    if not data.downloads.is_dir():
        return []
    newest = {download.path for download in downloads}
    return [
        path
        for path in _report_files(data.downloads)
        if path in newest or not (data.quarantine / f"{path.name}.reason.txt").exists()
    ]


def _identity(data: DataFolder) -> tuple[int, int] | None:
    """What differs between two published warehouses, even of the same content."""
    if not data.warehouse.exists():
        return None
    status = data.warehouse.stat()
    return status.st_ino, status.st_mtime_ns


class _Hearing:
    """Passes stderr on and keeps the lines that tell what is wrong."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._text: list[str] = []

    @property
    def lines(self) -> list[str]:
        """The lines that began with the command's name."""
        told = "".join(self._text).splitlines()
        return [line.removeprefix(_MARK) for line in told if line.startswith(_MARK)]

    def write(self, text: str) -> int:
        """Write and keep."""
        self._text.append(text)
        return self._stream.write(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


@contextmanager
def _hear_stderr() -> Iterator[_Hearing]:
    hearing = _Hearing(sys.stderr)
    # It is asked for more than writing by those who draw progress; the stream behind it answers.
    with redirect_stderr(cast("TextIO", hearing)):
        yield hearing
