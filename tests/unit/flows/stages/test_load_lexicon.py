"""The reviewed seed files can be trusted: no doubles, closed lists, a reason for every row."""

from collections import Counter

import pytest

from flows.stages.load_lexicon import load_lexicon
from warehouse.seed_files import read_seed

SEEDS = {
    "agencies": ("printed_name",),
    "direction_terms": ("term",),
    "direction_reviews": ("indicator_name_contains", "label_contains"),
    "goals": ("goal_no",),
}


@pytest.mark.parametrize(("name", "key"), SEEDS.items())
def test_a_seed_has_one_row_per_key(name, key):
    counts = Counter(tuple(row[column] for column in key) for row in read_seed(name))
    assert [entry for entry, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", SEEDS)
def test_a_seed_has_neither_ragged_rows_nor_stray_spaces(name):
    for row in read_seed(name):
        assert None not in row
        assert None not in row.values()
        assert all(value == value.strip() for value in row.values())


def test_a_direction_is_higher_or_lower():
    lexicon = load_lexicon()
    entries = [*lexicon.direction_terms, *lexicon.direction_reviews]
    assert {entry.direction for entry in entries} <= {"higher", "lower"}


def test_a_unit_is_converted_to_a_base_that_stays_as_it_is():
    units = load_lexicon().units
    for rule in units.values():
        assert rule.factor > 0
        base = units.get(rule.base_unit)
        assert base is None or (base.base_unit, base.factor) == (rule.base_unit, 1.0)


def test_units_that_are_converted_alike_share_a_group():
    groups: dict[str, set[str]] = {}
    for rule in load_lexicon().units.values():
        groups.setdefault(rule.base_unit, set()).add(rule.group)
    assert [base for base, names in groups.items() if len(names) > 1] == []


def test_a_current_name_is_itself_a_known_name():
    names = load_lexicon().agency_names
    unknown = {current for current in names.values() if names.get(current) != current}
    assert unknown == set()


def test_a_name_without_a_public_source_stays_itself(tmp_path, monkeypatch):
    rows = "printed_name,agency_short_name,is_sourced\n甲局,乙署,false\n丙局,乙署,true\n"
    (tmp_path / "agencies.csv").write_text(rows, encoding="utf-8")
    monkeypatch.setenv("TSDG_SEEDS", str(tmp_path))
    assert load_lexicon().agency_names == {"甲局": "甲局", "丙局": "乙署"}


def test_ones_own_seed_takes_the_place_of_the_packaged_one(tmp_path, monkeypatch):
    files = {
        "agencies": "printed_name,agency_short_name\n中企處,中企署\n",
        "unit_conversions": "unit,group,base_unit,factor\n公斤,重,公噸,0.001\n",
        "direction_terms": "term,direction,priority\n漏水率,lower,50\n",
        "direction_reviews": "indicator_name_contains,label_contains,direction\n配比,核能,lower\n",
    }
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    monkeypatch.setenv("TSDG_SEEDS", str(tmp_path))
    assert read_seed("goals")
    lexicon = load_lexicon()
    assert lexicon.agency_names == {"中企處": "中企署"}
    assert lexicon.units["公斤"].factor == 0.001
    assert lexicon.direction_terms[0].priority == 50
    assert lexicon.direction_reviews[0].label_contains == "核能"
