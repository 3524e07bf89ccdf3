"""One family of errors: a name and facts, one line for people in their language."""

import pickle

import pytest

from warehouse.errors import (
    NotPublishedError,
    TsdgError,
    UnusableReportError,
    UsageError,
    tell_in_one_line,
)


@pytest.mark.parametrize(
    ("error", "line", "line_zh"),
    [
        (TsdgError("seed-header", columns="a,b"), "the header must be a,b", "標題列須為 a,b"),
        (UnusableReportError("is-a-folder"), "is a folder; name the report files in it", "這是資料夾；請指定其中的報告檔案"),
        (
            UnusableReportError("page-damaged", page=7),
            "page 7: the page is damaged; get the file again",
            "第 7 頁：該頁已損壞；請重新取得檔案",
        ),
        (
            TsdgError("source-key-missing", file="list.toml", place="source 2", key="url"),
            "list.toml: source 2: url is missing; add it",
            "list.toml：source 2：缺少 url；請補上",
        ),
    ],
)  # fmt: skip
def test_an_error_is_one_line_of_its_fields(error, line, line_zh, monkeypatch):
    assert str(error) == line
    assert error.say("zh") == line_zh
    monkeypatch.setenv("TSDG_LANG", "zh")
    assert str(error) == line_zh


def test_an_error_travels_between_processes_with_all_its_fields():
    sent = UnusableReportError(
        "reading-too-long", page=7, file="a.pdf", place="row 3", seconds="3.1"
    )
    came = pickle.loads(pickle.dumps(sent))
    assert type(came) is UnusableReportError
    assert vars(came) == vars(sent)
    assert str(came) == str(sent)


def test_words_from_elsewhere_are_told_in_the_same_form():
    told = tell_in_one_line("broken", "fix it", "a.pdf", page=3)
    assert told == "a.pdf: page 3: broken; fix it"


def test_wrong_usage_ends_a_command_with_2_and_all_else_with_1():
    assert UsageError("list-or-answer").exit_code == 2
    assert {TsdgError("no-runs").exit_code, NotPublishedError("no-runs").exit_code} == {1}
