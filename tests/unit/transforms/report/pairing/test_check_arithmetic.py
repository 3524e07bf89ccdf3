"""What a cell prints as computed must follow from the numbers beside it."""

import pytest

from transforms.phrase.parse_quantities import parse_phrase
from transforms.report.pairing.check_arithmetic import check_arithmetic


@pytest.mark.parametrize(
    "text",
    [
        "1,000 公噸，10,000 人，每人 0.1 公噸/人",
        "144 億噸/(760 億噸-85 億噸)=0.21",
        "144 億噸(760 億噸-85 億噸)=0.21",
        "10 件/40 件=25%",
        "2 公噸÷3 公噸=0.67",
        "2 公噸÷3 公噸=0.66",
        "5 公噸/0 公噸=1",
        "占 46.3%(2,611/5,640)",
        "占 46.2%(2,611 人/5,640 人)",
        "占 46.3%(2,611/0)",
        "培訓 18 萬名，就業率 80%",
        "",
    ],
)
def test_printed_results_that_hold_are_not_reported(text):
    assert check_arithmetic([parse_phrase(text)]) == []


@pytest.mark.parametrize(
    ("text", "computed", "printed"),
    [
        ("1,480,931 公噸，23,420,442 人，0.0631 公噸/人", "0.0632324", "0.0631 公噸/人"),
        ("144 億噸/(760 億噸-85 億噸)=0.31", "0.213333", "0.31"),
        ("10 件/40 件=35%", "25", "35%"),
        ("占 47.3%(2,611/5,640)", "46.2943", "47.3%"),
        ("2,611/5,640=47.3%", "46.2943", "47.3%"),
        ("2 公噸÷3 公噸=0.75", "0.666667", "0.75"),
    ],
)
def test_a_printed_result_that_does_not_follow_is_reported_once(text, computed, printed):
    phrase = parse_phrase(text)
    (problem,) = check_arithmetic([phrase, phrase])
    assert (problem.computed, problem.printed) == (computed, printed)
