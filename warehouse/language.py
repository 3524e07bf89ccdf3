"""In which language people are spoken to: chosen once, and seen by every process that this one starts."""

import os
from typing import Literal, get_args

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
VARIABLE = "TSDG_LANG"
# The first that is set decides, as everywhere.
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def chosen_language() -> Language:
    """What was chosen, else that of the locale; also where a setting is wrong, so that it can be told."""
    given = os.environ.get(VARIABLE, "").strip().lower()
    for language in LANGUAGES:
        if language == given:
            return language
    locale = next((value for name in _LOCALE if (value := os.environ.get(name))), "")
    return "zh" if locale.lower().startswith("zh") else "en"
