"""The marts in a real PostgreSQL: every value, whole or not at all, once, and nobody's work lost."""

import json
import secrets
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor

import duckdb
import psycopg
import pytest

from flows.commands.publish_command import publish_marts
from supply.databases import publish_postgresql
from tests.integration.supply.databases import OWNER, free_port
from tests.integration.supply.made_up_marts import N_ROWS, write_next_run
from warehouse.catalog import read_tables
from warehouse.errors import TsdgError
from warehouse.folder.data_folder import DataFolder
from warehouse.relations import RELATIONS


class Database:
    """A new database and how to publish to it and read it."""

    def __init__(self, server, name: str) -> None:
        self.server = server
        self.name = name
        self.address = server.address(self.name)

    def publish(self, data: DataFolder, schema: str = "marts", **options) -> None:
        publish_marts(data, self.address, schema=schema, storage=None, **options)

    def query(self, query: str, **options) -> list:
        with self.server.connect(self.name, **options) as connection:
            return connection.execute(query).fetchall()

    def execute(self, statement: str) -> None:
        with self.server.connect(self.name) as connection:
            connection.execute(statement)


@pytest.fixture
def database(postgres, password) -> Database:
    return Database(postgres, postgres.empty_database())


def read_warehouse(data: DataFolder, query: str) -> list:
    with duckdb.connect(str(data.warehouse), read_only=True) as connection:
        return connection.execute(query).fetchall()


def tables_of(data: DataFolder):
    with duckdb.connect(str(data.warehouse), read_only=True) as connection:
        return read_tables(connection, "marts")


def assert_equal(database: Database, data: DataFolder, schema: str = "marts") -> None:
    """Every table has the columns, in any order, and the rows of the warehouse."""
    with (
        duckdb.connect(str(data.warehouse), read_only=True) as here,
        database.server.connect(database.name) as there,
    ):
        for table in read_tables(here, "marts"):
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            expected = here.execute(f"select {columns} from {table.full_name}").fetchall()
            found = there.execute(f"select {columns} from {schema}.{table.table_name}").fetchall()
            assert sorted(map(repr, found)) == sorted(map(repr, expected)), table.table_name


def publications(database: Database) -> list:
    return database.query(
        "select publication_no, run_no, is_current from marts.published_run order by 1"
    )


def test_every_value_arrives_however_hostile(database, every_mart, capsys):
    database.publish(every_mart)
    assert_equal(database, every_mart)
    assert (
        f"run 1 published: {database.address.replace(OWNER + '@', '')}" in capsys.readouterr().out
    )
    assert database.query(
        "select max(octet_length(target_text)) > 100000 from marts.attainment"
    ) == [(True,)]


def test_the_sample_edition_holds_all_keys_and_references(database, sample_warehouse, capsys):
    database.publish(sample_warehouse, schema="sdg")
    assert_equal(database, sample_warehouse, schema="sdg")
    database.publish(sample_warehouse, schema="sdg")
    assert "there already, nothing changed" in capsys.readouterr().out


def test_keys_and_references_hold_where_two_issuers_print_one_code(database, several_issuers):
    database.publish(several_issuers)
    assert_equal(database, several_issuers)


def test_a_hostile_edition_arrives(database, hostile_warehouse):
    database.publish(hostile_warehouse)
    assert_equal(database, hostile_warehouse)


def test_a_default_of_repeatable_read_does_not_publish_twice(
    database, first_run, second_run, tmp_path
):
    database.execute(
        f"alter database {database.name} set default_transaction_isolation = 'repeatable read'"
    )
    test_two_publishers_of_one_run_publish_it_once(database, first_run, second_run, tmp_path)


def test_keys_closed_lists_and_references_are_enforced(database, every_mart):
    database.publish(every_mart)
    kinds = dict(
        database.query(
            "select contype::text, count(*) from pg_constraint where connamespace = 'marts'::regnamespace "
            "and contype <> 'n' group by 1"
        )
    )
    tables = tables_of(every_mart)
    closed = [column for table in tables for column in table.columns if column.allowed_values]
    assert kinds["f"] == len(RELATIONS)
    assert kinds["c"] == len(closed)
    assert kinds["p"] + kinds["u"] == sum(len(table.keys) for table in tables) + 1
    with pytest.raises(psycopg.errors.CheckViolation):
        database.execute("update marts.attainment set status = 'perhaps'")
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        database.execute("delete from marts.dim_report")
    with pytest.raises(psycopg.errors.NotNullViolation):
        database.execute("update marts.dim_goal set name_zh = null")


