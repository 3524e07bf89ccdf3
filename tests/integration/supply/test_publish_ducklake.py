"""The marts in a real DuckLake: every run a snapshot, whole or not at all, once."""

import importlib.util
import json
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from flows.commands.publish_command import publish_marts
from supply.databases import ducklake_connection, publish_ducklake
from supply.databases.database_address import read_address
from tests.integration.supply.databases import HOST, OWNER
from tests.integration.supply.made_up_marts import N_ROWS, write_next_run
from warehouse.catalog import read_tables
from warehouse.errors import TsdgError
from warehouse.folder.data_folder import DataFolder


class Lake:
    """A lake and how to publish to it and read it."""

    def __init__(self, address: str, storage: str | None) -> None:
        self.address = address
        self.storage = storage

    def publish(self, data: DataFolder, schema: str = "marts", **options) -> None:
        publish_marts(data, self.address, schema=schema, storage=self.storage, **options)

    def open(self):
        return ducklake_connection.open_lake(read_address(self.address, self.storage))

    def query(self, query: str) -> list:
        with self.open() as connection:
            return connection.execute(query).fetchall()

    def execute(self, *statements: str) -> None:
        with self.open() as connection:
            for statement in statements:
                connection.execute(statement)


@pytest.fixture(autouse=True)
def _signatures_were_checked(monkeypatch):
    """Each opening of a lake would check those of all extensions again: a third of a second."""
    monkeypatch.setitem(ducklake_connection._SETTINGS, "allow_unsigned_extensions", "true")


@pytest.fixture
def file_lake(tmp_path, monkeypatch) -> Lake:
    """Catalog and data files in a folder."""
    monkeypatch.delenv("AWS_ACCESS_KEY_ID", raising=False)
    return Lake(f"ducklake:{tmp_path / 'lake' / 'sdg.ducklake'}", None)


@pytest.fixture
def server_lake(postgres, password, tmp_path, monkeypatch) -> Lake:
    """Catalog in PostgreSQL, data files in a folder."""
    monkeypatch.delenv("AWS_ACCESS_KEY_ID", raising=False)
    address = f"host={HOST} port={postgres.port} user={OWNER} dbname={postgres.empty_database()}"
    return Lake(f"ducklake:postgres:{address}", str(tmp_path / "files"))


@pytest.fixture
def s3_lake(postgres, password, store, monkeypatch) -> Lake:
    """Catalog in PostgreSQL, data files in an S3-compatible store."""
    for name, value in store.environment.items():
        monkeypatch.setenv(name, value)
    address = f"host={HOST} port={postgres.port} user={OWNER} dbname={postgres.empty_database()}"
    return Lake(f"ducklake:postgres:{address}", "s3://lake/sdg")


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.slow)])
def lake(request) -> Lake:
    return request.getfixturevalue(f"{request.param}_lake")


def assert_equal(lake: Lake, data: DataFolder, at: str = "") -> None:
    """Every table has the columns, in any order, and the rows of the warehouse, now or at a snapshot."""
    with duckdb.connect(str(data.warehouse), read_only=True) as here, lake.open() as there:
        for table in read_tables(here, "marts"):
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            expected = here.execute(f"select {columns} from {table.full_name}").fetchall()
            found = there.execute(
                f"select {columns} from lake.marts.{table.table_name} {at}"
            ).fetchall()
            assert sorted(map(repr, found)) == sorted(map(repr, expected)), table.table_name


