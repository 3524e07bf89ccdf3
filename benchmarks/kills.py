"""The real command, killed over and over: `python -m benchmarks.kills 40`.

Each time a new edition lies in the folder and `tsdg run` is killed at a moment drawn by chance, with Prefect and all.
After each kill one run must be live and whole; at the end one run takes in everything, each document once.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import duckdb

from benchmarks.measure import describe_machine
from flows.runs.run_folders import list_runs
from tests.faults.test_random_moments import drop_edition
from tests.faults.whole import assert_documents_are_whole, assert_one_run_is_live, leftovers
from warehouse.folder.data_folder import DataFolder


def main() -> None:
    """Kill as often as asked and print what the runs left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", nargs="?", type=int, default=40)
    kills = parser.parse_args().kills
    print(f"Kills: {describe_machine()}")
    with tempfile.TemporaryDirectory() as scratch:
        _kill_often(Path(scratch), kills)


def _kill_often(folder: Path, kills: int) -> None:
    reports, data = folder / "reports", DataFolder(folder / "data")
    reports.mkdir()
    drop_edition(reports, 0)
    seconds = _run(data, reports, None)
    chance = random.Random(5)
    lived: list[int] = []
    for number in range(1, kills + 1):
        drop_edition(reports, number)
        _run(data, reports, chance.uniform(0, seconds))
        lived.append(assert_one_run_is_live(data))
        assert_documents_are_whole(data)
    last = _run(data, reports, None)
    assert_one_run_is_live(data)
    assert leftovers(data) == []
    with duckdb.connect(str(data.warehouse), read_only=True) as connection:
        held = connection.execute(
            "select count(*), count(distinct sha256) from raw.raw_report"
        ).fetchone()
    assert held == (kills + 1, kills + 1)
    outcomes = Counter(run.record.outcome for run in list_runs(data) if run.record)
    print(f"a whole run takes {seconds:.1f} s; {kills} killed at random moments of that time")
    print(
        f"runs on record: {dict(outcomes)}; live changed {len(set(lived)) - 1} times before the last run"
    )
    print(f"the last run took {last:.1f} s and holds {held[0]} documents, each once")


def _run(data: DataFolder, reports: Path, killed_after: float | None) -> float:
    command = [
        sys.executable,
        "-m",
        "flows.commands.command_line",
        "run",
        str(reports),
        "--data",
        str(data.root),
    ]
    began = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | {"CI": "1"}
    ) as process:
        try:
            code = process.wait(killed_after)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            code = process.wait()
    if killed_after is None and code != 0:
        raise RuntimeError(f"the run ended with {code}")
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
