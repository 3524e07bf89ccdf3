"""`tsdg run`: plan, run the flow if anything is new, say what came of it."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from flows import progress
from flows.readers.read_isolated import read_report_isolated
from flows.readers.report_document import Refusal, UnusableReportError
from flows.runs.plan_run import RunPlan, plan_run
from flows.runs.repair import repair, tell_repair
from flows.runs.run_log import log, open_log
from flows.runs.run_record import PUBLISHED, RunRecord
from flows.runs.tell_run import Ending, tell_run
from supply.news.notify_settings import read_notify_settings
from supply.terminal.render_table import printable
from warehouse.data_folder import DataFolder, DataFolderError
from warehouse.keep_documents import keep_documents
from warehouse.live_links import live_site

EXIT_DONE = 0
EXIT_UNUSABLE_INPUT = 1
EXIT_AUDIT_FAILED = 3


def run_reports(  # noqa: PLR0913 - what a run is given
    inputs: list[Path],
    data: DataFolder,
    as_of_date: date,
    year: int | None,
    *,
    verbose: bool,
    wait_seconds: float = 0.0,
    failed_sources: Sequence[str] = (),
) -> int:
    """Run on the inputs and return the exit code.

    Args:
        inputs: report files, and folders that stand for those in them.
        data: where the warehouse lies.
        as_of_date: day for which overdue promises are determined.
        year: report year, where the documents do not print it.
        verbose: show Prefect's log instead of a line that says what is going on.
        wait_seconds: how long to wait for another run on the same folder.
        failed_sources: downloads that failed before, one line each, for the run's report.
    """
    read_notify_settings(os.environ)
    data.create()
    with data.lock(wait_seconds):
        open_log(data)
        repaired = repair(data)
        tell_repair(repaired)
        plan = plan_run(inputs, data, as_of_date, repaired)
        keep_documents(plan.held_files, data)
        _refuse_leading_unusable(plan, year)
        if plan.is_needed:
            data.check_space()
            ending = Ending("failed", as_of_date, failed_sources=failed_sources)
            return _run_flow(plan, data, ending, year, verbose=verbose)
        _complete_dashboard(data)
        return _finish_without_run(
            plan, data, Ending("nothing_new", as_of_date, failed_sources=failed_sources)
        )


def _refuse_leading_unusable(plan: RunPlan, year: int | None) -> None:
    """Refuse files until one can be read: Prefect need not start for a run that reads nothing."""
    while plan.new_files:
        try:
            read_report_isolated(plan.new_files[0], year)
        except UnusableReportError as error:
            plan.refusals.append(Refusal(plan.new_files.pop(0), str(error)))
        else:
            return


def _complete_dashboard(data: DataFolder) -> None:
    """Write a dashboard that is missing: its folder was removed, or a run ended before it."""
    if data.warehouse.exists() and not (data.site / "index.html").exists():
        from flows.stages.write_dashboard import write_dashboard

        error = write_dashboard(data, data.warehouse, live_site(data))
        _print_dashboard_error(error, data)


def _print_dashboard_error(error: str | None, data: DataFolder) -> None:
    if error is not None:
        sys.stderr.write(
            f"tsdg: the marts are published, but without the dashboard in {data.site}: {error}; "
            "`tsdg site` writes it\n"
        )


def _finish_without_run(plan: RunPlan, data: DataFolder, ending: Ending) -> int:
    from flows.stages.ingest_reports import quarantine

    quarantine(plan.refusals, data)
    _print_refusals(plan.refusals)
    _print_withdrawn(plan.withdrawn_files)
    n_held = len(plan.held_files)
    log("nothing new", n_held=n_held, n_refused=len(plan.refusals))
    ending.refusals = plan.refusals
    tell_run(data, ending)
    if plan.refusals:
        return EXIT_UNUSABLE_INPUT
    sys.stdout.write(f"Nothing new: {n_held} report file{'s' * (n_held != 1)} held already.\n")
    return EXIT_DONE


def _print_withdrawn(files: list[Path]) -> None:
    for path in files:
        sys.stderr.write(
            f"tsdg: {printable(path.name)} was taken back by `tsdg rollback` and is left out; "
            "name the file itself to take it in again\n"
        )


def _run_flow(
    plan: RunPlan, data: DataFolder, ending: Ending, year: int | None, *, verbose: bool
) -> int:
    from flows.runs.publish_run import begin_run
    from flows.server.prefect_server import OwnPrefectServer
    from flows.server.prefect_settings import configure_prefect, uses_own_server

    configure_prefect(data, verbose=verbose)
    server = OwnPrefectServer(data.prefect_home) if uses_own_server() else nullcontext()
    record = ending.record = begin_run(data, ending.as_of_date, plan.rebuild_reason or "")
    log("run began", run_no=record.run_no, files=[p.name for p in plan.new_files], reason=record.reason)  # fmt: skip
    try:
        with _show_progress(enabled=not verbose), server as own_server:
            progress.announce("starting")
            outcome = _call_flow(plan, data, record, year, own_server)
    except BaseException as error:
        is_full = data.is_full()
        _record_failure(data, record, error)
        if record.outcome == PUBLISHED:
            ending.outcome = "published"
        else:
            ending.error = record.error
        tell_run(data, ending)
        if is_full:
            raise DataFolderError(
                f"the disk of {data.root} is full; nothing was published, make room and run again"
            ) from error
        raise
    _settle(outcome, data, record)
    code = _report(outcome, plan, data)
    tell_run(data, _end(ending, outcome, plan))
    return code


def _end(ending: Ending, outcome: Any, plan: RunPlan) -> Ending:
    """Take over what the run's report tells of its outcome."""
    if outcome.is_published:
        ending.outcome = "published"
    else:
        ending.outcome = "nothing_usable" if outcome.audit is None else "audit_failed"
    ending.documents = outcome.documents
    ending.refusals = [*plan.refusals, *outcome.refusals]
    ending.dashboard_error = outcome.dashboard_error
    if outcome.audit is not None:
        ending.blocking = [
            f"{check.subject}: {check.expectation}: {check.detail}"
            for check in outcome.audit.blocking
        ]
    return ending


