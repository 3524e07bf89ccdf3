"""The published warehouse can be read and nothing else."""

import shutil
from datetime import date, datetime

import duckdb
import pytest

from tests.tiny_runs import empty_warehouse_file
from warehouse.candidate import open_candidate
from warehouse.errors import NotPublishedError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.published import fetch, open_published
from warehouse.sql_literals import with_literals


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("data"))
    shutil.copyfile(empty_warehouse_file(), folder.warehouse)
    return folder


def test_marts_are_found_without_their_schema(data):
    with open_published(data) as connection:
        assert fetch(connection, "select count(*) as n from dim_goal") == [{"n": 18}]
        assert fetch(connection, "select goal_no from dim_goal where goal_no = ?", [3]) == [{"goal_no": 3}]  # fmt: skip


@pytest.mark.parametrize(
    "statement",
    [
        "delete from dim_goal",
        "create table mine as select 1",
        "drop table marts.finding",
        "copy dim_goal to 'stolen.csv'",
        "select * from read_text('pyproject.toml')",
        "select * from 'README.md'",
        "attach 'other.duckdb'",
        "install httpfs",
        "set enable_external_access = true",
    ],
)
def test_it_can_neither_be_changed_nor_reach_other_files(data, statement):
    with open_published(data) as connection, pytest.raises(duckdb.Error):
        connection.execute(statement)


def test_before_the_first_run_the_next_step_is_told(tmp_path):
    with pytest.raises(NotPublishedError, match="tsdg run"), open_published(DataFolder(tmp_path)):
        pytest.fail("there is nothing to open")


def test_a_slow_query_draws_nothing_into_the_output(data, tmp_path):
    asked = "select value from duckdb_settings() where name = 'enable_progress_bar'"
    with open_published(data) as connection:
        assert connection.execute(asked).fetchone() == ("false",)
    with open_candidate(tmp_path / "candidate.duckdb") as candidate:
        assert candidate.connection.execute(asked).fetchone() == ("false",)


VALUES = [
    None, True, False, 0, -7, 2**40, "", "甲'乙", "'; drop table x; --", "$other ?", "a\\b\n", "nul\0byte",
    date(2024, 2, 29), datetime(2024, 2, 29, 12), 0.1, ["甲", "乙"],  # noqa: DTZ001 - as the warehouse holds it
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_value_comes_back_as_it_was_given_by_name_and_by_place(data, value):
    with open_published(data) as connection:
        assert fetch(connection, "select $told as told", {"told": value}) == [{"told": value}]
        assert fetch(connection, "select ? as told", [value]) == [{"told": value}]


def test_a_query_whose_places_cannot_be_told_is_left_to_duckdb(data):
    query = "select '?' as mark, ? as told"
    assert with_literals(query, ["甲"]) is None
    with open_published(data) as connection:
        assert fetch(connection, query, ["甲"]) == [{"mark": "?", "told": "甲"}]


def test_one_value_may_stand_in_several_places_beside_others(data):
    with open_published(data) as connection:
        query = "select $a || $ab || $a as told"
        assert fetch(connection, query, {"a": "$ab", "ab": "乙"}) == [{"told": "$ab乙$ab"}]
