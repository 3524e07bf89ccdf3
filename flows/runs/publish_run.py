"""A run from its first file to the moment at which it is live, or to the record of why it is not."""

from contextlib import suppress
from datetime import date, datetime
from typing import Any

from flows.runs.plan_run import program_fingerprint, program_version
from flows.runs.run_folders import (
    RECORD,
    drop_content,
    list_runs,
    make_live,
    next_run_no,
    prune,
    settle_building,
)
from flows.runs.verify_run import describe_files
from supply.files.write_parquet import write_marts
from warehouse.candidate import Candidate
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.durable_files import flush_tree
from warehouse.folder.run_record import PUBLISHED, RunRecord, begin_record, now, write_record
from warehouse.settings import read_settings

_RUN_TABLES = ("raw_run", "raw_run_stage", "raw_run_input")


def begin_run(data: DataFolder, as_of_date: date, reason: str = "") -> RunRecord:
    """Make the folder under construction, with a record that tells of the run even if it is killed at once."""
    data.building.mkdir(parents=True, exist_ok=True)
    record = begin_record(
        next_run_no(data), as_of_date, program_version(), program_fingerprint(), reason
    )
    write_record(record, data.building / RECORD)
    return record


def load_run_records(candidate: Candidate, data: DataFolder, record: RunRecord) -> None:
    """Write this run and all before it into the candidate, so that file and history belong together.

    What the candidate has from its predecessor stays for runs that have no record of their own.
    """
    connection = candidate.connection
    held = connection.execute("select sha256, file_name from raw.raw_report").fetchall()
    record.documents, record.n_reports_held = dict(held), len(held)
    named = connection.execute(
        "select sha256, issuer_named, issuer_named_by from raw.raw_report where issuer_named is not null"
    ).fetchall()
    record.issuers = {sha256: (name, named_by) for sha256, name, named_by in named}
    records = [run.record for run in list_runs(data) if run.record is not None] + [record]
    for table in _RUN_TABLES:
        connection.execute(
            f"delete from raw.{table} where list_contains(?, run_no)",  # noqa: S608 - a constant name
            [[entry.run_no for entry in records]],
        )
    candidate.load("raw.raw_run", [_run_row(entry, record) for entry in records])
    candidate.load("raw.raw_run_stage", [row for entry in records for row in _stage_rows(entry)])
    candidate.load("raw.raw_run_input", [row for entry in records for row in _input_rows(entry)])


def publish_run(data: DataFolder, record: RunRecord) -> None:
    """Make the closed candidate, and what was written beside it, the live run.

    Everything is on the disk before the one link that matters is turned.

    Raises:
        OSError: the disk is full or cannot be written; what stood before stands.
    """
    kept = read_settings().keep_runs
    with record.time("publish"):
        write_marts(data.candidate, data.building / "marts")
        # A program that opens it for writing by mistake would change what was published.
        data.candidate.chmod(0o444)
        record.files = describe_files(data.building)
        flush_tree(data.building)
    record.end(PUBLISHED)
    settle_building(data, record)
    make_live(data, record.run_no)
    # What an old run still takes is no reason to call the new one failed; the next run tries again.
    with suppress(OSError):
        prune(data, kept)


def close_run(data: DataFolder, record: RunRecord, outcome: str, error: str) -> None:
    """Keep the record of a run that published nothing, and nothing else of it.

    Where even that cannot be written the folder stays, and the next run records an interruption.
    """
    record.end(outcome, error)
    record.documents, record.issuers = {}, {}
    with suppress(OSError):
        drop_content(data.building)
        settle_building(data, record)


def drop_run(data: DataFolder) -> None:
    """Forget a run that had nothing to work on: every file was refused."""
    if data.building.is_dir():
        drop_content(data.building)
        (data.building / RECORD).unlink(missing_ok=True)
        data.building.rmdir()


def _run_row(entry: RunRecord, current: RunRecord) -> dict[str, Any]:
    is_current = entry is current
    outcome = PUBLISHED if is_current else entry.outcome or "interrupted"
    ended = now() if is_current else entry.ended_at
    return {
        "run_no": entry.run_no,
        "outcome": "withdrawn" if entry.withdrawn_at else outcome,
        "started_at": _moment(entry.started_at),
        "ended_at": _moment(ended),
        "published_at": _moment(ended) if outcome in {PUBLISHED, "damaged"} else None,
        "seconds": _seconds(entry.started_at, ended),
        "as_of_date": date.fromisoformat(entry.as_of_date),
        "program_version": entry.program_version,
        "program_fingerprint": entry.program_fingerprint,
        "reason": entry.reason or None,
        "error": entry.error,
        "n_reports_new": entry.count("new"),
        "n_reports_held": entry.n_reports_held,
        "n_refused": entry.count("refused"),
    }


def _stage_rows(entry: RunRecord) -> list[dict[str, Any]]:
    return [
        {
            "run_no": entry.run_no,
            "stage_no": number,
            "stage": stage.stage,
            "started_at": _moment(stage.started_at),
            "seconds": stage.seconds,
            "n_rows": stage.n_rows,
        }
        for number, stage in enumerate(entry.stages, start=1)
    ]


def _input_rows(entry: RunRecord) -> list[dict[str, Any]]:
    return [
        {
            "run_no": entry.run_no,
            "input_no": number,
            "file_name": given.file_name,
            "outcome": given.outcome,
            "sha256": given.sha256,
            "report_id": given.report_id,
            "reason": given.reason,
        }
        for number, given in enumerate(entry.inputs, start=1)
    ]


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=None) if text else None


def _seconds(started: str, ended: str | None) -> float | None:
    if ended is None:
        return None
    return (datetime.fromisoformat(ended) - datetime.fromisoformat(started)).total_seconds()
