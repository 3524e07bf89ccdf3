"""The folder that `--data` names: where everything that tsdg writes lies."""

import fcntl
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from warehouse.errors import BusyError, TsdgError

# A candidate beside the live warehouse, the marts as Parquet, and Prefect's records.
_NEEDED_BYTES = 50 * 10**6
_FULL_BYTES = 2 * 10**6
_POLL_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Paths under the data folder."""

    root: Path

    @property
    def warehouse(self) -> Path:
        """The published warehouse."""
        return self.root / "warehouse.duckdb"

    @property
    def marts(self) -> Path:
        """The published marts as Parquet files."""
        return self.root / "marts"

    @property
    def identity(self) -> Path:
        """The file that says which data folder this is."""
        return self.root / ".folder_id"

    @property
    def audit(self) -> Path:
        """Validation results of each run."""
        return self.root / "audit"

    @property
    def quarantine(self) -> Path:
        """Refused inputs with their reasons."""
        return self.root / "quarantine"

    @property
    def documents(self) -> Path:
        """The report files that were read, named by checksum."""
        return self.root / "documents"

    @property
    def downloads(self) -> Path:
        """What the source list brought."""
        return self.root / "downloads"

    @property
    def logs(self) -> Path:
        """The log, a line of JSON for each event."""
        return self.root / "logs"

    @property
    def site(self) -> Path:
        """The dashboard."""
        return self.root / "site"

    @property
    def runs(self) -> Path:
        """The folders of the runs."""
        return self.root / "runs"

    @property
    def current(self) -> Path:
        """The link to the live run, through which warehouse, marts and dashboard are reached."""
        return self.root / "current"

    @property
    def building(self) -> Path:
        """The run under construction."""
        return self.runs / "building"

    @property
    def candidate(self) -> Path:
        """The warehouse under construction."""
        return self.building / "warehouse.duckdb"

    @property
    def prefect_home(self) -> Path:
        """State of the embedded Prefect server."""
        return self.root / ".prefect"

    def create(self) -> None:
        """Make the folder.

        Raises:
            TsdgError: the place cannot be written.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise TsdgError("data-folder-not-made", folder=self.root, why=error.strerror) from error

    def check_space(self) -> None:
        """Refuse to begin a run that the disk cannot hold.

        Raises:
            TsdgError: too little is free.
        """
        needed = self.needed_bytes()
        if shutil.disk_usage(self.root).free < needed:
            raise TsdgError("disk-nearly-full", needed=needed // 10**6, folder=self.root)

    def is_full(self) -> bool:
        """Tell whether a fault has a plain cause: next to nothing can be written any more."""
        return shutil.disk_usage(self.root).free < _FULL_BYTES

    def needed_bytes(self) -> int:
        """What the next run may take: the live one has a successor of about its size."""
        held = self.warehouse.stat().st_size if self.warehouse.exists() else 0
        return _NEEDED_BYTES + 3 * held

    @contextmanager
    def lock(self, wait_seconds: float = 0.0) -> Iterator[None]:
        """Hold the folder for one writer. The kernel releases it when the process ends, however it ends.

        Args:
            wait_seconds: how long to wait for another run to end.

        Raises:
            BusyError: another run holds it.
            TsdgError: the folder cannot be written.
        """
        try:
            file = (self.root / ".lock").open("w")
        except OSError as error:
            raise TsdgError(
                "data-folder-not-written", folder=self.root, why=error.strerror
            ) from error
        with file:
            deadline = time.monotonic() + wait_seconds
            while not _try_lock(file):
                if time.monotonic() >= deadline:
                    raise BusyError("run-at-work", folder=self.root)
                time.sleep(_POLL_SECONDS)
            yield


def _try_lock(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
