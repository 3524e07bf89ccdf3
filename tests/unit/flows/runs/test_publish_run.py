"""One link says what is live: warehouse, Parquet files and dashboard change at once or not at all."""

import json

import duckdb
import pytest

from flows.runs import publish_run as publish_module
from flows.runs.publish_run import close_run, publish_run
from flows.runs.run_folders import list_runs, live_run_no
from flows.runs.verify_run import changed_files
from warehouse.build import MARTS
from warehouse.errors import TsdgError
from warehouse.folder.run_record import read_record
from warehouse.settings import read_settings


@pytest.mark.usefixtures("published_a")
def test_everything_of_a_run_is_reached_through_one_link(runs):
    assert runs.words() == ("a", "a", "a")
    assert {path.stem for path in runs.data.marts.iterdir()} == set(MARTS)
    assert runs.data.current.readlink().as_posix() == "runs/000001"
    for name in ("warehouse.duckdb", "marts", "site"):
        assert (runs.data.root / name).readlink().as_posix() == f"current/{name}"
    assert not runs.data.building.exists()


@pytest.mark.usefixtures("published_a")
def test_an_open_reader_keeps_its_file_and_a_new_one_sees_the_new(runs):
    reader = duckdb.connect(str(runs.data.warehouse.resolve()), read_only=True)
    runs.publish("new")
    assert reader.execute("select any_value(name_zh) from marts.dim_goal").fetchone() == ("a",)
    reader.close()
    assert runs.words() == ("new", "new", "new")


@pytest.mark.usefixtures("published_a")
def test_a_disk_that_fails_before_the_switch_leaves_what_is_live(runs, monkeypatch):
    record = runs.build("new")

    def fail(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publish_module, "flush_tree", fail)
    with pytest.raises(OSError, match="No space left"):
        publish_run(runs.data, record)
    assert runs.words() == ("a", "a", "a")
    close_run(runs.data, record, "failed", "No space left on device")
    assert sorted(path.name for path in (runs.data.runs / "000002").iterdir()) == ["run.json"]
    assert live_run_no(runs.data) == 1


def test_older_runs_keep_only_their_record(runs, monkeypatch):
    monkeypatch.setenv("TSDG_KEEP_RUNS", "2")
    for words in ("a", "b", "c", "d"):
        runs.publish(words)
    whole = [run.run_no for run in list_runs(runs.data) if run.warehouse.exists()]
    assert whole == [3, 4]
    first = list_runs(runs.data)[0].record
    assert first.is_pruned
    assert first.outcome == "published"


@pytest.mark.parametrize("text", ["0", "-1", "two", "1.5"])
def test_a_number_of_kept_runs_that_is_none_is_told(text, monkeypatch):
    monkeypatch.setenv("TSDG_KEEP_RUNS", text)
    with pytest.raises(TsdgError, match="TSDG_KEEP_RUNS"):
        read_settings()


@pytest.mark.usefixtures("published_a")
def test_the_warehouse_tells_of_every_run_before_it(runs):
    close_run(runs.data, runs.build("b"), "audit_failed", "1 critical")
    record = runs.publish("c")
    with duckdb.connect(str(runs.data.warehouse), read_only=True) as connection:
        told = connection.execute(
            "select run_no, outcome, error, published_at is null from raw.raw_run order by run_no"
        ).fetchall()
    assert told == [
        (1, "published", None, False),
        (2, "audit_failed", "1 critical", True),
        (3, "published", None, False),
    ]
    assert record.n_reports_held == 2
    stages = [stage.stage for stage in list_runs(runs.data)[-1].record.stages]
    assert stages == ["publish"]


def test_a_record_comes_back_as_it_was_written(runs):
    record = runs.publish("a")
    assert read_record(runs.data.runs / "000001" / "run.json") == record


@pytest.mark.parametrize("text", ["", "[]", "{", '{"run_no": 1}', "null"])
def test_a_record_that_cannot_be_understood_is_none(tmp_path, text):
    path = tmp_path / "run.json"
    path.write_text(text, encoding="utf-8")
    assert read_record(path) is None


def test_a_record_of_a_later_version_is_read_as_far_as_it_is_known(runs):
    record = runs.publish("a")
    path = runs.data.runs / "000001" / "run.json"
    later = {**json.loads(path.read_text(encoding="utf-8")), "weather": "fine"}
    later["stages"] = [{**stage, "weather": "fine"} for stage in later["stages"]]
    path.write_text(json.dumps(later), encoding="utf-8")
    assert read_record(path) == record


@pytest.mark.usefixtures("published_a")
def test_a_changed_file_is_seen(runs):
    (run,) = list_runs(runs.data)
    assert changed_files(run) == []
    parquet = run.path / "marts" / "trend.parquet"
    parquet.write_bytes(parquet.read_bytes()[:-1] + b"x")
    assert changed_files(run) == ["marts/trend.parquet"]


@pytest.mark.usefixtures("published_a")
def test_an_old_run_that_cannot_be_removed_does_not_fail_the_new_one(runs, monkeypatch):

    def fail(*_):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(publish_module, "prune", fail)
    record = runs.publish("b")
    assert record.outcome == "published"
    assert runs.words() == ("b", "b", "b")