def test_comments_are_those_of_the_catalog(database, every_mart):
    database.publish(every_mart)
    found = database.query(
        "select c.relname, a.attname, d.description from pg_description d join pg_class c on c.oid = d.objoid "
        "left join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid and d.objsubid > 0 "
        "where d.classoid = 'pg_class'::regclass and c.relnamespace = 'marts'::regnamespace "
        "and c.relname <> 'published_run'"
    )
    expected = {(table.table_name, None, table.comment) for table in tables_of(every_mart)} | {
        (table.table_name, column.name, column.comment)
        for table in tables_of(every_mart)
        for column in table.columns
    }
    assert set(found) == expected


def test_the_same_run_again_changes_nothing(database, first_run, capsys):
    database.publish(first_run)
    before = database.query("select xmin, ctid, * from marts.attainment order by ctid")
    database.publish(first_run)
    assert "nothing changed" in capsys.readouterr().out
    assert database.query("select xmin, ctid, * from marts.attainment order by ctid") == before
    assert publications(database) == [(1, 1, True)]


def test_an_older_run_can_be_published_again(database, first_run, second_run):
    for data in (first_run, second_run, first_run):
        database.publish(data)
    assert_equal(database, first_run)
    assert publications(database) == [(1, 1, False), (2, 2, False), (3, 1, True)]


def test_the_publication_says_what_it_holds(database, second_run):
    database.publish(second_run)
    [(marts, n_rows)] = database.query("select marts, n_rows from marts.published_run")
    assert json.loads(marts)["attainment"]["rows"] == 17
    assert n_rows == sum(mart["rows"] for mart in json.loads(marts).values())


def test_views_grants_and_indexes_of_others_survive(database, first_run, second_run):
    database.publish(first_run)
    reader = f"reader_{secrets.token_hex(4)}"
    database.execute(f"create role {reader} login password 'x'")
    database.execute("create schema analysis")
    database.execute(
        "create view analysis.mine as select report_year, indicator_name from marts.attainment"
    )
    database.execute(f"grant usage on schema marts to {reader}")
    database.execute(f"grant select on marts.attainment to {reader}")
    database.execute("create index mine on marts.attainment (status)")
    database.publish(second_run)
    assert database.query("select count(*), max(indicator_name) from analysis.mine") == [
        (17, "changed")
    ]
    with psycopg.connect(
        host="127.0.0.1", port=database.server.port, dbname=database.name, user=reader, password="x"
    ) as connection:
        assert connection.execute("select count(*) from marts.attainment").fetchone() == (17,)
    assert database.query("select 1 from pg_indexes where indexname = 'mine'") == [(1,)]


@pytest.mark.slow
def test_a_reader_sees_one_run_or_the_next(database, first_run, second_run):
    database.publish(first_run)
    seen, stop = [], threading.Event()
    tables = [table.table_name for table in tables_of(first_run)]
    counts = ", ".join(f"(select count(*) from marts.{table})" for table in tables)
    query = f"select (select run_no from marts.published_run where is_current), {counts}"
    expected = {
        tuple(
            [run_no]
            + [read_warehouse(data, f"select count(*) from marts.{t}")[0][0] for t in tables]
        )
        for run_no, data in ((1, first_run), (2, second_run))
    }

    def read() -> None:
        with database.server.connect(database.name) as connection:
            while not stop.is_set():
                seen.append(connection.execute(query).fetchone())

    with ThreadPoolExecutor() as pool:
        reading = pool.submit(read)
        for data in (second_run, first_run, second_run):
            database.publish(data)
        stop.set()
        reading.result()
    assert set(seen) == expected
    assert len(seen) > 10


def test_killed_in_the_middle_readers_keep_the_former_run(database, first_run, second_run, paused):
    database.publish(first_run)
    where = {"module": publish_postgresql.__name__, "function": "_replace_rows", "calls_before": 4}
    with paused(second_run, database.address, None, **where):
        assert_equal(database, first_run)
    assert_equal(database, first_run)
    database.publish(second_run)
    assert_equal(database, second_run)
    assert publications(database) == [(1, 1, False), (2, 2, True)]


