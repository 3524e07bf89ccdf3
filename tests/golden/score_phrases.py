"""How well phrases are read: precision, recall and F1 over (value, unit, comparator)."""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from transforms.phrase.parse_quantities import Phrase, Quantity

Fact = tuple[Any, ...]
DEPTHS = {"value": 1, "value_unit": 2, "value_unit_comparator": 3}


@dataclass(frozen=True, slots=True)
class Miss:
    """A phrase that was read otherwise than annotated."""

    text: str
    missing: tuple[Fact, ...]
    surplus: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts matched as multisets within each phrase, then summed."""

    precision: float
    recall: float
    f1: float
    misses: tuple[Miss, ...]


def score(
    lines: Iterable[str], parse: Callable[[str], Phrase], *, depth: str = "value_unit_comparator"
) -> Score:
    """Compare what `parse` reads with annotated lines.

    Args:
        lines: JSON objects with `text` and `quantities` (value, unit, cmp).
        parse: the phrase parser.
        depth: how much has to agree, a key of `DEPTHS`.
    """
    hits = expected_total = found_total = 0
    misses = []
    for line in filter(str.strip, lines):
        record = json.loads(line)
        expected = Counter(_expected(q)[: DEPTHS[depth]] for q in record["quantities"])
        found = Counter(_found(q)[: DEPTHS[depth]] for q in parse(record["text"]).quantities)
        hits += (expected & found).total()
        expected_total += expected.total()
        found_total += found.total()
        if expected != found:
            missing, surplus = expected - found, found - expected
            misses.append(
                Miss(record["text"], tuple(missing.elements()), tuple(surplus.elements()))
            )
    precision = hits / found_total if found_total else 1.0
    recall = hits / expected_total if expected_total else 1.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    return Score(precision, recall, f1, tuple(misses))


def _expected(quantity: dict[str, Any]) -> Fact:
    value = quantity["value"]
    bounds = tuple(map(_rounded, value)) if isinstance(value, list) else (_rounded(value),)
    return bounds, quantity["unit"] or "", quantity["cmp"]


def _found(quantity: Quantity) -> Fact:
    bounds = (
        (quantity.value,) if quantity.value_high is None else (quantity.value, quantity.value_high)
    )
    return tuple(map(_rounded, bounds)), quantity.unit or "", quantity.comparator


def _rounded(value: float) -> float:
    return float(f"{value:.12g}")
