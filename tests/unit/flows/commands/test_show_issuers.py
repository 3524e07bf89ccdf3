"""An indicator that several issuers print is shown with each statement, and a code of two with both."""

import json
import re

import pytest

from flows.commands.show_command import show_indicator
from warehouse.errors import NotPublishedError


@pytest.fixture
def show(issuers_warehouse, capsys):
    def run(asked, **options):
        show_indicator(issuers_warehouse, asked, as_json=False, **options)
        return capsys.readouterr().out

    return run


@pytest.fixture
def show_json(issuers_warehouse, capsys):
    def run(asked, **options):
        show_indicator(issuers_warehouse, asked, as_json=True, **options)
        return json.loads(capsys.readouterr().out)

    return run


def test_each_statement_stands_alone_and_the_leading_one_first(show_json):
    shown = show_json("6.1.1")
    assert [row["result"]["issuer"] for row in shown["statements"]] == ["經濟部", "衛福部"]
    assert [len(row["measures"]) for row in shown["statements"]] == [1, 1]
    assert {row["issuer"] for row in shown["measures"]} == {"經濟部"}
    assert shown["document"]["file_name"] == "economy_2024.txt"
    assert shown["statements"][1]["document"]["file_name"] == "health_2024_corrected.txt"


def test_the_terminal_shows_both_with_their_words(show):
    text = show("6.1.1")
    assert "goal 6 · 水利署 · edition 2024 of 經濟部" in text
    assert "Also printed by 衛福部: 6.1.1 自來水普及率" in text
    assert text.count("目標 target: 普及率至少95%") == 2
    assert "Printed in health_2024_corrected.txt of 衛福部, p. 1" in text


def test_twins_of_two_issuers_are_told_once(show, show_json):
    (twin,) = show_json("6.1.1")["twins"]
    assert (twin["own_issuer"], twin["issuer"], twin["agrees"]) == ("經濟部", "衛福部", True)
    assert "Same as, under other goals or by other issuers" in show("6.1.1")


def test_the_history_has_a_row_for_each_statement(show_json, show):
    names = ("report_year", "issuer", "agencies_text")
    rows = [tuple(row[name] for name in names) for row in show_json("6.1.1")["history"]]
    assert rows == [
        (2021, "經濟部", "水利署"),
        (2023, "經濟部", "水利署"),
        (2024, "經濟部", "水利署"),
        (2024, "衛福部", "國健署"),
    ]
    head = show("6.1.1").split("History")[1].splitlines()[2].split()
    assert head == ["edition", "issuer", "code", "indicator", "agencies", "verdict"]


def test_with_one_issuer_the_history_has_no_column_for_it(small_warehouse, capsys):
    show_indicator(small_warehouse, "5.2.1", as_json=False)
    text = capsys.readouterr().out
    assert text.split("History")[1].splitlines()[2].split() == ["edition", "code", "indicator", "agencies", "verdict"]  # fmt: skip
    assert " of 各部會" not in text


def test_a_code_of_two_indicators_shows_one_and_names_the_other(show):
    lines = show("6.2.1").splitlines()
    assert lines[0] == "6.2.1 is also the code of 6.2.1@2024 (校園洗手設施覆蓋率, 衛福部, edition 2024)"  # fmt: skip
    assert lines[1] == "6.2.1 自來水漏水率"
    assert "missed_without_reason" not in "\n".join(lines)


def test_what_fits_is_listed_with_its_issuer(show):
    rows = [line.split()[:2] for line in show("6").splitlines() if re.match(r" \d", line)]
    assert rows == [["6.1.1", "經濟部"], ["6.2.1", "經濟部"], ["6.2.1@2024", "衛福部"], ["6.3.1", "經濟部"]]  # fmt: skip


def test_an_issuer_that_is_named_means_its_own_statement(show, show_json):
    assert "6.2.1 校園洗手設施覆蓋率" in show("6.2.1", issuer="衛生福利部")
    shown = show_json("6.1.1", issuer="衛福部")
    assert [row["result"]["issuer"] for row in shown["statements"]] == ["衛福部", "經濟部"]
    with pytest.raises(NotPublishedError, match="held are those of 勞動部, 教育部, 經濟部, 衛福部"):
        show("6.1.1", issuer="外交部")


def test_a_sample_is_told(show):
    text = show("8.5.1")
    assert "edition 2024 of 勞動部 (sample 樣本)" in text
    assert "Printed in labour_2024.txt of 勞動部, a sample 樣本, p. 1" in text


def test_why_tells_each_statement(show, show_json):
    shown = show_json("6.1.1", is_why=True)
    assert (shown["issuer"], len(shown["numbers"])) == ("經濟部", 2)
    assert [row["issuer"] for row in shown["other_statements"]] == ["衛福部"]
    assert "edition 2024 of 衛福部, health_2024_corrected.txt" in show("6.1.1", is_why=True)
