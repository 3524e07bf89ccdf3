"""Write, audit, publish: the live file changes at once or not at all."""

from pathlib import Path

import duckdb
import pytest

from warehouse import publish as publish_module
from warehouse.build import MARTS, build_marts, load_seeds, open_candidate
from warehouse.publish import discard, publish


def make_candidate(path: Path, goal_name: str) -> Path:
    with open_candidate(path) as connection:
        load_seeds(connection)
        connection.execute("update staging.seed_goal set name_zh = ?", [goal_name])
        build_marts(connection, "2026-01-01")
    return path


def goal_name(connection: duckdb.DuckDBPyConnection) -> str:
    return connection.execute("select any_value(name_zh) from marts.dim_goal").fetchone()[0]


@pytest.fixture
def place(tmp_path):
    """Candidate, live file and folder of Parquet files, with an edition published."""
    paths = (tmp_path / "candidate.duckdb", tmp_path / "live.duckdb", tmp_path / "marts")
    publish(make_candidate(paths[0], "old"), *paths[1:])
    return paths


def test_the_candidate_becomes_the_live_file(place):
    candidate, live, marts = place
    assert not candidate.exists()
    with duckdb.connect(str(live), read_only=True) as connection:
        assert goal_name(connection) == "old"
    assert {path.stem for path in marts.iterdir()} == set(MARTS)
    assert sorted(path.name for path in live.parent.iterdir()) == ["live.duckdb", "marts"]


def test_parquet_files_hold_the_marts(place):
    name = duckdb.sql(f"select any_value(name_zh) from '{place[2] / 'dim_goal.parquet'}'")
    assert name.fetchone() == ("old",)


def test_an_open_reader_keeps_its_file_and_a_new_one_sees_the_new(place):
    candidate, live, marts = place
    make_candidate(candidate, "new")
    open_reader = duckdb.connect(str(live), read_only=True)
    publish(candidate, live, marts)
    assert goal_name(open_reader) == "old"
    open_reader.close()
    with duckdb.connect(str(live), read_only=True) as connection:
        assert goal_name(connection) == "new"
    name = duckdb.sql(f"select any_value(name_zh) from '{marts / 'dim_goal.parquet'}'")
    assert name.fetchone() == ("new",)


def test_a_failing_build_leaves_the_live_file_untouched(place):
    candidate, live, marts = place
    before = {path: path.read_bytes() for path in (live, *marts.iterdir())}
    with open_candidate(candidate) as connection, pytest.raises(duckdb.Error):
        build_marts(connection, "no date")
    discard(candidate)
    assert {path: path.read_bytes() for path in before} == before
    assert not candidate.exists()


def test_a_candidate_without_its_marts_is_not_published(place):
    candidate, live, marts = place
    before = live.read_bytes()
    open_candidate(candidate).close()
    with pytest.raises(duckdb.Error):
        publish(candidate, live, marts)
    assert live.read_bytes() == before


def test_a_disk_that_fails_before_the_switch_leaves_the_live_file(place, monkeypatch):
    candidate, live, marts = place
    make_candidate(candidate, "new")
    before = {path: path.read_bytes() for path in (live, *marts.iterdir())}

    def fail(path: Path) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(publish_module, "_flush", fail)
    with pytest.raises(OSError, match="No space left"):
        publish(candidate, live, marts)
    assert {path: path.read_bytes() for path in before} == before


def test_discarding_removes_all_that_belongs_to_a_candidate(tmp_path):
    candidate = tmp_path / "candidate.duckdb"
    candidate.write_bytes(b"x")
    (tmp_path / "candidate.duckdb.wal").write_bytes(b"x")
    (tmp_path / "candidate.marts").mkdir()
    discard(candidate)
    discard(candidate)
    assert list(tmp_path.iterdir()) == []
