"""Whatever a table's SQL states of its rows, rows that break it are refused before loading, by name."""

import re
from datetime import date, datetime
from typing import Any

import duckdb
import polars as pl
import pytest

from tests.tiny_runs import empty_warehouse_file
from warehouse.build import build_marts, create_tables
from warehouse.candidate import Candidate
from warehouse.catalog import Column, Table, read_table, read_tables
from warehouse.contract import ContractError, require_contract

# Words of SQL in a condition that has no words of its own are none of ours.
OUR_ENGLISH = r"not null|unique|foreign key|unknown column|\btype |\bcheck |BETWEEN"
SAMPLES = {
    "INTEGER": lambda number: number,
    "BIGINT": lambda number: number,
    "DOUBLE": float,
    "BOOLEAN": lambda number: number % 2 == 0,
    "DATE": lambda number: date(2024, 1, 1 + number),
    "TIMESTAMP": lambda number: datetime(2024, 1, 1 + number),  # noqa: DTZ001 - as the tables hold it
    "INTEGER[]": lambda number: [number],
    "VARCHAR[]": lambda number: [f"甲{number}"],
    "VARCHAR": lambda number: f"甲{number}",
}
# What satisfies a check that is no closed list, by column.
FITTING = {"sha256": lambda number: str(number) * 64, "report_year": lambda number: 2020 + number}
# What breaks one, by column; where it is over several columns, all of these together.
BREAKING = {"sha256": "short", "goal_no": 100, "score": 101.0, "report_year": 1800}
BREAKING |= {"is_sourced": True, "source_url": None, "seen_on": None}


def read_catalog() -> list[Table]:
    with duckdb.connect(str(empty_warehouse_file()), read_only=True) as connection:
        schemas = ("raw", "staging", "intermediate", "marts")
        return [table for table in read_tables(connection, *schemas) if not table.is_view]


TABLES = read_catalog()


def sample(column: Column, number: int) -> Any:
    if column.allowed_values:
        return column.allowed_values[0]
    return FITTING.get(column.name, SAMPLES[column.data_type])(number)


def clean_rows(table: Table) -> list[dict[str, Any]]:
    """Three rows that keep the contract."""
    return [
        {column.name: sample(column, number) for column in table.columns} for number in (1, 2, 3)
    ]


@pytest.fixture(scope="module")
def compiled():
    with duckdb.connect() as opened:
        create_tables(opened)
        build_marts(opened, "2026-01-01")
        yield opened


@pytest.fixture(scope="module")
def described(compiled):
    """Asks the catalog once for all tests."""
    return Candidate(compiled)


@pytest.fixture
def candidate(described):
    """All tables, empty and with those filled that others refer to."""
    described.connection.execute("begin")
    yield described
    described.connection.execute("rollback")


def fill_referenced(candidate: Candidate, table: Table) -> None:
    for foreign in table.foreign_keys:
        name = f"{table.schema_name}.{foreign.table_name}"
        candidate.load(name, clean_rows(candidate.table(name)))


def faults(table: Table) -> list[tuple[str, str, dict[str, Any]]]:
    """Each statement of the table as (rule, columns, what to change in the second row)."""
    first = clean_rows(table)[0]
    present = [column.name for column in table.columns if not column.is_nullable]
    # Every such column comes of the same line of the catalog: the first and the last stand for all.
    found = [("not null", name, {name: None}) for name in dict.fromkeys((present[0], present[-1]))]
    for check in table.checks:
        listed = {column.name for column in table.columns if column.allowed_values}
        wrong = {
            name: "not in the list" if name in listed else BREAKING.get(name, 0)
            for name in check.columns
        }
        found.append((f"check {check.expression}", ", ".join(check.columns), wrong))
    found += [("unique", ", ".join(key), {name: first[name] for name in key}) for key in table.keys]
    for foreign in table.foreign_keys:
        other = f"foreign key of {table.schema_name}.{foreign.table_name}"
        found.append((other, ", ".join(foreign.columns), dict.fromkeys(foreign.columns, "ghost")))
    return found


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.full_name)
def test_rows_that_keep_the_contract_are_loaded(candidate, table):
    fill_referenced(candidate, table)
    held = candidate.count_rows(table.schema_name)
    candidate.load(table.full_name, clean_rows(table))
    assert candidate.count_rows(table.schema_name) == held + 3


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.full_name)
def test_each_statement_that_is_broken_names_table_column_rule_and_row(candidate, table):
    fill_referenced(candidate, table)
    held = candidate.count_rows(table.schema_name)
    planted = faults(table)
    assert len(planted) >= len(table.checks) + len(table.keys) + len(table.foreign_keys)
    for rule, columns, change in planted:
        rows = clean_rows(table)
        rows[1] |= change
        with pytest.raises(ContractError) as raised:
            candidate.load(table.full_name, rows)
        error = raised.value
        assert (error.table, error.rule, error.column) == (table.full_name, rule, columns)
        assert error.n_rows == (2 if rule == "unique" else 1)
        assert {name: error.rows[-1][name] for name in change} == change
        assert str(error).startswith(f"{table.full_name}.{columns}: {rule}: ")
        assert re.search(OUR_ENGLISH, error.say("zh")) is None, error.say("zh")
    assert candidate.count_rows(table.schema_name) == held


