"""Directions that a custom decided are asked with their printed words; an answer decides the next run."""

import csv
import json
import shutil
from datetime import date

import duckdb
import pytest

from flows.commands.review_command import ReviewRequest, review
from flows.commands.review_directions import read_directions
from flows.commands.review_files import DIRECTION_REVIEWS, read_decisions
from tests.conftest import publish_without_prefect
from tests.doubtful_edition import write_doubtful_edition
from tests.english_sentences import english_sentences
from warehouse.errors import UsageError

TODAY = date(2026, 1, 2)


@pytest.fixture
def ask(doubtful_warehouse, own_seeds, capsys):
    """Run the command with some options; returns what it prints."""

    def run(**options):
        review(doubtful_warehouse, ReviewRequest(**{"reviewer": "甲", **options}), TODAY)
        return capsys.readouterr().out

    return run


@pytest.fixture
def questions(ask):
    rows = json.loads(ask(is_list=True, is_json=True))["directions"]
    return {row["indicator_code"]: row for row in rows}


def test_what_a_custom_decided_is_asked_and_nothing_else(questions):
    assert list(questions) == ["16.1.1", "3.2.1", "3.3.1"]


def test_a_question_tells_which_verdict_follows_from_which_answer(questions):
    told = {answer: judged["status"] for answer, judged in questions["16.1.1"]["if"].items()}
    assert told == {"higher": "not_attained", "lower": "attained", "exact": "not_attained"}
    assert questions["16.1.1"]["if"]["lower"]["status_rule"] == "1.6 <= 1.8 holds"


def test_the_list_shows_the_printed_words_and_what_was_assumed(ask, questions):
    text = ask(is_list=True, only="directions")
    for words in (questions["16.1.1"]["question_id"], "16.1.1#1", "外籍移工轉換率", "target 1.8%", "actual 1.6%", "higher better", "? undecided"):  # fmt: skip
        assert words in text
    assert "3 directions" in text


def test_walking_shows_target_actual_and_verdicts_and_records_the_answer(ask, monkeypatch):
    lines = iter(["low", "失聯以少為佳", "quit"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda *_: next(lines))
    text = ask(only="directions")
    for words in ("1 of 3", "外籍移工轉換率", "1.8%", "1.6%(2023年1.7%)", "none is printed", "higher is better, by general term: 率", "✗ missed", "✓ attained"):  # fmt: skip
        assert words in text
    assert read_decisions(DIRECTION_REVIEWS) == [
        {
            "indicator_name_contains": "外籍移工轉換率",
            "label_contains": "",
            "direction": "lower",
            "reason": "失聯以少為佳",
            "source": "甲, 2026-01-02: 2024 16.1.1#1, 「1.8%」, 「1.6%」, 2024.txt, p. 1",
        }
    ]


def verdicts_of_a_new_run(tmp_path):
    data = publish_without_prefect(
        [write_doubtful_edition(tmp_path)], tmp_path / "data", issuer="內政部"
    )
    with duckdb.connect(str(data.warehouse), read_only=True) as connection:
        return {
            row[0]: row[1:]
            for row in connection.execute(
                "select indicator_code, status, certainty, comparator, direction_rule from marts.attainment"
            ).fetchall()
        }


def test_an_answer_decides_verdict_and_certainty_of_the_next_run(ask, questions, tmp_path):
    assert questions["16.1.1"]["status"] is None
    wrong = [questions["16.1.1"]["question_id"]]
    right = [questions["3.2.1"]["question_id"]]
    ask(accept=wrong, direction="lower", reason="失聯以少為佳")
    ask(accept=right, reason="診斷愈多愈好")
    assert "recorded: lower" in ask(is_list=True)
    after = verdicts_of_a_new_run(tmp_path)
    assert after["16.1.1"] == ("attained", "sure", "le", "reviewed: 外籍移工轉換率")
    assert after["3.2.1"] == ("attained", "sure", "ge", "reviewed: 失智個案列冊率")
    assert after["3.3.1"][:2] == ("attained", "assumed")


def test_another_answer_needs_a_change(ask, questions):
    asked = [questions["16.1.1"]["question_id"]]
    ask(accept=asked, direction="lower", reason="once")
    with pytest.raises(UsageError, match=r"recorded is lower \(once; 甲, 2026-01-02.*--change"):
        ask(accept=asked, direction="higher", reason="no")
    ask(accept=asked, direction="higher", reason="no", is_change=True)
    assert [row["direction"] for row in read_decisions(DIRECTION_REVIEWS)] == ["higher"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"reject": ["ID"], "reason": "x"}, r"not rejected.*--direction higher\|lower\|exact"),
        ({"direction": "lower", "is_list": True}, "--direction goes with --accept"),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_recorded(ask, questions, options, message):
    asked = questions["16.1.1"]["question_id"]
    named = {k: [asked] if v == ["ID"] else v for k, v in options.items()}
    with pytest.raises(UsageError, match=message):
        ask(**named)
    assert read_decisions(DIRECTION_REVIEWS) == []


