"""The command as a user runs it: through Prefect's own server, on a real PDF."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import duckdb
import pytest

from tests.conftest import SAMPLE, build_once
from tests.unit.flows.commands.test_languages import tsdg as tsdg_here
from warehouse.build import MARTS
from warehouse.folder.data_folder import DataFolder

pytestmark = pytest.mark.end_to_end
# A run takes half a minute, and many on a machine that is busy with other work.
TIMEOUT = 900


def tsdg(*arguments: str, data: Path, **options) -> subprocess.CompletedProcess[str]:
    """Run the command with output in files: an orphan holding a pipe would hang the test."""
    command = [sys.executable, "-m", "flows.commands.command_line", *arguments, "--data", str(data)]
    out, err = data.with_suffix(".out"), data.with_suffix(".err")
    with out.open("w") as stdout, err.open("w") as stderr:
        code = subprocess.run(
            command, stdout=stdout, stderr=stderr, timeout=TIMEOUT, check=False, **options
        ).returncode
    return subprocess.CompletedProcess(
        command, code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")
    )


@pytest.fixture(scope="module")
def first_run(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A run of the command, made once for all processes of the tests: its data folder and what it said."""

    def run(root: Path) -> DataFolder:
        root.mkdir()
        done = tsdg("run", str(SAMPLE), "--as-of", "2026-11-23", data=root / "data")
        said = {"returncode": done.returncode, "stdout": done.stdout, "stderr": done.stderr}
        (root / "said.json").write_text(json.dumps(said), encoding="utf-8")
        return DataFolder(root)

    folder = build_once(tmp_path_factory, "end_to_end", run).root
    said = json.loads((folder / "said.json").read_text(encoding="utf-8"))
    return folder / "data", subprocess.CompletedProcess("tsdg", **said)


def test_a_run_publishes_everything_the_interface_promises(first_run) -> None:
    data, run = first_run
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    assert {path.stem for path in (data / "marts").glob("*.parquet")} == set(MARTS)
    assert (data / "audit" / "latest.html").exists()
    for words in (
        "Scorecard 2024",
        "Missed in 2024: 12 measures",
        "Pending from 2024: 10 measures",
        "Doubtful",
    ):
        assert words in run.stdout


def test_parquet_and_warehouse_hold_the_same(first_run) -> None:
    data, _ = first_run
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        for mart in MARTS:
            path = str(data / "marts" / f"{mart}.parquet")
            differing = connection.execute(
                f"select count(*) from (select * from marts.{mart} except all select * from read_parquet('{path}'))"
            ).fetchone()
            assert differing == (0,), mart


def test_the_same_file_again_is_nothing_new_and_does_not_start_prefect(
    first_run, monkeypatch, capsys
) -> None:
    data, _ = first_run
    before = (data / "warehouse.duckdb").stat().st_mtime_ns
    monkeypatch.setitem(sys.modules, "flows.build_warehouse", None)
    again = tsdg_here(monkeypatch, capsys, data, "run", str(SAMPLE), "--as-of", "2026-11-23")
    assert again[0] == 0
    assert "Nothing new" in again[1]
    assert (data / "warehouse.duckdb").stat().st_mtime_ns == before


def test_prefect_keeps_a_record_of_the_run(first_run) -> None:
    import sqlite3

    data, _ = first_run
    with sqlite3.connect(data / ".prefect" / "prefect.db") as connection:
        flows = connection.execute("select name, state_type from flow_run").fetchall()
        tasks = connection.execute("select name, state_type from task_run").fetchall()
        tags = connection.execute("select tags from flow_run").fetchall()
        artifacts = connection.execute(
            "select key, data, description from artifact where flow_run_id is not null and task_run_id is null order by key"
        ).fetchall()
        log = "\n".join(line for (line,) in connection.execute("select message from log"))
    assert flows == [("2024_sample.pdf", "COMPLETED")]
    assert json.loads(tags[0][0]) == ["tsdg"]
    assert len(tasks) == 7
    assert {state for _, state in tasks} == {"COMPLETED"}
    assert [key for key, _, _ in artifacts] == ["tsdg-findings", "tsdg-outputs", "tsdg-run"]
    assert all(description for _, _, description in artifacts)
    findings, outputs, summary = (content for _, content, _ in artifacts)
    assert "declared_and_computed_disagree" in findings
    assert "site/index.html" in outputs
    assert "Published" in summary
    assert "| marts |" in summary
    for told in ("reports to read: 2024_sample.pdf", "read 2024_sample.pdf: 2024, 64 indicators",
                 "open findings: 0 critical, 12 warning", "published as run 1: ", "audit: "):  # fmt: skip
        assert told in log
    assert "Traceback" not in log