def test_an_extension_that_somebody_changed_is_not_loaded(tmp_path, monkeypatch):
    monkeypatch.undo()
    (package,) = importlib.util.find_spec("duckdb_extension_ducklake").submodule_search_locations
    (signed,) = Path(package).rglob("ducklake.duckdb_extension")
    content = bytearray(signed.read_bytes())
    content[len(content) // 2] ^= 1
    changed = tmp_path / signed.name
    changed.write_bytes(content)
    with ducklake_connection._connect(str(tmp_path)) as connection:
        with pytest.raises(duckdb.IOException, match="signature"):
            connection.execute(f"load '{changed}'")
        connection.execute(f"load '{signed}'")


def publications(lake: Lake) -> list:
    return lake.query(
        "select publication_no, run_no, is_current from lake.marts.published_run order by 1"
    )


def test_every_value_arrives_however_hostile(lake, every_mart):
    lake.publish(every_mart)
    assert_equal(lake, every_mart)


@pytest.mark.slow
def test_every_run_stays(file_lake, first_run, second_run, capsys):
    lake = file_lake
    lake.publish(first_run)
    lake.publish(second_run)
    assert_equal(lake, second_run)
    lake.publish(second_run)
    assert "run 2 is there already, nothing changed" in capsys.readouterr().out
    snapshots = lake.query(
        "select snapshot_id, author, commit_message, commit_extra_info from lake.snapshots() where author is not null"
    )
    assert [(author, message[:6]) for _, author, message, _ in snapshots] == [
        ("tsdg", "run 1 "),
        ("tsdg", "run 2 "),
    ]
    assert [json.loads(extra)["run_no"] for *_, extra in snapshots] == [1, 2]
    assert_equal(lake, first_run, at=f"at (version => {snapshots[0][0]})")
    assert publications(lake) == [(1, 1, False), (2, 2, True)]


@pytest.mark.slow
def test_an_s3_store_holds_the_files(s3_lake, store, every_mart, second_run, monkeypatch):
    s3_lake.publish(every_mart)
    assert_equal(s3_lake, every_mart)
    files = s3_lake.query("select file from glob('s3://lake/**/*.parquet')")
    assert len(files) > 10
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wr0ng secret")
    with pytest.raises(TsdgError) as error:
        s3_lake.publish(second_run)
    assert "403" in str(error.value)
    assert "wr0ng" not in str(error.value)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", store.secret)
    assert_equal(s3_lake, every_mart)


def test_the_sample_edition_arrives(file_lake, sample_warehouse):
    file_lake.publish(sample_warehouse)
    assert_equal(file_lake, sample_warehouse)


@pytest.mark.slow
def test_reports_of_several_issuers_arrive(file_lake, several_issuers):
    file_lake.publish(several_issuers)
    assert_equal(file_lake, several_issuers)


def test_comments_types_and_not_null_are_those_of_the_catalog(lake, every_mart):
    lake.publish(every_mart)
    with duckdb.connect(str(every_mart.warehouse), read_only=True) as connection:
        tables = read_tables(connection, "marts")
    found = lake.query(
        "select table_name, column_name, data_type, is_nullable, comment from duckdb_columns() "
        "where database_name = 'lake' and schema_name = 'marts' and table_name <> 'published_run'"
    )
    assert set(found) == {
        (table.table_name, column.name, column.data_type, column.is_nullable, column.comment)
        for table in tables
        for column in table.columns
    }
    comments = lake.query(
        "select table_name, comment from duckdb_tables() where schema_name = 'marts' and table_name <> 'published_run'"
    )
    assert set(comments) == {(table.table_name, table.comment) for table in tables}


def test_a_mart_that_did_not_change_is_not_written_again(file_lake, first_run, tmp_path):
    file_lake.publish(first_run)
    file_lake.publish(
        write_next_run(first_run, tmp_path / "next", "update marts.trend set method = 'other'")
    )
    [(changes,)] = file_lake.query(
        "select changes from lake.snapshots() order by snapshot_id desc limit 1"
    )
    written = changes.get("tables_inserted_into", []) + changes.get("inlined_insert", [])
    assert len(written) == 2, "trend and published_run"


@pytest.mark.slow
def test_a_newer_version_changes_tables_in_place(lake, first_run, tmp_path, capsys):
    lake.publish(first_run)
    newer = write_next_run(
        first_run,
        tmp_path / "next",
        "alter table marts.trend add column newer text default 'x'",
        "comment on column marts.trend.newer is 'of the next version'",
        "alter table marts.trend alter column method type integer using 1",
        "create table marts.newer_mart (goal_no integer primary key)",
        "insert into marts.newer_mart values (3)",
        "drop table marts.agency_succession",
    )
    lake.publish(newer)
    assert_equal(lake, newer)
    told = capsys.readouterr().out
    assert "note: agency_succession: dropped, no longer a mart" in told
    assert "note: trend.method: dropped or of another type" in told
    [(snapshot,)] = lake.query(
        "select min(snapshot_id) from lake.snapshots() where author is not null"
    )
    assert_equal(lake, first_run, at=f"at (version => {snapshot})")
    comment = (
        "select comment from duckdb_columns() where table_name = 'trend' and column_name = 'newer'"
    )
    assert lake.query(comment) == [("of the next version",)]


@pytest.mark.slow
def test_killed_before_the_commit_the_former_run_stays(lake, first_run, second_run, paused):
    lake.publish(first_run)
    where = {"module": publish_ducklake.__name__, "function": "_record", "calls_before": 0}
    with paused(second_run, lake.address, lake.storage, **where):
        if lake.storage:
            # A catalog in a file is locked for others meanwhile.
            assert_equal(lake, first_run)
    assert_equal(lake, first_run)
    assert publications(lake) == [(1, 1, True)]
    lake.publish(second_run)
    assert_equal(lake, second_run)
    assert publications(lake) == [(1, 1, False), (2, 2, True)]


def test_a_reader_sees_one_run_or_the_next(server_lake, first_run, second_run):
    server_lake.publish(first_run)
    tables = ("attainment", "trend", "finding", "dim_goal")
    counts = ", ".join(f"(select count(*) from lake.marts.{table})" for table in tables)
    query = f"select (select run_no from lake.marts.published_run where is_current), {counts}"
    seen, stop = [], threading.Event()

    def read() -> None:
        with server_lake.open() as connection:
            while not stop.is_set():
                seen.append(connection.execute(query).fetchone())

    with ThreadPoolExecutor() as pool:
        reading = pool.submit(read)
        for data in (second_run, first_run, second_run):
            server_lake.publish(data)
        stop.set()
        reading.result()
    assert set(seen) == {(1, *[N_ROWS] * 4), (2, *[17] * 4)}
    assert len(seen) > 5


@pytest.mark.parametrize("is_first", [True, False], ids=["new lake", "lake in use"])
@pytest.mark.slow
def test_two_publishers_of_one_run_publish_it_once(
    server_lake, first_run, second_run, tmp_path, is_first
):
    if not is_first:
        server_lake.publish(first_run)
    copies = [DataFolder(tmp_path / name) for name in ("one", "two")]
    for copy in copies:
        shutil.copytree(second_run.root, copy.root, symlinks=True)
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(server_lake.publish, copy) for copy in copies]:
            done.result()
    assert_equal(server_lake, second_run)
    assert [run_no for _, run_no, is_current in publications(server_lake) if is_current] == [2]
    assert len(publications(server_lake)) == (1 if is_first else 2)


