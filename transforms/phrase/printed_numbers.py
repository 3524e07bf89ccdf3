"""Every printed number of a phrase with what it was taken for, so that none is lost."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_DIGITS: Final = re.compile(r"\d+")
_AMOUNTS: Final = frozenset({"quantity", "definition"})
_UNIT_DIGITS: Final = re.compile(r"/每?\d")


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """One number as it is printed.

    Attributes:
        start: where it begins in the phrase's text.
        end: where it ends.
        text: its characters.
        role: quantity, definition, denominator, unit, tolerance, ratio part, year, date, time limit,
            rhythm, age, ordinal, list number, code, document, name; unaccounted where nothing tells.
    """

    start: int
    end: int
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class TakenSpan:
    """A part of the text and what its number was taken for."""

    start: int
    end: int
    role: str


def spans_of_quantity(
    text: str, start: int, number_end: int, end: int, role: str
) -> Iterator[TakenSpan]:
    """A quantity's number, and the digits within its unit: 例/10 萬人口, μg/m3."""
    yield TakenSpan(start, number_end, role)
    per = _UNIT_DIGITS.search(text, number_end, end)
    if per:
        yield TakenSpan(number_end, per.start(), "unit")
        yield TakenSpan(per.start(), end, "denominator")
    else:
        yield TakenSpan(number_end, end, "unit")


def account_for(text: str, taken: Sequence[TakenSpan]) -> tuple[PrintedNumber, ...]:
    """List every run of digits, and every amount in Chinese numerals, with its role.

    Args:
        text: the phrase as positions count.
        taken: in order of precedence; what none of them covers is unaccounted.
    """
    owners: list[TakenSpan | None] = [None] * len(text)
    for span in reversed(taken):
        owners[span.start : span.end] = [span] * (span.end - span.start)
    runs: dict[tuple[int, int], PrintedNumber] = {}
    for match in _DIGITS.finditer(text):
        for start, end, owner in _split_run(owners, *match.span()):
            _add_run(text, runs, start, end, owner)
    for span in taken:
        if span.role in _AMOUNTS:
            words = text[span.start : span.end]
            runs[span.start, span.end] = PrintedNumber(span.start, span.end, words, span.role)
    return tuple(sorted(runs.values(), key=lambda number: (number.start, number.end)))


def _split_run(
    owners: Sequence[TakenSpan | None], start: int, end: int
) -> Iterator[tuple[int, int, TakenSpan | None]]:
    """A run of digits that two spans share (1.2024 年) is two numbers."""
    first = start
    for position in range(start + 1, end + 1):
        if position == end or owners[position] is not owners[first]:
            yield first, position, owners[first]
            first = position


def _add_run(
    text: str,
    runs: dict[tuple[int, int], PrintedNumber],
    start: int,
    end: int,
    owner: TakenSpan | None,
) -> None:
    """Runs of one span are one number: 第 4、5 棟; an amount is listed with its multipliers."""
    if owner is not None and owner.role in _AMOUNTS:
        return
    if owner is None:
        runs[start, end] = PrintedNumber(start, end, text[start:end], "unaccounted")
        return
    known = runs.get((owner.start, owner.end))
    first = known.start if known else start
    runs[owner.start, owner.end] = PrintedNumber(first, end, text[first:end], owner.role)
