"""What a run says at its end: how much was judged, on what that rests, and what is undecided."""

import pytest
from rich.cells import cell_len
from rich.console import Console

from flows import run_report
from flows.run_report import print_run_report
from tests.conftest import AS_OF
from warehouse.folder.run_ending import RunEnding


@pytest.fixture
def report(doubtful_warehouse, monkeypatch, capsys):
    """The report as a terminal of some width shows it."""

    def run(width):
        screen = Console(width=width, highlight=False)
        monkeypatch.setattr(run_report, "console", lambda: screen)
        print_run_report(doubtful_warehouse, RunEnding(AS_OF, doubtful_warehouse.root, "published"))
        return capsys.readouterr().out

    return run


def score_of(text, begin):
    return next(line.split() for line in text.splitlines() if line.startswith(f" {begin}"))


def test_the_scorecard_counts_the_assumed_and_the_undecided(report):
    text = report(160)
    assert score_of(text, "goal")[-3:] == ["undecided", "assumed", "rate"]
    # 5 indicators: 3 attained, of which 2 assumed; 1 missed; 1 undecided.
    assert score_of(text, "all,")[4:] == ["5", "3", "1", "1", "2", "75.0", "%", "of", "4"]
    assert (
        "4 judged, 2 of them by an assumption; 1 undecided, for their reading is in doubt" in text
    )


def test_at_eighty_columns_signs_stand_for_words_and_no_line_is_longer(report):
    text = report(80)
    head = score_of(text, "goal")
    assert head == ["goal", "n", "✓", "✗", "…", "–", "¶", "?", "~", "rate"]
    assert score_of(text, "all,")[4:] == ["5", "3", "1", "1", "2", "75.0", "%", "of", "4"]
    for sign in ("?=undecided", "~=assumed", "✓=attained"):
        assert sign in text
    assert max(map(cell_len, text.splitlines())) <= 80


def test_the_undecided_are_not_among_the_missed(report):
    missed = report(160).split("Missed in 2024: ")[1].split("Doubtful")[0]
    assert missed.startswith("1 measures")
    assert "16.2.1" in missed
    assert "16.1.1" not in missed
