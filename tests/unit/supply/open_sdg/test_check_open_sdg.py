"""What Open SDG would show wrong is found, though sdg-build lets most of it pass."""

import shutil

import pytest
import yaml

from supply.open_sdg.check_open_sdg import check_open_sdg
from supply.open_sdg.write_open_sdg import write_open_sdg
from warehouse.folder.published import open_published


@pytest.fixture(scope="module")
def clean(sample_warehouse, tmp_path_factory):
    folder = tmp_path_factory.mktemp("clean")
    with open_published(sample_warehouse) as connection:
        write_open_sdg(connection, folder)
    return folder


@pytest.fixture
def repository(clean, tmp_path):
    return shutil.copytree(clean, tmp_path / "repository")


DATA = "data/indicator_6-4-1.csv"
CONFIG = "indicator-config/6-4-1.yml"
META = "meta/en/6-4-1.yml"
TITLES = "translations/en/global_indicators.yml"
SETTINGS = "config_data.yml"
SCHEMA = "metadata_schema.yml"
LINE = "graph_type: line\n"
# File, what stands there, what shall stand there, and what is told of it.
TEXT_FAULTS = {
    "the value column is not last": (DATA, "COMMENT_OBS,Value", "Value,COMMENT_OBS", "Year must be the first column and Value the last"),
    "year in small letters": (DATA, "Year,", "year,", "Year must be the first column"),
    "a column stands twice": (DATA, "Series,Kind", "Kind,Kind", "a column stands twice"),
    "a column without a name": (DATA, "Series,", ",", "a column has no name"),
    "a space in the header": (DATA, "Series,", "Series ,", "'Series ' in the header"),
    "a value with a sign of comparison": (DATA, ",289\n2024,,T", ",<289\n2024,,T", "row 4: the value is '<289'"),
    "a value that is a word": (DATA, ",289\n2024,,T", ",many\n2024,,T", "row 4: the value is 'many'"),
    "a value that is no number": (DATA, ",289\n2024,,T", ",nan\n2024,,T", "row 4: the value is 'nan'"),
    "a value beyond all numbers": (DATA, ",289\n2024,,T", ",1e999\n2024,,T", "row 4: the value is '1e999'"),
    "a value in full-width digits": (DATA, ",289\n2024,,T", ",２８９\n2024,,T", "row 4: the value is '２８９'"),
    "a span of years": (DATA, "2024,,,", "2021-2024,,,", "row 4: the year is '2021-2024'"),
    "a year of the Republic": (DATA, "2024,,,", "113,,,", "row 4: the year is '113'"),
    "a year far away": (DATA, "2024,,,", "2204,,,", "row 4: the year is '2204'"),
    "a space at the end": (DATA, "2024,,,公升/人.日,", "2024,,,公升/人.日 ,", "row 4: a space at an end of '公升/人.日 '"),
    "a wide space at the end": (DATA, "2024,,,公升/人.日,", "2024,,,公升/人.日\u3000,", "row 4: a space at an end of '公升/人.日\\u3000'"),
    "a control character": (DATA, "2024,,,公升", "2024,,,公\u200b升", "row 4: a control character"),
    "an empty row": (DATA, "\n2024,,,", "\n,,,,,\n2024,,,", "row 4: empty"),
    "a row of nothing": (DATA, "\n2024,,,", "\n\n2024,,,", "row 4: empty"),
    "a row too short": (DATA, "\n2024,,,", "\n2024,\n2024,,,", "row 4: 2 fields instead of 6"),
    "a series that pandas takes for none": (DATA, "2024,,,", "2024,NA,,", "row 4: 'NA' would be read as no value"),
    "HTML in a cell": (DATA, "2024,,,", "2024,<b>x,,", "row 4: HTML in '<b>x'"),
    "broken YAML": (CONFIG, LINE, "graph_type: [line\n", "cannot be read"),
    "a file without fields": (META, "SDG_GOAL", "- SDG_GOAL", "cannot be read"),
    "an unknown graph": (CONFIG, LINE, "graph_type: pie\n", "graph_type is 'pie', none of its choices"),
    "a list for a choice": (CONFIG, LINE, "graph_type: [line]\n", "graph_type is ['line'], none of its choices"),
    "an unknown status": (CONFIG, "reporting_status: complete", "reporting_status: done", "reporting_status is 'done'"),
    "no status": (CONFIG, "reporting_status: complete\n", "", "reporting_status is missing"),
    "no title of the graph": (CONFIG, "graph_title: global_indicators.6-4-1-title\n", "", "graph_title is missing"),
    "an empty title of the graph": (CONFIG, "graph_title: global_indicators.6-4-1-title\n", "graph_title: ' '\n", "graph_title is empty"),
    "an unknown field": (CONFIG, LINE, LINE + "colour: red\n", "colour is not in the schema"),
    "a reserved field": (CONFIG, LINE, LINE + "goal: 6\n", "goal is a reserved name"),
    "a reserved field among metadata": (META, "SDG_GOAL", "target: '1'\nSDG_GOAL", "target is a reserved name"),
    "a list for a text": (CONFIG, "indicator_number: 6.4.1", "indicator_number: [6.4.1]", "indicator_number is no text"),
    "a number for a text": (META, "SDG_GOAL: '6'", "SDG_GOAL: 6", "SDG_GOAL is no text"),
    "a text for a truth": (CONFIG, "auto_progress_calculation: false", "auto_progress_calculation: 'no'", "auto_progress_calculation is neither true nor false"),
    "values that are hidden": (CONFIG, "data_non_statistical: false", "data_non_statistical: true", "data_non_statistical hides 4 values"),
    "HTML in a field": (CONFIG, "organisation: ", "organisation: <i>", "sources holds HTML"),
    "a text for a list": (CONFIG, LINE, LINE + "related_indicators: 6-6-1\n", "related_indicators is no list"),
    "an unknown part of a source": (CONFIG, "- organisation", "- author: x\n  organisation", "whose parts can only be organisation"),
    "a related indicator that is not there": (CONFIG, LINE, LINE + "related_indicators: [99-9-9]\n", "related indicator 99-9-9 does not exist"),
    "an indicator related to itself": (CONFIG, LINE, LINE + "related_indicators: [6-4-1]\n", "related indicator 6-4-1 does not exist or is itself"),
    "no languages": (SETTINGS, "languages:\n- zh-Hant\n- en\n", "", "no languages"),
    "no inputs": (SETTINGS, "inputs:", "outputs:", "inputs is no list"),
    "no options": (SETTINGS, "indicator_options:", "options:", "no indicator_options"),
    "a comment that hides its row": (SETTINGS, "  - Value\n  - COMMENT_OBS\n", "  - Value\n", "COMMENT_OBS is an observation attribute and no non_disaggregation_column"),
    "git where there may be none": (SETTINGS, "git: false", "git: true", "git is asked for"),
    "git by saying nothing": (SETTINGS, "  git: false\n", "", "git is asked for"),
    "a list in the schema": (SCHEMA, "- name: indicator_number\n", "- name: sources\n", "sources is a list, which a field of a schema cannot be"),
    "a schema of other things": (SCHEMA, "metadata:", "data:", "is no list of fields"),
    "a missing title": (TITLES, "6-4-1-title", "6-4-one-title", "6-4-1-title is missing"),
    "a title of nothing": (TITLES, "6-4-1-title", "6-4-one-title", "6-4-one-title belongs to no indicator"),
    "a title that is no text": (TITLES, "6-4-1-title: ", "6-4-1-title: 5 #", "6-4-1-title is no text"),
    "a title with HTML": (TITLES, "6-4-1-title: ", "6-4-1-title: <b>", "6-4-1-title holds HTML"),
}  # fmt: skip


