"""One look at the source list and the report folders, and the run if anything is new."""

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from flows.readers.read_report import READABLE_SUFFIXES
from flows.run_reports import run_reports
from flows.runs.name_issuers import Naming
from flows.sources.download_sources import Download, DownloadOutcome, download_sources
from supply.news.problem_lines import tell_problem
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.run_ending import RunEnding
from warehouse.say import tell

# Somebody may be at work by hand just when a check falls due.
_PATIENCE_SECONDS = 600
DEFAULT_SOURCES = Path("reports/sources.toml")


def check(data: DataFolder, reports: Iterable[Path], sources: Path | None, day: date) -> RunEnding:
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
    failures = [download.failure for download in downloads if download.failure is not None]
    told = [tell_problem(failure) for failure in failures]
    for line in [*told, *(download.note for download in downloads if download.note)]:
        sys.stderr.write(f"tsdg: {line}\n")
    inputs = [*_existing(reports), *_downloaded(data, downloads)]
    listed = {d.path: d.source for d in downloads if d.path is not None}
    return run_reports(
        inputs, data, day, None, verbose=False, wait_seconds=_PATIENCE_SECONDS, failed_sources=failures,
        naming=Naming(of_sources=listed),
    )  # fmt: skip


def _download(data: DataFolder, sources: Path | None) -> list[Download]:
    if sources is None or (sources == DEFAULT_SOURCES and not sources.exists()):
        return []
    downloads = download_sources(sources, data.downloads)
    for download in downloads:
        if download.outcome is DownloadOutcome.new and download.path is not None:
            told = tell("run-downloaded", file_name=download.path.name, source=download.source.name)
            sys.stdout.write(f"{told}\n")
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
