"""Raw rows of earlier files come forward whole, and files that are not understood are left alone."""

import json
import shutil

import duckdb
import pytest

from flows.commands.doctor_command import examine
from flows.runs.plan_run import plan_run
from tests.conftest import AS_OF
from warehouse import carry_forward
from warehouse.build import RAW_TABLES
from warehouse.candidate import open_candidate
from warehouse.carry_forward import copy_raw
from warehouse.errors import TsdgError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.published import open_published
from warehouse.say_finding import say_finding
from warehouse.schema_version import SCHEMA_VERSION, read_schema_version

RUN = (
    "insert into raw.raw_run by name select {no} as run_no, 'published' as outcome, now()::timestamp as started_at, "
    "date '2026-01-01' as as_of_date, 'v' as program_version, 'f' as program_fingerprint, 1 as n_reports_new, "
    "1 as n_reports_held, 0 as n_refused"
)


@pytest.fixture
def live(tmp_path):
    """A warehouse of today's version with two runs."""
    path = tmp_path / "live.duckdb"
    with open_candidate(path) as candidate:
        connection = candidate.connection
        connection.execute(RUN.format(no=1))
        connection.execute(RUN.format(no=2))
    return path


def carried(live, tmp_path):
    connection = open_candidate(tmp_path / "candidate.duckdb").connection
    copy_raw(connection, live)
    return connection


