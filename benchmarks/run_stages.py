"""Where one `tsdg run` spends its time: a run that notes what begins when, without a gap between.

Not run by hand: `benchmarks.run_command` starts it with the report and the data folder.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flows import run_reports
from flows.commands.command_line import main
from flows.server import prefect_server

_PREFECT = "Prefect's records of flow and tasks"
_OTHER = "other"
# Of the tasks the plain functions are timed, so that what Prefect adds around them is told apart.
_TASKS = {
    "stage": "stage: load cells, parse, judge",
    "link": "build: links over editions and goals",
    "build": "build: marts",
    "audit": "audit: expectations and rules",
    "show": "publish: dashboard",
    "publish": "publish: write Parquet, flush, turn the link",
}
_FUNCTIONS = {
    "write_audit_page": "audit: page",
    "load_run_records": "publish: record the run",
}
_marks: list[tuple[float, str]] = []


def mark(name: str) -> None:
    """Note that from now on the run is busy with this."""
    # The clock is the machine's, so the parent's start and end fit to these.
    _marks.append((time.monotonic(), name))


def trace(owner: Any, function_name: str, during: str, after: str) -> None:
    """Let a function of the run mark its beginning and its end."""
    function: Callable[..., Any] = getattr(owner, function_name)

    def traced(*positional: Any, **named: Any) -> Any:
        mark(during)
        try:
            return function(*positional, **named)
        finally:
            mark(after)

    setattr(owner, function_name, traced)


def _wait_for_server(wait: Callable[[Any], None]) -> Callable[[Any], None]:
    def waited(server: Any) -> None:
        # Loaded by the run itself, not above: its imports are one of the stages.
        from flows import build_warehouse

        for name, during in _TASKS.items():
            trace(getattr(build_warehouse, name), "fn", during, _PREFECT)
        for name, during in _FUNCTIONS.items():
            trace(build_warehouse, name, during, _PREFECT)
        mark("wait for Prefect's server")
        wait(server)
        mark(_PREFECT)

    return waited


def _trace_run() -> None:
    trace(run_reports, "plan_run", "plan: checksums, what is held", _OTHER)
    trace(run_reports, "read_report_isolated", "read: the PDF", _OTHER)
    trace(
        run_reports, "_call_flow", "import Prefect and Great Expectations", "stop Prefect's server"
    )
    trace(run_reports, "_drain", "hand Prefect its last records", "stop Prefect's server")
    server = prefect_server.OwnPrefectServer
    trace(server, "__enter__", _OTHER, _OTHER)
    trace(server, "__exit__", "stop Prefect's server", "print the report, end the process")
    setattr(server, "wait", _wait_for_server(server.wait))  # noqa: B010 - a method is replaced on purpose


if __name__ == "__main__":
    marks_file = Path(sys.argv.pop(1))
    mark(_OTHER)
    _trace_run()
    try:
        main()
    finally:
        marks_file.write_text(json.dumps(_marks), encoding="utf-8")
