"""After a run: its report beside the audit, and to whoever is responsible."""

import hashlib
import json
import sys
from contextlib import nullcontext

from flows.runs.run_log import log
from supply.news.problem_lines import problem_lines
from supply.news.read_news import read_news
from supply.news.send_news import send_news
from supply.news.write_news import write_news
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.durable_files import write_whole
from warehouse.folder.published import open_published
from warehouse.folder.run_ending import Refusal, RunEnding
from warehouse.say import tell
from warehouse.settings import is_debugging, read_settings

_TOLD = ".told.json"


def tell_run(data: DataFolder, ending: RunEnding) -> None:
    """Write the report of a run and send it; what hinders that is told, and fails nothing.

    A check that meets the very problem of the check before says nothing: nobody reads the same mail every morning.
    """
    if ending.outcome == "nothing_new" and not ending.is_problem:
        (data.audit / _TOLD).unlink(missing_ok=True)
        return
    if _names_nothing(ending):
        return
    try:
        if _is_told(data, ending):
            return
        complaints = _write_and_send(data, ending)
        write_whole(data.audit / _TOLD, json.dumps(_digest(ending)))
    except Exception as error:
        # The run is over and its exit code stands: a report that fails must not turn it into a failure.
        if is_debugging():
            raise
        complaints = [tell("run-no-report", error=f"{type(error).__name__}: {error}")]
    for line in complaints:
        told = " ".join(line.split())
        sys.stderr.write(f"tsdg: {told}\n")
        log("not told", reason=told, severity="warning")


def _names_nothing(ending: RunEnding) -> bool:
    """Only mistyped names were given: whoever typed them was told, and the report of the last run stays."""
    missing = [p for p in ending.problems_of(Refusal) if not p.path.exists()]
    return ending.outcome == "nothing_new" and 0 < len(missing) == len(ending.problems)


def _write_and_send(data: DataFolder, ending: RunEnding) -> list[str]:
    connection = open_published(data) if data.warehouse.exists() else nullcontext()
    with connection as opened:
        news = read_news(ending, opened)
    return send_news(news, write_news(news, data.audit), read_settings())


def _digest(ending: RunEnding) -> str:
    told = [ending.outcome, *problem_lines(ending)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _is_told(data: DataFolder, ending: RunEnding) -> bool:
    if ending.outcome == "published":
        return False
    try:
        told = json.loads((data.audit / _TOLD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return bool(told == _digest(ending))