REPORT = {
    "report_id": "a", "report_year": 2024, "vintage_no": 1, "is_current": True, "issuer": "經濟部",
    "issuer_basis": "printed", "issuer_printed": None, "is_sample": False,
}  # fmt: skip
LOADED = tuple(REPORT.values())


@pytest.mark.parametrize("change", [{}, {"report_id": "b"}], ids=["primary key", "unique"])
def test_a_key_that_is_held_already_is_refused(candidate, change):
    candidate.load("staging.stg_report", [REPORT])
    with pytest.raises(ContractError, match="unique") as raised:
        candidate.load("staging.stg_report", [REPORT | change])
    assert raised.value.n_rows == 1


@pytest.mark.parametrize("as_frame", [False, True])
@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("surprise", 1, "unknown column"),
        ("report_year", "next year", "type Int32"),
        ("report_year", 2024.5, "type Int32"),
        ("report_year", 2**40, "type Int32"),
        ("report_id", 7, "type String"),
    ],
)
def test_what_the_table_cannot_hold_is_refused(candidate, column, value, rule, as_frame):
    rows: Any = [REPORT | {column: value}]
    with pytest.raises(ContractError) as raised:
        candidate.load("staging.stg_report", pl.DataFrame(rows) if as_frame else rows)
    assert (raised.value.column, raised.value.rule) == (column, rule)
    assert re.search(OUR_ENGLISH, raised.value.say("zh")) is None
    assert candidate.count_rows("staging") == 0


def test_a_wrong_type_tells_its_rows(candidate):
    rows = [REPORT, REPORT | {"report_id": "b", "report_year": "next year"}]
    with pytest.raises(ContractError) as raised:
        candidate.load("staging.stg_report", rows)
    assert raised.value.rows == ({"report_id": "b", "report_year": "next year"},)


def test_numbers_of_another_width_are_taken_as_they_are(candidate):
    frame = pl.DataFrame([REPORT], schema_overrides={"report_year": pl.Float64})
    candidate.load("staging.stg_report", frame.with_columns(pl.col("vintage_no").cast(pl.UInt8)))
    assert candidate.connection.sql("from staging.stg_report").fetchall() == [LOADED]


def test_columns_are_loaded_by_name_whatever_their_order(candidate):
    candidate.load("staging.stg_report", pl.DataFrame([dict(reversed(REPORT.items()))]))
    assert candidate.connection.sql("from staging.stg_report").fetchall() == [LOADED]


@pytest.mark.parametrize("rows", [[], pl.DataFrame()], ids=["rows", "frame"])
def test_no_rows_load_nothing(candidate, rows):
    candidate.load("staging.stg_report", rows)
    assert candidate.count_rows("staging") == 0


def test_text_is_data_and_never_sql(candidate):
    candidate.load("staging.stg_report", [REPORT])
    evil = "'); drop table staging.stg_finding; --"
    row = {"report_id": "a", "rule": "r", "severity": "info", "facts": evil}
    candidate.load("staging.stg_finding", [row])
    told = candidate.connection.sql("select facts from staging.stg_finding").fetchall()
    assert told == [(evil,)]


def test_a_mart_whose_query_breaks_it_names_the_row(monkeypatch):
    """A mart is filled by SQL: its rows are asked after the database has refused them."""
    from warehouse import build

    sql = (
        "create table marts.dim_goal (goal_no integer primary key, name text not null); "
        "insert into marts.dim_goal by name select * from (values (1, '甲'), (2, null)) as given (goal_no, name);"
    )
    monkeypatch.setattr(build, "MARTS", ("dim_goal",))
    monkeypatch.setattr(build, "VIEWS", ())
    monkeypatch.setattr(build, "CHINESE_VIEWS", ())
    monkeypatch.setattr(build, "_read_sql", lambda layer, _: sql if layer == "marts" else "")
    with duckdb.connect() as connection:
        connection.execute("create schema marts")
        with pytest.raises(ContractError) as raised:
            build.build_marts(connection, "2026-01-01")
    assert (raised.value.table, raised.value.column) == ("marts.dim_goal", "name")
    assert raised.value.n_rows == 1


def test_a_check_that_comes_to_null_holds():
    with duckdb.connect() as connection:
        connection.execute("create schema s")
        connection.execute("create table s.t (low integer, high integer, check (low <= high))")
        connection.execute("create table given as select 1 as low, null::integer as high")
        require_contract(connection, read_table(connection, "s.t"), "given")
        connection.execute("insert into given values (2, 1)")
        with pytest.raises(ContractError) as raised:
            require_contract(connection, read_table(connection, "s.t"), "given")
    assert raised.value.rows == ({"low": 2, "high": 1},)


def test_a_unique_key_lets_nulls_be():
    with duckdb.connect() as connection:
        connection.execute("create schema s")
        connection.execute("create table s.t (a integer, b integer, unique (a, b))")
        connection.execute("create table given as from (values (1, null), (1, null)) as v (a, b)")
        require_contract(connection, read_table(connection, "s.t"), "given")
        connection.execute("insert into s.t from given")
