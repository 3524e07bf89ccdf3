"""`tsdg history`: the runs, which of them is live, and which one can be returned to."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flows.runs.run_folders import RunFolder, list_runs, live_run_no
from supply.terminal.render_table import cell, console, print_json, word_table
from warehouse.errors import NotPublishedError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.rebuild_reasons import tell_rebuild_reason
from warehouse.folder.run_record import RunRecord
from warehouse.say import in_clauses, listed, name_value, tell

_STYLES = {"live": "green", "audit_failed": "red", "failed": "red", "damaged": "red"}
# As many names as a line shows.
_FEW = 3
_TAIPEI = ZoneInfo("Asia/Taipei")


def show_history(data: DataFolder, *, as_json: bool) -> None:
    """Print every run that is on record, newest first.

    Raises:
        NotPublishedError: there is none.
    """
    runs = list_runs(data)
    if not runs:
        raise NotPublishedError("no-runs", folder=data.root)
    live = live_run_no(data)
    described = [_describe(run, run.record, live) for run in reversed(runs) if run.record]
    if as_json:
        print_json(described)
    else:
        _print(described)


def _describe(run: RunFolder, record: RunRecord, live: int | None) -> dict[str, Any]:
    facts = asdict(record)
    del facts["files"], facts["documents"]
    return {
        **facts,
        "state": _state(record, live),
        "can_be_restored": record.is_kept and run.warehouse.exists(),
    }


def _state(record: RunRecord, live: int | None) -> str:
    if record.run_no == live:
        return "live"
    if record.withdrawn_at is not None:
        return "withdrawn"
    return record.outcome or "interrupted"


def _print(runs: list[dict[str, Any]]) -> None:
    grid = word_table(
        "run", "state", "ended", "s", "new", "held", "refused", "kept", "what",
        title=tell("history-runs"), right=("run", "s", "new", "held", "refused"),
    )  # fmt: skip
    for run in runs:
        counts = [entry["outcome"] for entry in run["inputs"]]
        grid.add_row(
            cell(run["run_no"]),
            cell(name_value("run_state", run["state"]), _STYLES.get(run["state"], "")),
            cell(_moment(run["ended_at"])),
            cell("" if run["seconds"] is None else f"{run['seconds']:.1f}"),
            cell(counts.count("new") or ""),
            cell(run["n_reports_held"] or ""),
            cell(counts.count("refused") or ""),
            cell(tell("history-whole" if run["can_be_restored"] else "history-record")),
            cell(_what(run)),
        )
    screen = console()
    screen.print(grid)
    screen.print(tell("history-return"), style="dim")


def _what(run: dict[str, Any]) -> str:
    names = [entry["file_name"] for entry in run["inputs"] if entry["outcome"] == "new"]
    came = listed(names[:_FEW])
    if len(names) > _FEW:
        came = tell("history-more", came=came, count=len(names) - _FEW)
    reason = tell_rebuild_reason(run["reason"]) if run["reason"] else ""
    return in_clauses(filter(None, (run["error"], came, reason)))


def _moment(text: str | None) -> str:
    return f"{datetime.fromisoformat(text).astimezone(_TAIPEI):%Y-%m-%d %H:%M}" if text else ""
