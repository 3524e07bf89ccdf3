"""One ending, told in the same lines by terminal and schedule."""

import pytest

from supply.news.problem_lines import problem_lines, summarize_problems, tell_problem
from supply.news.write_summary import write_summary
from tests.unit.supply.news.made_endings import (
    SAMPLE_READ,
    fail_source,
    forbid,
    make_ending,
    refuse,
)
from warehouse.folder.run_ending import Audited, Failure, MissingDashboard

SOURCE_LINE = "moea (https://example.org/a.pdf): gone; look it up"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, 0),
        ({"outcome": "nothing_new"}, 0),
        ({"dashboard_error": "no space"}, 0),
        ({"outcome": "nothing_new", "refused": [("a.pdf", "is no PDF")]}, 1),
        ({"refused": [("a.pdf", "is no PDF")]}, 1),
        ({"failed_sources": ["moea"]}, 1),
        ({"outcome": "nothing_usable", "refused": [("a.pdf", "is no PDF")]}, 1),
        ({"outcome": "failed", "error": "OSError: full"}, 1),
        ({"outcome": "audit_failed", "blocking": ["marts.x"]}, 3),
        (
            {
                "outcome": "audit_failed",
                "blocking": ["marts.x"],
                "refused": [("a.pdf", "is no PDF")],
            },
            3,
        ),
    ],
)
def test_the_exit_code_follows_from_outcome_and_problems(given, code):
    assert make_ending(**given).exit_code == code


def test_every_kind_of_problem_is_one_line():
    refused = refuse("reports/scan\n.pdf", "is a scan", "run OCR on it")
    assert tell_problem(refused) == "reports/scan .pdf: is a scan; run OCR on it"
    assert tell_problem(fail_source("moea")) == SOURCE_LINE
    assert tell_problem(forbid("marts.x")) == "audit: marts.x: unique: failed: 2 rows"
    assert tell_problem(Failure("OSError: full")) == "OSError: full"
    missing = MissingDashboard("data/site", "OSError: full")
    assert tell_problem(missing) == (
        "the marts are published, but without the dashboard in data/site: OSError: full; `tsdg site` writes it"
    )


def test_a_refusal_names_its_page():
    from warehouse.errors import UnusableReportError
    from warehouse.folder.run_ending import Refusal

    refusal = Refusal.of("a.pdf", UnusableReportError("page-damaged", page=7))
    assert (refusal.page, refusal.advice) == (7, "get the file again")
    assert tell_problem(refusal) == "a.pdf: page 7: the page is damaged; get the file again"


def test_an_audit_that_forbids_publishing_says_what_it_leads_to(tmp_path):
    checks = [forbid(f"marts.{number}") for number in range(12)]
    ending = make_ending(
        outcome="audit_failed", problems=checks, data_root=tmp_path, audited=Audited(600, checks, "page.html")
    )  # fmt: skip
    *told, last = problem_lines(ending)
    assert len(told) == 10
    assert last == "nothing was published (12 critical), no warehouse yet; see page.html"
    (tmp_path / "warehouse.duckdb").touch()
    assert "the last good warehouse stays live" in problem_lines(ending)[-1]


def test_downloads_that_failed_are_left_out_where_they_were_told():
    ending = make_ending(failed_sources=["moea"], refused=[("a.pdf", "is no PDF")])
    assert problem_lines(ending, with_sources=False) == ["a.pdf: is no PDF"]
    assert summarize_problems(ending) == f"a.pdf: is no PDF · {SOURCE_LINE}"


def test_many_problems_are_counted():
    ending = make_ending(refused=[(f"{no}.pdf", "bad") for no in range(5)])
    assert summarize_problems(ending) == "0.pdf: bad · 1.pdf: bad · 2.pdf: bad · and 2 more"


def test_a_summary_in_markdown_that_details_cannot_break():
    check = forbid("marts.x")
    loud = type(check)("marts.y", "unique", "warning", "failed", "a | b\nc", is_blocking=False)
    ending = make_ending(
        outcome="audit_failed", read=[SAMPLE_READ], problems=[refuse("bad.pdf", "is no PDF"), check],
        audited=Audited(600, [check, loud], "page.html"),
    )  # fmt: skip
    text = write_summary(ending)
    assert text.startswith("# Nothing published")
    assert "- read 2024_sample.pdf: 2024, 64 indicators" in text
    assert "- refused bad.pdf: is no PDF" in text
    assert "- audit: 600 checks, 1 blocking" in text
    assert "| warning | failed | marts.y | unique | a \\| b c |" in text
    assert write_summary(make_ending()).startswith("# Published")
