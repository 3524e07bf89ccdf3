"""`tsdg show CODE --why`: every printed number with its role, and all that decided a verdict."""

import json

import pytest

from flows.commands.show_command import show_indicator


@pytest.fixture
def why(doubtful_warehouse, capsys):
    def run(code, *, as_json=True):
        show_indicator(doubtful_warehouse, code, as_json=as_json, is_why=True)
        text = capsys.readouterr().out
        return json.loads(text) if as_json else text

    return run


def test_every_printed_number_is_there_with_what_it_was_taken_for(why):
    numbers = why("16.1.1")["numbers"]
    assert [(n["section"], n["number_text"], n["role"], n["measure_no"]) for n in numbers] == [
        ("target", "1.8", "target", 1),
        ("actual", "1.6", "value", 1),
        ("actual", "2023", "year", None),
        ("actual", "1.7", "quantity", None),
    ]


def test_values_of_other_years_are_told_with_their_words(why):
    (prior,) = why("16.1.1")["values_of_other_years"]
    assert (prior["data_year"], prior["data_value"], prior["measure_no"]) == (2023, 1.7, 1)


def test_a_measure_has_pair_rules_verdict_certainty_and_pages(why):
    (measure,) = why("16.1.1")["measures"]
    expected = {
        "target_words": "1.8%",
        "actual_words": "1.6%",
        "comparator": "ge",
        "comparator_rule": "general term: 率",
        "direction": "higher",
        "direction_rule": "general term: 率",
        "is_direction_assumed": True,
        "status": None,
        "status_rule": "in doubt: 1.6 >= 1.8 does not hold",
        "certainty": "doubtful",
        "doubt": "it would be missed, but no reason is given",
        "page_first": 1,
    }
    assert {name: measure[name] for name in expected} == expected
    pair = measure["pair"]
    assert (pair["target_words"], pair["actual_words"], pair["is_same_unit"]) == ("1.8%", "1.6%", True)  # fmt: skip


def test_people_read_the_same_and_how_to_settle_it(why):
    text = why("16.1.1", as_json=False)
    for words in (
        "Every printed number", "another amount", "value of 2023, measure 1: 1.7%", "general term: 率 (assumed)",
        "? undecided", "it would be missed", "to settle", "reading_in_doubt",
    ):  # fmt: skip
        assert words in text
    assert "to settle" not in why("3.1.1", as_json=False)
