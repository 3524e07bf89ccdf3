"""`tsdg rollback`: return to a run that was published before, or go forward to one that was taken back."""

import sys

from flows.runs.repair import repair, tell_repair
from flows.runs.run_folders import RECORD, RunFolder, list_runs, live_run_no, make_live
from flows.runs.run_log import log, open_log
from flows.runs.verify_run import changed_files
from warehouse.errors import TsdgError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.run_record import now, write_record
from warehouse.say import listed, tell


def roll_back(data: DataFolder, run_no: int | None) -> None:
    """Make another run live; by default the one before.

    The runs after it are marked as withdrawn first: should this be killed midway, the next repair completes it.

    Raises:
        TsdgError: there is no such run, it is not kept, or its files are not as published; another run is at work, or nothing was ever published.
    """
    data.create()
    with data.lock():
        open_log(data)
        tell_repair(repair(data))
        runs = list_runs(data)
        target = _choose(runs, live_run_no(data), run_no)
        for run in runs:
            _mark(run, is_withdrawn=run.run_no > target.run_no)
        make_live(data, target.run_no)
    log("rolled back", run_no=target.run_no)
    _tell(target, runs)


def _choose(runs: list[RunFolder], live: int | None, wanted: int | None) -> RunFolder:
    kept = [run for run in runs if run.record is not None and run.record.is_kept]
    if wanted is None:
        earlier = [run for run in kept if live is not None and run.run_no < live]
        if not earlier:
            raise TsdgError("no-earlier-run-kept")
        chosen = earlier[-1]
    else:
        found = [run for run in kept if run.run_no == wanted]
        if not found:
            numbers = listed(run.run_no for run in kept) or "-"
            raise TsdgError("run-not-kept", wanted=wanted, numbers=numbers)
        chosen = found[0]
    changed = changed_files(chosen)
    if changed:
        raise TsdgError("run-changed", changed=changed[0], run_no=chosen.run_no)  # fmt: skip
    return chosen


def _mark(run: RunFolder, *, is_withdrawn: bool) -> None:
    record = run.record
    if (
        record is None
        or not record.is_published
        or is_withdrawn == (record.withdrawn_at is not None)
    ):
        return
    record.withdrawn_at = now() if is_withdrawn else None
    write_record(record, run.path / RECORD)


def _tell(target: RunFolder, runs: list[RunFolder]) -> None:
    sys.stdout.write(tell("run-live", run_no=target.run_no) + "\n")
    record = target.record
    held = set(record.documents) if record else set()
    taken_back = {
        name
        for run in runs
        if run.record is not None and run.run_no > target.run_no
        for sha256, name in run.record.documents.items()
        if sha256 not in held
    }
    for name in sorted(taken_back):
        sys.stdout.write(tell("run-taken-back", file_name=name) + "\n")
