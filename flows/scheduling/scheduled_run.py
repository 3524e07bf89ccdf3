"""What the schedule starts: a Prefect flow around one check."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from prefect import flow
from prefect.states import Completed, Failed

from flows.runs.show_in_prefect import (
    leave_artifacts,
    log_ending,
    log_line,
    log_no_traceback_of_states,
)
from flows.scheduling.schedule import TIME_ZONE
from flows.scheduling.scheduled_check import DEFAULT_SOURCES, check
from supply.news.problem_lines import problem_lines, summarize_problems
from warehouse.errors import TsdgError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.run_ending import EXIT_DONE, RunEnding
from warehouse.say import tell


@flow(name="tsdg scheduled", flow_run_name="check of {data}", log_prints=False)
def scheduled_run(
    data: str = "data",
    reports: list[str] = ["reports"],  # noqa: B006 - Prefect reads the default as a parameter's; nobody changes it
    sources: str | None = str(DEFAULT_SOURCES),
) -> Any:
    """Download what is new at the sources, read what is new in the folders, publish what passes the audit.

    Args:
        data: the data folder.
        reports: report files and folders.
        sources: the source list; null for none.

    Returns:
        A state with the word `published` or `nothing new` as its message; Failed with one line otherwise.
    """
    log_no_traceback_of_states()
    now = datetime.now(ZoneInfo(TIME_ZONE))
    sys.stdout.write(tell("serve-checking", moment=f"{now:%Y-%m-%d %H:%M}") + "\n")
    sys.stdout.flush()
    folder = DataFolder(Path(data))
    try:
        ending = check(
            folder,
            [Path(report) for report in reports],
            Path(sources) if sources else None,
            now.date(),
        )
    except (TsdgError, OSError) as error:
        # Raised, it would reach the log as a traceback of Prefect's engine, which tells no more.
        return Failed(message=" ".join(str(error).split()))
    _tell_in_prefect(folder, ending)
    word = "published" if ending.outcome == "published" else "nothing new"
    if ending.exit_code != EXIT_DONE:
        return Failed(message=f"{word}; {summarize_problems(ending)}")
    return Completed(message=word, data=word)


def _tell_in_prefect(data: DataFolder, ending: RunEnding) -> None:
    """Say it in the log of the check, and hang on it what the run of its reports left, where people look for it."""
    for line in problem_lines(ending):
        log_line(line)
    if ending.record is None:
        log_line(tell("run-nothing-new", count=ending.n_held))
        return
    log_ending(data, ending)
    leave_artifacts(data, ending)
