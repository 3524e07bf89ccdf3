"""A data folder is known by its identity, wherever it lies and whatever it loses."""

import shutil

import duckdb
import pytest

from flows.runs.folder_identity import folder_identity
from warehouse.build import SQL_FOLDER
from warehouse.errors import TsdgError
from warehouse.folder.data_folder import DataFolder


@pytest.fixture
def data(tmp_path):
    folder = DataFolder(tmp_path / "data")
    folder.create()
    return folder


def put_warehouse(data: DataFolder, identity: str | None) -> None:
    with duckdb.connect(str(data.warehouse)) as connection:
        connection.execute("create schema raw")
        connection.execute((SQL_FOLDER / "raw" / "raw_schema.sql").read_text(encoding="utf-8"))
        connection.execute("insert into raw.raw_schema values (5, '0.1.0', ?)", [identity])


def test_it_is_made_once_and_goes_along_with_the_folder(data, tmp_path):
    first = folder_identity(data)
    moved = DataFolder(shutil.move(data.root, tmp_path / "moved"))
    assert folder_identity(moved) == first
    other = DataFolder(tmp_path / "other")
    other.create()
    assert folder_identity(other) != first


@pytest.mark.parametrize("content", [None, ""])
def test_a_folder_that_has_the_warehouse_alone_is_the_one_that_it_came_from(data, content):
    put_warehouse(data, "the former one")
    if content is not None:
        data.identity.write_text(content)
    assert folder_identity(data) == "the former one"
    assert data.identity.read_text().strip() == "the former one"


def test_a_warehouse_of_an_earlier_version_tells_nothing(data):
    put_warehouse(data, "unread")
    with duckdb.connect(str(data.warehouse)) as connection:
        connection.execute("update raw.raw_schema set schema_version = 4")
        connection.execute("alter table raw.raw_schema drop column data_folder")
    assert folder_identity(data) == data.identity.read_text().strip()


def test_one_that_cannot_be_kept_is_told(tmp_path):
    with pytest.raises(TsdgError, match="cannot be written"):
        folder_identity(DataFolder(tmp_path / "none" / "here"))