@pytest.mark.parametrize("fault", TEXT_FAULTS, ids=str)
def test_a_planted_fault_is_found(repository, fault):
    name, before, after, message = TEXT_FAULTS[fault]
    path = repository / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    problems = check_open_sdg(repository)
    assert any(p.startswith(f"{name}: ") and message in p for p in problems), problems


def test_a_row_that_stands_twice_is_found(repository):
    path = repository / DATA
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text.splitlines()[-1] + "\n", encoding="utf-8")
    (problem,) = check_open_sdg(repository)
    assert problem.startswith(f"{DATA}: rows 5, 6: 2024 / ")
    assert problem.endswith("stands 2 times")


def test_complete_without_a_value_is_found(repository):
    path = repository / DATA
    path.write_text("Year,Series,Kind,Units,COMMENT_OBS,Value\n2024,,,,,\n", encoding="utf-8")
    assert "indicator-config/6-4-1.yml: complete without a value" in check_open_sdg(repository)


@pytest.mark.parametrize("part", ["data/indicator_6-4-1.csv", "indicator-config/6-4-1.yml", "meta/6-4-1.yml", "meta/en/6-4-1.yml"])  # fmt: skip
def test_a_file_without_its_counterparts_is_found(repository, part):
    (repository / part).unlink()
    assert any(problem.endswith("nothing for 6-4-1") for problem in check_open_sdg(repository))


def test_an_id_that_no_pattern_finds_is_told(repository):
    for name in ("data/indicator_{}.csv", "indicator-config/{}.yml", "meta/{}.yml"):
        (repository / name.format("6-4-1")).rename(repository / name.format("641"))
    assert "641 is no id such as 6-4-1; its files would not be read" in check_open_sdg(repository)


def test_a_table_that_is_no_text_file_is_told(repository):
    (repository / DATA).write_bytes(b"Year,Value\n2024,\xff\n")
    assert any(p.startswith(f"{DATA}: cannot be read") for p in check_open_sdg(repository))


def test_a_mark_of_byte_order_is_no_fault(repository):
    path = repository / DATA
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert check_open_sdg(repository) == []


def test_a_missing_schema_is_told(repository):
    (repository / "metadata_schema.yml").unlink()
    assert check_open_sdg(repository)[0].startswith("metadata_schema.yml: cannot be read")


def test_an_empty_repository_is_no_repository(repository):
    for part in ("data", "indicator-config", "meta"):
        shutil.rmtree(repository / part)
    assert "there is no indicator" in check_open_sdg(repository)


def test_the_clean_one_is_read_as_yaml_by_anybody(clean):
    settings = yaml.safe_load((clean / "config_data.yml").read_text(encoding="utf-8"))
    assert settings["languages"] == ["zh-Hant", "en"]
    assert check_open_sdg(clean) == []


def test_faults_are_said_in_the_reader_s_language(repository, monkeypatch):
    monkeypatch.setenv("TSDG_LANG", "zh")
    path = repository / CONFIG
    text = path.read_text(encoding="utf-8").replace("graph_type: line", "graph_type: pie")
    path.write_text(text, encoding="utf-8")
    assert check_open_sdg(repository) == [f"{CONFIG}：graph_type 值為 'pie'，不在選項之中"]