@pytest.mark.slow
def test_a_conflict_is_tried_again(server_lake, first_run, second_run, monkeypatch):
    """Another publication commits while this one is about to."""
    server_lake.publish(first_run)
    original, calls = publish_ducklake._record, []

    def record(*arguments) -> None:
        calls.append(arguments)
        if len(calls) == 1:
            server_lake.execute("update lake.marts.published_run set n_rows = 0")
        original(*arguments)

    monkeypatch.setattr(publish_ducklake, "_record", record)
    server_lake.publish(second_run)
    assert len(calls) == 2
    assert publications(server_lake) == [(1, 1, False), (2, 2, True)]
    assert_equal(server_lake, second_run)


@pytest.mark.slow
def test_a_catalog_that_stays_open_elsewhere_is_told(file_lake, first_run, paused, monkeypatch):
    monkeypatch.setattr(publish_ducklake, "_WAITS_SECONDS", (0.01, 0.01))
    where = {"module": publish_ducklake.__name__, "function": "_record", "calls_before": 0}
    with (
        paused(first_run, file_lake.address, None, **where),
        pytest.raises(TsdgError, match="is open in another program"),
    ):
        file_lake.publish(first_run)


def test_a_table_of_another_is_not_touched(file_lake, first_run):
    file_lake.execute(
        "create schema lake.marts", "create table lake.marts.finding as select 1 as x"
    )
    with pytest.raises(TsdgError, match="schema marts holds finding, not published by tsdg"):
        file_lake.publish(first_run)
    assert file_lake.query("select x from lake.marts.finding") == [(1,)]


