"""`tsdg run`: plan, run the flow if anything is new, say what came of it."""

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from flows import progress
from flows.garbage import importing
from flows.readers.read_isolated import read_report_isolated
from flows.readers.read_report import readable_name
from flows.runs.name_issuers import Naming
from flows.runs.plan_run import RunPlan, plan_run, program_fingerprint
from flows.runs.refused_before import RefusedBefore
from flows.runs.repair import repair, tell_repair
from flows.runs.run_folders import live_run_no
from flows.runs.run_job import RunJob
from flows.runs.run_log import log, open_log
from flows.runs.stopping import stopping_at_once
from flows.runs.tell_run import tell_run
from supply.news.notify_settings import read_notify_settings
from supply.news.problem_lines import problem_lines, tell_problem
from supply.terminal.closed_output import output_may_close
from supply.terminal.render_table import printable
from warehouse.errors import TsdgError, UnusableReportError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.keep_documents import keep_documents
from warehouse.folder.live_links import live_site
from warehouse.folder.run_ending import (
    FailedCheck,
    FailedSource,
    Failure,
    MissingDashboard,
    Refusal,
    RunEnding,
)
from warehouse.folder.run_record import PUBLISHED, RunRecord
from warehouse.language import Language, chosen_language
from warehouse.say import tell
from warehouse.settings import read_settings

if TYPE_CHECKING:
    from flows.server.prefect_server import OwnPrefectServer

_LONGEST_ERROR = 500


def run_reports(  # noqa: PLR0913 - what a run is given
    inputs: list[Path],
    data: DataFolder,
    as_of_date: date,
    year: int | None,
    *,
    verbose: bool,
    wait_seconds: float = 0.0,
    failed_sources: Sequence[FailedSource] = (),
    naming: Naming | None = None,
) -> RunEnding:
    """Run on the inputs and tell how that ended.

    Args:
        inputs: report files, and folders that stand for those in them.
        data: where the warehouse lies.
        as_of_date: day for which overdue promises are determined.
        year: report year, where the documents do not print it.
        verbose: show Prefect's log instead of a line that says what is going on.
        wait_seconds: how long to wait for another run on the same folder.
        failed_sources: downloads that failed before, for the run's report.
        naming: who is named as issuer beside the documents.

    Raises:
        TsdgError: a setting or the data folder cannot be used, or another run is at work.
        Exception: whatever ended the run; its report is written by then.
    """
    read_notify_settings(read_settings())
    data.create()
    with data.lock(wait_seconds):
        open_log(data)
        repaired = repair(data)
        tell_repair(repaired)
        refused = RefusedBefore(data, program_fingerprint(), year)
        plan = plan_run(inputs, data, as_of_date, repaired, naming, refused)
        keep_documents(plan.held_files, data)
        _refuse_leading_unusable(plan, year)
        ending = RunEnding(as_of_date, data.root)
        ending.problems += [*failed_sources, *plan.refusals]
        ending.n_held, ending.withdrawn = len(plan.held_files), plan.withdrawn_files
        if plan.is_needed:
            data.check_space()
            _run_flow(plan, data, ending, year, verbose=verbose)
        else:
            _finish_without_run(plan, data, ending)
        refused.remember(ending.problems_of(Refusal))
    return ending


def _refuse_leading_unusable(plan: RunPlan, year: int | None) -> None:
    """Refuse files until one can be read: Prefect need not start for a run that reads nothing."""
    while plan.new_files:
        try:
            read_report_isolated(plan.new_files[0], year)
        except UnusableReportError as error:
            plan.refusals.append(Refusal.of(plan.new_files.pop(0), error))
        else:
            return


def _finish_without_run(plan: RunPlan, data: DataFolder, ending: RunEnding) -> None:
    from flows.stages.ingest_reports import quarantine

    ending.outcome = "nothing_new"
    _complete_dashboard(data)
    quarantine(plan.refusals, data)
    _print_problems(ending)
    log("nothing new", n_held=ending.n_held, n_refused=len(plan.refusals))
    tell_run(data, ending)
    if ending.n_held or not plan.refusals:
        with output_may_close():
            sys.stdout.write(tell("run-nothing-new", count=ending.n_held) + "\n")


def _complete_dashboard(data: DataFolder) -> None:
    """Write a dashboard that is missing: its folder was removed, or a run ended before it."""
    if data.warehouse.exists() and not (data.site / "index.html").exists():
        from flows.stages.write_dashboard import write_dashboard

        error = write_dashboard(data, data.warehouse, live_site(data))
        if error is not None:
            _tell(tell_problem(MissingDashboard(data.site, error)))


def _print_problems(ending: RunEnding) -> None:
    """Say on stderr what a person must see to; failed downloads were told when they failed."""
    for line in problem_lines(ending, with_sources=False):
        _tell(line)
    for path in ending.withdrawn:
        _tell(tell("run-left-out", file_name=printable(path.name)))


def _tell(line: str) -> None:
    sys.stderr.write(f"tsdg: {line}\n")


