"""A phrase of a target or an actual → its quantities, whether a value is pending, and until when."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from transforms.normalize_text import normalize_text
from transforms.phrase.quantity_amounts import Amount, read_amounts
from transforms.phrase.quantity_comparators import Comparison, read_after, read_before
from transforms.phrase.quantity_dates import find_release_due, is_pending
from transforms.phrase.quantity_denominators import add_denominators
from transforms.phrase.quantity_exclusions import find_excluded
from transforms.phrase.quantity_periods import YearFinder

_WIDE_GROUPS: Final = re.compile(r"(?<![\d.，])\d{1,3}(?:，\d{3})+(?!\d)")
_CLAUSE_COMMA: Final = re.compile(r"(?<!\d),|,(?!\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One amount that a phrase states.

    Attributes:
        value: in the plain base unit: 980.526 億元 is 98052600000 元.
        value_high: upper end where the comparator is `between`.
        unit: 元, %, 元/公斤, 公升/人.日; None where no unit is printed.
        comparator: eq, ge, le, gt, lt, approx or between.
        year: the year the value is for, where the phrase says it beside the value.
        period: a window of years, 2021-2024, that the value covers.
        text: the printed words, with unit and comparing words.
        start: where number and unit begin in the phrase's text.
        end: where they end.
        precision: size of the last printed digit: 100000.0 for 980.526 億.
    """

    value: float
    value_high: float | None
    unit: str | None
    comparator: str
    year: int | None
    period: str | None
    text: str
    start: int
    end: int
    precision: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """A normalised phrase and what it states."""

    text: str
    quantities: tuple[Quantity, ...]
    pending: bool
    release_due: date | None


def parse_phrase(text: str) -> Phrase:
    """Read every quantity of a phrase; dates, ordinals, codes and names are not quantities."""
    normal = normalize_text(text)
    bare, offsets = drop_spaces(normal)
    pending = is_pending(bare)
    return Phrase(
        text=normal,
        quantities=tuple(_read_quantities(normal, bare, offsets)),
        pending=pending,
        release_due=find_release_due(bare, pending=pending),
    )


def drop_spaces(text: str) -> tuple[str, list[int]]:
    """Remove spaces and line breaks that typesetting put in; keep where each character stood.

    A space between two digits, or after the full stop of a list number, parts two numbers.
    A comma that groups no thousands becomes the Chinese comma, which ends a clause.
    """
    kept: list[str] = []
    offsets: list[int] = []
    gap = -1
    for position, character in enumerate(text):
        if character.isspace():
            gap = position if gap < 0 else gap
            continue
        if gap >= 0 and kept and _parts_words(kept, character):
            kept.append(" ")
            offsets.append(gap)
        gap = -1
        kept.append(character)
        offsets.append(position)
    grouped = _WIDE_GROUPS.sub(lambda match: match[0].replace("，", ","), "".join(kept))
    return _CLAUSE_COMMA.sub("，", grouped), offsets


def _parts_words(kept: list[str], character: str) -> bool:
    last = kept[-1]
    if last.isascii() and last.isalpha():
        return character.isascii() and character.isalpha()
    return character.isdecimal() and (last.isdecimal() or (last == "." and len(kept) > 1))


def _read_quantities(normal: str, bare: str, offsets: list[int]) -> list[Quantity]:
    amounts = read_amounts(bare, find_excluded(bare, offsets, normal))
    years = YearFinder(bare, [(amount.start, amount.end) for amount in amounts])
    units = add_denominators(bare, [(amount.start, amount.end, amount.unit) for amount in amounts])
    quantities = []
    floor = 0
    for index, amount in enumerate(amounts):
        comparison = _compare(bare, amount, floor)
        floor = comparison.end
        period = years.period_of(index)
        quantities.append(
            Quantity(
                value=float(amount.low),
                value_high=None if amount.high is None else float(amount.high),
                unit=units[index],
                comparator=comparison.comparator,
                year=years.last_year_of(period) if period else years.year_of(index),
                period=period,
                text=normal[offsets[comparison.start] : offsets[comparison.end - 1] + 1],
                start=offsets[amount.start],
                end=offsets[amount.end - 1] + 1,
                precision=float(amount.step),
            )
        )
    return quantities


def _compare(bare: str, amount: Amount, floor: int) -> Comparison:
    """Choose the comparator and say where amount and comparing words begin and end."""
    before = read_before(bare, amount.start)
    after = read_after(bare, amount.end)
    start = max(before.start, floor) if before else amount.start
    end = after.end if after else amount.end
    return Comparison(_choose_comparator(amount, before, after), start, end)


def _choose_comparator(amount: Amount, before: Comparison | None, after: Comparison | None) -> str:
    """A range says it all; 以上 and 以下 outweigh 餘, and both outweigh 約."""
    if amount.high is not None:
        return "between"
    if after and not (after.comparator == "approx" and before):
        return after.comparator
    if before and before.comparator != "approx":
        return before.comparator
    if amount.is_over:
        return "gt"
    return before.comparator if before else "eq"
