"""The words of the reports' language, by class, as the engine's patterns need them."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

Entry = str | dict[str, str]

_CLASSES: Final[dict[str, list[Entry]]] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
)


def words(*names: str) -> frozenset[str]:
    """Every word of the classes named, whatever it may not stand beside."""
    return frozenset(word for name in names for word, _ in _entries(name))


def any_of(*names: str) -> str:
    """Write the pattern of any word of the classes named; of two that fit, the longer one wins.

    Raises:
        KeyError: there is no such class.
    """
    entries = dict(entry for name in names for entry in _entries(name))
    ordered = sorted(entries, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(entries[word] for word in ordered)})"


def any_character_of(*names: str) -> str:
    """Write what goes into a character class: the stops, which have one character each."""
    return "".join(sorted(re.escape(word) for word in words(*names)))


def _entries(name: str) -> Iterator[tuple[str, str]]:
    for entry in _CLASSES[name]:
        if isinstance(entry, str):
            for word in entry.split():
                yield from _entries(word[1:]) if word[0] == "@" else [(word, re.escape(word))]
        else:
            yield entry["word"], _guarded(**entry)


def _guarded(word: str, not_after: str = "", not_before: str = "", only_before: str = "") -> str:
    behind = "".join(f"(?<!{other})" for other in _classed(not_after))
    ahead = f"(?!{'|'.join(_classed(not_before))})" if not_before else ""
    wanted = f"(?={'|'.join(_classed(only_before))})" if only_before else ""
    return f"{behind}{re.escape(word)}{ahead}{wanted}"


def _classed(listed: str) -> list[str]:
    """Write words as patterns, those of one character as one class."""
    others = listed.split()
    characters = "".join(re.escape(other) for other in others if len(other) == 1)
    longer = [re.escape(other) for other in others if len(other) > 1]
    return [f"[{characters}]", *longer] if characters else longer
