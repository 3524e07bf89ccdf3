"""What a run has to do: which files are new, which are held, which cannot be used."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path

import duckdb

from flows.readers.read_report import READABLE_SUFFIXES, checksum, readable_name
from flows.readers.report_document import ReportDocument
from flows.runs.repair import Repair
from flows.runs.run_folders import withdrawn_documents
from warehouse.data_folder import DataFolder
from warehouse.errors import UnusableReportError
from warehouse.run_ending import Refusal
from warehouse.run_record import RunInput
from warehouse.schema_version import read_schema_version
from warehouse.seed_files import seed_files

_PROGRAM_FOLDERS = ("flows", "transforms", "expectations", "warehouse", "supply")
_PROGRAM_SUFFIXES = {".py", ".sql", ".j2", ".css", ".js", ".toml", ".csv"}


@dataclass(slots=True)
class RunPlan:
    """Inputs sorted by what is to be done with them, and why a run is needed at all."""

    new_files: list[Path] = field(default_factory=list)
    held_files: list[Path] = field(default_factory=list)
    withdrawn_files: list[Path] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    rebuild_reason: str | None = None
    # Names, by checksum, of documents that are read again from where the data folder keeps them.
    restored_names: dict[str, str] = field(default_factory=dict)

    @property
    def is_needed(self) -> bool:
        """Tell whether anything would change."""
        return bool(self.new_files) or self.rebuild_reason is not None

    def restore_names(self, documents: list[ReportDocument]) -> list[ReportDocument]:
        """Give documents that were read from the data folder the names that they came with."""
        return [
            replace(
                document, file_name=self.restored_names.get(document.sha256, document.file_name)
            )
            for document in documents
        ]

    def describe_inputs(
        self, documents: list[ReportDocument], refusals: list[Refusal]
    ) -> list[RunInput]:
        """What became of each input, for the record of the run."""
        given = [RunInput(d.file_name, "new", d.sha256, d.report_id) for d in documents]
        given += [RunInput(readable_name(path), "held") for path in self.held_files]
        given += [RunInput(readable_name(path), "withdrawn") for path in self.withdrawn_files]
        return given + [
            RunInput(readable_name(refusal.path), "refused", reason=refusal.told)
            for refusal in [*self.refusals, *refusals]
        ]


def plan_run(
    inputs: list[Path], data: DataFolder, as_of_date: date, repaired: Repair | None = None
) -> RunPlan:
    """Look at the inputs and the live warehouse, without reading any report."""
    plan = RunPlan()
    repaired = repaired or Repair()
    held = _read_held(data.warehouse)
    withdrawn = withdrawn_documents(data)
    seen: set[str] = set()
    for path, is_named in _expand(inputs, plan):
        try:
            digest = checksum(path)
        except UnusableReportError as error:
            plan.refusals.append(Refusal.of(path, error))
            continue
        if digest in held.checksums or digest in seen:
            plan.held_files.append(path)
        elif digest in withdrawn and not is_named:
            # A schedule must not bring back what a person took out.
            plan.withdrawn_files.append(path)
        else:
            plan.new_files.append(path)
        seen.add(digest)
    lost = {k: v for k, v in repaired.lost_documents.items() if k not in seen | held.checksums}
    _restore(plan, lost, withdrawn, data)
    plan.rebuild_reason = repaired.rebuild_reason or _rebuild_reason(held, as_of_date)
    return plan


def _restore(plan: RunPlan, lost: dict[str, str], withdrawn: set[str], data: DataFolder) -> None:
    """Have documents that only a damaged run held read again from the copies that were kept."""
    for sha256, name in sorted(lost.items()):
        for path in data.documents.glob(f"{sha256}.*"):
            if sha256 not in withdrawn and path.suffix in READABLE_SUFFIXES:
                plan.new_files.append(path)
                plan.restored_names[sha256] = name


def _expand(inputs: list[Path], plan: RunPlan) -> list[tuple[Path, bool]]:
    """A folder stands for the report files in it; also tells whether a file was named itself."""
    files: list[tuple[Path, bool]] = []
    for path in inputs:
        if not path.is_dir():
            files.append((path, True))
            continue
        found = sorted(p for p in path.iterdir() if p.suffix.lower() in READABLE_SUFFIXES)
        files += [(file, False) for file in found]
        if not found:
            plan.refusals.append(
                Refusal(path, "is a folder without .pdf or .txt", "name report files")
            )
    return files


@dataclass(slots=True)
class _Held:
    """What the live warehouse holds, as far as planning needs it."""

    exists: bool = False
    checksums: set[str] = field(default_factory=set)
    fingerprint: str | None = None
    as_of_date: date | None = None
    next_due: date | None = None


def _read_held(live: Path) -> _Held:
    if not live.exists():
        return _Held()
    with duckdb.connect(str(live), read_only=True) as connection:
        read_schema_version(connection)
        checksums = {
            row[0] for row in connection.execute("select sha256 from raw.raw_report").fetchall()
        }
        last_run = connection.execute(
            "select program_fingerprint, as_of_date from raw.raw_run order by run_no desc limit 1"
        ).fetchone()
        due = connection.execute(
            "select min(release_due) from marts.release_calendar "
            "where delivered_report_year is null and not is_overdue"
        ).fetchone()
    fingerprint, as_of_date = last_run or (None, None)
    return _Held(
        exists=True,
        checksums=checksums,
        fingerprint=fingerprint,
        as_of_date=as_of_date,
        next_due=due[0] if due else None,
    )


def _rebuild_reason(held: _Held, as_of_date: date) -> str | None:
    if not held.exists:
        return None
    if held.fingerprint != program_fingerprint():
        return "the program or a reviewed file changed"
    if held.next_due is not None and held.next_due < as_of_date:
        return "a promised release fell due"
    return None


def program_version() -> str:
    """Version of the installed package."""
    return version("tsdg")


def program_fingerprint() -> str:
    """Checksum over program and seed files: whatever decides what the marts say."""
    root = Path(__file__).parents[2]
    digest = hashlib.sha256()
    for folder in _PROGRAM_FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in _PROGRAM_SUFFIXES:
                digest.update(path.relative_to(root).as_posix().encode())
                digest.update(path.read_bytes())
    for path in seed_files():
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
