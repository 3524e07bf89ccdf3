"""The unit table can be trusted: one row per unit, and what it says of a unit fits together."""

from collections import Counter

from transforms.phrase.unit_table import read_unit_rows

ROWS = read_unit_rows()
KINDS = {"place",
    "share", "money", "length", "area", "volume", "mass", "energy", "information", "physics",
    "long_time", "time", "people", "count", "",
}  # fmt: skip


def test_a_unit_has_one_row_without_stray_spaces():
    assert [unit for unit, n in Counter(row["unit"] for row in ROWS).items() if n > 1] == []
    for row in ROWS:
        assert None not in row
        assert all(value is not None and value == value.strip() for value in row.values())


def test_what_a_column_may_say_is_a_closed_list():
    assert {row["kind"] for row in ROWS} <= KINDS
    assert {row["in_numerals"] for row in ROWS} | {row["is_counter"] for row in ROWS} == {"", "yes"}


def test_another_spelling_is_of_a_unit_that_has_none_itself():
    plain = {row["unit"] for row in ROWS if not row["spelling_of"]}
    assert [
        row["unit"] for row in ROWS if row["spelling_of"] and row["spelling_of"] not in plain
    ] == []


def test_a_conversion_is_told_whole_and_with_its_reason():
    for row in ROWS:
        told = [bool(row[name]) for name in ("group", "base_unit", "factor", "reason")]
        assert len(set(told)) == 1, row
