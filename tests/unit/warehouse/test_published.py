"""The published warehouse can be read and nothing else."""

import shutil

import duckdb
import pytest

from tests.tiny_runs import empty_warehouse_file
from warehouse.candidate import open_candidate
from warehouse.data_folder import DataFolder
from warehouse.errors import NotPublishedError
from warehouse.published import fetch, open_published


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
