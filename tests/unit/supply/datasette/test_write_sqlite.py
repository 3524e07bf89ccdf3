"""SQLite read back: every value, keys that hold, and descriptions where its readers look for them."""

import json
import sqlite3
from contextlib import closing

import pytest

from supply.datasette.write_sqlite import write_sqlite
from warehouse.catalog import read_tables
from warehouse.folder.published import open_published


@pytest.fixture(scope="module")
def written(several_issuers, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sqlite")
    with open_published(several_issuers) as connection:
        database, metadata = write_sqlite(connection, folder)
    with closing(sqlite3.connect(database)) as opened:
        yield opened, json.loads(metadata.read_text(encoding="utf-8"))


def told(value):
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if hasattr(value, "hour"):
        return value.isoformat(sep=" ")
    return value.isoformat() if hasattr(value, "isoformat") else value


def test_every_value_of_every_mart_comes_back(written, several_issuers):
    database, _ = written
    with open_published(several_issuers) as connection:
        for table in read_tables(connection, "marts"):
            wanted = connection.execute(f"from {table.full_name}").fetchall()
            found = database.execute(f"select * from {table.table_name}").fetchall()
            assert sorted(map(repr, found)) == sorted(
                repr(tuple(int(v) if isinstance(v, bool) else told(v) for v in row))
                for row in wanted
            ), table.table_name


def test_keys_and_references_hold(written):
    database, _ = written
    assert database.execute("pragma foreign_key_check").fetchall() == []
    keys = database.execute("select name from pragma_table_info('attainment') where pk > 0").fetchall()  # fmt: skip
    assert {key for (key,) in keys} == {"issuer", "report_year", "indicator_code", "measure_no"}
    goals = database.execute("select \"table\" from pragma_foreign_key_list('attainment') where \"from\" = 'goal_no'").fetchall()  # fmt: skip
    assert goals == [("dim_goal",)]


def test_descriptions_and_units_stand_in_metadata_and_schema(written, several_issuers):
    database, metadata = written
    with open_published(several_issuers) as connection:
        tables = {table.table_name: table for table in read_tables(connection, "marts")}
    described = metadata["databases"]["tsdg"]["tables"]
    assert described.keys() == tables.keys()
    for name, table in tables.items():
        assert described[name]["description"].startswith(table.comment)
        assert described[name]["columns"].keys() == {column.name for column in table.columns}
        (statement,) = database.execute("select sql from sqlite_master where type = 'table' and name = ?", [name]).fetchone()  # fmt: skip
        assert all(" ".join(column.comment.split()) in statement for column in table.columns)
    columns = described["attainment"]["columns"]
    assert columns["attainment_pct"].endswith("[%]")
    assert columns["actual_value"].endswith("[unit: column actual_unit]")
    assert described["attainment"]["title"] == "達成情形 attainment"
    assert "勞動部（樣本）" in metadata["source"]
    assert "MIT" in metadata["license"]
