"""Names before one shared head, and the numbers that they stand for in that order."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from transforms.phrase.clauses import OUTSIDE
from transforms.phrase.parse_quantities import Phrase, Quantity
from transforms.phrase.words import any_of

_JOINED: Final = re.compile(r"[、，及與和]|以及")
_LEADS: Final = any_of(
    "leads_to_number", "leads_from_definition", "at_least", "at_most", "up", "down"
)
_RESPECTIVELY: Final = re.compile(
    rf"(?P<names>[^{OUTSIDE}:：\d]+?)[之的]?(?:已|均|皆)?(?:分別|各)(?:{_LEADS}|[至到為達])*$"
)
_SPLIT: Final = re.compile(r"以及|[、及與和]")


def names_of_each(phrase: Phrase) -> dict[int, str]:
    """市區客運、公路客運占比各達 20 %、5 %: the start of each quantity → 市區客運占比, 公路客運占比.

    Where nothing tells where the last name ends and the head begins, the others bear their names alone.
    """
    names: dict[int, str] = {}
    for run in _runs(phrase):
        start = phrase.clauses.clause_start(run[0].start)
        match = _RESPECTIVELY.search(phrase.text, start, run[0].start)
        parts = _SPLIT.split(match["names"]) if match else []
        if len(parts) == len(run):
            names |= dict(zip((one.start for one in run), _with_head(parts), strict=True))
    return names


def _runs(phrase: Phrase) -> Iterator[list[Quantity]]:
    """Quantities with nothing but a mark of a list between them."""
    run = list(phrase.quantities[:1])
    for one, following in pairwise(phrase.quantities):
        if _JOINED.fullmatch(phrase.text, one.end, following.start):
            run.append(following)
        else:
            yield run
            run = [following]
    if run:
        yield run


def _with_head(parts: list[str]) -> list[str]:
    *names, last = parts
    if len(parts) < 2 or not all(names):  # noqa: PLR2004 - one name needs no head
        return parts
    ending = {name[-1] for name in names}
    lengths = {len(name) for name in names}
    end = 0
    if len(ending) == 1:
        # 乳癌、大腸癌及口腔癌篩檢率
        end = last.rfind(ending.pop()) + 1
    if not end and len(lengths) == 1:
        # 市區客運、公路客運占比
        end = lengths.pop()
    head = last[end:] if 0 < end < len(last) else ""
    return [*(f"{name}{head}" for name in names), last]
