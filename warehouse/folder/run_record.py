"""What is recorded of each run: who made it, from what, how long it took, how it ended."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from warehouse.folder.durable_files import write_whole

PUBLISHED = "published"
# Closed list, as in raw.raw_run. `interrupted` is what a later run calls one that ended without a word.
OUTCOMES = (PUBLISHED, "audit_failed", "failed", "interrupted", "damaged")


@dataclass(slots=True)
class Stage:
    """One stage of a run; rows are those that it wrote, null where it writes none."""

    stage: str
    started_at: str
    seconds: float | None = None
    n_rows: int | None = None


@dataclass(slots=True)
class RunInput:
    """One input and what became of it: new, held, refused or withdrawn."""

    file_name: str
    outcome: str
    sha256: str | None = None
    report_id: str | None = None
    reason: str | None = None


@dataclass(slots=True)
class RunRecord:
    """The record of one run, kept as `run.json` in its folder; times are UTC in ISO form."""

    run_no: int
    started_at: str
    as_of_date: str
    program_version: str
    program_fingerprint: str
    outcome: str | None = None
    ended_at: str | None = None
    seconds: float | None = None
    reason: str = ""
    error: str | None = None
    n_reports_held: int = 0
    inputs: list[RunInput] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    # Every document in its warehouse: sha256 and the name it had.
    documents: dict[str, str] = field(default_factory=dict)
    # Of these, who was named as issuer, and how.
    issuers: dict[str, tuple[str, str]] = field(default_factory=dict)
    # Every file of warehouse and marts: bytes and sha256.
    files: dict[str, tuple[int, str]] = field(default_factory=dict)
    is_pruned: bool = False
    withdrawn_at: str | None = None

    @property
    def is_published(self) -> bool:
        """Tell whether it was ever live."""
        return self.outcome in {PUBLISHED, "damaged"}

    @property
    def is_kept(self) -> bool:
        """Tell whether the run was published, stands whole and may be the live one."""
        return self.outcome == PUBLISHED and not self.is_pruned

    def count(self, outcome: str) -> int:
        """How many inputs had this outcome."""
        return sum(entry.outcome == outcome for entry in self.inputs)

    @contextmanager
    def time(self, name: str) -> Iterator[Stage]:
        """Record a stage; one that raises keeps its seconds too."""
        stage = Stage(name, now())
        self.stages.append(stage)
        begin = perf_counter()
        try:
            yield stage
        finally:
            stage.seconds = round(perf_counter() - begin, 3)

    def end(self, outcome: str, error: str | None = None) -> None:
        """Record how it ended."""
        self.outcome, self.error, self.ended_at = outcome, error, now()
        self.seconds = round(
            (datetime.fromisoformat(self.ended_at) - datetime.fromisoformat(self.started_at)).total_seconds(), 3
        )  # fmt: skip


def now() -> str:
    """The moment in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def begin_record(
    run_no: int, as_of_date: date, version: str, fingerprint: str, reason: str
) -> RunRecord:
    """Begin a record; it has no outcome yet."""
    return RunRecord(run_no, now(), as_of_date.isoformat(), version, fingerprint, reason=reason)


def write_record(record: RunRecord, path: Path) -> None:
    """Write a record, whole or not at all."""
    write_whole(path, json.dumps(asdict(record), ensure_ascii=False, indent=1) + "\n")


def read_record(path: Path) -> RunRecord | None:
    """Read a record; null if there is none or it cannot be understood."""
    try:
        read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        record = RunRecord(**_known(RunRecord, read))
        record.inputs = [RunInput(**_known(RunInput, entry)) for entry in read["inputs"]]
        record.stages = [Stage(**_known(Stage, entry)) for entry in read["stages"]]
        record.issuers = {k: (name, named_by) for k, (name, named_by) in record.issuers.items()}
        record.files = {name: (size, digest) for name, (size, digest) in read["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return record


def _known(kind: Any, read: dict[str, Any]) -> dict[str, Any]:
    """Leave out what a later version may have added."""
    names = {entry.name for entry in fields(kind)}
    return {name: value for name, value in read.items() if name in names}
