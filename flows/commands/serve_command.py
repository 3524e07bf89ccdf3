"""`tsdg serve`: the schedule, served by Prefect until somebody stops it."""

import asyncio
import fcntl
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from rich.cells import set_cell_size

from flows.scheduling.schedule import (
    DEFAULT_RULES,
    TIME_ZONE,
    ScheduleRule,
    next_instants,
    prefect_schedules,
    read_rules,
)
from flows.scheduling.scheduled_check import DEFAULT_SOURCES, check
from flows.server.prefect_settings import configure_prefect, uses_own_server
from flows.server.run_coroutine import run_coroutine
from flows.server.serving_runner import run_until_cancelled
from flows.server.serving_server import ServingPrefectServer
from flows.sources.source_list import read_source_list
from warehouse.errors import BusyError
from warehouse.folder.data_folder import DataFolder
from warehouse.say import chosen_language, in_clauses, listed, tell

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment

DEPLOYMENT_NAME = "every-year"
_SHOWN_INSTANTS = 3
_POLL_SECONDS = 5
_WEEKDAYS = "一二三四五六日"
_SETTINGS = {
    # Without it a run that is further away than 100 days does not show up yet.
    "PREFECT_SERVER_SERVICES_SCHEDULER_MAX_SCHEDULED_TIME": "P400D",
    "PREFECT_RUNNER_POLL_FREQUENCY": str(_POLL_SECONDS),
}


def serve(  # noqa: PLR0913 - what is served, and how
    data: DataFolder,
    reports: list[Path],
    sources: Path | None,
    schedules: list[str],
    *,
    once: bool,
    shows_pages: bool = False,
) -> int:
    """Serve the schedule until SIGTERM or Ctrl-C; or check once, at once.

    Args:
        data: where the warehouse lies.
        reports: report files and folders to look at.
        sources: the source list; null for none.
        schedules: cron lines or RRULEs; empty for TSDG_SCHEDULE or the default.
        once: check in the foreground and return its exit code.
        shows_pages: let the server of its own show Prefect's pages.

    Raises:
        BusyError: this data folder is served already.
        TsdgError: schedule, source list or data folder cannot be used, or the server did not start.
    """
    if once:
        day = datetime.now(ZoneInfo(TIME_ZONE)).date()
        return check(data, reports, sources, day).exit_code
    data.create()
    configure_prefect(data, verbose=False)
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
    with _only_server_of(data):
        is_own = uses_own_server()
        own_server = ServingPrefectServer(data.prefect_home, shows_pages=shows_pages)
        server = own_server if is_own else nullcontext()
        with server as own:
            rules = read_rules(schedules)
            _print_what_is_served(data, reports, sources, rules, shows_pages=shows_pages and is_own)
            if own is not None:
                own.wait()
            _serve_until_stopped(data, reports, sources, rules, is_own=is_own)
    sys.stdout.write(tell("serve-stopped") + "\n")
    return 0


@contextmanager
def _only_server_of(data: DataFolder) -> Iterator[None]:
    """Two servers on one folder would both start every check; the kernel lets go when the process ends."""
    with (data.prefect_home / "serve.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError("serve-at-work", folder=data.root) from error
        yield


def _print_what_is_served(
    data: DataFolder,
    reports: list[Path],
    sources: Path | None,
    rules: Sequence[ScheduleRule],
    *,
    shows_pages: bool = False,
) -> None:
    instants = next_instants(rules, datetime.now(ZoneInfo(TIME_ZONE)), _SHOWN_INSTANTS)
    is_default = tuple(rules) == DEFAULT_RULES
    said = [tell("serve-default")]
    lines = [
        ("serving", tell("serve-into", folder=data.root.resolve())),
        ("looks-at", listed(_describe_folder(path) for path in reports)),
        ("sources", _describe_sources(sources)),
        ("when", in_clauses(said if is_default else [_one_line(rule) for rule in rules])),
        (
            "next",
            " · ".join(f"{_weekday(at)}{at:%Y-%m-%d %H:%M:%S}" for at in instants)
            + f" ({TIME_ZONE})",
        ),
        ("prefect", _describe_prefect()),
        *([("pages", os.environ["PREFECT_API_URL"].removesuffix("/api"))] if shows_pages else []),
        ("at-once", tell("serve-once")),
        ("stop", tell("serve-how-to-stop")),
    ]
    names = {name: tell(f"serve-name-{name}") for name, _ in lines}
    sys.stdout.writelines(f"{set_cell_size(names[name], 9)}{words}\n" for name, words in lines)
    sys.stdout.flush()


def _weekday(moment: datetime) -> str:
    return f"{moment:%a} " if chosen_language() == "en" else f"（{_WEEKDAYS[moment.weekday()]}）"


def _one_line(rule: ScheduleRule) -> str:
    return " ".join(rule.text.rpartition("RRULE:")[2].split())


def _describe_folder(path: Path) -> str:
    return str(path.resolve()) if path.exists() else tell("serve-missing", path=path.resolve())


def _describe_sources(sources: Path | None) -> str:
    if sources is None or (sources == DEFAULT_SOURCES and not sources.exists()):
        return tell("serve-no-sources")
    n_sources = len(read_source_list(sources))
    return tell("serve-sources", count=n_sources, where=sources.resolve())


def _describe_prefect() -> str:
    from flows.sources.redact import redact

    address = redact(os.environ.get("PREFECT_API_URL", ""))
    return tell("serve-deployment", address=address, name=f"tsdg scheduled/{DEPLOYMENT_NAME}")


def make_deployment(
    data: DataFolder, reports: Sequence[Path], sources: Path | None, rules: Sequence[ScheduleRule]
) -> "RunnerDeployment":
    """Return the deployment: one check at a time, one that comes too early is left out."""
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.types.entrypoint import EntrypointType

    from flows.scheduling.scheduled_run import scheduled_run

    # Whoever starts the check may stand in another folder; the default list may be missing.
    has_list = sources is not None and (sources != DEFAULT_SOURCES or sources.exists())
    parameters: dict[str, Any] = {
        "data": str(data.root.resolve()),
        "reports": [str(path.resolve()) for path in reports],
        "sources": str(sources.resolve()) if sources is not None and has_list else None,
    }
    making = scheduled_run.ato_deployment(
        DEPLOYMENT_NAME,
        schedules=prefect_schedules(rules),
        parameters=parameters,
        paused=False,
        concurrency_limit=ConcurrencyLimitConfig(
            limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
        ),
        entrypoint_type=EntrypointType.MODULE_PATH,
        description="Looks for new Taiwan SDG reports and publishes them.",
        tags=["tsdg"],
    )
    return run_coroutine(making)


def _serve_until_stopped(
    data: DataFolder,
    reports: list[Path],
    sources: Path | None,
    rules: Sequence[ScheduleRule],
    *,
    is_own: bool,
) -> None:
    from prefect.runner import Runner

    deployment = make_deployment(data, reports, sources, rules)
    # Its own server ends with it, so there is nobody who would go on making runs.
    with _temporary_files_in(data.prefect_home):
        runner = Runner(name="tsdg", pause_on_shutdown=not is_own, limit=1)
    with suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(run_until_cancelled(runner, deployment, data, is_own=is_own))


@contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    """Prefect's runner keeps a folder of a fixed name among temporary files, where another user may own it."""
    former, tempfile.tempdir = tempfile.tempdir, str(folder.resolve())
    try:
        yield
    finally:
        tempfile.tempdir = former
