"""The schedule as it is served: what it publishes, what it says, and how it ends."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.conftest import PROJECT
from tests.unit.flows.small_editions import write_editions

pytestmark = [pytest.mark.end_to_end, pytest.mark.slow]
PATIENCE = 300
SERVE = """
import sys
from pathlib import Path
from warehouse.folder.data_folder import DataFolder
from flows.commands.serve_command import serve
sys.exit(serve(DataFolder(Path("data")), [Path("reports")], None, [sys.argv[1]], once=False, shows_pages=True))
"""


@dataclass
class Serving:
    """A served folder and its process."""

    folder: Path
    process: subprocess.Popen

    @property
    def out(self) -> str:
        return (self.folder / "out").read_text(encoding="utf-8")

    @property
    def err(self) -> str:
        return (self.folder / "err").read_text(encoding="utf-8")

    def checks(self) -> list[str | None]:
        """What the checks that ended said, in their order."""
        database = self.folder / "data" / ".prefect" / "prefect.db"
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
            rows = connection.execute(
                "select s.message from flow_run r join flow f on f.id = r.flow_id "
                "join flow_run_state s on s.id = r.state_id "
                "where f.name = 'tsdg scheduled' and r.state_type in ('COMPLETED', 'FAILED') "
                "order by r.start_time"
            ).fetchall()
        return [row[0] for row in rows]

    def descendants(self) -> set[int]:
        """Process ids of all below the served process."""
        below, found = {self.process.pid}, set()
        while below:
            found |= below
            below = {child for parent in below for child in _children(parent)} - found
        return found - {self.process.pid}


def _children(parent: int) -> set[int]:
    tasks = Path(f"/proc/{parent}/task")
    files = tasks.glob("*/children") if tasks.exists() else []
    return {int(pid) for file in files for pid in file.read_text().split()}


def wait_for(reached: Callable[[], object], serving: Serving) -> None:
    """Wait until something has come about; what it has to say if it does not."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if reached():
            return
        assert serving.process.poll() is None, serving.out + serving.err
        time.sleep(0.2)
    pytest.fail(f"not reached: {serving.out}{serving.err}{serving.checks()}")


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def serve(folder: Path) -> Serving:
    """Serve a folder: a check every other second, as long as none is under way.

    Another user has Prefect's folder among the temporary files.
    """
    (temporary := folder / "temporary").mkdir(exist_ok=True)
    (temporary / "runner_storage").touch()
    with (folder / "out").open("w") as out, (folder / "err").open("w") as err:
        process = subprocess.Popen(
            [sys.executable, "-c", SERVE, "FREQ=SECONDLY;INTERVAL=2"],
            cwd=folder,
            env={name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
            | {"PYTHONPATH": str(PROJECT), "PREFECT_RUNNER_POLL_FREQUENCY": "1"}
            | {"TMPDIR": str(temporary)},
            stdout=out,
            stderr=err,
        )
    return Serving(folder, process)


def end(serving: Serving) -> None:
    """Kill it and whatever it started."""
    for pid in [*serving.descendants(), serving.process.pid]:
        if is_alive(pid):
            os.kill(pid, signal.SIGKILL)
    serving.process.wait()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one report and no data yet."""
    (tmp_path / "reports").mkdir()
    shutil.move(write_editions(tmp_path)[-1], tmp_path / "reports")
    return tmp_path


@pytest.fixture
def killed(folder: Path) -> Path:
    """The same after a kill in the middle of the first check."""
    serving = serve(folder)
    try:
        wait_for(lambda: serving.out.endswith(" check\n"), serving)
    finally:
        end(serving)
    return folder


@pytest.fixture
def serving(killed: Path) -> Iterator[Serving]:
    """Served again after the kill."""
    started = serve(killed)
    yield started
    end(started)


def test_after_a_kill_it_publishes_then_finds_nothing_new_and_ends_cleanly(serving) -> None:
    wait_for(lambda: "Nothing new" in serving.out and "nothing new" in serving.checks(), serving)
    assert (serving.folder / "data" / "warehouse.duckdb").exists()
    assert serving.checks()[:2] == ["published", "nothing new"]
    pages = re.search(r"^pages\s+(http://127.0.0.1:\d+)$", serving.out, re.MULTILINE)[1]
    assert "<title>Prefect" in httpx.get(pages, follow_redirects=True).text
    assert httpx.get(f"{pages}/ui-settings").json()["api_url"] == f"{pages}/api"
    below = serving.descendants()
    assert below
    serving.process.send_signal(signal.SIGTERM)
    assert serving.process.wait(timeout=20) == 0
    assert not [pid for pid in below if is_alive(pid)]
    assert serving.out.startswith("Serving  the yearly schedule into ")
    assert "looks at " in serving.out
    assert "(Asia/Taipei)" in serving.out
    assert serving.out.endswith("until tsdg serve is started again.\n")
