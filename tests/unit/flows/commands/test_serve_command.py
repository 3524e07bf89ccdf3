"""What is served and what is said of it, without a server."""

import fcntl
from pathlib import Path

import pytest

from flows.commands import serve_command
from flows.commands.serve_command import DEPLOYMENT_NAME, make_deployment, serve
from flows.scheduling.schedule import DEFAULT_RULES, ScheduleRule
from flows.scheduling.scheduled_check import DEFAULT_SOURCES
from warehouse.errors import TsdgError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.run_ending import RunEnding


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("PREFECT_API_URL", "PREFECT_HOME", "TSDG_SCHEDULE"):
        monkeypatch.setenv(name, "")


def test_once_checks_now_and_returns_its_exit_code(monkeypatch, tmp_path) -> None:
    asked = []

    def check(data, reports, sources, day) -> RunEnding:
        asked.append((data.root, reports, sources))
        return RunEnding(day, data.root, "audit_failed")

    monkeypatch.setattr(serve_command, "check", check)
    data, reports, sources = tmp_path / "data", [tmp_path / "reports"], tmp_path / "list.toml"
    assert serve(DataFolder(data), reports, sources, [], once=True) == 3
    assert asked == [(data, reports, sources)]


def test_a_folder_that_is_served_is_not_served_twice(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(serve_command, "configure_prefect", lambda data, *, verbose: None)
    data = DataFolder(tmp_path / "data")
    data.prefect_home.mkdir(parents=True)
    with (data.prefect_home / "serve.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(TsdgError, match=r"another tsdg serve is serving .*data; stop it"):
            serve(data, [], None, [], once=False)


def test_the_deployment_holds_whole_paths_and_lets_one_check_run(tmp_path) -> None:
    sources = Path("mine.toml")
    made = make_deployment(DataFolder(Path("data")), [Path("reports")], sources, DEFAULT_RULES)
    assert made.full_name == f"tsdg scheduled/{DEPLOYMENT_NAME}"
    assert made.parameters == {
        "data": str(tmp_path / "data"),
        "reports": [str(tmp_path / "reports")],
        "sources": str(tmp_path / "mine.toml"),
    }
    assert made.concurrency_limit == 1
    assert made.concurrency_options.collision_strategy == "CANCEL_NEW"
    assert [entry.schedule.cron for entry in made.schedules] == [r.cron for r in DEFAULT_RULES]
    assert {entry.schedule.timezone for entry in made.schedules} == {"Asia/Taipei"}


def test_a_default_list_that_is_missing_is_no_list() -> None:
    made = make_deployment(DataFolder(Path("data")), [], DEFAULT_SOURCES, DEFAULT_RULES)
    assert made.parameters["sources"] is None


def test_what_is_served_is_told_in_plain_lines(capsys, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "https://user:hunter2@example.org/api")
    (tmp_path / "reports").mkdir()
    rules = [ScheduleRule("rule-1", cron="0 7 * * 1-5")]
    serve_command._print_what_is_served(
        DataFolder(Path("data")), [Path("reports"), Path("more")], DEFAULT_SOURCES, rules
    )
    told = dict(line.split(None, 1) for line in capsys.readouterr().out.splitlines())
    assert told["Serving"] == f"the yearly schedule into {tmp_path / 'data'}"
    assert told["looks"] == f"at {tmp_path / 'reports'}, {tmp_path / 'more'} (not there yet)"
    assert told["sources"] == "none; name a list with --sources"
    assert told["when"] == "0 7 * * 1-5"
    assert told["next"].count(" 07:00:00") == 3
    assert told["next"].endswith("(Asia/Taipei)")
    assert told["Prefect"].startswith("https://example.org/api, ")
    assert told["stop"] == "Ctrl-C, or SIGTERM"


def test_a_wrong_list_is_told_before_anything_is_served(tmp_path) -> None:
    (tmp_path / "wrong.toml").write_text("[[source]]\n")
    with pytest.raises(TsdgError, match="source 1: url is missing"):
        serve_command._print_what_is_served(
            DataFolder(Path("data")), [], tmp_path / "wrong.toml", DEFAULT_RULES
        )
