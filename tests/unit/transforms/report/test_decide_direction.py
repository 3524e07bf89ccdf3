"""Which way is better: told by words, by what the quantity means, or by a review, never guessed."""

import pytest

from transforms.phrase.words import words
from transforms.report.decide_direction import (
    GENERAL_PRIORITY,
    DirectionReview,
    DirectionTerm,
    decide_direction,
)
from transforms.report.read_targets import Target, read_targets
from transforms.report.split_sections import split_sections

TERMS = (
    DirectionTerm("比率", "higher", 10),
    DirectionTerm("漏水率", "lower", 50),
    DirectionTerm("普及率", "higher", 40),
    DirectionTerm("失業率", "lower", 50),
    DirectionTerm("就業率", "higher", 40),
    DirectionTerm("未接管", "lower", 60),
    DirectionTerm("燃煤", "lower", 50),
)
REVIEWS = (DirectionReview("發電配比", "核能", "lower"),)


def decide(text: str, name: str = "某事", reviews=(), terms=TERMS):
    section = split_sections([(1, f"目標：{text}")]).sections.get("target")
    (target,) = read_targets(section, 2024).targets
    return decide_direction(target, name, terms, reviews)


@pytest.mark.parametrize(
    ("text", "comparator", "direction"),
    [
        ("至少 5 家", "ge", "higher"),
        ("5 家以上", "ge", "higher"),
        ("不低於 5 家", "ge", "higher"),
        ("超過 5 家", "ge", "higher"),
        ("不超過 5 件", "le", "lower"),
        ("5 件以下", "le", "lower"),
        ("低於 5 件", "le", "lower"),
        ("某量控制在 5 件", "le", "lower"),
        ("某量降低至 5 件", "le", "lower"),
        ("某量減少為 5 件", "le", "lower"),
        ("某量縮短至 5 天", "le", "lower"),
        ("用水節約至 109 億公噸", "le", "lower"),
        ("某量提升至 5 件", "ge", "higher"),
        ("漁獲量不超過配額 5 公噸", "le", "lower"),
        ("某量增加到 5 件", "ge", "higher"),
        ("某量成長至 5 件", "ge", "higher"),
    ],
)
def test_words_that_compare_decide(text, comparator, direction):
    decision = decide(text)
    assert (decision.comparator, decision.direction) == (comparator, direction)
    assert decision.comparator_rule.startswith("words:")


@pytest.mark.parametrize(
    "text",
    ["掩埋量減少 3.8%", "減少掩埋量 3.8%", "產值成長 3%", "較 2020 年降低 10%", "節省用電 5%", "年增 3%"],
)  # fmt: skip
def test_an_amount_of_change_is_wanted_large_whichever_way_it_goes(text):
    decision = decide(text)
    assert (decision.comparator, decision.direction) == ("ge", "higher")
    assert "amount of change" in decision.direction_rule


@pytest.mark.parametrize(
    ("text", "name", "direction", "rule"),
    [
        ("漏水率 12%", "某事", "lower", "term: 漏水率"),
        ("達 12%", "降低自來水漏水率", "lower", "term: 漏水率"),
        ("普及率 95%", "失業率", "higher", "term: 普及率"),
        ("漏水率比率 12%", "某事", "lower", "term: 漏水率"),
        ("未接管普及率 5%", "某事", "lower", "assumed, term within: 未接管"),
        ("達 95%", "人口比率", "higher", "general term: 比率"),
        # What is done in time is wanted, whatever the name says of time.
        ("於受理後 30 日內完成調查之比率 90%", "調查時效", "higher", "term: 30日內完成調查之比率"),
        (
            "婦女 2 年內曾接受檢查之比率 40%",
            "癌症",
            "higher",
            "term: 2年內曾接受檢查之比率",
        ),
        (
            "1 年內接受裁罰之比率 5%",
            "某事",
            "higher",
            "assumed, term within: 1年內接受裁罰之比率",
        ),
        ("30 日內漏水率 5%", "某事", "lower", "term: 漏水率"),
        ("30 日內未完成之漏水率 5%", "某事", "lower", "term: 漏水率"),
    ],
)
def test_the_meaning_decides_where_no_word_does(text, name, direction, rule):
    decision = decide(text, name)
    assert (decision.direction, decision.direction_rule) == (direction, rule)


@pytest.mark.parametrize(
    ("text", "comparator"), [("事故 0 件", "le"), ("完成率 100%", "ge"), ("事故不超過 100%", "le")]
)
def test_the_end_of_a_scale_is_reached_from_one_side_only(text, comparator):
    assert decide(text).comparator == comparator


@pytest.mark.parametrize("target", ["社區大學 88 所", "免關稅進口值 1.2 億美元"])
def test_a_bare_count_or_sum_is_assumed_to_be_wanted_and_says_so(target):
    decision = decide(target)
    assert (decision.comparator, decision.direction) == ("ge", "higher")
    assert decision.direction_rule.startswith("assumed")


