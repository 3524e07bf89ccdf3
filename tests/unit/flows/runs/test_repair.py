"""Whatever a kill or a torn file left, the next writer finds one whole run, and loses no document."""

import hashlib
import shutil

import duckdb
import pytest

from flows.runs.plan_run import plan_run
from flows.runs.run_folders import list_runs, live_run_no, settle_building
from flows.runs.verify_run import describe_files
from supply.files.write_parquet import write_marts
from tests.conftest import AS_OF
from warehouse.errors import TsdgError


def tear(path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


@pytest.mark.usefixtures("published_a")
def test_nothing_to_repair_says_nothing(runs):
    done = runs.repair()
    assert (done.told, done.lost_documents, done.rebuild_reason) == ([], {}, None)


@pytest.mark.usefixtures("published_a")
def test_a_killed_run_leaves_its_record_and_its_number_is_not_given_again(runs):
    runs.build("b")
    done = runs.repair()
    assert done.told == ["run 2 had been interrupted; nothing of it was published"]
    assert list_runs(runs.data)[1].record.outcome == "interrupted"
    assert runs.words()[0] == "a"
    assert runs.publish("c").run_no == 3


@pytest.mark.usefixtures("published_a")
def test_a_run_killed_between_its_name_and_the_link_is_completed(runs):
    record = runs.build("b")
    write_marts(runs.data.candidate, runs.data.building / "marts")
    record.files = describe_files(runs.data.building)
    record.end("published")
    settle_building(runs.data, record)
    assert live_run_no(runs.data) == 1
    assert runs.repair().told == ["run 2 is live now"]
    assert runs.words() == ("b", "b", "b")


@pytest.mark.usefixtures("published_a_and_b")
def test_a_torn_warehouse_gives_way_to_the_run_before_and_its_documents_are_read_again(runs):
    tear(runs.data.warehouse)
    done = runs.repair()
    assert done.told == ["run 2 is damaged: its warehouse cannot be read", "run 1 is live now"]
    assert runs.words() == ("a", "a", "a")
    assert list(done.lost_documents.values()) == ["b.txt"]
    plan = plan_run([], runs.data, AS_OF, done)
    assert [path.read_text(encoding="utf-8") for path in plan.new_files] == ["b"]
    assert list(plan.restored_names.values()) == ["b.txt"]


@pytest.mark.usefixtures("published_a_and_b")
def test_when_every_run_is_torn_all_documents_are_read_again(runs):
    for run in list_runs(runs.data):
        tear(run.warehouse)
    done = runs.repair()
    assert sorted(done.lost_documents.values()) == ["a.txt", "b.txt"]
    assert not runs.data.warehouse.is_symlink()
    plan = plan_run([], runs.data, AS_OF, done)
    assert len(plan.new_files) == 2


@pytest.mark.parametrize("harm", [tear, lambda path: path.unlink()])
@pytest.mark.usefixtures("published_a")
def test_harmed_parquet_files_are_made_again(runs, harm):
    harm(runs.data.marts / "trend.parquet")
    done = runs.repair()
    assert done.rebuild_reason == "marts/trend.parquet of run 1 is not as published"
    assert plan_run([], runs.data, AS_OF, done).is_needed


@pytest.mark.usefixtures("published_a")
def test_a_warehouse_that_another_program_changed_is_built_again(runs):
    with duckdb.connect(str(runs.data.warehouse)) as connection:
        connection.execute("create table marts.mine as select 1 as one")
    assert runs.repair().rebuild_reason == "warehouse.duckdb of run 1 is not as published"


@pytest.mark.usefixtures("published_a")
def test_a_torn_record_is_written_anew(runs):
    tear(runs.data.runs / "000001" / "run.json")
    runs.repair()
    (run,) = list_runs(runs.data)
    assert run.record.documents == {hashlib.sha256(b"a").hexdigest(): "a.txt"}
    assert runs.words() == ("a", "a", "a")


@pytest.mark.parametrize("name", ["current", "warehouse.duckdb", "marts", "site"])
@pytest.mark.usefixtures("published_a")
def test_a_missing_link_is_made_again(runs, name):
    (runs.data.root / name).unlink()
    assert runs.repair().told
    assert runs.words() == ("a", "a", "a")


@pytest.mark.usefixtures("published_a_and_b")
def test_a_removed_run_folder_gives_way_to_the_one_before(runs):
    shutil.rmtree(runs.data.runs / "000002")
    assert runs.repair().told == ["run 1 is live now"]
    assert runs.words() == ("a", "a", "a")


def make_plain(runs) -> None:
    """The layout of earlier versions: plain files in the data folder."""
    data = runs.data
    content = data.current.resolve()
    for name in ("warehouse.duckdb", "marts", "site"):
        (data.root / name).unlink()
        shutil.move(content / name, data.root / name)
    data.current.unlink()
    shutil.rmtree(data.runs)


@pytest.mark.usefixtures("published_a")
def test_a_folder_of_the_former_layout_is_taken_over(runs):
    make_plain(runs)
    done = runs.repair()
    assert done.told == []
    assert live_run_no(runs.data) == 1
    assert runs.words() == ("a", "a", "a")
    assert all((runs.data.root / name).is_symlink() for name in ("warehouse.duckdb", "marts", "site"))  # fmt: skip
    assert not [path for path in runs.data.root.iterdir() if path.name.endswith((".former", ".new"))]  # fmt: skip
    assert runs.publish("b").run_no == 2


@pytest.mark.usefixtures("published_a")
def test_a_backup_put_in_place_of_the_link_becomes_the_live_run(runs, tmp_path):
    backup = shutil.copy(runs.data.warehouse, tmp_path / "backup.duckdb")
    runs.publish("b")
    shutil.move(backup, runs.data.warehouse)
    runs.repair()
    assert live_run_no(runs.data) == 3
    assert (
        runs.data.marts.joinpath("dim_goal.parquet").read_bytes()
        == (runs.data.runs / "000001" / "marts" / "dim_goal.parquet").read_bytes()
    )
    # The dashboard of another run would contradict it; the next run that finds nothing new writes one.
    assert not runs.data.site.exists()


@pytest.mark.usefixtures("published_a")
def test_a_plain_file_that_cannot_be_read_is_set_aside(runs):
    make_plain(runs)
    tear(runs.data.warehouse)
    done = runs.repair()
    assert done.told == ["the warehouse cannot be read; it lies in damaged.duckdb now"]
    assert len(done.lost_documents) == 1
    assert (runs.data.root / "damaged.duckdb").exists()


def test_a_database_of_somebody_else_is_left_alone(runs):
    with duckdb.connect(str(runs.data.warehouse)) as connection:
        connection.execute("create table mine as select 1 as one")
    before = runs.data.warehouse.read_bytes()
    with pytest.raises(TsdgError, match="was not made by tsdg"):
        runs.repair()
    assert runs.data.warehouse.read_bytes() == before
