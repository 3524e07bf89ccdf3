"""After a run: its report beside the audit, and to whoever is responsible."""

import hashlib
import json
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from flows.readers.report_document import Refusal
from flows.runs.plan_run import program_version
from flows.runs.run_log import log
from flows.runs.run_record import RunRecord
from supply.news.read_news import read_news
from supply.news.run_news import Outcome, RunFacts
from supply.news.send_news import send_news
from supply.news.write_news import write_news
from warehouse.data_folder import DataFolder
from warehouse.durable_files import write_whole
from warehouse.published import open_published
from warehouse.settings import is_debugging, read_settings

_TOLD = ".told.json"


@dataclass(slots=True)
class Ending:
    """How a run ended, as far as its report needs it."""

    outcome: Outcome
    as_of_date: date
    record: RunRecord | None = None
    documents: Sequence[Any] = ()
    refusals: Sequence[Refusal] = ()
    blocking: Sequence[str] = ()
    failed_sources: Sequence[str] = ()
    error: str | None = None
    dashboard_error: str | None = None


def tell_run(data: DataFolder, ending: Ending) -> None:
    """Write the report of a run and send it; what hinders that is told, and fails nothing.

    A check that meets the very problem of the check before says nothing: nobody reads the same mail every morning.
    """
    facts = _facts(data, ending)
    if facts.outcome == "nothing_new" and not facts.is_problem:
        (data.audit / _TOLD).unlink(missing_ok=True)
        return
    try:
        if _is_told(data, facts):
            return
        connection = open_published(data) if data.warehouse.exists() else nullcontext()
        with connection as opened:
            news = read_news(facts, opened)
        files = write_news(news, data.audit)
        complaints = send_news(news, files, read_settings())
        _remember(data, facts)
    except Exception as error:
        # The run is over and its exit code stands: a report that fails must not turn it into a failure.
        if is_debugging():
            raise
        complaints = [f"the report of the run is missing ({type(error).__name__}: {error})"]
    for line in complaints:
        told = " ".join(line.split())
        sys.stderr.write(f"tsdg: {told}\n")
        log("not told", reason=told, severity="warning")


def _facts(data: DataFolder, ending: Ending) -> RunFacts:
    record = ending.record
    started = datetime.fromisoformat(record.started_at) if record else datetime.now(UTC)
    return RunFacts(
        run_no=record.run_no if record and ending.outcome != "nothing_usable" else None,
        outcome=ending.outcome,
        started_at=started,
        seconds=(record.seconds if record else None) or 0.0,
        as_of_date=ending.as_of_date,
        program_version=program_version(),
        data_root=data.root,
        read=[
            (d.file_name, d.report_year, len(set(d.printed_codes)), d.media_type)
            for d in ending.documents
        ],
        refused=[(refusal.path.name, refusal.reason) for refusal in ending.refusals],
        blocking=ending.blocking,
        failed_sources=ending.failed_sources,
        error=ending.error,
        rebuild_reason=(record.reason or None) if record else None,
        dashboard_error=ending.dashboard_error,
    )


def _digest(facts: RunFacts) -> str:
    problems = [
        facts.outcome, list(facts.refused), list(facts.blocking), list(facts.failed_sources), facts.error,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(problems).encode()).hexdigest()


def _is_told(data: DataFolder, facts: RunFacts) -> bool:
    if facts.outcome == "published":
        return False
    try:
        told = json.loads((data.audit / _TOLD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(told == _digest(facts))


def _remember(data: DataFolder, facts: RunFacts) -> None:
    write_whole(data.audit / _TOLD, json.dumps(_digest(facts)))
