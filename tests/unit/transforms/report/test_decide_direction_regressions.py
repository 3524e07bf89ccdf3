"""Which way is better: told by words, by what the quantity means, or by a review, never guessed."""

from tests.unit.transforms.report.test_decide_direction import decide
from transforms.report.decide_direction import DirectionReview, DirectionTerm


def test_a_review_may_find_that_no_side_is_better():
    decision = decide("至少 30 元", "匯率", (DirectionReview("匯率", "", "none"),))
    assert decision.direction == "none"


def test_a_term_may_say_that_no_side_is_better():
    decision = decide("匯率 30 元", terms=(DirectionTerm("匯率", "none", 5),))
    assert decision.direction == "none"