def test_two_publishers_of_one_run_publish_it_once(database, first_run, second_run, tmp_path):
    database.publish(first_run)
    copies = [DataFolder(tmp_path / name) for name in ("one", "two")]
    for copy in copies:
        shutil.copytree(second_run.root, copy.root, symlinks=True)
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(database.publish, copy) for copy in copies]:
            done.result()
    assert publications(database) == [(1, 1, False), (2, 2, True)]


@pytest.mark.slow
def test_who_waits_too_long_is_told_why(database, first_run, second_run, monkeypatch, paused):
    database.publish(first_run)
    monkeypatch.setattr(publish_postgresql, "_WAIT_SECONDS", 1)
    where = {"module": publish_postgresql.__name__, "function": "_record", "calls_before": 0}
    with (
        paused(second_run, database.address, None, **where),
        pytest.raises(
            TsdgError, match="another publication or a long query held the marts for 1 s"
        ),
    ):
        database.publish(second_run)


def test_a_new_column_is_added_in_place(database, first_run, tmp_path):
    database.publish(first_run)
    database.execute("create view public.mine as select * from marts.dim_goal")
    newer = write_next_run(
        first_run,
        tmp_path,
        "alter table marts.trend add column newer text default 'x'",
        "comment on column marts.trend.newer is 'of the next version'",
        "create table marts.newer_mart (goal_no integer primary key)",
    )
    database.publish(newer)
    assert_equal(database, newer)
    assert database.query("select count(*) from public.mine") == [(N_ROWS,)]


# What a newer version does to a mart, the view that this would break, and how it is told.
BREAKING = {
    "column dropped": (
        "create or replace table marts.trend as select * exclude (method) from marts.trend",
        "view public.mine as select method from marts.trend",
        "marts.trend.method, which mine uses",
    ),
    "type changed": (
        "alter table marts.trend alter column method type integer using 1",
        "materialized view public.mine as select method from marts.trend",
        "marts.trend.method, which mine uses",
    ),
    "mart gone": (
        "drop table marts.agency_succession",
        "view public.mine as select count(*) from marts.agency_succession",
        "marts.agency_succession, which mine uses",
    ),
}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=name, marks=[] if name == "mart gone" else [pytest.mark.slow])
        for name, case in BREAKING.items()
    ],
)
def test_what_a_view_uses_is_not_taken_away(database, first_run, tmp_path, capsys, case):
    statement, view, told = case
    newer = write_next_run(first_run, tmp_path, statement)
    database.publish(first_run)
    database.execute(f"create {view}")
    with pytest.raises(TsdgError, match=told):
        database.publish(newer)
    assert_equal(database, first_run)
    database.execute(f"drop {view.split(' as ')[0]}")
    database.publish(newer)
    assert_equal(database, newer)
    assert "note: " in capsys.readouterr().out


def test_a_table_that_somebody_dropped_comes_back(database, first_run):
    database.publish(first_run)
    database.execute("drop table marts.finding; delete from marts.trend")
    database.publish(first_run)
    assert_equal(database, first_run)


def test_a_table_of_another_is_not_touched(database, first_run):
    database.execute(
        "create table public.finding (mine text); insert into public.finding values ('x')"
    )
    with pytest.raises(TsdgError, match="schema public holds finding, not published by tsdg"):
        database.publish(first_run, schema="public")
    assert database.query("select mine from public.finding") == [("x",)]
    assert database.query("select to_regclass('public.attainment') is null") == [(True,)]


def test_rows_of_another_that_would_be_deleted_stop_the_publication(
    database, first_run, second_run
):
    database.publish(first_run)
    database.execute(
        "create table public.note (goal_no integer references marts.dim_goal on delete cascade);"
        "insert into public.note values (1)"
    )
    with pytest.raises(TsdgError, match=r"foreign keys into the marts from note"):
        database.publish(second_run)
    assert database.query("select goal_no from public.note") == [(1,)]
    database.execute(
        "alter table public.note drop constraint note_goal_no_fkey, add foreign key (goal_no) "
        "references marts.dim_goal deferrable initially deferred"
    )
    database.publish(second_run)
    assert database.query("select goal_no from public.note") == [(1,)]