@pytest.mark.slow
def test_a_table_that_somebody_emptied_is_written_again(file_lake, first_run):
    file_lake.publish(first_run)
    file_lake.execute("delete from lake.marts.trend", "drop table lake.marts.finding")
    file_lake.publish(first_run)
    assert_equal(file_lake, first_run)


def refused(lake: Lake, data: DataFolder) -> str:
    """Publish in vain; the message is one line without the password."""
    with pytest.raises(TsdgError) as error:
        lake.publish(data)
    message = str(error.value)
    assert "\n" not in message
    assert error.value.__cause__ is None
    return message


def test_a_new_lake_in_postgresql_needs_a_place_for_its_files(server_lake, first_run):
    server_lake.storage = None
    assert "--storage" in refused(server_lake, first_run)


def test_another_place_than_the_lakes_is_refused(file_lake, first_run, tmp_path):
    file_lake.publish(first_run)
    file_lake.storage = str(tmp_path / "elsewhere")
    assert "keeps its data files elsewhere than --storage says" in refused(file_lake, first_run)


def test_a_wrong_password_is_told_without_it(server_lake, first_run, monkeypatch):
    monkeypatch.setenv("PGPASSWORD", "wr0ng")
    message = refused(server_lake, first_run)
    assert "password authentication failed" in message
    assert "wr0ng" not in message


def test_s3_without_keys_is_told(file_lake, first_run):
    file_lake.storage = "s3://lake/sdg"
    assert "AWS_ACCESS_KEY_ID" in refused(file_lake, first_run)


def test_a_file_that_is_no_catalog_is_told(file_lake, first_run):
    catalog = Path(file_lake.address.removeprefix("ducklake:"))
    catalog.parent.mkdir()
    catalog.write_text("not a database")
    assert "cannot open ducklake:" in refused(file_lake, first_run)


@pytest.mark.slow
def test_what_another_data_folder_published_stays_unless_replaced(
    lake, first_run, second_run, tmp_path
):
    mine, theirs = (
        write_next_run(run, tmp_path / run.root.name) for run in (first_run, second_run)
    )
    theirs.identity.write_text("another", encoding="utf-8")
    lake.publish(mine)
    with pytest.raises(
        TsdgError, match="publication 1 of another data folder; nothing was published"
    ):
        lake.publish(theirs)
    assert_equal(lake, mine)
    lake.publish(theirs, schema="theirs")
    lake.publish(theirs, is_replacing=True)
    assert_equal(lake, theirs)
    assert lake.query(
        "select run_no, data_folder from lake.marts.published_run order by publication_no"
    ) == [(2, "made up"), (3, "another")]
    with pytest.raises(TsdgError, match="publication 2 of another data folder"):
        lake.publish(mine)


@pytest.mark.slow
def test_a_replacing_publication_of_the_same_marts_is_this_folders(lake, first_run, tmp_path):
    other = write_next_run(first_run, tmp_path / "other")
    same = write_next_run(first_run, tmp_path / "same")
    other.identity.write_text("another", encoding="utf-8")
    lake.publish(other)
    lake.publish(same, is_replacing=True)
    lake.publish(same)


@pytest.mark.slow
def test_what_a_version_without_identities_published_is_taken_over(lake, first_run, tmp_path):
    lake.publish(first_run)
    lake.execute("alter table lake.marts.published_run drop column data_folder")
    lake.publish(write_next_run(first_run, tmp_path / "next"))
    assert lake.query(
        "select run_no, data_folder from lake.marts.published_run order by publication_no"
    ) == [(1, None), (2, "made up")]
