"""Every word a page may ask for exists in both languages."""

import re
from pathlib import Path

import duckdb
import pytest

from expectations.rules import RULE_FOLDER
from supply.site.words import LANGUAGES, read_words, translator
from tests.conftest import PROJECT
from tests.tiny_runs import empty_warehouse_file
from warehouse.catalog import read_tables

TEMPLATES = PROJECT / "supply" / "site" / "templates"
# Where a page says a value of a closed list.
SAID = {
    ("un_bridge", "grade"): "un_grade",
    ("un_bridge", "status"): "review_status",
    ("attainment", "status"): "status",
    ("attainment", "declared_status"): "declared",
    ("attainment", "certainty"): "certainty",
    ("attainment", "comparator"): "comparator",
    ("attainment", "target_basis"): "basis",
    ("observation", "source"): "source",
    ("observation", "value_basis"): "basis",
    ("trend", "trend"): "trend",
    ("trend", "weather"): "trend",
    ("edition_change", "change"): "change",
    ("edition_change", "effect"): "change",
    ("status_history", "status_change"): "status_change",
    ("finding", "severity"): "severity",
}


@pytest.fixture(scope="module")
def closed_lists():
    with duckdb.connect(str(empty_warehouse_file()), read_only=True) as connection:
        return {
            (table.table_name, column.name): column.allowed_values
            for table in read_tables(connection, "marts")
            for column in table.columns
            if column.allowed_values
        }


def test_every_word_has_both_languages():
    for section, words in read_words().items():
        for name, forms in words.items():
            assert len(forms) == len(LANGUAGES), (section, name)
            assert all(form.strip() for form in forms), (section, name)


@pytest.mark.parametrize("said", SAID.items(), ids=str)
def test_every_value_of_a_closed_list_has_its_word(closed_lists, said):
    place, section = said
    assert set(closed_lists[place]) - set(read_words()[section]) == set()


def test_every_rule_that_finds_has_its_word():
    method = (PROJECT / "docs" / "method.md").read_text(encoding="utf-8")
    told = set(re.findall(r"\| `(\w+)` \| (?:warning|info)", method))
    assert len(told) > 30
    assert told - set(read_words()["rule"]) == set()
    critical = {path.stem for path in RULE_FOLDER.rglob("*.sql")} - told
    assert not critical & set(read_words()["rule"]), "a critical rule never reaches a page"


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.j2")), ids=lambda path: path.name)
def test_every_word_that_a_template_asks_for_exists(template: Path):
    asked = re.findall(r"say\(['\"](\w+)['\"], ['\"](\w+)['\"]\)", template.read_text("utf-8"))
    for section, word in asked:
        assert word in read_words()[section], (section, word)


def test_no_word_is_left_over():
    """Words of a closed list are asked for by value, groups of units by evidence; the others by name, somewhere."""
    text = "".join(path.read_text("utf-8") for path in TEMPLATES.glob("*.j2"))
    text += "".join(path.read_text("utf-8") for path in TEMPLATES.parent.rglob("*.py"))
    by_value = {"status", "declared", "basis", "source", "trend", "change", "status_change", "severity", "rule", "target_kind", "certainty", "comparator", "release_state", "issuer_basis", "feed_kind", "unit_group", "un_grade", "review_status"}  # fmt: skip
    for section, words in read_words().items():
        if section not in by_value:
            unused = [w for w in words if f'"{w}"' not in text and f"'{w}'" not in text]
            assert unused == [], section


def test_an_unknown_word_stops_the_build():
    with pytest.raises(KeyError):
        translator("en")("status", "no such status")
    assert translator("en")("status", None) == "undecided"