def test_nul_is_replaced_and_told(database, first_run, tmp_path, capsys):
    data = write_next_run(
        first_run, tmp_path, "update marts.finding set message = 'a' || chr(0) || 'b'"
    )
    database.publish(data)
    assert f"finding: {N_ROWS} texts held the character NUL" in capsys.readouterr().out
    assert database.query("select distinct message from marts.finding") == [("a\ufffdb",)]


def refused(database: Database, data: DataFolder, address: str | None = None) -> str:
    """Publish in vain; the message is one line without the password."""
    with pytest.raises(TsdgError) as error:
        publish_marts(data, address or database.address, schema="marts", storage=None)
    message = str(error.value)
    assert "\n" not in message
    assert "s3cret" not in message
    assert error.value.__cause__ is None
    return message


def test_a_wrong_password_is_told_without_it(database, first_run, monkeypatch):
    monkeypatch.setenv("PGPASSWORD", "wr0ng")
    message = refused(database, first_run)
    assert "password authentication failed" in message
    assert "wr0ng" not in message


def test_a_password_file_is_used(database, first_run, monkeypatch, password, tmp_path):
    escaped = password.replace("\\", "\\\\").replace(":", "\\:")
    (tmp_path / "pgpass").write_text(f"*:*:*:*:{escaped}\n")
    (tmp_path / "pgpass").chmod(0o600)
    monkeypatch.delenv("PGPASSWORD")
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "pgpass"))
    database.publish(first_run)
    assert publications(database) == [(1, 1, True)]


def test_an_unreachable_server_is_told(database, first_run):
    message = refused(database, first_run, f"postgresql://{OWNER}@127.0.0.1:{free_port()}/x")
    assert "cannot connect to postgresql://127.0.0.1" in message


def test_sslmode_reaches_the_driver(database, first_run):
    message = refused(database, first_run, f"{database.address}?sslmode=require")
    assert "server does not support SSL" in message


def test_a_missing_privilege_is_told(database, first_run):
    database.execute("create schema marts")
    assert "permission denied for schema marts" in refused(database, first_run)


def test_a_read_only_database_is_told(database, first_run):
    database.execute(f"alter database {database.name} set default_transaction_read_only = on")
    assert "the database is read-only" in refused(database, first_run)


def test_another_encoding_is_told(postgres, password, first_run):
    database = Database(postgres, postgres.create_database("encoding 'LATIN1' template template0"))
    assert "is encoded in LATIN1" in refused(database, first_run)


def test_what_another_data_folder_published_stays_unless_replaced(
    database, first_run, second_run, tmp_path
):
    mine, theirs = (
        write_next_run(run, tmp_path / run.root.name) for run in (first_run, second_run)
    )
    theirs.identity.write_text("another", encoding="utf-8")
    database.publish(mine)
    with pytest.raises(
        TsdgError, match="publication 1 of another data folder; nothing was published"
    ):
        database.publish(theirs)
    assert_equal(database, mine)
    database.publish(theirs, schema="theirs")
    database.publish(theirs, is_replacing=True)
    assert_equal(database, theirs)
    assert database.query(
        "select run_no, data_folder from marts.published_run order by publication_no"
    ) == [(2, "made up"), (3, "another")]
    with pytest.raises(TsdgError, match="publication 2 of another data folder"):
        database.publish(mine)


def test_a_replacing_publication_of_the_same_marts_is_this_folders(database, first_run, tmp_path):
    other = write_next_run(first_run, tmp_path / "other")
    same = write_next_run(first_run, tmp_path / "same")
    other.identity.write_text("another", encoding="utf-8")
    database.publish(other)
    database.publish(same, is_replacing=True)
    database.publish(same)


def test_what_a_version_without_identities_published_is_taken_over(database, first_run, tmp_path):
    database.publish(first_run)
    database.execute("alter table marts.published_run drop column data_folder")
    database.publish(write_next_run(first_run, tmp_path / "next"))
    assert database.query(
        "select run_no, data_folder from marts.published_run order by publication_no"
    ) == [(1, None), (2, "made up")]