def _run_flow(
    plan: RunPlan, data: DataFolder, ending: RunEnding, year: int | None, *, verbose: bool
) -> None:
    from flows.runs.publish_run import begin_run
    from flows.server.prefect_server import OwnPrefectServer
    from flows.server.prefect_settings import configure_prefect, uses_own_server
    from flows.stages.ingest_reports import quarantine

    configure_prefect(data, verbose=verbose)
    server = OwnPrefectServer(data.prefect_home) if uses_own_server() else nullcontext()
    record = ending.record = begin_run(data, ending.as_of_date, plan.rebuild_reason or "")
    log("run began", run_no=record.run_no, files=[readable_name(p) for p in plan.new_files], reason=record.reason)  # fmt: skip
    try:
        with (
            _stopping(data, record, server),
            _show_progress(enabled=not verbose),
            server as own_server,
        ):
            progress.announce(tell("progress-starting"))
            _call_flow(plan, data, ending, record, year, own_server)
    except BaseException as error:
        _fail(data, ending, record, error)
        raise
    _settle(data, ending, record)
    quarantine(plan.refusals, data)
    _print_problems(ending)
    if ending.outcome == "published":
        from flows.run_report import print_run_report

        with output_may_close():
            print_run_report(data, ending)
    tell_run(data, ending)


def _stopping(
    data: DataFolder, record: RunRecord, server: "OwnPrefectServer | nullcontext[None]"
) -> AbstractContextManager[None]:
    """What ends the run when a terminal or a service manager says so; a schedule's run is Prefect's to cancel."""
    if (
        not isinstance(server, nullcontext)
        and threading.current_thread() is threading.main_thread()
    ):
        return stopping_at_once(lambda: live_run_no(data) == record.run_no, server.kill)
    return nullcontext()


def _fail(data: DataFolder, ending: RunEnding, record: RunRecord, error: BaseException) -> None:
    """Record and tell what ended a run.

    Raises:
        TsdgError: it was the disk, which is full.
    """
    from flows.runs.publish_run import close_run

    is_full = data.is_full()
    told = _describe(error, "en")
    if record.outcome is None:
        close_run(data, record, "failed", told)
    record.error = record.error or told
    log("run failed", run_no=record.run_no, error=told, severity="error")
    if record.outcome == PUBLISHED:
        ending.outcome = "published"
    else:
        ending.outcome = "failed"
        ending.problems.append(Failure(_describe(error, chosen_language())))
    tell_run(data, ending)
    if is_full:
        raise TsdgError("disk-full", folder=data.root) from error


def _describe(error: BaseException, language: Language) -> str:
    words = error.say(language) if isinstance(error, TsdgError) else str(error)
    return " ".join(f"{type(error).__name__}: {words}".split())[:_LONGEST_ERROR]


def _settle(data: DataFolder, ending: RunEnding, record: RunRecord) -> None:
    """Keep the record of a run that did not publish, and log how it ended."""
    from flows.runs.publish_run import close_run, drop_run

    if ending.outcome == "nothing_usable":
        drop_run(data)
    elif blocking := ending.problems_of(FailedCheck):
        first = blocking[0]
        told = (
            f"{len(blocking)} critical, first: {first.subject}: {first.expectation}: {first.detail}"
        )
        close_run(data, record, "audit_failed", " ".join(told.split())[:_LONGEST_ERROR])
    for refusal in ending.problems_of(Refusal):
        log("refused", run_no=record.run_no, file=readable_name(refusal.path), reason=refusal.recorded, severity="warning")  # fmt: skip
    for stage in record.stages:
        log("stage", run_no=record.run_no, **asdict(stage))
    dashboard_error = next((missing.reason for missing in ending.problems_of(MissingDashboard)), None)  # fmt: skip
    log(
        "run ended", run_no=record.run_no, outcome=record.outcome or "nothing usable", seconds=record.seconds,
        n_new=record.count("new"), n_refused=record.count("refused"), dashboard_error=dashboard_error,
    )  # fmt: skip


def _call_flow(  # noqa: PLR0913, PLR0917 - what the flow is given, and its server
    plan: RunPlan,
    data: DataFolder,
    ending: RunEnding,
    record: RunRecord,
    year: int | None,
    server: "OwnPrefectServer | None",
) -> None:
    # Seconds of imports, beside the server's start in its own process.
    with importing():
        from prefect import tags

        from flows.build_warehouse import build_warehouse

    if server is not None:
        server.wait()
    # Names travel through Prefect's API, which takes no bytes that are not UTF-8.
    names = [readable_name(path) for path in plan.new_files]
    label = ", ".join(names[:3]) or str(plan.rebuild_reason)
    job = RunJob(plan, data, ending, record, year)
    try:
        with tags("tsdg"):
            state: Any = build_warehouse(job=job, files=names, label=label, return_state=True)
        if job.error is not None:
            raise job.error
        if not job.has_ended:
            state.result()
    finally:
        _drain()


def _drain() -> None:
    """Let Prefect's records of the run reach its server before the process ends."""
    from prefect.events.worker import EventsWorker
    from prefect.logging.handlers import APILogWorker

    EventsWorker.drain_all(timeout=5)
    APILogWorker.drain_all(timeout=5)


@contextmanager
def _show_progress(*, enabled: bool) -> Iterator[None]:
    """Show on stderr what the run is doing; nothing where stderr is no terminal."""
    screen = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(
        *columns, console=screen, transient=True, disable=not (enabled and screen.is_terminal)
    ) as bar:
        task = bar.add_task(tell("progress-starting"))
        unlisten = progress.listen(lambda activity: bar.update(task, description=activity))
        try:
            yield
        finally:
            unlisten()