def _record_failure(data: DataFolder, record: RunRecord, error: BaseException) -> None:
    from flows.runs.publish_run import close_run

    told = " ".join(f"{type(error).__name__}: {error}".split())[:500]
    if record.outcome is None:
        close_run(data, record, "failed", told)
    record.error = record.error or told
    log("run failed", run_no=record.run_no, error=told, severity="error")


def _settle(outcome: Any, data: DataFolder, record: RunRecord) -> None:
    """Keep the record of a run that did not publish, and log how it ended."""
    from flows.runs.publish_run import close_run, drop_run

    if outcome.audit is None:
        drop_run(data)
    elif not outcome.is_published:
        blocking = outcome.audit.blocking
        first = blocking[0]
        told = (
            f"{len(blocking)} critical, first: {first.subject}: {first.expectation}: {first.detail}"
        )
        close_run(data, record, "audit_failed", " ".join(told.split())[:500])
    for refusal in outcome.refusals:
        log("refused", run_no=record.run_no, file=refusal.path.name, reason=refusal.reason, severity="warning")  # fmt: skip
    for stage in record.stages:
        log("stage", run_no=record.run_no, **asdict(stage))
    log(
        "run ended", run_no=record.run_no, outcome=record.outcome or "nothing usable", seconds=record.seconds,
        n_new=record.count("new"), n_refused=record.count("refused"), dashboard_error=outcome.dashboard_error,
    )  # fmt: skip


def _report(outcome: Any, plan: RunPlan, data: DataFolder) -> int:
    from flows.stages.ingest_reports import quarantine

    refusals = [*plan.refusals, *outcome.refusals]
    quarantine(plan.refusals, data)
    _print_refusals(refusals)
    _print_withdrawn(plan.withdrawn_files)
    if outcome.audit is not None and not outcome.is_published:
        return _report_audit_failure(outcome, data)
    if outcome.is_published:
        _print_dashboard_error(outcome.dashboard_error, data)
        from flows.run_report import print_run_report

        print_run_report(data, outcome, plan)
    return EXIT_UNUSABLE_INPUT if refusals else EXIT_DONE


def _call_flow(
    plan: RunPlan, data: DataFolder, record: RunRecord, year: int | None, server: Any
) -> Any:
    # Seconds of imports, beside the server's start in its own process.
    from flows.build_warehouse import build_warehouse

    if server is not None:
        server.wait()
    label = ", ".join(path.name for path in plan.new_files[:3]) or str(plan.rebuild_reason)
    try:
        return build_warehouse(
            plan=plan,
            data=data,
            record=record,
            as_of_date=date.fromisoformat(record.as_of_date),
            year=year,
            label=label,
        )
    finally:
        _drain()


def _drain() -> None:
    """Let Prefect's records of the run reach its server before the process ends."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    EventsWorker.drain_all(timeout=5)
    APILogWorker.drain_all(timeout=5)


def _report_audit_failure(outcome: Any, data: DataFolder) -> int:
    for check in outcome.audit.blocking[:10]:
        sys.stderr.write(
            f"tsdg: audit: {check.subject}: {check.expectation}: {check.outcome}: {check.detail}\n"
        )
    kept = "the last good warehouse stays live" if data.warehouse.exists() else "no warehouse yet"
    sys.stderr.write(
        f"tsdg: nothing was published ({len(outcome.audit.blocking)} critical), {kept}; see {outcome.audit_page}\n"
    )
    return EXIT_AUDIT_FAILED


def _print_refusals(refusals: list[Refusal]) -> None:
    for refusal in refusals:
        path = printable(" ".join(str(refusal.path).split("\n")))
        sys.stderr.write(f"tsdg: {path}: {refusal.reason}\n")


@contextmanager
def _show_progress(*, enabled: bool) -> Iterator[None]:
    """Show on stderr what the run is doing; nothing where stderr is no terminal."""
    screen = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(
        *columns, console=screen, transient=True, disable=not (enabled and screen.is_terminal)
    ) as bar:
        task = bar.add_task("starting")
        unlisten = progress.listen(lambda activity: bar.update(task, description=activity))
        try:
            yield
        finally:
            unlisten()
