"""A phrase of a target or an actual → its quantities, whether a value is pending, and until when."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from transforms.normalize_text import normalize_text
from transforms.quantity_acceptance import is_amount, resolve_unit
from transforms.quantity_comparators import Comparison, add_per, read_after, read_before
from transforms.quantity_dates import find_release_due, is_pending
from transforms.quantity_exclusions import find_excluded
from transforms.quantity_numbers import NumberReading, read_number
from transforms.quantity_periods import YearFinder

_NUMBER_START: Final = re.compile(r"[0-9一二三四五六七八九十百千萬億兩]|(?<=[至為達持到歸減降])零")
_ZERO: Final = re.compile(r"零(?=$|[，。；、,;\s)」]|以下|目標|成長|為)")
_RANGE: Final = re.compile(r"(?:以?[至到~-]|~|–|—|─|－)(?:新[臺台]幣|約|第)?")
_STARTING: Final = re.compile(r"(?:由|從|自)[^，。；、\d間介]{0,16}$")
_SIGN: Final = re.compile(
    r"(?:(?<=[:：(為達率值約\s至到長加])|^)[-–—](?=\d)|(?<![抱擔欺背勝])負(?:成長)?(?=\d)"
)
_BETWEEN: Final = re.compile(r"(?:之)?間(?![數次店])")


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


@dataclass(frozen=True, slots=True)
class _Amount:
    """A number with its unit, or a range of two, still in positions of the bare text."""

    low: Decimal
    high: Decimal | None
    step: Decimal
    unit: str | None
    start: int
    end: int
    number_end: int
    scale: Decimal
    is_over: bool
    is_bare: bool


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
    return "".join(kept), offsets


def _parts_words(kept: list[str], character: str) -> bool:
    last = kept[-1]
    if last.isascii() and last.isalpha():
        return character.isascii() and character.isalpha()
    return character.isdecimal() and (last.isdecimal() or last == "." and len(kept) > 1)


def _read_quantities(normal: str, bare: str, offsets: list[int]) -> list[Quantity]:
    blocked = find_excluded(bare, offsets, normal)
    amounts = _read_amounts(bare, blocked)
    years = YearFinder(bare, [(amount.start, amount.end) for amount in amounts])
    floor = 0
    quantities = []
    for index, amount in enumerate(amounts):
        before = read_before(bare, amount.start)
        after = read_after(bare, amount.end)
        comparator = _choose_comparator(amount, before, after)
        first = max(before.start if before else amount.start, floor)
        last = after.end if after else amount.end
        floor = last
        start, end = offsets[amount.start], offsets[amount.end - 1] + 1
        period = years.period_of(index)
        quantities.append(
            Quantity(
                value=float(amount.low),
                value_high=None if amount.high is None else float(amount.high),
                unit=add_per(bare, amount.start, amount.unit),
                comparator=comparator,
                year=None if period else years.year_of(index),
                period=period,
                text=normal[offsets[first] : offsets[last - 1] + 1],
                start=start,
                end=end,
                precision=float(amount.step),
            )
        )
    return quantities


def _choose_comparator(amount: _Amount, before: Comparison | None, after: Comparison | None) -> str:
    """A range says it all; 以上 and 以下 outweigh 餘, and both outweigh what stands before."""
    if amount.high is not None:
        return "between"
    if after and not (after.comparator == "approx" and before):
        return after.comparator
    if before and before.comparator != "approx":
        return before.comparator
    if amount.is_over:
        return "gt"
    return before.comparator if before else "eq"


def _read_amounts(bare: str, blocked: bytearray) -> list[_Amount]:
    amounts: list[_Amount] = []
    position = 0
    while match := _NUMBER_START.search(bare, position):
        start = match.start()
        if blocked[start]:
            position = start + 1
            continue
        amount, position = _read_amount(bare, start, blocked, amounts[-1] if amounts else None)
        if amount is not None:
            amounts.append(amount)
    return amounts


def _read_amount(
    bare: str, start: int, blocked: bytearray, previous: _Amount | None
) -> tuple[_Amount | None, int]:
    """Read one amount or range; also say where to read on."""
    if bare[start] == "零":
        return _read_zero(bare, start)
    number = read_number(bare, start, blocked)
    if number is None:
        return None, _skip_numerals(bare, start)
    first = _with_unit(bare, start, number)
    second = _read_upper(bare, first, blocked)
    amount = _join(bare, first, second) if second else first
    if not is_amount(bare, number, amount.start, amount.end, amount.unit, is_bare=amount.is_bare):
        return None, max(number.end, start + 1)
    if amount.is_bare:
        chained = (
            previous
            if previous and previous.is_bare and _is_row(bare, previous.end, amount.start)
            else None
        )
        unit, scale = resolve_unit(bare, amount.start, chained.unit if chained else None)
        amount = _scaled(replace(amount, unit=unit), scale)
    return _with_sign(bare, amount), amount.end


def _skip_numerals(bare: str, start: int) -> int:
    end = start + 1
    while end < len(bare) and bare[end] in "一二三四五六七八九十百千萬億兆兩零":
        end += 1
    return end


def _read_zero(bare: str, start: int) -> tuple[_Amount | None, int]:
    if not _ZERO.match(bare, start):
        return None, start + 1
    zero, one = Decimal(0), Decimal(1)
    end = start + 1
    return _Amount(zero, None, one, None, start, end, end, one, is_over=False, is_bare=False), end


def _with_unit(bare: str, start: int, number: NumberReading) -> _Amount:
    from transforms.quantity_acceptance import find_unit  # noqa: PLC0415

    unit, end, is_bare = find_unit(bare, start, number)
    return _Amount(
        low=number.value,
        high=None,
        step=number.step,
        unit=unit,
        start=start,
        end=end,
        number_end=number.end,
        scale=number.scale,
        is_over=number.is_over,
        is_bare=is_bare,
    )


def _read_upper(bare: str, first: _Amount, blocked: bytearray) -> _Amount | None:
    """Read the second half of 3.7~3.8% or 3,000 至 3,700 億元, if this is the first half."""
    separator = _RANGE.match(bare, first.end)
    if separator is None or separator.end() >= len(bare) or blocked[separator.end()]:
        return None
    number = read_number(bare, separator.end(), blocked)
    if number is None or (number.is_chinese and bare[first.start].isdecimal()):
        return None
    second = _with_unit(bare, separator.end(), number)
    if not first.is_bare and not second.is_bare and first.unit != second.unit:
        return None
    if separator[0][0] in "至到" and _STARTING.search(bare[max(0, first.start - 20) : first.start]):
        if not _BETWEEN.match(bare, second.end):
            return None
    return second if _shared(first, second).low < second.low else None


def _shared(first: _Amount, second: _Amount) -> _Amount:
    """In 3,000 至 3,700 億 the multiplier is meant for both."""
    is_shared = first.scale == 1 < second.scale and first.is_bare
    if is_shared and first.low * second.scale < second.low:
        return _scaled(first, second.scale)
    return first


def _join(bare: str, first: _Amount, second: _Amount) -> _Amount:
    low = _shared(first, second)
    unit = first.unit if second.is_bare else second.unit
    closing = _BETWEEN.match(bare, second.end)
    del closing
    return replace(
        second,
        low=low.low,
        high=second.low,
        step=min(low.step, second.step),
        unit=unit,
        start=first.start,
        is_bare=first.is_bare and second.is_bare,
    )


def _scaled(amount: _Amount, scale: Decimal) -> _Amount:
    high = None if amount.high is None else amount.high * scale
    return replace(amount, low=amount.low * scale, high=high, step=amount.step * scale)


def _is_row(bare: str, previous_end: int, start: int) -> bool:
    """Bare numbers in a row of a table, 30 40-50 累計 70-80, share the unit of the first."""
    between = bare[previous_end:start]
    return len(between) <= 6 and not re.search(r"[，。；、,;=\d]", between)  # noqa: PLR2004


def _with_sign(bare: str, amount: _Amount) -> _Amount:
    window = bare[max(0, amount.start - 4) : amount.start + 1]
    sign = next((m for m in _SIGN.finditer(window) if m.end() == len(window) - 1), None)
    if sign is None:
        return amount
    return replace(amount, low=-amount.low, start=amount.start - len(sign[0]))
