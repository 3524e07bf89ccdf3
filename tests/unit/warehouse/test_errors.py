"""One family of errors: facts as fields, one line for people."""

import pickle

import pytest

from warehouse.errors import NotPublishedError, TsdgError, UnusableReportError, UsageError


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (TsdgError("is a folder"), "is a folder"),
        (TsdgError("is a folder", "name a file"), "is a folder; name a file"),
        (UnusableReportError("a cell is cut", "save it again", 7), "page 7: a cell is cut; save it again"),
        (
            TsdgError("no year", "add it", file="list.toml", place="source 2"),
            "list.toml: source 2: no year; add it",
        ),
    ],
)  # fmt: skip
def test_an_error_is_one_line_of_its_fields(error, line):
    assert str(error) == line


def test_an_error_travels_between_processes_with_all_its_fields():
    sent = UnusableReportError("a cell is cut", "save; or leave it", 7, file="a.pdf", place="row 3")
    came = pickle.loads(pickle.dumps(sent))
    assert type(came) is UnusableReportError
    assert vars(came) == vars(sent)
    assert came.advice == "save; or leave it"


def test_wrong_usage_ends_a_command_with_2_and_all_else_with_1():
    assert UsageError("give either").exit_code == 2
    assert {TsdgError("").exit_code, NotPublishedError("").exit_code} == {1}
