"""The dashboard's own words in its two languages; a word that is missing stops the build."""

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

LANGUAGES = ("zh-Hant", "en")
_FILE = Path(__file__).with_name("words.toml")


@cache
def read_words() -> dict[str, dict[str, list[str]]]:
    """Read words.toml: section, word, and its form in each of LANGUAGES."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def translator(language: str) -> Callable[[str, str | None], str]:
    """Return the function by which a template asks for a word of a section."""
    index = LANGUAGES.index(language)
    words = read_words()

    def say(section: str, word: str | None) -> str:
        return words[section][word or "undecided"][index]

    return say
