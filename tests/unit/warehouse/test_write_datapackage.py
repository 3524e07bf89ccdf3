"""The data package is valid for those who use it, and its descriptor refuses what is wrong."""

import hashlib
import json

import pytest
from frictionless import Package

from flows.published import open_published
from warehouse.exports.write_datapackage import write_datapackage


@pytest.fixture
def package(sample_warehouse, tmp_path):
    with open_published(sample_warehouse) as connection:
        write_datapackage(connection, tmp_path)
    return tmp_path


def errors(folder):
    report = Package(str(folder / "datapackage.json")).validate()
    return {error[0] for error in report.flatten(["type"])}


def test_frictionless_finds_nothing(package):
    assert errors(package) == set()


def test_six_editions_are_valid_too(published_history, tmp_path):
    with open_published(published_history) as connection:
        write_datapackage(connection, tmp_path)
    assert errors(tmp_path) == set()


def test_every_column_is_described(package):
    described = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    assert len(described["resources"]) > 20
    for resource in described["resources"]:
        assert resource["description"]
        assert all(field["description"] for field in resource["schema"]["fields"])
        content = (package / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)


@pytest.mark.parametrize(
    ("table", "before", "after", "error"),
    [
        ("attainment", ",not_attained,", ",missed,", "constraint-error"),
        ("goal_scorecard", "2024,6,", "2024,8,", "primary-key"),
        ("goal_scorecard", "2024,6,", "2024,99,", "foreign-key"),
        ("edition_scorecard", "2024,", "this year,", "type-error"),
        ("indicator_result", "2024,6.4.1,", ",6.4.1,", "constraint-error"),
    ],
)
def test_a_planted_fault_is_refused(package, table, before, after, error):
    path = package / "data" / f"{table}.csv"
    text = path.read_bytes().decode()
    assert before in text
    path.write_bytes(text.replace(before, after, 1).encode())
    described = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    for resource in described["resources"]:
        del resource["hash"], resource["bytes"]
    (package / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    assert error in errors(package)
