"""The tables of words serve the engine: each class is asked for, each word stands once in it."""

import re
import tomllib
from pathlib import Path

import pytest

from transforms.phrase.words import any_of, words

FOLDER = Path(__file__).parents[4] / "transforms"
CLASSES = tomllib.loads((FOLDER / "phrase" / "words.toml").read_text(encoding="utf-8"))
PROGRAM = "\n".join(
    path.read_text(encoding="utf-8")
    for name in ("phrase", "report")
    for path in (FOLDER / name).rglob("*.py")
)


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_is_asked_for(name):
    table = str(CLASSES.values())
    assert re.search(rf"['\"]{name}['\"]", PROGRAM) or re.search(rf"@{name}\b", table)


@pytest.mark.parametrize("name", CLASSES)
def test_a_word_stands_once_in_its_class(name):
    listed = [
        word
        for entry in CLASSES[name]
        for word in (entry.split() if isinstance(entry, str) else [entry["word"]])
    ]
    assert sorted(listed) == sorted(set(listed))


@pytest.mark.parametrize("name", CLASSES)
def test_every_word_is_found_by_the_pattern_of_its_class(name):
    pattern = re.compile(any_of(name))
    conditional = {
        e["word"] for e in CLASSES[name] if not isinstance(e, str) and "only_before" in e
    }
    assert [word for word in words(name) - conditional if not pattern.match(word)] == []


def test_of_two_words_that_fit_the_longer_one_wins():
    found = re.match(any_of("at_least"), "大於或等於 5")
    assert found is not None
    assert found[0] == "大於或等於"


@pytest.mark.parametrize(
    ("name", "text", "is_word"),
    [
        ("about", "約 5", True),
        ("about", "節約 5", False),
        ("about", "近年", False),
        ("up", "負成長", False),
    ],
)
def test_a_word_beside_certain_others_is_another_word(name, text, is_word):
    assert (re.search(any_of(name), text) is not None) is is_word


def test_a_class_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        any_of("no_such_class")
