"""The data package is valid for those who use it, and its descriptor refuses what is wrong."""

import hashlib
import json
import shutil

import duckdb
import pandas as pd
import pytest
from frictionless import Package

from supply.files.write_datapackage import write_datapackage
from tests.conftest import SAMPLE
from warehouse.folder.published import open_published
from warehouse.relations import RELATIONS


@pytest.fixture
def package(sample_warehouse, tmp_path):
    with open_published(sample_warehouse) as connection:
        write_datapackage(connection, tmp_path)
    return tmp_path


TEXTS = {
    "lines": "一\n二\r\n三\r四",
    "quotes": 'a "b" ""c"", \'d\'',
    "separators": "1;2;3\t4|5,6",
    "controls": "\x00\x01\x1b[31m\x85\u2028\u202e",
    "spaces": " \u3000x\u3000 ",
    "words": "null",
    "escapes": "\\n \\N \\",
    "long": "長" * 40_000,
}


@pytest.fixture
def package_of_texts(sample_warehouse, tmp_path):
    """A package whose reasons are texts that CSV readers stumble over; the rest is empty or null."""
    copy = tmp_path / "warehouse.duckdb"
    shutil.copy(sample_warehouse.warehouse, copy)
    with duckdb.connect(str(copy)) as connection:
        connection.execute("set schema = 'marts'")
        connection.execute("update attainment set reason_text = null, countermeasure_text = ''")
        keys = connection.execute("select report_year, indicator_code, measure_no from attainment order by all").fetchall()  # fmt: skip
        for key, text in zip(keys, TEXTS.values(), strict=False):
            connection.execute(
                "update attainment set reason_text = $1 where (report_year, indicator_code, measure_no) = ($2, $3, $4)",
                [text, *key],
            )
        (tmp_path / "package").mkdir()
        write_datapackage(connection, tmp_path / "package")
    return tmp_path / "package"


def errors(folder):
    report = Package(str(folder / "datapackage.json")).validate()
    return {error[0] for error in report.flatten(["type"])}


def test_frictionless_finds_nothing(package):
    assert errors(package) == set()


@pytest.mark.slow
def test_six_editions_are_valid_too(published_history, tmp_path):
    with open_published(published_history) as connection:
        write_datapackage(connection, tmp_path)
    assert errors(tmp_path) == set()


def test_keys_hold_where_two_issuers_print_one_code(several_issuers, tmp_path):
    with open_published(several_issuers) as connection:
        shared = connection.execute(
            "select indicator_code from indicator_result where report_year = 2024 group by all having count(*) > 1"
        ).fetchall()
        write_datapackage(connection, tmp_path)
    assert sorted(shared) == [("6.1.1",), ("8.2.1",)]
    assert errors(tmp_path) == set()
    described = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    schemas = {resource["name"]: resource["schema"] for resource in described["resources"]}
    references = [key["reference"] for s in schemas.values() for key in s.get("foreignKeys", [])]
    assert len(references) == len(RELATIONS)
    # Frictionless is content with a row that is found; it must be one row alone.
    for reference in references:
        assert set(schemas[reference["resource"]]["primaryKey"]) == set(reference["fields"])
    sources = described["sources"]
    assert any(source["title"].startswith("2024 勞動部（樣本） v1") for source in sources)


def test_every_column_is_described(package):
    described = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    names = {resource["name"] for resource in described["resources"]}
    assert {"attainment", "finding", "missed_target"} <= names
    for resource in described["resources"]:
        assert resource["description"]
        assert all(field["description"] for field in resource["schema"]["fields"])
        content = (package / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)


def test_planted_faults_are_refused(package):
    faults = {
        ("attainment", ",not_attained,", ",missed,", "constraint-error"),
        ("goal_scorecard", "2024,6,", "2024,8,", "primary-key"),
        ("agency_scorecard", ",水利署,", ",無此署,", "foreign-key"),
        ("edition_scorecard", "2024,", "this year,", "type-error"),
        ("indicator_result", "2024,6.4.1,", ",6.4.1,", "constraint-error"),
    }
    for table, before, after, _ in faults:
        path = package / "data" / f"{table}.csv"
        text = path.read_bytes().decode()
        assert before in text
        path.write_bytes(text.replace(before, after, 1).encode())
    described = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    for resource in described["resources"]:
        del resource["hash"], resource["bytes"]
    (package / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    report = Package(str(package / "datapackage.json")).validate()
    found = {(task.name, error.type) for task in report.tasks for error in task.errors}
    assert {(table, error) for table, *_, error in faults} <= found


def test_texts_survive_in_frictionless_pandas_and_duckdb(package_of_texts):
    assert errors(package_of_texts) == set()
    path = package_of_texts / "data" / "attainment.csv"
    with Package(str(package_of_texts / "datapackage.json")).get_table_resource("attainment") as table:  # fmt: skip
        read = [row["reason_text"] for row in table.row_stream]
    assert [text for text in read if text is not None] == list(TEXTS.values())
    frame = pd.read_csv(path, keep_default_na=False, na_values=[""], dtype=str)
    assert list(frame["reason_text"].dropna()) == list(TEXTS.values())


def test_an_empty_text_and_a_missing_one_are_told_apart(package_of_texts):
    path = package_of_texts / "data" / "attainment.csv"
    counts = duckdb.sql(
        f"select count(reason_text), count(countermeasure_text), count(*), max(len(countermeasure_text)) "
        f"from read_csv('{path}', all_varchar = true, allow_quoted_nulls = false, "
        "delim = ',', quote = '\"', escape = '\"', parallel = false)"
    ).fetchone()
    assert counts == (len(TEXTS), counts[2], counts[2], 0)
    assert counts[2] > 60


def test_twice_the_same_bytes(sample_warehouse, tmp_path):
    written = []
    for name in ("once", "again"):
        folder = tmp_path / name
        folder.mkdir()
        with open_published(sample_warehouse) as connection:
            files = write_datapackage(connection, folder)
        written.append({path.relative_to(folder): path.read_bytes() for path in files})
    assert written[0] == written[1]


def test_the_package_names_its_reports_and_grants_nothing_of_theirs(package):
    described = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    (source,) = described["sources"]
    content = hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    assert source["path"] == SAMPLE.name
    assert content in source["title"]
    assert "licenses" not in described
