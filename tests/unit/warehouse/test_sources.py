"""What the seeds state as a fact names its public source, and what does not says so."""

import duckdb
import pytest

from warehouse.build import build_marts, create_tables, load_seeds

# Targets and comparisons are published for the indicators held: here none are.
SOURCED = ("marts.agency_succession", "marts.dim_agency", "marts.dim_goal", "staging.seed_target")
FACTS = (*SOURCED, "staging.seed_un_bridge")
UNSURE = "memory|verify"


@pytest.fixture(scope="module")
def built():
    with duckdb.connect() as connection:
        create_tables(connection)
        load_seeds(connection)
        build_marts(connection, "2026-01-01")
        yield connection


@pytest.fixture
def packaged(built):
    """Marts of the packaged seeds alone; what a test changes is undone."""
    built.begin()
    yield built
    built.rollback()


def unsure_cells(connection, table: str) -> int:
    (cells,) = connection.sql(
        f"select count(*) from (unpivot (select columns(*)::text from {table}) on columns(*)) "
        f"where regexp_matches(value, '{UNSURE}')"
    ).fetchone()
    return cells


@pytest.mark.parametrize("table", FACTS)
def test_no_published_fact_is_from_memory(packaged, table):
    (rows,) = packaged.sql(f"select count(*) from {table}").fetchone()
    assert (rows > 0, unsure_cells(packaged, table)) == (True, 0)


def test_a_cell_that_says_so_is_found(packaged):
    packaged.execute("update marts.dim_goal set name_zh_source = 'date from memory, verify'")
    assert unsure_cells(packaged, "marts.dim_goal") == 18


@pytest.mark.parametrize("table", SOURCED)
def test_a_sourced_fact_was_seen(packaged, table):
    unseen = f"select count(*) from {table} where is_sourced and seen_on is null"
    assert packaged.sql(unseen).fetchone() == (0,)


def test_agencies_are_sourced_and_goals_say_which_are_not(packaged):
    for mart in ("agency_succession", "dim_agency"):
        unsourced = f"select count(*) from marts.{mart} where not is_sourced or source_url is null"
        assert packaged.sql(unsourced).fetchone() == (0,)
    goals = packaged.sql("select goal_no from marts.dim_goal where not is_sourced order by 1")
    assert [goal_no for (goal_no,) in goals.fetchall()] == [2, 4, 14, 16, 18]


@pytest.mark.parametrize(
    "table", ["seed_agency", "seed_agency_succession", "seed_goal", "seed_target"]
)
def test_what_was_not_seen_cannot_be_called_sourced(packaged, table):
    # Seeds are what marts copy: nothing points to them.
    with pytest.raises(duckdb.ConstraintException):
        packaged.execute(f"update staging.{table} set is_sourced = true, seen_on = null")


def test_an_agency_that_ended_has_no_successor(packaged):
    rows = packaged.sql(
        "select count(*) from marts.agency_succession inner join staging.seed_agency "
        "on former_name = printed_name where seed_agency.change_kind = 'abolished'"
    )
    assert rows.fetchone() == (0,)


def test_every_figure_from_elsewhere_names_publisher_data_set_and_kind(packaged):
    nameless = packaged.sql(
        "select count(*) from staging.seed_external_observation "
        "where publisher is null or data_set is null or source_kind is null "
        "or (source_kind = 'computed' and reason is null)"
    )
    assert nameless.fetchone() == (0,)
