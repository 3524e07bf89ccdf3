"""Comparisons with the UN are proposals until a person answers; the answer decides the next run."""

import json
from datetime import date

import duckdb
import pytest

from flows.commands.review_command import ReviewRequest, review
from flows.commands.review_files import UN_BRIDGES, read_decisions
from flows.commands.show_command import show_indicator
from warehouse.build import load_seed
from warehouse.errors import UsageError

TODAY = date(2026, 1, 2)


@pytest.fixture
def ask(sample_warehouse, own_seeds, capsys):
    """Run the command with some options; returns what it prints."""

    def run(**options):
        review(sample_warehouse, ReviewRequest(**{"reviewer": "甲", **options}), TODAY)
        return capsys.readouterr().out

    return run


@pytest.fixture
def question(ask):
    """The proposal for 失業率."""
    shown = json.loads(ask(is_list=True, is_json=True, only="bridges"))
    assert (shown["links"], shown["findings"]) == ([], [])
    (row,) = (row for row in shown["bridges"] if row["indicator_code"] == "8.5.1")
    return row["question_id"]


@pytest.fixture
def show(sample_warehouse, capsys, monkeypatch):
    def run(code, language):
        monkeypatch.setenv("TSDG_LANG", language)
        show_indicator(sample_warehouse, code, as_json=False)
        return capsys.readouterr().out

    return run


def status_of(code):
    (row,) = (row for row in read_decisions(UN_BRIDGES) if row["indicator_code"] == code)
    return row["status"], row["review_reason"], row["reviewer"], row["reviewed_on"]


def test_proposals_are_counted_and_listed_only_when_asked_for(ask, question):
    text = ask(is_list=True)
    assert question not in text
    assert "64 comparisons with UN indicators, proposed: tsdg review --only bridges" in text
    text = ask(is_list=True, only="bridges")
    assert question in text
    assert "8.5.2 · similar" in text


@pytest.mark.parametrize("only", [None, "links", "findings"])
def test_a_program_that_does_not_ask_for_them_is_not_told_that_there_are_none(ask, only):
    assert "bridges" not in json.loads(ask(is_json=True, only=only))


@pytest.mark.parametrize(("option", "status"), [("accept", "confirmed"), ("reject", "rejected")])
def test_an_answer_is_kept_beside_the_proposals_own_reason(ask, question, own_seeds, option, status):  # fmt: skip
    before = read_decisions(UN_BRIDGES)
    ask(**{option: [question]}, reason="UN metadata of 2024")
    assert status_of("8.5.1") == (status, "UN metadata of 2024", "甲", "2026-01-02")
    after = read_decisions(UN_BRIDGES)
    assert len(after) == len(before)
    answered = [row for row in after if row not in before]
    assert [row["reason"] for row in answered] == [
        row["reason"] for row in before if row["indicator_code"] == "8.5.1"
    ]
    assert "63 comparisons" in ask(is_list=True)


def test_another_answer_needs_change(ask, question):
    ask(accept=[question], reason="a")
    assert "recorded already" in ask(accept=[question], reason="b")
    with pytest.raises(UsageError, match="甲 answered confirmed"):
        ask(reject=[question], reason="c")
    ask(reject=[question], reason="c", is_change=True)
    assert status_of("8.5.1")[:2] == ("rejected", "c")


def test_a_person_is_asked_them_by_name(ask, question, monkeypatch):
    typed = iter(["accept", "read both", "quit"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda *_: next(typed))
    text = ask(only="bridges")
    assert "1 of 64" in text
    assert status_of("1.4.5") == ("confirmed", "read both", "甲", "2026-01-02")


def test_the_file_that_was_answered_into_is_loaded(ask, question, connection):
    ask(accept=[question], reason="a")
    load_seed(connection, "seed_un_bridge")
    found = connection.execute("select indicator_code from staging.seed_un_bridge where status = 'confirmed'")  # fmt: skip
    assert found.fetchall() == [("8.5.1",)]


@pytest.mark.parametrize(
    ("code", "language", "line"),
    [
        ("8.5.1", "en", "UN: 8.5.2 · similar (proposed): Unemployment rate averaged over four years; "),
        ("8.5.1", "zh", "聯合國：8.5.2 · 相近（提議）：四年平均失業率；"),
        ("6.6.1", "en", "UN: no counterpart (proposed): "),
        ("6.4.1", "zh", "聯合國：無對應指標 · 細項目標 6.4（提議）："),
    ],
)  # fmt: skip
def test_show_tells_it_in_a_line(show, code, language, line):
    assert any(one.startswith(line) for one in show(code, language).splitlines())


def test_show_has_it_for_programs(sample_warehouse, capsys):
    show_indicator(sample_warehouse, "8.5.1", as_json=True)
    (row,) = json.loads(capsys.readouterr().out)["un_bridge"]
    with duckdb.connect(str(sample_warehouse.warehouse), read_only=True) as opened:
        query = "select grade, status from marts.un_bridge where indicator_code = '8.5.1'"
        assert (row["grade"], row["status"]) == opened.execute(query).fetchone()
