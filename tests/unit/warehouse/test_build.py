"""The SQL files are the schema: they compile, are all used, and refuse what does not fit."""

import duckdb
import pytest

from warehouse.build import (
    CHINESE_VIEWS,
    INTERMEDIATE_TABLES,
    MARTS,
    RAW_TABLES,
    SCHEMAS,
    SQL_FOLDER,
    STAGING_TABLES,
    VIEWS,
    build_marts,
    create_tables,
    load_seeds,
    quote,
)
from warehouse.candidate import open_candidate
from warehouse.carry_forward import copy_raw
from warehouse.catalog import read_table, read_tables
from warehouse.seed_files import seed_file

ORDER = {
    "raw": RAW_TABLES,
    "staging": STAGING_TABLES,
    "intermediate": INTERMEDIATE_TABLES,
    "marts": MARTS,
    "zh": CHINESE_VIEWS,
}


@pytest.mark.parametrize("layer", SCHEMAS)
def test_every_sql_file_is_in_the_build_order_and_vice_versa(layer):
    files = {path.stem for path in (SQL_FOLDER / layer).rglob("*.sql")}
    assert files == set(ORDER[layer])
    assert len(ORDER[layer]) == len(files)


def test_every_file_makes_the_table_of_its_name(connection):
    build_marts(connection, "2026-01-01")
    tables = {(table.schema_name, table.table_name) for table in read_tables(connection, *SCHEMAS)}
    named = {(layer, name) for layer, names in ORDER.items() for name in names}
    assert tables == named | {("marts", view) for view in VIEWS} | {
        ("zh", view) for view in CHINESE_VIEWS
    }


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
        mart: connection.sql(f"select count(*) from marts.{mart}").fetchall()[0][0]
        for mart in MARTS
    }
    filled = {mart for mart, count in counts.items() if count}
    assert filled == {"dim_goal", "dim_agency", "agency_succession"}
    assert counts["dim_goal"] == 18


@pytest.mark.parametrize("name", ["it's.duckdb", "資料 庫.duckdb", 'a"b.duckdb'])
def test_a_candidate_may_lie_under_any_name(tmp_path, name):
    open_candidate(tmp_path / name).finish()
    assert (tmp_path / name).exists()


def test_quotes_are_doubled():
    assert quote("it's") == "'it''s'"


def test_everything_ever_ingested_is_copied_from_the_live_file(tmp_path):
    live = tmp_path / "live.duckdb"
    with open_candidate(live) as candidate:
        opened = candidate.connection
        row = (
            "select 'a' as report_id, repeat('0', 64) as sha256, 'f' as file_name, 'pdf' as media_type, "
            "2024 as report_year, 'title' as report_year_basis, 1 as page_count, ['6.e.2'] as printed_codes"
        )
        opened.execute(f"insert into raw.raw_report by name {row}")
    # What is attached within a transaction cannot be detached in it.
    with duckdb.connect() as connection:
        create_tables(connection)
        copy_raw(connection, live)
        copied = connection.sql("select report_id, printed_codes from raw.raw_report").fetchall()
    assert copied == [("a", ["6.e.2"])]


@pytest.mark.parametrize("name", ["agencies", "goals"])
def test_seeds_load_under_their_own_constraints(connection, name):
    load_seeds(connection)
    table = {"agencies": "seed_agency", "goals": "seed_goal"}[name]
    lines = seed_file(name).read_text(encoding="utf-8").splitlines()
    rows = connection.sql(f"select count(*) from staging.{table}").fetchall()[0][0]
    assert 0 < rows <= len(lines) - 1


def test_a_view_that_is_kept_is_a_table_of_the_same_rows_and_comments(tmp_path):
    view = "intermediate.int_ministry_again"
    with open_candidate(tmp_path / "candidate.duckdb") as candidate:
        connection = candidate.connection
        connection.execute("insert into intermediate.int_ministry values ('水利署', '經濟部')")
        connection.execute(f"create view {view} as from intermediate.int_ministry")
        connection.execute(f"comment on view {view} is 'Agencies'' ministries'")
        connection.execute(f"comment on column {view}.agency is 'Agency'")
        before = read_table(connection, view)
        candidate.keep(view)
        connection.execute("insert into intermediate.int_ministry values ('能源署', '經濟部')")
        after = read_table(connection, view)
        assert connection.execute(f"from {view}").fetchall() == [("水利署", "經濟部")]
    assert before.is_view
    assert not after.is_view
    assert after.comment == before.comment == "Agencies' ministries"
    assert [c.comment for c in after.columns if c.name == "agency"] == ["Agency"]
