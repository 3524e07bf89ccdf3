"""What waits for a person is listed, asked and answered; answers decide the next run."""

import json
from datetime import date

import duckdb
import pytest

from flows.commands.review_command import (
    ReviewRequest,
    answered_links,
    read_waiting,
    recorded_answer,
    review,
)
from flows.commands.review_files import (
    FINDING_REVIEWS,
    LINK_REVIEWS,
    identity,
    identity_of_any_issuer,
    read_decisions,
)
from tests.conftest import publish_without_prefect
from tests.english_sentences import english_sentences
from tests.unit.flows.small_editions import write_editions
from transforms.years.link_rows import question_id
from warehouse.errors import TsdgError, UsageError
from warehouse.folder.published import open_published

TODAY = date(2026, 1, 2)


@pytest.fixture
def waiting(small_warehouse, own_seeds):
    with open_published(small_warehouse) as connection:
        return read_waiting(connection)


@pytest.fixture
def link_id(waiting):
    (link,) = waiting.links
    return link["question_id"]


@pytest.fixture
def finding_id(waiting):
    (finding,) = (row for row in waiting.findings if row["severity"] != "info")
    return finding["finding_id"]


@pytest.fixture
def ask(small_warehouse, own_seeds, capsys):
    """Run the command with some options; returns what it prints."""

    def run(**options):
        review(small_warehouse, ReviewRequest(**{"reviewer": "甲", **options}), TODAY)
        return capsys.readouterr().out

    return run


@pytest.fixture
def type_in(monkeypatch):
    """Sit at a terminal and type these lines; an exception is raised where it stands."""

    def prepare(*lines):
        left = iter(lines)

        def answer(*_):
            line = next(left, EOFError())
            if isinstance(line, BaseException):
                raise line
            return line

        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", answer)

    return prepare


def decided(file):
    names = ("indicator_code_a", "indicator_code_b", "decision") if file is LINK_REVIEWS else ("rule", "indicator_code")  # fmt: skip
    return [tuple(row[name] for name in names) for row in read_decisions(file)]


def test_the_list_shows_both_sides_and_the_finding(ask, link_id, finding_id):
    text = ask(is_list=True)
    for words in (link_id, finding_id, "2022 8.5.1 18歲以上女性勞動參與率", "2024 8.5.1 15歲以上女性勞動參與率", "missed_without_reason", "1 open link, 1 finding"):  # fmt: skip
        assert words in text


@pytest.mark.parametrize(("only", "n_links", "n_findings"), [("links", 1, 0), ("findings", 0, 1)])
def test_one_kind_alone_can_be_listed(ask, only, n_links, n_findings):
    shown = json.loads(ask(is_list=True, is_json=True, only=only))
    assert (len(shown["links"]), len(shown["findings"])) == (n_links, n_findings)


def test_json_carries_what_a_person_needs_to_decide(ask):
    (link,) = json.loads(ask(is_list=True, is_json=True))["links"]
    for side, year, words, actual in (("side_a", 2022, "18歲", 51.9), ("side_b", 2024, "15歲", 52.6)):  # fmt: skip
        assert link[side]["report_year"] == year
        assert words in link[side]["indicator_name"]
        assert link[side]["agencies_text"] == "勞動部"
        (measure,) = link[side]["measures"]
        assert (measure["target_low"], measure["actual_value"], measure["unit"]) == (51, actual, "%")  # fmt: skip
    assert 0 < link["score"] < 100
    assert link["evidence"]
    assert link["recorded"] is None


