"""Names before one shared head, and the numbers that they stand for in that order."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from transforms.phrase.clauses import JOINT, OUTSIDE
from transforms.phrase.parse_quantities import Phrase, Quantity
from transforms.phrase.words import any_of

_JOINED: Final = re.compile(rf"，|{JOINT}")
_LEADS: Final = any_of(
    "leads_to_number",
    "leads_from_definition",
    "at_least",
    "at_most",
    "up",
    "down",
    "up_sign",
    "down_sign",
)
_RESPECTIVELY: Final = re.compile(
    rf"(?P<names>[^{OUTSIDE}:：\d]+?)[之的]?(?:已|均|皆)?(?P<each>分別|各)?(?P<lead>(?:{_LEADS}|[至到為達])*)$"
)
_SPLIT: Final = re.compile(JOINT)
_FEWEST = 2


class NameOfOne(NamedTuple):
    """The name that one number of a list bears, the last one with the head of all, and the words that lead to each."""

    name: str
    last: str
    lead: str


def names_of_each(phrase: Phrase) -> dict[int, NameOfOne]:
    """市區客運、公路客運占比各達 20 %、5 %: the start of each quantity → 市區客運占比, 公路客運占比.

    Where nothing tells where the last name ends and the head begins, the others bear their names alone.
    Where names and numbers are not as many, each bears all of the names: then none is nearer to one of them.
    """
    names: dict[int, NameOfOne] = {}
    for run in _runs(phrase):
        start = phrase.clauses.clause_start(run[0].start)
        match = _RESPECTIVELY.search(phrase.text, start, run[0].start)
        parts = _SPLIT.split(match["names"]) if match else []
        # Without 分別 or 各 only as many names as numbers, and a word that leads to them, tell the same.
        if match is None or not (match["each"] or (match["lead"] and len(parts) == len(run))):
            continue
        own = _with_head(parts) if len(parts) == len(run) else [match["names"]] * len(run)
        for quantity, name in zip(run, own, strict=True):
            names[quantity.start] = NameOfOne(name, parts[-1], match["lead"])
    return names


def _runs(phrase: Phrase) -> Iterator[list[Quantity]]:
    """Two and more quantities with nothing but a mark of a list between them."""
    run = list(phrase.quantities[:1])
    for one, following in pairwise(phrase.quantities):
        if not _JOINED.fullmatch(phrase.text, one.end, following.start):
            yield from [run] if len(run) >= _FEWEST else []
            run = []
        run.append(following)
    yield from [run] if len(run) >= _FEWEST else []


def _with_head(parts: list[str]) -> list[str]:
    """乳癌、大腸癌及口腔癌篩檢率: where all names end in one character, the last one does so before the head."""
    *names, last = parts
    endings = {name[-1:] for name in names}
    end = last.rfind(endings.pop()) + 1 if len(endings) == 1 else 0
    head = last[end:] if end > 1 else ""
    return [*(f"{name}{head}" for name in names), last]
