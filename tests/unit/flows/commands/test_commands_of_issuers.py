"""Status, diff and review say whose a report is where several issuers are held."""

import json
import shutil

import duckdb
import pytest

from flows.commands.diff_command import show_diff
from flows.commands.review_command import ReviewRequest, read_waiting, review
from flows.commands.status_command import show_status
from tests.conftest import AS_OF
from warehouse.errors import NotPublishedError
from warehouse.folder.published import open_warehouse


@pytest.fixture
def status(issuers_warehouse, capsys):
    show_status(issuers_warehouse, as_json=False)
    return capsys.readouterr().out


@pytest.fixture
def state(issuers_warehouse, capsys):
    show_status(issuers_warehouse, as_json=True)
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def diff(issuers_warehouse, capsys):
    def run(before, after, output="text"):
        show_diff(issuers_warehouse, before, after, output=output)
        return capsys.readouterr().out

    return run


def test_the_status_is_a_table_of_issuers_and_years(status):
    rows = {line.split()[0]: line.split()[1:] for line in status.splitlines() if line.startswith(" ") and line.strip()}  # fmt: skip
    assert rows["issuer"] == ["2021", "2022", "2023", "2024"]
    assert rows["經濟部"] == ["1", "-", "1", "1"]
    assert rows["教育部"] == ["1", "-"]
    assert rows["勞動部"] == ["1*"]
    assert "gaps: no report of 教育部 2024; 經濟部 2022" in status


def test_what_two_issuers_promise_alike_waits_once(status):
    assert "Pending releases: 1 " in status


def test_json_tells_issuers_and_keeps_what_it_told(state):
    assert state["gaps"] == [2022]
    assert {row["issuer"] for row in state["editions"]} == {"勞動部", "教育部", "經濟部", "衛福部"}
    told = {row["issuer"]: row for row in state["issuers"]}
    assert told["衛福部"] == {
        "issuer": "衛福部",
        "vintages": {"2024": 2},
        "samples": [],
        "gaps": [],
    }
    assert (told["經濟部"]["gaps"], told["勞動部"]["samples"]) == ([2022], [2024])
    assert {"report_year": 2024, "severity": "warning", "n": 2} in state["open_findings"]
    assert {"report_year": 2024, "issuer": "衛福部", "severity": "warning", "n": 2} in state["open_findings_by_issuer"]  # fmt: skip


def test_a_year_of_one_issuer_needs_no_name(diff):
    assert diff("2021", "2023:經濟部").startswith("2021 of 經濟部 (vintage 1) to 2023 of 經濟部")


def test_vintages_of_an_issuer_are_named_by_it_and_by_its_full_name(diff):
    told = diff("2024v1:衛福部", "2024:衛生福利部")
    assert told.startswith(
        "2024 of 衛福部 (vintage 1) to 2024 of 衛福部 (vintage 2): 1 other value"
    )


def test_a_report_is_named_by_its_id_too(diff, state):
    names = {row["file_name"]: row["report_id"] for row in state["editions"]}
    told = json.loads(diff(names["economy_2023.txt"], names["economy_2024.txt"], "json"))
    assert (told["before"]["issuer"], told["after"]["report_year"]) == ("經濟部", 2024)


def test_a_year_of_several_issuers_is_refused_with_their_names(diff):
    with pytest.raises(NotPublishedError, match="name one of 2023:教育部, 2023:經濟部"):
        diff("2023", "2024:經濟部")


def test_what_is_not_held_is_refused_with_all_names(diff):
    with pytest.raises(NotPublishedError, match="2024v1:衛福部, 2024v2:衛福部"):
        diff("2022", "2023:經濟部")
    with pytest.raises(NotPublishedError, match="no report of 外交部 is held"):
        diff("2023:外交部", "2023:經濟部")


def test_findings_to_review_say_whose_report_they_are_about(issuers_warehouse, own_seeds, capsys):
    review(issuers_warehouse, ReviewRequest(is_list=True), AS_OF)
    rows = [line.split() for line in capsys.readouterr().out.splitlines() if " warning " in line]
    assert {(row[3], row[4]) for row in rows} == {("衛福部", "3.1.1#1"), ("衛福部", "6.2.1#1")}


def test_an_open_link_shows_the_measures_of_its_own_issuers(issuers_warehouse, own_seeds, tmp_path):
    path = tmp_path / "warehouse.duckdb"
    shutil.copyfile(issuers_warehouse.warehouse, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "update marts.indicator_link set is_confirmed = false where issuer_a <> issuer_b"
        )
    with open_warehouse(path) as connection:
        links = read_waiting(connection).links
    sides = [(link[side]["issuer"], link[side]["agencies_text"], len(link[side]["measures"])) for link in links for side in ("side_a", "side_b")]  # fmt: skip
    assert set(sides) == {("經濟部", "水利署", 1), ("衛福部", "國健署", 1)}