def test_without_a_terminal_it_lists_and_asks_nothing(ask, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    monkeypatch.setattr("builtins.input", lambda *_: pytest.fail("asked"))
    assert "1 open link, 1 finding" in ask()


@pytest.mark.parametrize(("option", "decision"), [("accept", "same"), ("reject", "different")])
def test_a_link_is_answered_by_its_id(ask, link_id, option, decision):
    text = ask(**{option: [link_id]}, reason="the survey's note")
    assert "1 answer recorded" in text
    assert "the next tsdg run applies it" in text
    (row,) = read_decisions(LINK_REVIEWS)
    assert row == {
        "relation": "same_series",
        "report_year_a": "2022",
        "indicator_code_a": "8.5.1",
        "measure_no_a": "",
        "report_year_b": "2024",
        "indicator_code_b": "8.5.1",
        "measure_no_b": "",
        "decision": decision,
        "reason": "the survey's note",
        "reviewer": "甲",
        "reviewed_on": "2026-01-02",
        "issuer_a": "各部會",
        "issuer_b": "各部會",
    }
    assert json.loads(ask(is_json=True))["links"][0]["recorded"] == decision


def test_an_answer_that_says_not_whose_counts_where_nobody_else_prints_the_code(waiting):
    (link,) = waiting.links
    prints = [
        {"issuer": link[f"issuer_{side}"], "report_year": link[f"report_year_{side}"], "indicator_code": link[f"indicator_code_{side}"]}
        for side in "ab"
    ]  # fmt: skip
    old = {identity_of_any_issuer(link): {"decision": "same"}}
    assert recorded_answer(link, old, prints) == "same"
    others = [*prints, prints[0] | {"issuer": "教育部"}]
    assert recorded_answer(link, old, others) is None
    own = {identity(LINK_REVIEWS, link): {"decision": "different"}}
    assert recorded_answer(link, old | own, others) == "different"


def test_of_answers_that_differ_by_issuer_alone_each_is_found_by_its_own_id(own_seeds, link_id):
    """Where both have been answered, the short id means neither."""
    row = "same_series,2022,6.1.1,,2024,6.1.1,,same,why,甲,2026-01-02,{},{}"
    header = ",".join(LINK_REVIEWS.columns)
    rows = [row.format(issuer, issuer) for issuer in ("經濟部", "環境部")]
    (own_seeds / "link_reviews.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    asked = {
        "relation": "same_series", "report_year_a": 2022, "indicator_code_a": "6.1.1", "measure_no_a": None,
        "report_year_b": 2024, "indicator_code_b": "6.1.1", "measure_no_b": None,
    }  # fmt: skip
    known = answered_links()
    assert question_id(asked) not in known
    for issuer in ("經濟部", "環境部"):
        name = question_id({**asked, "issuer_a": issuer, "issuer_b": issuer}, with_issuers=True)
        assert known[name]["issuer_a"] == issuer


def test_link_and_finding_are_answered_together_by_the_beginnings_of_their_ids(
    ask, link_id, finding_id
):
    ask(accept=[link_id[:5], finding_id[:5]], reason="looked at both")
    assert decided(LINK_REVIEWS) == [("8.5.1", "8.5.1", "same")]
    assert decided(FINDING_REVIEWS) == [("missed_without_reason", "8.11.1")]


def test_the_same_answer_again_is_said_and_not_written(ask, own_seeds, link_id):
    ask(accept=[link_id], reason="once")
    before = (own_seeds / "link_reviews.csv").read_bytes()
    assert "recorded already" in ask(accept=[link_id], reason="twice")
    assert (own_seeds / "link_reviews.csv").read_bytes() == before


def test_another_answer_needs_a_change(ask, link_id):
    ask(accept=[link_id], reason="once")
    with pytest.raises(UsageError, match=r"甲 answered same on 2026-01-02 \(once\).*--change"):  # fmt: skip
        ask(reject=[link_id], reason="no")
    assert decided(LINK_REVIEWS) == [("8.5.1", "8.5.1", "same")]
    ask(reject=[link_id], reason="no", is_change=True)
    assert decided(LINK_REVIEWS) == [("8.5.1", "8.5.1", "different")]


def test_a_finding_cannot_be_rejected_and_nothing_is_recorded(ask, link_id, finding_id):
    with pytest.raises(UsageError, match=r"is a fact.*corrections\.csv"):
        ask(reject=[link_id, finding_id], reason="no")
    assert read_decisions(LINK_REVIEWS) == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"accept": ["ffffffff"], "reason": "x"}, "no open question"),
        ({"accept": [""], "reason": "x"}, "no open question"),
        ({"accept": ["LINK"]}, "needs its --reason"),
        ({"accept": ["LINK"], "reason": "  "}, "needs its --reason"),
        ({"accept": ["LINK"], "reason": "x", "is_list": True}, "either --list or an answer"),
        ({"accept": ["LINK"], "reject": ["LINK"], "reason": "x"}, "answered twice"),
        ({"is_change": True}, "--change goes with"),
    ],
)
def test_wrong_usage_is_told(ask, link_id, options, message):
    named = {
        name: [link_id if one == "LINK" else one for one in value]
        if isinstance(value, list)
        else value
        for name, value in options.items()
    }
    with pytest.raises(UsageError, match=message):
        ask(**named)
    assert read_decisions(LINK_REVIEWS) == []


def test_a_beginning_that_fits_two_ids_is_refused(ask, own_seeds, finding_id):
    header = ",".join(FINDING_REVIEWS.columns)
    other = finding_id[:4] + "x"
    (own_seeds / "finding_reviews.csv").write_text(f"{header}\n{other},r,2024,,,m,x,乙,2026-01-01\n")  # fmt: skip
    with pytest.raises(UsageError, match="begins several ids"):
        ask(accept=[finding_id[:4]], reason="x")
    assert "1 answer recorded" in ask(accept=[finding_id[:5]], reason="x")


