"""What the product says to people, in Traditional Chinese and in English: one catalogue for all that they read.

The texts stand in `warehouse/texts/<language>/*.ftl` (Project Fluent). A text is asked for by its name and the facts
that it states; quoted words of a report are facts, too, and are never translated.
"""

from functools import cache, partial
from typing import Any

from warehouse.catalogue import Catalogue
from warehouse.language import LANGUAGES, Language, chosen_language
from warehouse.value_words import read_value_words

__all__ = ["LANGUAGES", "Language", "name_value", "read_catalogue", "say", "tell"]


def say(name: str, language: Language, /, **facts: object) -> str:
    """Say a text of the catalogue.

    Args:
        name: of the text; the same in all languages.
        language: one of LANGUAGES.
        facts: what it states. Whole numbers are written without separators, for most are years and counts.

    Raises:
        LookupError: the catalogue has no such text, or the text asks for a fact that is not given.
    """
    return read_catalogue(language).say(name, facts)


def tell(name: str, /, **facts: object) -> str:
    """Say a text in the language that the reader chose."""
    return say(name, chosen_language(), **facts)


def name_value(list_name: str, value: str | None) -> str:
    """What a value of a closed list is called in the language that the reader chose; empty for none."""
    return "" if value is None else _name_value(chosen_language(), value, of=list_name)


def in_reader_language(row: Any, column: str) -> Any:
    """What a row says in the reader's language, of a column that is said in two; a Chinese one may be missing."""
    if chosen_language() == "zh":
        return row.get(f"{column}_zh") or row[column]
    return row[column]


@cache
def read_catalogue(language: Language) -> Catalogue:
    """The texts of a language, with the names of the values of closed lists."""
    return Catalogue(language, {"VALUE": partial(_name_value, language)})


def _name_value(language: Language, value: Any, of: Any = "") -> str:
    """What a value of a closed list is called: VALUE($status, of: "status")."""
    words = read_value_words()[str(of)].get(str(value))
    return str(value) if words is None else getattr(words, language)
