"""The main job in surroundings that users have: foreign Prefect settings, proxies, odd folders, signals."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from flows.runs.repair import repair
from flows.runs.run_folders import list_runs
from tests.conftest import PROJECT, SAMPLE
from tests.several_issuers import write_reports
from tests.unit.flows.small_editions import write_editions
from warehouse.errors import TsdgError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.published import fetch, open_published

COMMAND = [sys.executable, "-P", "-c", "from flows.commands.command_line import main; main()"]
NOWHERE = "http://127.0.0.1:9"
FOREIGN = {
    "PREFECT_PROFILE": "nosuchprofile",
    "PREFECT_PROFILES_PATH": "/nonexistent/profiles.toml",
    "PREFECT_API_DATABASE_CONNECTION_URL": "postgresql+asyncpg://nobody@127.0.0.1:9/none",
    "PREFECT_LOGGING_SETTINGS_PATH": "/nonexistent/logging.yml",
    "PREFECT_API_KEY": "pnu_none",
    "http_proxy": NOWHERE,
    "HTTP_PROXY": NOWHERE,
    "https_proxy": NOWHERE,
    "ALL_PROXY": "socks5://127.0.0.1:9",
    "LC_ALL": "C",
    "TERM": "dumb",
    "NO_COLOR": "1",
    "TZ": "America/St_Johns",
    "TMPDIR": "/nonexistent",
}


def surroundings(folder: Path) -> dict[str, str]:
    """A home with settings of a Prefect of one's own, and what else stands in the environment."""
    home = folder / "home"
    (home / ".prefect").mkdir(parents=True)
    (home / ".prefect" / "profiles.toml").write_text(f'active = "mine"\n[profiles.mine]\nPREFECT_API_URL = "{NOWHERE}"\n')  # fmt: skip
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return kept | FOREIGN | {"HOME": str(home), "PREFECT_HOME": str(home / ".prefect"), "PYTHONPATH": str(PROJECT)}  # fmt: skip


def working_folder(folder: Path) -> Path:
    """A folder whose files want to be imported, and to set things."""
    place = folder / "工作 folder"
    place.mkdir()
    (place / "polars.py").write_text("raise SystemExit('imported from the working folder')\n")
    (place / "prefect.toml").write_text(f'[api]\nurl = "{NOWHERE}"\n')
    (place / ".env").write_text(f"PREFECT_API_URL={NOWHERE}\n")
    shutil.copy(SAMPLE, place / "年度報告 2024.pdf")
    report, *_ = write_reports(folder)
    # As an archive packed elsewhere leaves it: the name is Big5.
    shutil.copy(report, os.fsencode(place) + b"/" + "年度報告.txt".encode("big5"))
    return place


@pytest.mark.slow
def test_foreign_settings_do_not_reach_the_run(tmp_path):
    place = working_folder(tmp_path)
    ran = subprocess.run(
        [*COMMAND, "run", "年度報告 2024.pdf", "年度報告.txt".encode("big5"), "--data", "資料 data"],
        cwd=place, env=surroundings(tmp_path), capture_output=True, text=True, timeout=300, check=False, umask=0o077,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    with open_published(DataFolder(place / "資料 data")) as connection:
        assert fetch(connection, "select count(*) as n from attainment")[0]["n"] > 50
        names = [row["file_name"] for row in fetch(connection, "select file_name from dim_report")]
    assert sum("\ufffd" in name for name in names) == 1
    assert [path.name for path in (tmp_path / "home" / ".prefect").iterdir()] == ["profiles.toml"]


@pytest.mark.parametrize(
    ("number", "part"),
    [
        (signal.SIGINT, "starting"),
        (signal.SIGTERM, "auditing"),
    ],
)
@pytest.mark.slow
def test_a_run_that_is_told_to_stop_says_so_and_ends(number, part, tmp_path):
    marker = tmp_path / "reached"
    script = (
        "import sys; from pathlib import Path; from flows import progress\n"
        f"progress.listen(lambda activity: Path({str(marker)!r}).touch() if activity == {part!r} else None)\n"
        "from flows.commands.command_line import main; main()\n"
    )
    report = write_editions(tmp_path)[-1]
    data = DataFolder(tmp_path / "data")
    run = subprocess.Popen(
        [sys.executable, "-P", "-c", script, "run", str(report), "--data", str(data.root)],
        env=os.environ | {"PYTHONPATH": str(PROJECT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    deadline = time.monotonic() + 240
    while not marker.exists() and run.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    assert run.poll() is None
    run.send_signal(number)
    _, errors = run.communicate(timeout=60)
    assert run.returncode == 128 + number
    assert errors == f"tsdg: stopped by {number.name}; nothing was published\n"
    assert not data.warehouse.exists()
    with data.lock():
        repair(data)
    assert [stopped.record.outcome for stopped in list_runs(data)] == ["interrupted"]


def test_what_another_program_wrote_beside_is_refused_by_readers_and_removed_by_the_next_run(
    sample_warehouse, tmp_path
):
    data = DataFolder(tmp_path / "data")
    shutil.copytree(sample_warehouse.root, data.root, symlinks=True)
    assert data.warehouse.stat().st_mode & 0o222 == 0
    beside = data.warehouse.with_name("warehouse.duckdb.wal")
    _leave_changes(data.warehouse, beside, tmp_path)
    with pytest.raises(TsdgError, match="another program has written"), open_published(data):
        pass
    with data.lock():
        done = repair(data)
    assert any("another program" in line for line in done.told)
    with open_published(data) as connection:
        assert fetch(connection, "select count(*) as n from attainment where actual_value = 999")[0]["n"] == 0  # fmt: skip


def _leave_changes(warehouse: Path, beside: Path, folder: Path) -> None:
    """The log that a killed writer leaves."""
    writable = folder / "writable.duckdb"
    shutil.copyfile(warehouse, writable)
    script = (
        f"import duckdb, os; c = duckdb.connect({str(writable)!r}); c.execute(\"set checkpoint_threshold = '1TB'\")\n"
        "c.execute('update marts.attainment set actual_value = 999'); os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
    left = writable.with_name("writable.duckdb.wal")
    assert left.exists()
    with duckdb.connect(str(writable), read_only=True) as connection:
        assert connection.execute("select max(actual_value) from marts.attainment").fetchone() == (
            999.0,
        )
    shutil.move(left, beside)
