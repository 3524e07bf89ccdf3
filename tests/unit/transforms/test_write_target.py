"""A target is written by its comparator and the bound that it names."""

import pytest

from transforms.write_target import write_target


def write(value, unit):
    return f"{value}{unit or ''}"


@pytest.mark.parametrize(
    ("comparator", "low", "high", "words"),
    [
        ("ge", 5, None, "≥ 5%"),
        ("le", None, 5, "≤ 5%"),
        ("ge", 5, 9, "≥ 5%"),
        ("le", 5, 9, "≤ 9%"),
        ("eq", 5, 5, "= 5%"),
        ("between", 5, 9, "5-9%"),
        ("between", 5, 5, "5%"),
        (None, 5, None, "5%"),
        (None, None, 0, "0%"),
        (None, None, None, ""),
        ("ge", None, None, ""),
    ],
)
def test_a_target_is_written_by_its_comparator_and_bounds(comparator, low, high, words):
    assert write_target(comparator, low, high, "%", write) == words


def test_what_stands_between_bounds_is_the_callers():
    assert write_target("between", 5, 9, "%", write, between=" to ") == "5 to 9%"
