"""What the report says of itself is read from the actual section, item by item."""

import pytest

from transforms.report.pairing.read_declared import read_declared
from transforms.report.split_sections import split_sections


def declare(actual: str, n_measures: int = 1):
    section = split_sections([(1, f"實績值：{actual}")]).sections["actual"]
    return read_declared(section, n_measures, [None] * n_measures)


@pytest.mark.parametrize(
    "words",
    [
        "62 萬家，已達標。",
        "達成年度目標值",
        "已達成目標",
        "3.2%，符合目標",
        "0.21，未超過目標值 0.3",
        "超越原訂目標",
        "優於目標",
        "如期達成",
        "已全數達成",
        "較目標提前達成",
    ],
)
def test_words_of_success_are_met(words):
    assert declare(words) == ("met", ["met"])


@pytest.mark.parametrize(
    "words",
    [
        "0.0631，未達標",
        "未達成",
        "未達年度目標",
        "未達 2024 年度預期目標",
        "未能達到目標",
        "低於目標 2 個百分點",
        "未如期完成",
        "不符目標",
    ],
)
def test_words_of_failure_are_not_met(words):
    assert declare(words) == ("not_met", ["not_met"])


@pytest.mark.parametrize(
    "words",
    [
        "未達統計週期",
        "未達標準部分切除",
        "達標率 95%",
        "目標達成率 93%",
        "可達成目標",
        "預期達成目標",
        "達成率 102%",
        "為達成目標，持續推動",
        "1,056 億元",
    ],
)
def test_other_words_declare_nothing(words):
    assert declare(words) == (None, [None])


def test_each_item_speaks_for_its_own_measure():
    assert declare("\n1. 81%，已達標\n2. 7 億元，未達標", 2) == ("not_met", ["met", "not_met"])


def test_one_sentence_speaks_for_all_measures():
    assert declare("32 條、49 件，均已達標", 2) == ("met", ["met", "met"])


def test_a_list_that_does_not_fit_the_measures_speaks_for_all():
    assert declare("\n1. 甲，已達標\n2. 乙", 3) == ("met", ["met"] * 3)


def test_without_an_actual_nothing_is_declared():
    assert read_declared(None, 2, [None, None]) == (None, [None, None])


def test_a_miss_said_of_all_is_said_of_each():
    said = "甲 27.4%；乙 33.8%。均未達目標"
    assert declare(said, 2) == ("not_met", ["not_met", "not_met"])


@pytest.mark.parametrize(
    "said",
    [
        "甲 95%，已達標；乙 70%，過去 3 年均未達標",
        "甲 94%，離島均未達標",
        "甲 9%、乙 4 件，皆未達上限",
    ],
)
def test_a_miss_of_something_else_is_not_said_of_all(said):
    assert declare(said, 2)[1] != ["not_met", "not_met"]
