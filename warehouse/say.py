"""What the product says to people, in Traditional Chinese and in English: one catalogue for all that they read.

The texts stand in `warehouse/texts/<language>/*.ftl` (Project Fluent). A text is asked for by its name and the facts
that it states; quoted words of a report are facts, too, and are never translated.
"""

from collections.abc import Iterable
from functools import cache, partial
from typing import Any

from warehouse.language import LANGUAGES, Language, chosen_language
from warehouse.text_catalogue import Catalogue
from warehouse.value_words import read_value_words

__all__ = [
    "LANGUAGES",
    "Language",
    "chosen_language",
    "in_clauses",
    "in_reader_language",
    "listed",
    "listed_issuers",
    "name_rule",
    "name_value",
    "read_catalogue",
    "say",
    "tell",
]


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


def name_rule(rule: str) -> str:
    """How a finding's rule is told: by its name in Chinese; in English by what it is called in tables, too."""
    return name_value("rule", rule) if chosen_language() == "zh" else rule


def listed(words: Iterable[object]) -> str:
    """Words one after the other, with the reader's comma between."""
    return ("、" if chosen_language() == "zh" else ", ").join(map(str, words))


def listed_issuers(names: Iterable[str]) -> str:
    """Issuers one after the other; in Chinese with a comma above that of 「衛福部、教育部」, who issue one report together."""
    return ("，" if chosen_language() == "zh" else ", ").join(names)


def in_clauses(told: Iterable[str]) -> str:
    """Clauses one after the other, with the reader's semicolon between."""
    return ("；" if chosen_language() == "zh" else "; ").join(told)


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
    words = read_value_words().get(str(of), {}).get(str(value))
    if words is not None:
        return str(getattr(words, language))
    # Those that neither SQL nor the dashboard needs stand among the texts.
    name = f"value-{of}-{value}".replace(" ", "-")
    return (
        read_catalogue(language).say(name, {})
        if read_catalogue(language).says(name)
        else str(value)
    )
