"""The one line: a person knows at once whether to act."""

import pytest

from supply.news.one_line import one_line, write_years
from supply.news.read_news import read_news
from supply.news.tell_outcome import Figures, tell_actions, tell_subject
from tests.unit.supply.news.made_endings import make_ending

READ = ("2025.pdf", 2025, 70, "pdf")
REFUSED = ("scan.pdf", "is a scan; run OCR on it first")
FIGURES = Figures(2025, 12, 81, 3)


@pytest.mark.parametrize(
    ("given", "subject"),
    [
        ({"read": [READ]}, "tsdg: 2025 published, 12 of 81 measures missed, 3 to review"),
        ({"read": [READ], "refused": [REFUSED]}, "tsdg: 2025 published; 1 file refused"),
        (
            {"read": [READ], "refused": [REFUSED, REFUSED], "failed_sources": ["a"]},
            "tsdg: 2025 published; 2 files refused; 1 download failed",
        ),
        (
            {"read": [READ, ("a", 2024, 1, "pdf"), ("b", 2023, 1, "pdf")]},
            "tsdg: 2023–2025 published, in 2025 12 of 81 measures missed, 3 to review",
        ),
        (
            {"rebuild_reason": "another version"},
            "tsdg: rebuilt from what is held, in 2025 12 of 81 measures missed, 3 to review",
        ),
        (
            {"outcome": "audit_failed", "blocking": ["a", "b"], "read": [READ]},
            "tsdg: nothing published, audit found 2 critical failures",
        ),
        (
            {"outcome": "failed", "error": "disk full", "refused": [REFUSED]},
            "tsdg: nothing published, the run failed; 1 file refused",
        ),
        (
            {"outcome": "nothing_usable", "refused": [REFUSED, REFUSED]},
            "tsdg: nothing published, 2 files refused",
        ),
        ({"outcome": "nothing_usable"}, "tsdg: nothing published, no file could be used"),
        ({"outcome": "nothing_new"}, "tsdg: nothing new"),
        (
            {"outcome": "nothing_new", "failed_sources": ["a"]},
            "tsdg: nothing new; 1 download failed",
        ),
    ],
)
def test_each_outcome_has_its_line(given, subject):
    assert tell_subject(make_ending(**given), figures=FIGURES) == subject


def test_nothing_to_review_is_not_mentioned():
    subject = tell_subject(make_ending(read=[READ]), figures=FIGURES._replace(n_waiting=0))
    assert subject == "tsdg: 2025 published, 12 of 81 measures missed"


def test_a_corrected_edition_is_called_so():
    assert tell_subject(make_ending(read=[READ]), [2025]) == "tsdg: corrected 2025 published"
    both = make_ending(read=[READ, ("2024.pdf", 2024, 70, "pdf")])
    assert tell_subject(both, [2025]) == "tsdg: 2024, 2025 published"


def test_the_gravest_comes_first_and_each_says_what_to_do():
    ending = make_ending(
        outcome="failed",
        error="OSError: no space left",
        refused=[REFUSED],
        blocking=["marts.attainment"],
        failed_sources=["moea"],
    )
    actions = tell_actions(ending)
    assert [action.title for action in actions] == [
        "The run failed",
        "The audit forbids publishing: 1 critical failure",
        "1 file refused",
        "1 download failed",
    ]
    assert actions[0].lines == ["OSError: no space left"]
    assert "tsdg doctor" in actions[0].advice
    assert actions[1].lines == ["marts.attainment: unique: 2 rows"]
    assert "data/audit/latest.html" in actions[1].advice
    assert actions[2].lines == ["scan.pdf: is a scan; run OCR on it first"]
    assert actions[3].lines == ["moea (https://example.org/a.pdf): gone; look it up"]
    assert "data/quarantine" in actions[2].advice


def test_many_lines_are_cut_and_counted():
    action = tell_actions(make_ending(failed_sources=[f"source {n}" for n in range(25)]))[0]
    assert len(action.lines) == 11
    assert action.lines[-1] == "and 15 more"


def test_a_run_without_a_problem_asks_for_nothing():
    assert tell_actions(make_ending(read=[READ])) == []


def test_without_a_warehouse_there_is_a_report_all_the_same():
    news = read_news(make_ending(outcome="nothing_usable", refused=[REFUSED]), None)
    assert news.subject == "tsdg: nothing published, 1 file refused"
    assert (news.scorecards, news.missed, news.overdue, news.review) == ((), None, None, None)


def test_a_text_is_one_line_without_control_characters():
    assert one_line("a\x1b[2J\nb\u202e  c") == "a[2J b c"
    assert one_line("長" * 1000, 10) == "長" * 9 + "…"


@pytest.mark.parametrize(
    ("years", "written"),
    [
        ([2024], "2024"),
        ([2024, 2023], "2023, 2024"),
        ([2021, 2022, 2024], "2021, 2022, 2024"),
        ([2022, 2021, 2023], "2021–2023"),
    ],
)
def test_years_are_a_span_only_without_a_gap(years, written):
    assert write_years(years) == written
