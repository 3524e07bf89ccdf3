"""What the product says to people, in Traditional Chinese and in English: one catalogue for all that they read.

The texts stand in `warehouse/texts/<language>/*.ftl` (Project Fluent). A text is asked for by its name and the facts
that it states; quoted words of a report are facts, too, and are never translated.
"""

from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any, Literal, cast, get_args

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number

from warehouse.value_words import read_value_words

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
_FOLDER = Path(__file__).with_name("texts")
_LOCALES = {"zh": "zh-TW", "en": "en"}


def say(name: str, language: Language, /, **facts: object) -> str:
    """Say a text of the catalogue.

    Args:
        name: of the text; the same in all languages.
        language: one of LANGUAGES.
        facts: what it states. Whole numbers are written without separators, for most are years and counts.

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


@cache
def read_bundle(language: Language) -> FluentBundle:
    """Read every text of a language."""
    # Marks around each fact, for text that runs the other way, would stand in files and searches.
    bundle = FluentBundle(
        [_LOCALES[language]],
        use_isolating=False,
        functions={"VALUE": cast("Any", partial(_name_value, language))},
    )
    for path in sorted((_FOLDER / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


def _name_value(language: Language, value: Any, of: Any = "") -> str:
    """What a value of a closed list is called: VALUE($status, of: "status")."""
    words = read_value_words()[str(of)].get(str(value))
    return str(value) if words is None else getattr(words, language)


@lru_cache(maxsize=1024)
def _whole(number: int) -> Any:
    return fluent_number(number, useGrouping=False)


def _as_fact(value: object) -> Any:
    if isinstance(value, bool) or value is None:
        return str(value)
    if isinstance(value, int):
        return _whole(value)
    return f"{value:.10g}" if isinstance(value, float) else str(value)
