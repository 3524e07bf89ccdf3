"""The folders of the runs: numbered, each with its record, one of them live."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from warehouse.folder.data_folder import DataFolder
from warehouse.folder.durable_files import flush, point_to
from warehouse.folder.live_links import mend_links
from warehouse.folder.run_record import RunRecord, read_record, write_record

RECORD = "run.json"
WAREHOUSE = "warehouse.duckdb"
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class RunFolder:
    """One numbered folder and its record; null where the record cannot be read."""

    path: Path
    record: RunRecord | None

    @property
    def run_no(self) -> int:
        """The number that the folder's name tells."""
        return int(self.path.name)

    @property
    def warehouse(self) -> Path:
        """Its warehouse file."""
        return self.path / WAREHOUSE

    @property
    def is_candidate_for_live(self) -> bool:
        """Tell whether it was published, was not withdrawn and still has its files."""
        if self.record is None:
            return self.warehouse.exists()
        return self.record.is_kept and self.record.withdrawn_at is None


def list_runs(data: DataFolder) -> list[RunFolder]:
    """Every numbered run, oldest first."""
    if not data.runs.is_dir():
        return []
    folders = sorted(
        path for path in data.runs.iterdir() if path.name.isdigit() and path.is_dir()
    )  # fmt: skip
    return [RunFolder(path, read_record(path / RECORD)) for path in folders]


def live_run_no(data: DataFolder) -> int | None:
    """Number of the run that `current` points to; null if there is none."""
    name = data.current.readlink().name if data.current.is_symlink() else ""
    return int(name) if name.isdigit() else None


def next_run_no(data: DataFolder) -> int:
    """A number that no attempt has had."""
    return max((run.run_no for run in list_runs(data)), default=0) + 1


def folder_of(data: DataFolder, run_no: int) -> Path:
    """Where a run lies."""
    return data.runs / f"{run_no:0{_DIGITS}}"


def make_live(data: DataFolder, run_no: int) -> None:
    """Turn `current` to a run: the one moment at which warehouse, marts and dashboard change."""
    point_to(data.current, f"{data.runs.name}/{folder_of(data, run_no).name}")
    mend_links(data)


def settle_building(data: DataFolder, record: RunRecord) -> Path:
    """Write the record into the folder under construction and give it its number.

    Raises:
        OSError: the disk is full or cannot be written.
    """
    write_record(record, data.building / RECORD)
    folder = folder_of(data, record.run_no)
    data.building.rename(folder)
    flush(data.runs)
    return folder


def drop_content(folder: Path) -> None:
    """Remove everything of a run but its record."""
    for path in folder.iterdir():
        if path.name == RECORD:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def prune(data: DataFolder, keep: int) -> None:
    """Keep the newest runs whole, and of the others the record; the live one always stays."""
    live = live_run_no(data)
    whole = [run for run in list_runs(data) if run.record is not None and run.record.is_kept]
    for run in whole[: max(len(whole) - keep, 0)]:
        if run.run_no != live and run.record is not None:
            # First the word, then the deed: a run that is half gone must not be taken for whole.
            run.record.is_pruned = True
            write_record(run.record, run.path / RECORD)
    for run in list_runs(data):
        if run.record is not None and run.record.is_pruned:
            drop_content(run.path)


def withdrawn_documents(data: DataFolder) -> set[str]:
    """Checksums of the documents that only withdrawn runs held."""
    withdrawn: set[str] = set()
    held: set[str] = set()
    for run in list_runs(data):
        if run.record is not None:
            (held if run.record.withdrawn_at is None else withdrawn).update(run.record.documents)
    return withdrawn - held