def test_the_verb_before_a_list_is_that_of_what_stands_last_in_it():
    decision = decide("查獲製造、運輸及販賣毒品嫌疑犯 5,500 人")
    assert decision.direction_rule == decide("查獲毒品 5,500 人").direction_rule


def test_a_sum_that_is_spent_or_owed_is_not_assumed_to_be_wanted():
    assert decide("燃料進口 5 億元").comparator is None
    assert decide("舉債 5 億元").comparator is None


def test_a_count_of_something_bad_is_not_assumed_to_be_wanted():
    assert decide("未接管戶 88 戶").comparator == "le"


def test_words_outweigh_the_meaning():
    assert decide("漏水率改善率至少 12%").comparator == "ge"


def test_a_review_outweighs_words_and_meaning():
    decision = decide("核能至少 5%", "發電配比", REVIEWS)
    assert (decision.comparator, decision.direction) == ("le", "lower")
    assert decision.direction_rule == "reviewed: 發電配比"


def test_a_review_of_one_label_leaves_the_others():
    assert decide("燃氣至少 5%", "發電配比", REVIEWS).comparator == "ge"


@pytest.mark.parametrize(
    "text",
    [
        "輔導 49 家",
        "累計培訓 18 萬名",
        "完成 3 案",
        "協助 5 家",
        "推廣 5 件",
        "舉辦 12 場次",
        "種植 5 萬株",
    ],
)
def test_an_activity_is_wanted_at_least_that_often(text):
    decision = decide(text)
    assert (decision.comparator, decision.direction) == ("ge", "higher")


def test_to_reach_is_at_least():
    assert decide("某事達 5 分").comparator == "ge"


def test_to_reach_yields_to_what_the_quantity_means():
    assert decide("漏水率達 12%").comparator == "le"


@pytest.mark.parametrize("text", ["某事 5 分", "5 分", "某事為 5 分"])
def test_what_nothing_tells_stays_undecided(text):
    decision = decide(text)
    assert (decision.comparator, decision.comparator_rule) == (None, None)
    assert (decision.direction, decision.direction_rule) == (None, None)


@pytest.mark.parametrize(
    ("text", "name", "direction"),
    [
        ("失業率 3.7~3.8%", "某事", "lower"),
        ("普及率 90~95%", "某事", "higher"),
        ("某事 90~95 分", "某事", "none"),
        ("輔導 3~5 家", "某事", "higher"),
    ],
)
def test_a_range_is_between_and_may_have_a_better_side(text, name, direction):
    decision = decide(text, name)
    assert (decision.comparator, decision.direction) == ("between", direction)


@pytest.mark.parametrize(
    ("text", "name", "direction"),
    [
        ("完成計畫", "失業率", "none"),
        ("不適用", "失業率", "lower"),
        ("不適用", "某事", "none"),
    ],
)
def test_without_a_quantity_nothing_is_compared(text, name, direction):
    decision = decide(text, name)
    assert (decision.comparator, decision.direction) == (None, direction)


def test_the_longer_of_two_equal_terms_decides():
    terms = (DirectionTerm("事率", "higher", 5), DirectionTerm("故事率", "lower", 5))
    assert decide("故事率 5%", terms=terms).direction == "lower"


def test_a_target_without_label_is_judged_by_the_name():
    assert decide_direction(Target("not_set", 1), "失業率", TERMS, ()).direction == "lower"


def test_a_reviewed_term_alone_goes_the_way_of_its_row(lexicon):
    """Also 不合格, which begins with what would deny it; of a verb what is done is counted."""
    terms = lexicon.direction_terms
    decided = {
        term.term: (decide("12.5%", term.term, terms=terms).direction, term.direction)
        for term in terms
        if term.priority > GENERAL_PRIORITY and term.term not in words("lower", "hinder")
    }
    assert len(decided) > 1000
    assert [name for name, (told, stated) in decided.items() if told != stated] == []


@pytest.mark.parametrize(
    ("name", "direction", "rule"),
    [
        ("農民未投保率", "lower", "assumed, the contrary of: 投保率"),
        ("未投保率", "lower", "assumed, the contrary of: 投保率"),
        ("不合格率", "lower", "term: 不合格"),
        ("食品抽驗不合格率", "lower", "term: 不合格"),
        ("未依限歸還圖書率", "lower", "assumed, what is lacking: 未依限歸還圖書率"),
        ("未成年就學率", "higher", "term: 就學率"),
        ("海漂垃圾清除", "higher", "assumed, done about it: 清除"),
        ("航空噪音防制", "lower", "assumed, term within: 噪音"),
        ("河川氨氮濃度改善", "lower", "assumed, term within: 濃度"),
    ],
)
def test_what_a_name_denies_or_takes_away(lexicon, name, direction, rule):
    decision = decide("12.5%", name, terms=lexicon.direction_terms)
    assert (decision.direction, decision.direction_rule) == (direction, rule)
