"""Reads report files, several at a time: what a run's one loop over its files was."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from flows.progress import announce
from flows.readers.read_report import readable_name
from flows.readers.reading_pool import ReadingPool, open_pool
from flows.readers.report_document import ReportDocument
from warehouse.errors import UnusableReportError
from warehouse.folder.run_ending import Refusal
from warehouse.say import tell
from warehouse.settings import Settings, read_settings

Outcome = ReportDocument | Refusal


def read_reports(files: list[Path], year: int | None) -> tuple[list[ReportDocument], list[Refusal]]:
    """Read every file as tasks of the Prefect flow that calls this; results in the order of the files.

    Where and how many at once is a matter of settings: see `warehouse.settings`.

    Args:
        files: report files, none of them held already.
        year: report year, where the document does not print it.

    Raises:
        TsdgError: the settings, or the cluster that they name, cannot be used; no reading process starts, or a limit is no number.
    """
    settings = read_settings()
    with open_pool(settings, len(files)) as pool:
        return _sort(_run_tasks(files, partial(_read_one, pool, files, year), pool.threads))


def read_all(
    files: list[Path], year: int | None = None, settings: Settings | None = None
) -> tuple[list[ReportDocument], list[Refusal]]:
    """Read every file as `read_reports` does, without Prefect; by default one after the other."""
    with (
        open_pool(settings or Settings(readers=1, read_on="here"), len(files)) as pool,
        ThreadPoolExecutor(pool.threads) as threads,
    ):
        return _sort(list(threads.map(partial(_read_one, pool, files, year), range(len(files)))))


def _read_one(pool: ReadingPool, files: list[Path], year: int | None, number: int) -> Outcome:
    path = files[number]
    announce(
        tell("progress-reading", file_name=readable_name(path), number=number + 1, count=len(files))
    )
    try:
        return pool.read(path, year)
    except UnusableReportError as error:
        return Refusal.of(path, error)


def _sort(outcomes: list[Outcome]) -> tuple[list[ReportDocument], list[Refusal]]:
    documents = [outcome for outcome in outcomes if isinstance(outcome, ReportDocument)]
    refusals = [outcome for outcome in outcomes if isinstance(outcome, Refusal)]
    if len(documents) + len(refusals) != len(outcomes):
        raise TypeError("a file ended as neither document nor refusal")
    return documents, refusals


def _run_tasks(files: list[Path], read: Callable[[int], Outcome], threads: int) -> list[Outcome]:
    from prefect.task_runners import ThreadPoolTaskRunner

    task = _make_task(read)
    # A name travels through Prefect's API, which takes no bytes that are not UTF-8.
    calls = [{"name": readable_name(path), "number": number} for number, path in enumerate(files)]
    if threads == 1:
        # A called task would give the state `Refused` itself, not what it holds.
        return [task(**call, return_state=True).result() for call in calls]
    runner: ThreadPoolTaskRunner[Any] = ThreadPoolTaskRunner(max_workers=threads)
    with runner:
        return [future.result() for future in [runner.submit(task, call) for call in calls]]


def _make_task(read: Callable[[int], Outcome]) -> Any:
    from prefect import task
    from prefect.cache_policies import NO_CACHE
    from prefect.states import Completed

    @task(name="read file", task_run_name="read {name}", cache_policy=NO_CACHE)
    def read_file(name: str, number: int) -> Any:
        """Read one file; one that cannot be used ends as `Refused`, with the reason."""
        del name
        outcome = read(number)
        if isinstance(outcome, Refusal):
            return Completed(name="Refused", message=outcome.told, data=outcome)
        return outcome

    return read_file
