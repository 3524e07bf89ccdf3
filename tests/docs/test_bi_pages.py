"""What the pages on BI tools tell people to enter gives the figures of the scorecards, and what they show exists."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from tests.conftest import PROJECT
from tests.tiny_runs import empty_warehouse_file
from warehouse.catalog import read_tables
from warehouse.relations import RELATIONS

FOLDER = PROJECT / "docs" / "bi"
PAGES = sorted(FOLDER.glob("*.md"))
NOT_TRIED = {"metabase.md", "power_bi.md", "tableau.md"}
_LARGEST_PICTURE = 150_000
# Published DAX measure or Superset metric: the column of the scorecard that it equals.
IN_DAX = {
    "Indicators": "n_indicators",
    "Attained": "n_attained",
    "Missed": "n_not_attained",
    "Pending": "n_pending",
    "Attainment rate": "attainment_rate_pct / 100",
    "Attainment of all": "attainment_of_all_pct / 100",
}
IN_DAX_BY_GOAL = {
    "Attained in goal": "n_attained",
    "Missed in goal": "n_not_attained",
    "Rate in goal": "attainment_rate_pct / 100",
}
IN_SUPERSET = {
    "indicators": "n_indicators",
    "attained": "n_attained",
    "missed": "n_not_attained",
    "attainment_rate": "attainment_rate_pct / 100",
}


@pytest.fixture(params=["sample_warehouse", "published_history"])
def warehouse(request: pytest.FixtureRequest) -> Iterator[duckdb.DuckDBPyConnection]:
    data = request.getfixturevalue(request.param)
    with duckdb.connect(str(data.warehouse), read_only=True) as connection:
        yield connection


def blocks(page: str, language: str) -> list[str]:
    text = (FOLDER / page).read_text(encoding="utf-8")
    found = re.findall(rf"^ *```{language}\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    assert found, f"{page} has no {language} block"
    return found


def bundle(part: str) -> list[dict[str, Any]]:
    paths = sorted((FOLDER / "superset" / part).rglob("*.yaml"))
    assert paths, part
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths]


def dax_as_sql(expression: str, measures: dict[str, str]) -> str:
    """Translate the few words of DAX that the page uses; other measures are put in by name."""
    expression = re.sub(
        r"(?<![\w\]])\[([^\]]+)\]",
        lambda named: f"({dax_as_sql(measures[named[1]], measures)})",
        expression,
    )
    expression = re.sub(
        r"CALCULATE\(COUNTROWS\(indicator_result\), ([^()]*(?:\(\)[^()]*)*)\)",
        lambda call: f"(count(*) filter (where {call[1].replace(', ', ' and ')}))",
        expression,
    )
    expression = re.sub(r"indicator_result\[(\w+)\]", r"\1", expression)
    expression = re.sub(r"^DIVIDE\((.*), (.*)\)$", r"1.0 * (\1) / nullif(\2, 0)", expression)
    return expression.replace("TRUE()", "true").replace('"', "'")


def tableau_as_sql(field: str) -> str:
    field = re.sub(r"IIF\((.*?), 1, 0\)", r"case when \1 then 1.0 else 0 end", field)
    return re.sub(r"\[(\w+)\]", r"\1", field).replace('"', "'").replace("/ SUM", "/ nullif(SUM", 1)


def tableau_fields() -> list[str]:
    fields = [tableau_as_sql(block.strip()) for block in blocks("tableau.md", "text")]
    return [f"{field}, 0)" if "nullif" in field else field for field in fields]


def assert_equals_scorecard(
    connection: duckdb.DuckDBPyConnection, expression: str, scorecard: str, column: str
) -> None:
    keys = "report_year, goal_no" if scorecard == "goal_scorecard" else "report_year"
    computed = connection.execute(
        f"select {keys}, {expression} from marts.indicator_result group by all order by all"
    ).fetchall()
    published = connection.execute(
        f"select {keys}, {column} from marts.{scorecard} order by all"
    ).fetchall()
    assert computed
    assert [row[:-1] for row in computed] == [row[:-1] for row in published]
    for ours, theirs in zip(computed, published, strict=True):
        assert ours[-1] == (None if theirs[-1] is None else pytest.approx(theirs[-1])), ours


def test_power_bi_measures_equal_the_scorecards(warehouse):
    lines = [line for block in blocks("power_bi.md", "dax") for line in block.splitlines()]
    measures = dict(line.split(" = ", 1) for line in lines)
    assert set(measures) == set(IN_DAX) | set(IN_DAX_BY_GOAL)
    for name, column in IN_DAX.items():
        expression = dax_as_sql(measures[name], measures)
        assert_equals_scorecard(warehouse, expression, "edition_scorecard", column)
    for name, column in IN_DAX_BY_GOAL.items():
        expression = dax_as_sql(measures[name], measures)
        assert_equals_scorecard(warehouse, expression, "goal_scorecard", column)


def test_tableau_fields_equal_the_scorecards(warehouse):
    attained, rate, rate_in_goal = tableau_fields()
    assert_equals_scorecard(warehouse, attained, "edition_scorecard", "n_attained")
    assert_equals_scorecard(warehouse, rate, "edition_scorecard", "attainment_rate_pct / 100")
    assert_equals_scorecard(warehouse, rate_in_goal, "goal_scorecard", "attainment_rate_pct / 100")


def test_superset_metrics_equal_the_scorecard(warehouse):
    (dataset,) = (each for each in bundle("datasets") if each["table_name"] == "indicator_result")
    metrics = {metric["metric_name"]: metric["expression"] for metric in dataset["metrics"]}
    assert set(metrics) == {*IN_SUPERSET, "count"}
    for name, column in IN_SUPERSET.items():
        assert_equals_scorecard(warehouse, metrics[name], "edition_scorecard", column)


def test_metabase_question_equals_the_scorecard(warehouse):
    (query,) = blocks("metabase.md", "sql")
    published = warehouse.execute(
        "select report_year, attainment_rate_pct from marts.edition_scorecard order by 1"
    ).fetchall()
    assert warehouse.execute(query).fetchall() == [
        (year, pytest.approx(rate)) for year, rate in published
    ]


def test_libreoffice_query_has_each_indicator_of_an_edition_once(warehouse):
    (query,) = blocks("libreoffice_excel_odbc.md", "sql")
    rows = warehouse.execute(f"select report_year, count(*) from ({query}) group by 1 order by 1")
    published = "select report_year, n_indicators from marts.edition_scorecard order by 1"
    assert rows.fetchall() == warehouse.execute(published).fetchall()


def test_queries_of_the_app_run(warehouse):
    source = (FOLDER / "attainment_app.py").read_text(encoding="utf-8")
    queries = re.findall(r'query\("([^"]+)"\)', source)
    assert len(queries) == source.count("query(") - source.count("def query(")
    for query in queries:
        assert warehouse.execute(query).fetchall()


def test_the_app_has_a_colour_for_every_status(warehouse):
    (table,) = (t for t in read_tables(warehouse, "marts") if t.table_name == "indicator_result")
    (status,) = (column for column in table.columns if column.name == "status")
    source = (FOLDER / "attainment_app.py").read_text(encoding="utf-8")
    assert set(re.findall(r'" *\S+ (\w+)": "#', source)) == set(status.allowed_values)
    (dashboard,) = bundle("dashboards")
    assert set(dashboard["metadata"]["label_colors"]) == set(status.allowed_values)


def test_the_edition_filter_of_the_dashboard_holds_from_the_first_query_on():
    (dashboard,) = bundle("dashboards")
    (edition,) = dashboard["metadata"]["native_filter_configuration"]
    # Without the second the box shows a year while the charts add up all editions.
    assert edition["controlValues"]["defaultToFirstItem"]
    assert edition["requiredFirst"]
    assert edition["targets"][0]["column"]["name"] == "report_year"


def test_the_dashboard_shows_the_charts_of_the_bundle_with_metrics_of_their_dataset():
    datasets = {dataset["uuid"]: dataset for dataset in bundle("datasets")}
    charts = {chart["uuid"]: chart for chart in bundle("charts")}
    (dashboard,) = bundle("dashboards")
    cells = [part for key, part in dashboard["position"].items() if key.startswith("C")]
    assert {cell["meta"]["uuid"] for cell in cells} == set(charts)
    for chart in charts.values():
        known = {metric["metric_name"] for metric in datasets[chart["dataset_uuid"]]["metrics"]}
        assert set(chart["params"].get("metrics", [])) <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pictures_exist_and_are_small(page):
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        assert 0 < (FOLDER / picture).stat().st_size < _LARGEST_PICTURE


def test_every_picture_is_shown():
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    pictures = {f"pictures/{path.name}" for path in (FOLDER / "pictures").iterdir()}
    assert pictures == set(re.findall(r"!\[[^\]]+\]\(([^)]+)\)", text))


def test_what_was_not_tried_says_so():
    for page in PAGES:
        says = "**Written from its documentation, not tried here**" in page.read_text("utf-8")
        assert says == (page.name in NOT_TRIED), page.name
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert {page for page in NOT_TRIED if f"({page})" in index} == NOT_TRIED
    assert index.count("**no**: written, not tried") == len(NOT_TRIED)


def test_the_model_draws_relations_that_databases_have():
    index = (FOLDER / "README.md").read_text(encoding="utf-8")
    known = {(each.table, each.columns, each.references) for each in RELATIONS}
    rows = re.findall(r"^\| (`\w+`[^|]*) \| (`\w+`[^|]*) \| `(\w+)` \|$", index, re.MULTILINE)
    drawn = {
        (table, tuple(re.findall(r"`(\w+)`", columns)), references)
        for tables, columns, references in rows
        for table in re.findall(r"`(\w+)`", tables)
    }
    assert len(rows) == 5
    assert drawn <= known


@pytest.fixture(scope="module")
def tables():
    with duckdb.connect(str(empty_warehouse_file()), read_only=True) as connection:
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