def test_the_run_is_recorded_in_the_warehouse_the_log_and_its_folder(first_run) -> None:
    data, _ = first_run
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        runs = connection.execute(
            "select run_no, outcome, n_reports_new from raw.raw_run"
        ).fetchall()
        stages = connection.execute(
            "select stage from raw.raw_run_stage where n_rows > 0 and seconds >= 0 order by stage_no"
        ).fetchall()
        inputs = connection.execute(
            "select file_name, outcome, length(sha256) from raw.raw_run_input"
        ).fetchall()
    assert runs == [(1, "published", 1)]
    assert [stage for (stage,) in stages] == ["read", "stage", "link", "marts", "audit"]
    assert inputs == [("2024_sample.pdf", "new", 64)]
    record = json.loads((data / "runs" / "000001" / "run.json").read_text(encoding="utf-8"))
    assert [stage["stage"] for stage in record["stages"]][-2:] == ["dashboard", "publish"]
    events = [
        json.loads(line)["event"]
        for line in (data / "logs" / "tsdg.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert events[0] == "run began"
    assert "run ended" in events


def test_queries_answer_from_the_published_marts(first_run, monkeypatch, capsys) -> None:
    data, _ = first_run
    ask = partial(tsdg_here, monkeypatch, capsys, data)
    gap = "select indicator_code, gap, unit from attainment where indicator_code = '6.6.1'"
    assert json.loads(ask("sql", gap, "--format", "json")[1]) == [
        {"indicator_code": "6.6.1", "gap": 38.0, "unit": "平方公里"}
    ]
    _, shown, _ = ask("show", "6.6.1")
    assert "621" in shown
    assert "same as 15.3.1" in shown
    status = json.loads(ask("status", "--format", "json")[1])
    assert [edition["report_year"] for edition in status["editions"]] == [2024]
    assert len(status["pending"]) == 10


@pytest.mark.parametrize(
    "query",
    [
        "delete from attainment",
        "copy attainment to '/tmp/tsdg_leak.csv'",
        "create table marts.x as select 1",
        "select * from read_csv('/etc/passwd')",
        "attach '/tmp/other.duckdb' as other",
        "select nonsense",
    ],
)
def test_sql_can_neither_write_nor_leave_the_warehouse(
    first_run, query: str, monkeypatch, capsys
) -> None:
    data, _ = first_run
    code, out, err = tsdg_here(monkeypatch, capsys, data, "sql", query)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert not Path("/tmp/tsdg_leak.csv").exists()


@pytest.mark.slow
def test_a_killed_run_leaves_the_live_warehouse_and_no_orphans(first_run, tmp_path: Path) -> None:
    data, _ = first_run
    before = (data / "warehouse.duckdb").read_bytes()
    changed = tmp_path / "again.pdf"
    changed.write_bytes(SAMPLE.read_bytes() + b"\n%another vintage\n")
    command = [
        sys.executable,
        "-m",
        "flows.commands.command_line",
        "run",
        str(changed),
        "--data",
        str(data),
    ]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    time.sleep(3)
    children = _children(process.pid)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert (data / "warehouse.duckdb").read_bytes() == before
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{child}/cmdline").exists() for child in children):
        assert time.monotonic() < deadline, "Prefect's server outlived the killed run"
        time.sleep(0.2)


def _children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in text.split()]


def test_two_runs_at_once_do_not_mix(first_run, monkeypatch, capsys) -> None:
    import fcntl

    data, _ = first_run
    with (data / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        second = tsdg_here(monkeypatch, capsys, data, "run", str(SAMPLE))
    assert second[0] == 1
    assert second[2].splitlines() == [
        f"tsdg: another run is writing to {data}; try again when it has ended"
    ]


def test_errors_are_one_line_unless_debug_is_asked_for(tmp_path: Path, monkeypatch, capsys) -> None:
    nothing = tsdg("status", data=tmp_path / "empty")
    assert nothing.returncode == 1
    assert nothing.stderr == f"tsdg: no warehouse in {tmp_path / 'empty'}; run `tsdg run` first\n"
    debug = tsdg("status", "--debug", data=tmp_path / "empty")
    assert "Traceback" in debug.stderr
    assert tsdg_here(monkeypatch, capsys, tmp_path / "empty", "no-such-command")[0] == 2


def test_a_terminal_without_chinese_does_not_stop_the_command(first_run) -> None:
    data, _ = first_run
    environment = os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    shown = tsdg("show", "6.6.1", data=data, env=environment)
    assert shown.returncode == 0, shown.stderr


def test_the_run_writes_the_dashboard_and_a_later_one_completes_it(first_run, monkeypatch, capsys):
    data, _ = first_run
    page = data / "site" / "index.html"
    assert "2024 年度達成情形" in page.read_text(encoding="utf-8")
    shutil.rmtree((data / "site").resolve())
    again = tsdg_here(monkeypatch, capsys, data, "run", str(SAMPLE), "--as-of", "2026-11-23")
    assert again[0] == 0
    assert "Nothing new" in again[1]
    assert "2024 年度達成情形" in page.read_text(encoding="utf-8")
