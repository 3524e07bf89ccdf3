"""What Open SDG would show wrong is found, though sdg-build lets most of it pass."""

import shutil

import pytest
import yaml

from flows.published import open_published
from warehouse.exports.check_open_sdg import check_open_sdg
from warehouse.exports.write_open_sdg import write_open_sdg


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
TEXT_FAULTS = {
    "the value column is not last": (DATA, "COMMENT_OBS,Value", "Value,COMMENT_OBS"),
    "year in small letters": (DATA, "Year,", "year,"),
    "a value with a sign of comparison": (DATA, ",289\n", ",<289\n"),
    "a value that is a word": (DATA, ",289\n", ",many\n"),
    "a span of years": (DATA, "2024,,,", "2021-2024,,,"),
    "a year of the Republic": (DATA, "2024,,,", "113,,,"),
    "a space at the end": (DATA, "公升/人.日,", "公升/人.日 ,"),
    "a wide space at the end": (DATA, "公升/人.日,", "公升/人.日\u3000,"),
    "a space in the header": (DATA, "Series,", "Series ,"),
    "an empty row": (DATA, "\n2024,,,", "\n,,,,,\n2024,,,"),
    "a row too short": (DATA, "\n2024,,,", "\n2024,\n2024,,,"),
    "a control character": (DATA, "公升/人.日,", "公升\u200b/人.日,"),
    "broken YAML": (CONFIG, "graph_type: line", "graph_type: [line"),
    "an unknown graph": (CONFIG, "graph_type: line", "graph_type: pie"),
    "an unknown status": (CONFIG, "reporting_status: complete", "reporting_status: done"),
    "no status": (CONFIG, "reporting_status: complete\n", ""),
    "no title": (CONFIG, "graph_title: global_indicators.6-4-1-title\n", ""),
    "an unknown field": (CONFIG, "graph_type: line", "graph_type: line\ncolour: red"),
    "a reserved field": (CONFIG, "graph_type: line", "graph_type: line\ngoal: 6"),
    "a list for a text": (CONFIG, "indicator_number: 6.4.1", "indicator_number: [6.4.1]"),
    "a related indicator that is not there": (CONFIG, "graph_type: line", "graph_type: line\nrelated_indicators: [99-9-9]"),
    "no languages": ("config_data.yml", "languages:\n- zh-Hant\n- en\n", ""),
    "a comment that hides its row": ("config_data.yml", "  - Value\n  - COMMENT_OBS\n", "  - Value\n"),
    "git where there may be none": ("config_data.yml", "git: false", "git: true"),
    "a missing title": ("translations/en/global_indicators.yml", "6-4-1-title", "6-4-one-title"),
}  # fmt: skip


@pytest.mark.parametrize("fault", TEXT_FAULTS, ids=str)
def test_a_planted_fault_is_found(repository, fault):
    name, before, after = TEXT_FAULTS[fault]
    path = repository / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    problems = check_open_sdg(repository)
    assert problems
    assert any(path.name in problem or "translations" in problem for problem in problems)


def test_a_row_that_stands_twice_is_found(repository):
    path = repository / DATA
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text.splitlines()[-1] + "\n", encoding="utf-8")
    assert any("stands 2 times" in problem for problem in check_open_sdg(repository))


def test_complete_without_a_value_is_found(repository):
    path = repository / DATA
    path.write_text("Year,Series,Kind,Units,COMMENT_OBS,Value\n2024,,,,,\n", encoding="utf-8")
    assert "6-4-1.yml: complete without a value" in check_open_sdg(repository)


@pytest.mark.parametrize("part", ["data/indicator_6-4-1.csv", "indicator-config/6-4-1.yml", "meta/6-4-1.yml"])  # fmt: skip
def test_a_file_without_its_counterparts_is_found(repository, part):
    (repository / part).unlink()
    assert any(problem.endswith("nothing for 6-4-1") for problem in check_open_sdg(repository))


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
