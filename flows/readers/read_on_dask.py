"""Reads report files, or has other work on one document done, on the workers of a Dask cluster.

Workers get bytes and give back a document; they need the same program, but no folder of the run, no
Prefect server and none of the run's settings.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar, cast

from flows.readers.read_report import checksum, readable_name
from flows.readers.read_sent_file import (
    SentFile,
    compare_programs,
    describe_program,
    read_sent_file,
)
from flows.readers.reading_limits import ReadingLimits
from flows.readers.report_document import ReportDocument
from flows.server.run_coroutine import run_coroutine
from warehouse.errors import TsdgError, UnusableReportError
from warehouse.settings import Settings, is_debugging

_CONNECT_SECONDS = 10
_LOOK_SECONDS = 5.0
# A worker that is restarted, or another machine that takes over, is back within this.
_ALONE_SECONDS = 60.0
_TRIES = 2
_SILENCE = 60  # above logging.CRITICAL
Sent = TypeVar("Sent")
Answer = TypeVar("Answer")


@contextmanager
def open_cluster(settings: Settings) -> Iterator["DaskCluster"]:
    """Find the cluster that the settings name, or start one.

    Raises:
        TsdgError: no scheduler, no worker, or workers with another program.
    """
    try:
        import dask
        from prefect_dask.task_runners import DaskTaskRunner
    except ImportError as error:
        raise TsdgError("dask-not-installed") from error
    _quieten()
    if settings.dask_address is not None:
        _knock(settings.dask_address)
    where = _describe_cluster(settings)
    # A file is sent as one piece, and a report may well have more than Dask's 10 MB.
    with (
        dask.config.set(
            {
                "distributed.scheduler.allowed-failures": _TRIES - 1,
                "distributed.admin.large-graph-warning-threshold": "1GB",
            }
        ),
        DaskTaskRunner(**where, client_kwargs={"timeout": _CONNECT_SECONDS}) as runner,
    ):
        client = _connect(runner, settings)
        n_threads = _check_workers(client, settings)
        # One more file than threads for each thread lies ready: no worker waits for the wire.
        yield DaskCluster(client, settings, 2 * n_threads)


def _quieten() -> None:
    """Keep Dask's own words off the terminal unless asked for: what matters is told in one line."""
    if not is_debugging():
        logging.getLogger("distributed").setLevel(_SILENCE)


def _knock(address: str) -> None:
    """Find out quickly that nobody is there, or somebody who is no scheduler.

    Dask's client waits for ever for the first words of another kind of server, and leaves threads behind.
    """
    import distributed

    library: Any = distributed

    async def meet() -> None:
        arguments = library.Security().get_connection_args("client")
        line = await library.comm.connect(address, timeout=_CONNECT_SECONDS, **arguments)
        await line.close()

    try:
        run_coroutine(asyncio.wait_for(meet(), _CONNECT_SECONDS))
    except (OSError, MemoryError, RuntimeError, TypeError, ValueError) as error:
        raise TsdgError(
            "dask-silent",
            address=address,
            connect_seconds=_CONNECT_SECONDS,
            kind=type(error).__name__,
        ) from error


def _describe_cluster(settings: Settings) -> dict[str, Any]:
    if settings.dask_address is not None:
        return {"address": settings.dask_address}
    return {
        "cluster_kwargs": {
            "n_workers": settings.n_readers,
            "threads_per_worker": 1,
            "host": "127.0.0.1",
            "dashboard_address": None,
            # Without a dashboard it still serves its health on a port, by default a fixed one.
            "scheduler_kwargs": {"dashboard_address": "127.0.0.1:0"},
            "memory_limit": 0,
            "silence_logs": _SILENCE,
        }
    }


def _connect(runner: Any, settings: Settings) -> Any:
    try:
        client = runner.client
        client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
    except TimeoutError as error:
        raise TsdgError(
            "dask-without-workers", scheduler=_name(settings), dask_address=settings.dask_address
        ) from error
    except OSError as error:
        raise TsdgError("dask-unusable", scheduler=_name(settings), error=error) from error
    return client


def _name(settings: Settings) -> str:
    return settings.dask_address or "here"


def _check_workers(client: Any, settings: Settings) -> int:
    """Compare the programs of the workers with this one; return the number of their threads."""
    for worker, answer in client.run(describe_program, on_error="return").items():
        if isinstance(answer, BaseException):
            raise TsdgError(
                "dask-worker-without-tsdg",
                worker=worker,
                kind=type(answer).__name__,
                words=" ".join(str(answer).split())[:100],
                version=describe_program()[0],
            )
        compare_programs(worker, answer, describe_program())
    n_threads = sum(client.nthreads().values())
    if not n_threads:
        raise TsdgError("dask-workers-lost", scheduler=_name(settings))
    return int(n_threads)


class DaskCluster:
    """Sends one document to a worker and waits for what it makes of it.

    Attributes:
        threads: how many may ask for that at once.
    """

    def __init__(self, client: Any, settings: Settings, threads: int) -> None:
        self.threads = threads
        self._client = client
        self._settings = settings
        self._limits = ReadingLimits.from_settings(settings)

    def read(self, path: Path, year: int | None) -> ReportDocument:
        """Read one file, from whichever thread.

        Raises:
            UnusableReportError: the file cannot be used, or took its workers with it.
            TsdgError: the cluster is gone.
        """
        sha256 = checksum(path)
        answer = self.ask(
            read_sent_file,
            SentFile(_read_content(path), path.suffix, year, self._limits, describe_program()),
        )
        if isinstance(answer, UnusableReportError):
            raise answer
        if answer.sha256 != sha256:
            raise UnusableReportError("file-changed")
        return replace(answer, file_name=readable_name(path))

    def ask(self, function: Callable[[Sent], Answer], sent: Sent) -> Answer:
        """Have a worker call a function of this program with what is sent to it.

        Raises:
            UnusableReportError: it took its workers with it.
            TsdgError: the cluster is gone.
        """
        from concurrent.futures import CancelledError

        from distributed import KilledWorker

        try:
            # Not pure: the same content twice is two questions, each with an answer of its own.
            future = self._client.submit(function, sent, pure=False)
            return cast("Answer", self._wait(future))
        except KilledWorker as error:
            raise UnusableReportError("dask-workers-died") from error
        except (CancelledError, OSError) as error:
            raise TsdgError("dask-lost", scheduler=_name(self._settings)) from error

    def _wait(self, future: Any) -> Any:
        alone = 0.0
        while alone < _ALONE_SECONDS:
            with suppress(TimeoutError):
                return future.result(timeout=_LOOK_SECONDS)
            has_workers = bool(self._client.scheduler_info(n_workers=1)["workers"])
            alone = 0.0 if has_workers else alone + _LOOK_SECONDS
        raise TsdgError("dask-workers-lost-midway", scheduler=_name(self._settings))


def _read_content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnusableReportError("unreadable", why=error.strerror) from error
