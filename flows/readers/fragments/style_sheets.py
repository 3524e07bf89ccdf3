"""Style sheets of a text conversion: which tags, classes and names they may hide, move or mark."""

import re
from dataclasses import dataclass

from flows.readers.fragments.fragment_effects import declarations_of, effects_of_declarations
from flows.readers.fragments.fragment_ink import PLAIN_INK, ink_within

_SHEET = re.compile(r"<style\b[^>]*>(.*?)(?:</style|\Z)", re.IGNORECASE | re.DOTALL)
_ELSEWHERE = re.compile(r"<link\b[^>]*\bstylesheet|@import", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_STEPS = re.compile(r"[\s>+~]+")
_NAME = re.compile(r"(?<![:\w-])([.#]?)((?:[\w-]|[^\x00-\x7f])+)")
_EVERYTHING = "*"


@dataclass(frozen=True, slots=True)
class StyleSheets:
    """What sheets speak of in a way that changes what is seen: tags, .classes and #names."""

    names: frozenset[str] = frozenset()
    # Sheets that are not in the file may speak of anything that has a class or name.
    has_others: bool = False

    def touch(self, tag: str, given: dict[str, str]) -> bool:
        """Tell whether a sheet may change what is seen of a tag's text."""
        if not self.names and not self.has_others:
            return False
        classes, name = given.get("class", "").split(), given.get("id", "")
        if self.has_others and (classes or name):
            return True
        own = {_EVERYTHING, tag, f"#{name}", *(f".{one}" for one in classes)}
        return not self.names.isdisjoint(own)


NO_SHEETS = StyleSheets()


def read_sheets(text: str) -> StyleSheets:
    """Read the style sheets of a text."""
    sheets = [_COMMENT.sub(" ", sheet) for sheet in _SHEET.findall(text)]
    names = {
        name
        for sheet in sheets
        for selectors, body in _RULE.findall(sheet)
        if "@" not in selectors and _changes_what_is_seen(body)
        for selector in selectors.split(",")
        for name in _names(selector)
    }
    return StyleSheets(frozenset(names), _ELSEWHERE.search(text) is not None)


def _changes_what_is_seen(body: str) -> bool:
    declared = declarations_of(body.casefold())
    ink = ink_within(PLAIN_INK, "", tuple(declared.items()))
    return bool(ink.effect) or bool(effects_of_declarations(declared) - {""})


def _names(selector: str) -> list[str]:
    """What the last step of a selector asks of a tag: its classes and name, or its kind."""
    steps = [step for step in _STEPS.split(selector.strip()) if step]
    found = _NAME.findall(re.sub(r"\[[^\]]*\]", "", steps[-1])) if steps else []
    marked = [sign + name for sign, name in found if sign]
    return marked or [name.casefold() for _, name in found] or [_EVERYTHING]
