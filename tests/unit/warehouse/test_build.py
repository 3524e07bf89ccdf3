"""The SQL files are the schema: they compile, are all used, and refuse what does not fit."""

import duckdb
import polars as pl
import pytest

from warehouse.build import (
    INTERMEDIATE_TABLES,
    MARTS,
    RAW_TABLES,
    SCHEMAS,
    SQL_FOLDER,
    STAGING_TABLES,
    VIEWS,
    build_marts,
    load,
    load_seeds,
    open_candidate,
    quote,
)
from warehouse.carry_forward import copy_raw
from warehouse.catalog import read_tables
from warehouse.seed_files import seed_file

ORDER = {
    "raw": RAW_TABLES,
    "staging": STAGING_TABLES,
    "intermediate": INTERMEDIATE_TABLES,
    "marts": MARTS,
}


@pytest.mark.parametrize("layer", SCHEMAS)
def test_every_sql_file_is_in_the_build_order_and_vice_versa(layer):
    files = {path.stem for path in (SQL_FOLDER / layer).glob("*.sql")}
    assert files == set(ORDER[layer])
    assert len(ORDER[layer]) == len(files)


def test_every_file_makes_the_table_of_its_name(connection):
    build_marts(connection, "2026-01-01")
    tables = {(table.schema_name, table.table_name) for table in read_tables(connection, *SCHEMAS)}
    named = {(layer, name) for layer, names in ORDER.items() for name in names}
    assert tables == named | {("marts", view) for view in VIEWS}


def test_every_table_and_column_has_a_comment(connection):
    build_marts(connection, "2026-01-01")
    silent = [
        name
        for table in read_tables(connection, *SCHEMAS)
        for name, comment in (
            (table.full_name, table.comment),
            *((f"{table.full_name}.{column.name}", column.comment) for column in table.columns),
        )
        if not comment or len(comment) < 2
    ]
    assert silent == []


def test_marts_of_nothing_are_empty_but_for_the_goals(connection):
    load_seeds(connection)
    build_marts(connection, "2026-01-01")
    counts = {
        mart: connection.sql(f"select count(*) from marts.{mart}").fetchone()[0] for mart in MARTS
    }
    filled = {mart for mart, count in counts.items() if count}
    assert filled == {"dim_goal", "dim_agency", "agency_succession"}
    assert counts["dim_goal"] == 18


REPORT = {
    "report_id": "a",
    "report_year": 2024,
    "vintage_no": 1,
    "is_current": True,
}


def test_columns_are_loaded_by_name_whatever_their_order(connection):
    load(connection, "staging.stg_report", pl.DataFrame([dict(reversed(REPORT.items()))]))
    assert connection.sql("select * from staging.stg_report").fetchall() == [("a", 2024, 1, True)]


def test_no_rows_load_nothing(connection):
    load(connection, "staging.stg_report", pl.DataFrame())
    assert connection.sql("select count(*) from staging.stg_report").fetchone() == (0,)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"surprise": 1}, duckdb.BinderException),
        ({"report_id": None}, duckdb.ConstraintException),
        ({"vintage_no": 0}, duckdb.ConstraintException),
        ({"report_year": "next year"}, duckdb.ConversionException),
    ],
    ids=["unknown column", "null", "check", "type"],
)
def test_what_does_not_fit_is_refused(connection, change, error):
    with pytest.raises(error):
        load(connection, "staging.stg_report", pl.DataFrame([REPORT | change]))
    assert connection.sql("select count(*) from staging.stg_report").fetchone() == (0,)


@pytest.mark.parametrize("change", [{}, {"report_id": "b"}], ids=["primary key", "unique"])
def test_a_key_is_loaded_once(connection, change):
    load(connection, "staging.stg_report", pl.DataFrame([REPORT]))
    with pytest.raises(duckdb.ConstraintException):
        load(connection, "staging.stg_report", pl.DataFrame([REPORT | change]))


def test_a_row_must_belong_to_a_report(connection):
    row = {"report_id": "ghost", "rule": "r", "severity": "info", "message": "m"}
    with pytest.raises(duckdb.ConstraintException):
        load(connection, "staging.stg_finding", pl.DataFrame([row]))


def test_a_value_outside_a_closed_list_is_refused(connection):
    load(connection, "staging.stg_report", pl.DataFrame([REPORT]))
    row = {"report_id": "a", "rule": "r", "severity": "terrible", "message": "m"}
    with pytest.raises(duckdb.ConstraintException):
        load(connection, "staging.stg_finding", pl.DataFrame([row]))


def test_text_is_data_and_never_sql(connection):
    load(connection, "staging.stg_report", pl.DataFrame([REPORT]))
    evil = "'); drop table staging.stg_finding; --"
    row = {"report_id": "a", "rule": "r", "severity": "info", "message": evil}
    load(connection, "staging.stg_finding", pl.DataFrame([row]))
    assert connection.sql("select message from staging.stg_finding").fetchone() == (evil,)


@pytest.mark.parametrize("name", ["it's.duckdb", "資料 庫.duckdb", 'a"b.duckdb'])
def test_a_candidate_may_lie_under_any_name(tmp_path, name):
    open_candidate(tmp_path / name).close()
    assert (tmp_path / name).exists()


def test_quotes_are_doubled():
    assert quote("it's") == "'it''s'"


def test_everything_ever_ingested_is_copied_from_the_live_file(connection, tmp_path):
    live = tmp_path / "live.duckdb"
    with open_candidate(live) as opened:
        row = (
            "select 'a' as report_id, repeat('0', 64) as sha256, 'f' as file_name, 'pdf' as media_type, "
            "2024 as report_year, 'title' as report_year_basis, 1 as page_count, ['6.e.2'] as printed_codes"
        )
        opened.execute(f"insert into raw.raw_report by name {row}")
    copy_raw(connection, live)
    copied = connection.sql("select report_id, printed_codes from raw.raw_report").fetchall()
    assert copied == [("a", ["6.e.2"])]


@pytest.mark.parametrize("name", ["agencies", "goals"])
def test_seeds_load_under_their_own_constraints(connection, name):
    load_seeds(connection)
    table = {"agencies": "seed_agency", "goals": "seed_goal"}[name]
    lines = seed_file(name).read_text(encoding="utf-8").splitlines()
    rows = connection.sql(f"select count(*) from staging.{table}").fetchone()[0]
    assert 0 < rows <= len(lines) - 1
