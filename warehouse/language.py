"""In which language people are spoken to: chosen once, and seen by every process that this one starts."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, get_args

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
VARIABLE = "TSDG_LANG"
# The first that is set decides, as everywhere.
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
_SPOKEN: ContextVar[Language | None] = ContextVar("spoken", default=None)


def chosen_language() -> Language:
    """What was chosen, else that of the locale; also where a setting is wrong, so that it can be told."""
    spoken = _SPOKEN.get()
    if spoken is not None:
        return spoken
    given = os.environ.get(VARIABLE, "").strip().lower()
    for language in LANGUAGES:
        if language == given:
            return language
    locale = next((value for name in _LOCALE if (value := os.environ.get(name))), "")
    return "zh" if locale.lower().startswith("zh") else "en"


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Say what follows in a language, whatever the reader chose: for files that are written in one, or in both."""
    before = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(before)
