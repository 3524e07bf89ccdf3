"""The scorer of links, on examples small enough to work by hand."""

from pathlib import Path

import pytest

from tests.golden.links.score_links import adjacent_pairs, main, score, score_measures

SERIES = """series,report_year,indicator_code,needs_review,note
x,2020,1.1.1,0,
x,2021,1.1.2,0,
x,2022,1.1.1,1,
y,2020,1.1.2,0,
y,2021,1.1.1,0,
"""
MEASURES = """series,measure,report_year,indicator_code,measure_no
x,people,2020,1.1.1,1
x,rate,2020,1.1.1,2
x,rate,2021,1.1.2,1
x,people,2022,1.1.1,1
x,rate,2022,1.1.1,2
"""
TRUE_KEYS = {
    (2020, "1.1.1"): "X",
    (2021, "1.1.2"): "X",
    (2022, "1.1.1"): "X",
    (2020, "1.1.2"): "Y",
    (2021, "1.1.1"): "Y",
}


@pytest.fixture
def truth(tmp_path: Path) -> Path:
    (tmp_path / "series.csv").write_text(SERIES, encoding="utf-8")
    (tmp_path / "measures.csv").write_text(MEASURES, encoding="utf-8")
    return tmp_path


def test_the_truth_itself_scores_one(truth):
    scores = score(truth / "series.csv", TRUE_KEYS)
    assert (scores.all.precision, scores.all.recall, scores.all.true_pairs) == (1.0, 1.0, 3)
    assert (scores.sure.precision, scores.sure.recall, scores.sure.true_pairs) == (1.0, 1.0, 2)


def test_linking_by_code_joins_the_wrong_series_at_a_swap(truth):
    by_code = {member: member[1] for member in TRUE_KEYS}
    scores = score(truth / "series.csv", by_code)
    # 1.1.1: 2020 x → 2021 y → 2022 x; 1.1.2: 2020 y → 2021 x; none of the three is intended.
    assert (scores.all.precision, scores.all.recall, scores.all.predicted_pairs) == (0.0, 0.0, 3)
    assert len(scores.all.joins_two_series) == 3


def test_a_link_that_waits_for_a_person_costs_recall_only_among_all(truth):
    waiting = TRUE_KEYS | {(2022, "1.1.1"): "new"}
    scores = score(truth / "series.csv", waiting)
    assert (scores.all.precision, scores.all.recall) == (1.0, pytest.approx(2 / 3))
    assert scores.all.missed == (((2021, "1.1.2"), (2022, "1.1.1")),)
    assert (scores.sure.precision, scores.sure.recall) == (1.0, 1.0)


def test_a_link_over_a_member_left_out_is_surplus_but_joins_no_two_series(truth):
    jump = TRUE_KEYS | {(2021, "1.1.2"): "alone"}
    scores = score(truth / "series.csv", jump)
    assert scores.all.surplus == (((2020, "1.1.1"), (2022, "1.1.1")),)
    assert scores.all.joins_two_series == ()
    assert (scores.all.precision, scores.all.recall) == (0.5, pytest.approx(1 / 3))


def test_one_wrong_link_lowers_precision_with_and_without_review(truth):
    wrong = TRUE_KEYS | {(2022, "1.1.1"): "Y"}
    scores = score(truth / "series.csv", wrong)
    assert (scores.all.precision, scores.all.recall) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert (scores.sure.precision, scores.sure.recall) == (pytest.approx(2 / 3), 1.0)


def test_members_without_a_key_are_alone(truth):
    scores = score(truth / "series.csv", {})
    assert (scores.all.precision, scores.all.recall) == (1.0, 0.0)


def test_a_key_for_an_unknown_indicator_is_refused(truth):
    with pytest.raises(ValueError, match=r"9\.9\.9"):
        score(truth / "series.csv", {(2020, "9.9.9"): "X"})


def test_two_members_of_one_year_are_a_pair_and_each_is_paired_with_the_next_year():
    groups = {(2020, "1.1.1"): "k", (2020, "1.1.2"): "k", (2022, "1.1.1"): "k"}
    assert adjacent_pairs(groups) == {
        ((2020, "1.1.1"), (2020, "1.1.2")),
        ((2020, "1.1.1"), (2022, "1.1.1")),
        ((2020, "1.1.2"), (2022, "1.1.1")),
    }


def test_measures_are_paired_over_an_edition_that_lacks_them(truth):
    keys = {
        (2020, "1.1.1", 1): "X#1",
        (2020, "1.1.1", 2): "X#2",
        (2021, "1.1.2", 1): "X#2",
        (2022, "1.1.1", 1): "X#1",
        (2022, "1.1.1", 2): "X#2",
    }
    scores = score_measures(truth / "measures.csv", truth / "series.csv", keys)
    assert (scores.all.precision, scores.all.recall, scores.all.true_pairs) == (1.0, 1.0, 3)
    # people 2020 → 2022 and rate 2021 → 2022 both run through the link of 2022.
    assert scores.sure.true_pairs == 1


def test_measures_linked_by_their_number_are_wrong_where_one_is_left_out(truth):
    keys = {
        (2020, "1.1.1", 1): "X#1",
        (2020, "1.1.1", 2): "X#2",
        (2021, "1.1.2", 1): "X#1",
        (2022, "1.1.1", 1): "X#1",
        (2022, "1.1.1", 2): "X#2",
    }
    scores = score_measures(truth / "measures.csv", truth / "series.csv", keys)
    assert (scores.all.precision, scores.all.recall, scores.sure.recall) == (0.0, 0.0, 0.0)
    assert len(scores.all.joins_two_series) == 2


def test_the_program_prints_both_scores_of_a_file_of_keys(truth, capsys):
    lines = [f"{year},{code},{key}" for (year, code), key in TRUE_KEYS.items()]
    keys = truth / "keys.csv"
    keys.write_text("\n".join(["report_year,indicator_code,indicator_key", *lines]) + "\n")
    main(truth, keys)
    assert capsys.readouterr().out.splitlines() == [
        "indicators, all: precision 1.0000, recall 1.0000, 3 true, 3 predicted, 0 join two series",
        "indicators, sure: precision 1.0000, recall 1.0000, 2 true, 2 predicted, 0 join two series",
    ]
