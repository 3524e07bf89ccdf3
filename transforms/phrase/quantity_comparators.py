"""Words around a number → how it compares: 至少, 以下, 逾, 約."""

import re
from dataclasses import dataclass
from typing import Final

from transforms.phrase.clauses import binding_start
from transforms.phrase.words import any_of

_FILLERS: Final = rf"{any_of('filler')}*$"
_BEFORE: Final = tuple(
    (name, re.compile(f"{any_of(words)}{_FILLERS}"))
    for name, words in (
        ("ge", "at_least"),
        ("le", "at_most"),
        ("lt", "less_than"),
        ("gt", "more_than"),
        ("approx", "about"),
    )
)
_GAP: Final = r"[\u4e00-\u9fffA-Za-z?:：]{0,12}$"
_LOOSE: Final = (
    ("ge", re.compile(any_of("at_least_loose") + _GAP)),
    ("le", re.compile(any_of("at_most_loose") + _GAP)),
)
_RECORDS: Final = re.compile(any_of("record"))
_AFTER_WORDS: Final = {
    "ge": "at_least_after",
    "le": "at_most_after",
    "lt": "less_than_after",
    "gt": "more_than_after",
    "approx": "about_after",
}
_AFTER: Final = re.compile(
    rf"\(?(?:含|及|或|即)?\)?之?(?:{'|'.join(f'(?P<{name}>{any_of(words)})' for name, words in _AFTER_WORDS.items())})"
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparator and the span of its words; without words the span is empty."""

    comparator: str
    start: int
    end: int


def read_after(text: str, position: int) -> Comparison | None:
    """Read 以上, 以下, 左右 right after a quantity."""
    match = _AFTER.match(text, position)
    if match is None:
        return None
    end = match.end()
    if text[match.start()] == "(" and ")" not in match[0]:
        end = end + 1 if text[end : end + 1] == ")" else end
    return Comparison(match.lastgroup or "", position, end)


def read_before(text: str, position: int) -> Comparison | None:
    """Read 至少, 不超過, 逾, 約 before a number, in the same clause."""
    start = binding_start(text, position)
    before = text[start:position]
    for name, pattern in _BEFORE:
        match = pattern.search(before)
        if match:
            return Comparison(name, start + match.start(), position)
    for name, pattern in _LOOSE:
        match = pattern.search(before)
        if match and not _RECORDS.search(before):
            return Comparison(name, start + match.start(), position)
    return None
