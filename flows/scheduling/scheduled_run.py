"""What the schedule starts: a Prefect flow around one check."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from prefect import flow
from prefect.states import Completed, Failed

from flows.scheduling.schedule import TIME_ZONE
from flows.scheduling.scheduled_check import DEFAULT_SOURCES, check
from warehouse.data_folder import DataFolder
from warehouse.errors import TsdgError

# No traceback can tell more about these than their own line.
_EXPECTED_ERRORS = (TsdgError, TsdgError, OSError)


def run_check(data: str, reports: list[str], sources: str | None) -> str:
    """Check once, and return `published` or `nothing new`.

    Raises:
        TsdgError: an input or a source could not be used, or the audit forbade publishing.
    """
    now = datetime.now(ZoneInfo(TIME_ZONE))
    sys.stdout.write(f"{now:%Y-%m-%d %H:%M} check\n")
    sys.stdout.flush()
    folders = [Path(report) for report in reports]
    try:
        done = check(
            DataFolder(Path(data)), folders, Path(sources) if sources else None, now.date()
        )
    except _EXPECTED_ERRORS as error:
        raise TsdgError(" ".join(str(error).split())) from error
    if done.exit_code:
        raise TsdgError(f"{done.word}", f"{done.summary}")
    return done.word


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
    try:
        word = run_check(data, reports, sources)
    except TsdgError as error:
        # Raised, it would reach the log as a traceback of Prefect's engine.
        return Failed(message=str(error))
    return Completed(message=word, data=word)
