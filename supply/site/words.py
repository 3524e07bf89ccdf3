"""The dashboard's own words in its two languages; a word that is missing stops the build."""

import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from warehouse.value_words import read_value_words

LANGUAGES = ("zh-Hant", "en")
_FILE = Path(__file__).with_name("words.toml")


@cache
def read_words() -> dict[str, dict[str, Sequence[str]]]:
    """Read words.toml and the names of values: section, word, and its form in each of LANGUAGES."""
    words: dict[str, dict[str, Sequence[str]]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    for section, values in read_value_words().items():
        words.setdefault(section, {}).update(values)
    return words


def translator(language: str) -> Callable[[str, str | None], str]:
    """Return the function by which a template asks for a word of a section."""
    index = LANGUAGES.index(language)
    words = read_words()

    def say(section: str, word: str | None) -> str:
        return words[section][word or "undecided"][index]

    return say
