"""A command that is stopped, or whose reader leaves, before and after its work: one line or none, and the right code."""

import os
import signal
import subprocess
import sys

import pytest

from tests.conftest import PROJECT

START = "from flows.commands.start import main; main()\n"
# The signal comes while a library is being imported.
IMPORTING = """
import os, sys, time
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "duckdb":
            os.kill(os.getpid(), {number})
            time.sleep(60)
sys.meta_path.insert(0, Finder())
"""
# The signal comes before Prefect is there.
PLANNING = """
import os, time
import flows.run_reports
def plan(*_):
    os.kill(os.getpid(), {number})
    time.sleep(60)
flows.run_reports.plan_run = plan
"""
# Whoever reads the output leaves before the first line, after the work was done.
PRINTING = """
from flows.run_reports import output_may_close
from supply.terminal.render_table import console
import sys
sys.stdin.read()
with output_may_close():
    console().print("x" * 100_000)
    sys.stdout.write("x" * 100_000)
    sys.stdout.flush()
print("to nobody")
sys.exit(7)
"""


def start(script: str, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-P", "-c", script, *arguments], env=os.environ | {"PYTHONPATH": str(PROJECT)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(IMPORTING, id="importing"),
        pytest.param(PLANNING, id="planning", marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_stopped_early_says_so_in_one_line(moment, number, tmp_path):
    # Whoever runs the tests may have switched it off, as nohup does.
    heard = f"import signal; signal.signal({int(number)}, signal.SIG_DFL)\n"
    script = heard + moment.format(number=int(number)) + START
    run = start(script, "run", "--data", str(tmp_path / "data"))
    _, errors = run.communicate(timeout=50)
    assert run.returncode == 128 + number
    assert errors == f"tsdg: stopped by {number.name}; nothing was published\n"


def test_another_command_says_that_it_was_stopped():
    run = start(IMPORTING.format(number=int(signal.SIGTERM)) + START, "status")
    _, errors = run.communicate(timeout=50)
    assert (run.returncode, errors) == (128 + signal.SIGTERM, "tsdg: stopped by SIGTERM\n")


@pytest.mark.parametrize(("moment", "arguments"), [(IMPORTING, ["--lang", "zh"]), (PLANNING, ["--lang=zh"])], ids=["importing", "planning"])  # fmt: skip
def test_it_says_so_in_the_language_that_is_asked_for(moment, arguments, tmp_path):
    script = moment.format(number=int(signal.SIGTERM)) + START
    run = start(script, "run", *arguments, "--data", str(tmp_path / "data"))
    _, errors = run.communicate(timeout=50)
    assert errors == "tsdg: 已由 SIGTERM 中止；未發布任何資料\n"


def test_what_was_done_counts_though_nobody_reads_of_it():
    with start(PRINTING) as run:
        run.stdout.close()
        run.stdin.close()
        errors = run.stderr.read()
        assert (run.wait(timeout=50), errors) == (7, "")


@pytest.mark.parametrize("asked", [["sql", "select 1"], ["show", "8.5.1"], ["status"]])
def test_a_question_does_not_wait_for_libraries_that_it_does_not_need(asked, sample_warehouse):
    told = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr))\n"
    run = start(told + START, *asked, "--data", str(sample_warehouse.root))
    _, modules = run.communicate(timeout=60)
    assert run.returncode == 0
    assert "duckdb" in modules.split()
    heavy = {
        "pandas",
        "numpy",
        "polars",
        "pyarrow",
        "prefect",
        "great_expectations",
        "pydantic_settings",
        "asyncio",
    }
    assert heavy & set(modules.split()) == set()
