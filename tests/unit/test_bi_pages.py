"""What the pages on BI tools name exists: columns, tables, pictures, and the kept Superset dashboard."""

import json
import re
from pathlib import Path

import duckdb
import pytest
import yaml

from tests.conftest import PROJECT
from warehouse.build import build_marts, create_tables
from warehouse.catalog import read_tables

FOLDER = PROJECT / "docs" / "bi"


@pytest.fixture(scope="module")
def tables():
    with duckdb.connect() as connection:
        create_tables(connection)
        build_marts(connection, "2000-01-01")
        return {
            table.table_name: {column.name for column in table.columns}
            for table in read_tables(connection, "marts")
        }


def test_the_superset_dashboard_names_columns_that_exist(tables):
    datasets = {}
    for path in sorted((FOLDER / "superset" / "datasets").rglob("*.yaml")):
        dataset = yaml.safe_load(path.read_text(encoding="utf-8"))
        datasets[dataset["uuid"]] = dataset["table_name"]
        assert {column["column_name"] for column in dataset["columns"]} <= tables[
            dataset["table_name"]
        ]
    charts = sorted((FOLDER / "superset" / "charts").glob("*.yaml"))
    assert len(charts) == 3
    for path in charts:
        chart = yaml.safe_load(path.read_text(encoding="utf-8"))
        known = tables[datasets[chart["dataset_uuid"]]]
        parameters = chart["params"]
        parameters = json.loads(parameters) if isinstance(parameters, str) else parameters
        named = [*parameters.get("all_columns", []), *parameters.get("groupby", [])]
        assert named
        assert set(named) <= known


def test_the_superset_connection_is_read_only():
    (path,) = (FOLDER / "superset" / "databases").glob("*.yaml")
    database = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert database["extra"]["engine_params"]["connect_args"]["read_only"] is True
    assert "password" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", sorted(FOLDER.glob("*.md")), ids=lambda path: path.name)
def test_code_words_that_look_like_columns_exist(tables, page: Path):
    known = set(tables).union(*tables.values()) | {"warehouse", "superset_config", "attainment_app"}
    known |= {"edition_indicator", "tsdg_duckdb"}  # made in the tool, as the page says
    text = re.sub(r"```.*?```|\]\([^)]*\)", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    named = {
        word for code in re.findall(r"`([^`]+)`", text) for word in re.findall(r"[a-z]+(?:_[a-z]+)+", code)
    }  # fmt: skip
    paths = {"read_only", "connect_args", "engine_params", "search_path"}
    assert named - known - paths == set()


def test_the_app_queries_columns_that_exist(tables):
    source = (FOLDER / "attainment_app.py").read_text(encoding="utf-8")
    named = set(re.findall(r"\"([a-z]+_[a-z_]+)\"", source))
    assert (
        {"indicator_code", "target_shown"}
        <= named
        <= tables["verdict"] | {"page_title", "not_attained"}
    )