def change(live, *statements: str) -> None:
    with duckdb.connect(str(live)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_rows_of_the_same_version_are_copied(live, tmp_path):
    with carried(live, tmp_path) as connection:
        assert connection.execute("select count(*) from raw.raw_run").fetchone() == (2,)
        assert connection.execute("select * from raw.raw_schema").fetchall() == [
            (SCHEMA_VERSION, "0.1.0", None)
        ]


def test_nothing_of_the_old_file_stays_attached(live, tmp_path):
    with carried(live, tmp_path) as connection:
        attached = connection.execute(
            "select database_name from duckdb_databases() where not internal"
        ).fetchall()
        views = connection.execute(
            "select view_name from duckdb_views() where temporary and not internal"
        ).fetchall()
    assert ("live",) not in attached
    assert views == []


def test_a_column_that_is_new_and_may_be_null_needs_no_step(live, tmp_path):
    change(
        live,
        "alter table raw.raw_run drop column error",
        "alter table raw.raw_run drop column reason",
    )
    with carried(live, tmp_path) as connection:
        assert connection.execute("select count(*), count(error) from raw.raw_run").fetchone() == (
            2,
            0,
        )


# What a note of version 3 said, and the facts that are stated since.
NOTES = {
    ("readers_disagree", "two readers differ in the result cell: 95% / 96%"): {"cell": "result", "words": "95% / 96%"},
    ("table_in_cell", "a table in the target cell was not read: 1 2"): {"cell": "target", "words": "1 2"},
    ("altered_by_annotation", "an annotation (Stamp) lies over the row"): {"kind": "Stamp", "words": None},
    ("altered_by_annotation", "an annotation (FreeText) lies over the row: 改為: 96%"): {"kind": "FreeText", "words": "改為: 96%"},
    ("unseen_text", "text that is clipped away was not read: 12"): {"why": "clipped_away", "words": "12"},
    ("struck_out_text", "text that is struck through was not read: 12"): {"why": "struck_through", "words": "12"},
}  # fmt: skip


def test_a_note_that_was_a_sentence_becomes_its_facts(live, tmp_path):
    reading = "insert into raw.raw_report_cell by name select 'a' as report_id, {} as cell_no, 1 as row_no, '{}' as column_name, 1 as page, {} as cell_text"
    report = (
        "insert into raw.raw_report by name select 'a' as report_id, repeat('0', 64) as sha256, 'a.pdf' as file_name, "
        "'pdf' as media_type, 2024 as report_year, 'title' as report_year_basis, 1 as page_count, "
        "[]::text[] as printed_codes"
    )
    change(
        live, "update raw.raw_schema set schema_version = 3", report,
        reading.format(0, "result", "'{no note'"),
        *(
            reading.format(number, "note", f"json_object('rule', '{rule}', 'severity', 'info', 'message', '{said}')::text")
            for number, (rule, said) in enumerate(NOTES, start=1)
        ),
    )  # fmt: skip
    with carried(live, tmp_path) as connection:
        first, *notes = [
            text
            for (text,) in connection.execute(
                "select cell_text from raw.raw_report_cell order by cell_no"
            ).fetchall()
        ]
    assert first == "{no note"
    told = [json.loads(note) for note in notes]
    assert [(note["rule"], note["severity"], note["facts"]) for note in told] == [
        (rule, "info", facts) for (rule, _), facts in NOTES.items()
    ]
    for note in told:
        assert say_finding(note["rule"], "zh", note["facts"])


def test_a_step_of_the_future_goes_through_all_before_it(live, tmp_path, monkeypatch):
    folder = shutil.copytree(carry_forward.MIGRATIONS, tmp_path / "migrations")
    step = SCHEMA_VERSION + 1
    (folder / f"to_{step}.sql").write_text(
        f"create temp view raw_run_v{step} as select * replace (reason || '!' as reason) from raw_run_v{SCHEMA_VERSION}",
        encoding="utf-8",
    )
    monkeypatch.setattr(carry_forward, "MIGRATIONS", folder)
    monkeypatch.setattr(carry_forward, "SCHEMA_VERSION", step)
    change(
        live, "update raw.raw_run set reason = 'why'", "drop table raw.raw_schema", "drop table raw.raw_run_stage",
        "drop table raw.raw_run_input", "alter table raw.raw_run drop column outcome",
        "alter table raw.raw_run drop column seconds", "alter table raw.raw_run drop column ended_at",
    )  # fmt: skip
    with carried(live, tmp_path) as connection:
        rows = connection.execute(
            "select run_no, outcome, reason from raw.raw_run order by 1"
        ).fetchall()
    assert rows == [(1, "published", "why!"), (2, "published", "why!")]


def test_a_step_that_loses_rows_is_refused(live, tmp_path, monkeypatch):
    folder = shutil.copytree(carry_forward.MIGRATIONS, tmp_path / "migrations")
    step = SCHEMA_VERSION + 1
    (folder / f"to_{step}.sql").write_text(
        f"create temp view raw_run_v{step} as select * from raw_run_v{SCHEMA_VERSION} limit 1",
        encoding="utf-8",
    )
    monkeypatch.setattr(carry_forward, "MIGRATIONS", folder)
    monkeypatch.setattr(carry_forward, "SCHEMA_VERSION", step)
    with pytest.raises(TsdgError, match="rows of raw"):
        carried(live, tmp_path)


def test_a_raw_table_that_this_version_does_not_know_is_not_dropped_in_silence(live, tmp_path):
    change(live, "create table raw.raw_weather as select 1 as one")
    with pytest.raises(TsdgError, match=r"raw\.raw_weather of the held warehouse is not known"):
        carried(live, tmp_path)


def test_a_file_of_a_later_version_is_told_everywhere_and_left_alone(tmp_path, capsys):
    data = DataFolder(tmp_path)
    with open_candidate(data.warehouse) as candidate:
        connection = candidate.connection
        connection.execute("update raw.raw_schema set schema_version = 99, program_version = '9.0'")
    before = data.warehouse.read_bytes()
    told = r"written by tsdg 9\.0 \(schema 99\), this one knows up to schema"
    with pytest.raises(TsdgError, match=told):
        plan_run([], data, AS_OF)
    with pytest.raises(TsdgError, match=told), open_published(data):
        pytest.fail("it was opened")
    assert not examine(data, as_json=True)
    checks = {check["subject"]: check["told"] for check in json.loads(capsys.readouterr().out)}
    assert "written by tsdg 9.0" in checks["warehouse"]
    assert data.warehouse.read_bytes() == before


def test_a_database_of_somebody_else_is_told(tmp_path):
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute("create table mine as select 1 as one")
        with pytest.raises(TsdgError, match="was not made by tsdg"):
            read_schema_version(connection)


@pytest.mark.parametrize("table", ["raw_report_cell", "raw_run"])
def test_a_database_that_lacks_a_table_of_ours_is_told(live, tmp_path, table):
    change(live, "drop table raw.raw_schema", f"drop table raw.{table}")
    with pytest.raises(TsdgError, match="was not made by tsdg"):
        carried(live, tmp_path)


def test_run_records_from_before_the_version_table_are_kept_as_they_are(live, tmp_path):
    change(
        live,
        "drop table raw.raw_schema",
        "update raw.raw_run set outcome = 'audit_failed', error = 'why' where run_no = 2",
    )
    with carried(live, tmp_path) as connection:
        rows = connection.execute(
            "select run_no, outcome, error, ended_at from raw.raw_run order by 1"
        ).fetchall()
    assert rows == [(1, "published", None, None), (2, "audit_failed", "why", None)]


def test_a_refused_file_does_not_stay_attached(live, tmp_path):
    change(live, "create table raw.raw_weather as select 1 as one")
    with open_candidate(tmp_path / "candidate.duckdb") as candidate:
        connection = candidate.connection
        with pytest.raises(TsdgError):
            copy_raw(connection, live)
        attached = connection.execute("select database_name from duckdb_databases()").fetchall()
    assert ("live",) not in attached


def test_the_old_file_cannot_be_written_to_while_it_is_carried(live, tmp_path, monkeypatch):
    def write(connection, _tables):
        connection.execute("delete from live.raw.raw_run")

    monkeypatch.setattr(carry_forward, "_check_counts", write)
    with pytest.raises(duckdb.Error, match="read-only"):
        carried(live, tmp_path)


def test_a_version_table_without_its_row_is_told(live):
    change(live, "delete from raw.raw_schema")
    with (
        duckdb.connect(str(live), read_only=True) as connection,
        pytest.raises(TsdgError, match="does not say"),
    ):
        read_schema_version(connection)


def test_every_step_has_its_file_and_every_table_its_place():
    steps = {path.name for path in carry_forward.MIGRATIONS.glob("*.sql")}
    assert steps == {f"to_{step}.sql" for step in range(2, SCHEMA_VERSION + 1)}
    assert RAW_TABLES[0] == "raw_schema"
