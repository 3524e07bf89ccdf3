"""A phrase falls into sentences, clauses, items and parentheses."""

import pytest

from transforms.phrase.clauses import find_clauses


@pytest.mark.parametrize(
    ("text", "word", "item"),
    [
        ("甲，乙 5 丙；丁", "5", "乙 5 丙"),
        ("甲(乙，丙)5 丁", "5", "甲(乙，丙)5 丁"),
        ("甲(乙 5，丙)", "5", "乙 5"),
        ("甲 1,234 乙", "1", "甲 1,234 乙"),
        ("甲((乙，丙)，丁)5", "5", "甲((乙，丙)，丁)5"),
    ],
)
def test_an_item_ends_at_stops_outside_parentheses(text, word, item):
    clauses = find_clauses(text)
    position = text.index(word)
    end = clauses.item_end(position, len(text))
    assert text[clauses.item_start(position) : end] == item


@pytest.mark.parametrize(
    ("text", "depth"), [("5", 0), ("(5", 1), ("((5", 2), ("(甲)5", 0), ("甲)5", 0)]
)
def test_depth_is_how_many_parentheses_are_open(text, depth):
    assert find_clauses(text).depth(text.index("5")) == depth


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("甲。乙，丙5，丁。戊", "乙，丙5，丁"),
        ("甲(乙。丙5)丁", "丙5)丁"),
        ("甲5", "甲5"),
    ],
)
def test_a_sentence_is_what_stands_between_two_full_stops(text, sentence):
    assert find_clauses(text).sentence(text.index("5")) == sentence


def test_a_sentence_goes_on_behind_a_parenthesis_that_holds_a_stop():
    text = "甲(乙。丙)丁。戊"
    assert find_clauses(text).sentence_end(0) == text.index("。戊")


def test_a_heading_names_the_items_of_its_list():
    text = "總則。合格率：幼兒園5、國小6"
    assert find_clauses(text).heading(text.index("6")) == "合格率"
