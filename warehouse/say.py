"""What the product says to people, in Traditional Chinese and in English: one catalogue for all that they read.

The texts stand in `warehouse/texts/<language>/*.ftl` (Project Fluent). A text is asked for by its name and the facts
that it states; quoted words of a report are facts, too, and are never translated.
"""

import sys
from collections.abc import Mapping
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, Literal, cast, get_args

from fluent.runtime import FluentBundle, FluentResource, resolver
from fluent.runtime.types import FluentInt

from warehouse.value_words import read_value_words

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
TEXTS = Path(__file__).with_name("texts")
# The library refuses facts of more than 2,500 characters, against texts made to fill the memory. Ours are not; what a
# report prints may be longer.
resolver.MAX_PART_LENGTH = sys.maxsize
_LOCALES = {"zh": "zh-TW", "en": "en"}


def say(name: str, language: Language, /, **facts: object) -> str:
    """Say a text of the catalogue.

    Args:
        name: of the text; the same in all languages.
        language: one of LANGUAGES.
        facts: what it states. Whole numbers are written without separators, for most are years and counts; a text
            selects what is not there, None, as `[none]`.

    Raises:
        LookupError: the catalogue has no such text, or the text asks for a fact that is not given.
    """
    bundle = read_bundle(language)
    if not bundle.has_message(name):
        raise LookupError(f"no text {name} in {language}")
    pattern = bundle.get_message(name).value
    if pattern is None:
        raise LookupError(f"text {name} in {language} is empty")
    given = {key: _as_fact(value) for key, value in facts.items()}
    text, errors = bundle.format_pattern(pattern, given)
    if errors:
        raise LookupError(f"text {name} in {language}: {errors[0]}")
    return str(text)


def say_finding(rule: str, language: Language, facts: Mapping[str, object]) -> str:
    """Say a finding: each rule has one text, `finding-<rule>`.

    Raises:
        LookupError: the rule has no text, or its text asks for a fact that is not given.
    """
    return say(f"finding-{rule}", language, **facts)


@cache
def read_bundle(language: Language) -> FluentBundle:
    """Read every text of a language."""
    # Marks around each fact, for text that runs the other way, would stand in files and searches.
    bundle = FluentBundle(
        [_LOCALES[language]],
        use_isolating=False,
        functions={"VALUE": cast("Any", partial(_name_value, language))},
    )
    for path in sorted((TEXTS / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


def _name_value(language: Language, value: Any, of: Any = "") -> str:
    """What a value of a closed list is called: VALUE($status, of: "status")."""
    words = read_value_words()[str(of)].get(str(value))
    return str(value) if words is None else getattr(words, language)


class _Whole(FluentInt):
    """A whole number, which has a plural form and is written in digits alone."""

    def format(self, locale: object) -> str:  # noqa: ARG002 - asked for by its base
        # Babel takes longer for one number than for the sentence around it.
        return str(int(self))


@lru_cache(maxsize=1024)
def _whole(number: int) -> Any:
    return _Whole(number, useGrouping=False)


def _as_fact(value: object) -> Any:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return _whole(value)
    return f"{value:.10g}" if isinstance(value, float) else str(value)
