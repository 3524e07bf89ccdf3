"""Words of the workbook: in Chinese, and below it in English for readers of English, who forward it to readers of Chinese."""

from collections.abc import Callable

from warehouse.language import Language, chosen_language, speaking
from warehouse.say import say


def languages() -> tuple[Language, ...]:
    """In which the cover speaks, one after the other."""
    return ("zh",) if chosen_language() == "zh" else ("zh", "en")


def in_both(name: str, between: str = "\n", /, **facts: object) -> str:
    """A text of the catalogue in each of them."""
    return between.join(say(name, language, **facts) for language in languages())


def each(tell_it: Callable[[], str], between: str = "\n") -> str:
    """What a function tells in the language of the moment, in each of them."""
    told = []
    for language in languages():
        with speaking(language):
            told.append(tell_it())
    return between.join(dict.fromkeys(told))