def test_a_folder_that_is_not_there_is_told_before_anything_is_asked(ask, type_in, monkeypatch):
    monkeypatch.setenv("TSDG_SEEDS", "/nonexistent/decisions")
    type_in(AssertionError("asked"))
    with pytest.raises(TsdgError, match="is no folder"):
        ask()


def test_walking_asks_one_by_one_until_an_answer_fits(ask, type_in):
    type_in("s", "maybe", "sa", "  ", "one survey, another age", "accept", "checked")
    text = ask()
    for words in ("1 of 2", "2 of 2", "勞動參與率", "≥ 51%", "51.9%", "52.6%", "score", "missed_without_reason"):  # fmt: skip
        assert words in text
    assert text.count("one of same, different, skip, quit") == 2
    assert [row["reason"] for row in read_decisions(LINK_REVIEWS)] == ["one survey, another age"]
    assert [row["reason"] for row in read_decisions(FINDING_REVIEWS)] == ["checked"]


def test_skipping_records_nothing_and_goes_on(ask, type_in):
    type_in("skip", "a", "checked")
    ask()
    assert (len(read_decisions(LINK_REVIEWS)), len(read_decisions(FINDING_REVIEWS))) == (0, 1)


@pytest.mark.parametrize("end", ["quit", KeyboardInterrupt(), EOFError()], ids=["quit", "Ctrl-C", "Ctrl-D"])  # fmt: skip
def test_whatever_ends_it_what_is_recorded_is_kept(ask, type_in, end):
    type_in("different", "another age", end)
    ask()
    assert decided(LINK_REVIEWS) == [("8.5.1", "8.5.1", "different")]
    assert read_decisions(FINDING_REVIEWS) == []


def test_what_is_answered_is_not_asked_again(ask, type_in, link_id, finding_id):
    ask(accept=[link_id, finding_id], reason="both")
    type_in(AssertionError("asked"))
    assert "nothing waits" in ask()


def test_the_reviewer_is_found_without_being_named(ask, link_id, monkeypatch):
    monkeypatch.setattr("flows.commands.review_command.shutil.which", lambda name: None)
    monkeypatch.setenv("LOGNAME", "the account")
    ask(accept=[link_id], reason="x", reviewer=None)
    assert read_decisions(LINK_REVIEWS)[0]["reviewer"] == "the account"


def build_again(tmp_path):
    data = publish_without_prefect(write_editions(tmp_path), tmp_path / "data")
    return duckdb.connect(str(data.warehouse), read_only=True)


def test_accepted_links_join_and_accepted_findings_stay_with_their_reason(
    ask, link_id, finding_id, tmp_path
):
    ask(accept=[link_id, finding_id], reason="looked at")
    with build_again(tmp_path) as connection:
        keys = "select distinct indicator_key from marts.attainment where indicator_code = '8.5.1'"
        assert connection.sql(keys).fetchall() == [("8.5.1",)]
        link = "select basis, is_confirmed from marts.indicator_link where measure_no_a is null and '8.5.1' = indicator_code_a and report_year_b = 2024"
        assert connection.sql(link).fetchall() == [("reviewed", True)]
        finding = "select is_accepted, accepted_reason from marts.finding where finding_id = $id"
        assert connection.execute(finding, {"id": finding_id}).fetchall() == [(True, "looked at")]


@pytest.mark.slow
def test_a_rejected_link_is_no_question_any_more_and_can_be_changed_later(
    ask, small_warehouse, link_id, tmp_path
):
    ask(reject=[link_id], reason="another age")
    with build_again(tmp_path) as connection:
        keys = "select distinct indicator_key from marts.attainment where indicator_code = '8.5.1' order by all"
        assert connection.sql(keys).fetchall() == [("8.5.1",), ("8.5.1@2022",)]
        assert connection.sql("from marts.indicator_link where not is_confirmed").fetchall() == []
    data = type(small_warehouse)(tmp_path / "data")
    request = ReviewRequest(accept=[link_id], reason="yet", reviewer="乙", is_change=True)
    review(data, request, TODAY)
    assert decided(LINK_REVIEWS) == [("8.5.1", "8.5.1", "same")]


def test_in_chinese_each_answer_says_what_it_means_and_may_be_typed(ask, type_in, monkeypatch):
    monkeypatch.setenv("TSDG_LANG", "zh")
    type_in("也許", "相", "同一調查，年齡不同", "接受", "已核對")
    text = ask()
    assert "是同一系列嗎？ same（相同） / different（不同） / skip（略過） / quit（結束）：" in text
    assert english_sentences(" ".join(text.replace("\\", "").split())) == []
    assert decided(LINK_REVIEWS) == [("8.5.1", "8.5.1", "same")]
    assert [row["reason"] for row in read_decisions(FINDING_REVIEWS)] == ["已核對"]
