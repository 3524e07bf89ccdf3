"""The folder that `--data` names: where everything that tsdg writes lies."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# A candidate beside the live warehouse, the marts as Parquet, and Prefect's records.
_NEEDED_BYTES = 50 * 10**6


class DataFolderError(Exception):
    """The data folder cannot be used: what is wrong and what to do."""


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
    def site(self) -> Path:
        """The dashboard."""
        return self.root / "site"

    @property
    def candidate(self) -> Path:
        """The warehouse under construction."""
        return self.root / "warehouse.candidate.duckdb"

    @property
    def prefect_home(self) -> Path:
        """State of the embedded Prefect server."""
        return self.root / ".prefect"

    def create(self) -> None:
        """Make the folder.

        Raises:
            DataFolderError: the place cannot be written.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DataFolderError(
                f"data folder {self.root} cannot be made ({error.strerror}); choose another with --data"
            ) from error

    def check_space(self) -> None:
        """Refuse to begin a run that the disk cannot hold.

        Raises:
            DataFolderError: too little is free.
        """
        if shutil.disk_usage(self.root).free < _NEEDED_BYTES:
            raise DataFolderError(
                f"less than {_NEEDED_BYTES // 10**6} MB are free for {self.root}; "
                "make room or choose another folder with --data"
            )

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the folder for one writer. The kernel releases it when the process ends, however it ends.

        Raises:
            DataFolderError: another run holds it, or the folder cannot be written.
        """
        try:
            file = (self.root / ".lock").open("w")
        except OSError as error:
            raise DataFolderError(
                f"data folder {self.root} cannot be written ({error.strerror}); choose another with --data"
            ) from error
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise DataFolderError(
                    f"another run is writing to {self.root}; try again when it has ended"
                ) from error
            yield