def test_rows_that_people_wrote_stay(ask, own_seeds, questions):
    path = own_seeds / "direction_reviews.csv"
    header = ",".join(DIRECTION_REVIEWS.columns)
    path.write_text(f"{header}\n年用水,,lower,少用為佳,手冊\n", encoding="utf-8")
    ask(accept=[questions["3.2.1"]["question_id"]], reason="x")
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    assert [row[0] for row in rows[1:]] == ["年用水", "失智個案列冊率"]


@pytest.fixture
def changed(doubtful_warehouse, tmp_path):
    """The questions of the edition after a change of its marts, by code."""

    def run(statement):
        path = tmp_path / "changed.duckdb"
        shutil.copy(doubtful_warehouse.warehouse, path)
        with duckdb.connect(str(path)) as connection:
            connection.execute("set schema = 'marts'")
            connection.execute(statement)
            return {row["indicator_code"]: row for row in read_directions(connection)}

    return run


def test_what_the_row_itself_confirmed_is_not_asked(changed):
    sure = "update attainment set certainty = 'sure' where indicator_code = '3.3.1'"
    assert list(changed(sure)) == ["16.1.1", "3.2.1"]


def test_an_answer_says_for_which_other_measures_it_holds(changed):
    like = "update attainment set indicator_name = '偏鄉失智個案列冊率', measure_label = '列冊率' where indicator_code = '3.3.1'"
    assert changed(like)["3.2.1"]["also"] == ["2024 3.3.1#1"]


@pytest.mark.parametrize(("label", "asked"), [("列冊率", "列冊率"), ("新增", "")])
def test_a_label_that_only_the_actual_prints_is_not_asked_for(changed, label, asked):
    named = f"update attainment set measure_label = '{label}' where indicator_code = '3.2.1'"
    assert changed(named)["3.2.1"]["label_contains"] == asked


@pytest.mark.parametrize(
    ("answer", "status"),
    [("higher", "attained"), ("lower", "not_attained"), ("exact", "not_attained")],
)
def test_a_range_keeps_both_its_bounds_whichever_way_is_better(changed, answer, status):
    band = (
        "update attainment set target_kind = 'range', comparator = 'between', target_low = 60, "
        "target_high = 70 where indicator_code = '3.2.1'"
    )
    assert changed(band)["3.2.1"]["if"][answer]["status"] == status


def test_in_chinese_a_direction_is_asked_in_chinese(ask, monkeypatch):
    lines = iter(["愈低", "失聯以少為佳", "結束"])
    monkeypatch.setenv("TSDG_LANG", "zh")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda *_: next(lines))
    text = " ".join(ask(only="directions").split())
    assert "何者較佳？ higher（愈高愈好） / lower（愈低愈好） / exact（等於為佳）" in text
    assert english_sentences(text) == []
    assert [row["direction"] for row in read_decisions(DIRECTION_REVIEWS)] == ["lower"]
