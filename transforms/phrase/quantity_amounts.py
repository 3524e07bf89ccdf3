"""Bare text of a phrase → its amounts: numbers with units, joined into ranges, in printed order."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from transforms.phrase.quantity_acceptance import Candidate, judge_candidate
from transforms.phrase.quantity_numbers import NumberReading, read_number
from transforms.phrase.quantity_unit_search import find_unit, find_unit_before, find_unit_behind
from transforms.phrase.words import any_of

_NUMBER_START: Final = re.compile(
    r"[0-9一二三四五六七八九十百千萬億兩]|(?:(?<=[至為達持到歸減降])|(?<![\u4e00-\u9fff]))零|[零〇○](?=[點.‧・·][零〇○一二三四五六七八九])"
)
_NUMERALS: Final = re.compile(r"[一二三四五六七八九十百千萬億兆兩零]+")
_ZERO: Final = re.compile(rf"零(?=$|[，。；、,;\s)」]|以下|目標|成長|為|{any_of('none_of')})")
_RANGE: Final = re.compile(r"(?:以?[至到~-]|[–—─])(?:新[臺台]幣|約)?")
_AND: Final = re.compile(r"[及與和]")
_GOES_ON: Final = re.compile(r"[\u4e00-\u9fff]{0,3}[至到為]|[、及和與]")
_STARTING: Final = re.compile(rf"{any_of('starts_from')}[^，。；、\d間介]{{0,16}}$")
_SIGN: Final = re.compile(
    r"(?:(?:(?<=[:：(為達率值約\s至到於在長加增額量數度差減幅，。；、,;=<>≤≥≦≧＜＞])|^)[-–—]|(?<![抱擔欺背勝])負(?:成長)?)$"
)
_TOLERANCE: Final = re.compile(r"±|\+/-")
_RANKED: Final = re.compile(r"(?:第|(?<![目先以之年月日期底此生超提空向往領])前)$")
_RANKS: Final = frozenset({"名", "位", "級"})
_BETWEEN: Final = re.compile(r"之?間(?![數次店])")
# How many of the second make one of the first, where both are printed one behind the other.
_PARTS_OF_TIME: Final[dict[tuple[str | None, str | None], int]] = {
    ("小時", "分鐘"): 60,
    ("小時", "分"): 60,
    ("分鐘", "秒"): 60,
    ("分", "秒"): 60,
    ("天", "小時"): 24,
    ("日", "小時"): 24,
}
_ROW_BREAK: Final = re.compile(r"[，。；、,;=\d]")
_ROW_GAP: Final = 6
_ONE: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, or a range of two, in positions of the bare text.

    Attributes:
        low: the number, or the lower end of a range.
        high: the upper end of a range.
        step: size of the last printed digit.
        scale: the last multiplier printed.
        unit: as printed, or from the words before the number.
        start: where the number begins.
        number_end: where its digits and multipliers end, of a range those of the upper end.
        end: where number and unit end.
        is_over: 餘 or 多 is printed.
        is_bare: no unit is printed after it.
        is_fraction: written as a fraction.
        is_definition: it only says what another amount counts.
        is_rank: a place in a ranking (第 25 名), which is the better the lower it is.
    """

    low: Decimal
    high: Decimal | None
    step: Decimal
    scale: Decimal
    unit: str | None
    start: int
    number_end: int
    end: int
    is_over: bool
    is_bare: bool
    is_fraction: bool = False
    is_definition: bool = False
    is_rank: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A number that was read and is no amount, and what it is."""

    start: int
    end: int
    role: str


def read_amounts(bare: str, blocked: bytearray) -> tuple[list[Amount], list[Refused]]:
    """Read all amounts, and say of each other number what it is.

    Args:
        bare: the phrase without spaces.
        blocked: marks the characters of numbers that are no amounts.
    """
    amounts: list[Amount] = []
    refused: list[Refused] = []
    position = 0
    while match := _NUMBER_START.search(bare, position):
        start = match.start()
        if blocked[start]:
            position = start + 1
            continue
        found, position = _read_amount(bare, start, blocked)
        if isinstance(found, Refused):
            refused.append(found)
        elif found is not None:
            amounts.append(_complete(bare, found, amounts[-1] if amounts else None))
    return _lend_units(bare, _join_durations(amounts)), refused


def _join_durations(amounts: list[Amount]) -> list[Amount]:
    """3 小時 30 分鐘 is three and a half hours."""
    joined: list[Amount] = []
    for amount in amounts:
        before = joined[-1] if joined else None
        parts = _PARTS_OF_TIME.get((before.unit, amount.unit)) if before else None
        is_rest = before and parts and before.end == amount.start and amount.low < parts
        if before and parts and is_rest and before.high is None and amount.high is None:
            joined[-1] = replace(
                before,
                low=before.low + amount.low / parts,
                step=amount.step / parts,
                number_end=amount.number_end,
                end=amount.end,
            )
        else:
            joined.append(amount)
    return joined


def _lend_units(bare: str, amounts: list[Amount]) -> list[Amount]:
    """從 30 萬增至 45 萬人 and 20、25、30 件 print the unit once, at the end."""
    lent: list[Amount] = []
    following: Amount | None = None
    for amount in reversed(amounts):
        is_lacking = amount.is_bare and amount.unit is None
        if following and is_lacking and _GOES_ON.fullmatch(bare, amount.end, following.start):
            lent.append(replace(amount, unit=following.unit))
        else:
            lent.append(amount)
        following = lent[-1]
    return lent[::-1]


def _read_amount(bare: str, start: int, blocked: bytearray) -> tuple[Amount | Refused | None, int]:
    """Read one amount or range; also say where to read on."""
    if bare[start] == "零" and _ZERO.match(bare, start):
        return _read_zero(bare, start), start + 1
    number = read_number(bare, start, blocked)
    if number is None:
        match = _NUMERALS.match(bare, start)
        return None, match.end() if match else start + 1
    first = _with_unit(bare, start, number)
    spread = _read_spread(bare, first)
    if spread is not None:
        return spread, spread.end
    second = _read_upper(bare, first, blocked)
    amount = _join(first, second) if second else first
    role = judge_candidate(Candidate(bare, number, start, amount.end, amount.unit))
    if role == "quantity":
        return amount, amount.end
    return Refused(start, number.end, role), number.end


def _read_spread(bare: str, middle: Amount) -> Amount | None:
    """34±1 % and 34 %±1 % are the range from 33 to 35 %."""
    match = _TOLERANCE.match(bare, middle.end) if middle.scale == 1 or not middle.is_bare else None
    is_followed = match is not None and bare[match.end() : match.end() + 1].isdecimal()
    number = (
        read_number(bare, match.end(), bytearray(len(bare) + 1)) if match and is_followed else None
    )
    if number is None or not number.is_whole:
        return None
    spread = _with_unit(bare, match.end() if match else 0, number)
    if not (middle.is_bare or spread.is_bare or middle.unit == spread.unit):
        return None
    return replace(
        middle if spread.is_bare else spread,
        low=middle.low - spread.low,
        high=middle.low + spread.low,
        step=min(middle.step, spread.step),
        start=middle.start,
        number_end=spread.number_end,
        end=spread.end,
        is_bare=middle.is_bare and spread.is_bare,
    )


def _read_zero(bare: str, start: int) -> Amount:
    number = NumberReading(Decimal(0), _ONE, start + 1)
    return _with_unit(bare, start, number)


def _with_unit(bare: str, start: int, number: NumberReading) -> Amount:
    unit = find_unit(bare, start, number)
    return Amount(
        low=number.value,
        high=None,
        step=number.step,
        scale=number.scale,
        unit=unit.name if unit else None,
        start=start,
        number_end=number.end,
        end=unit.end if unit else number.end,
        is_over=number.is_over,
        is_bare=unit is None,
        is_fraction=number.shape == "fraction",
    )


def _read_upper(bare: str, first: Amount, blocked: bytearray) -> Amount | None:
    """Read the second half of 3.7~3.8% or 3,000 至 3,700 億元, if this is the first half."""
    separator = _RANGE.match(bare, first.end) or _match_between(bare, first)
    start = separator.end() if separator else len(bare)
    if start >= len(bare) or blocked[start]:
        return None
    number = read_number(bare, start, blocked)
    if number is None or not number.is_whole:
        return None
    if number.is_chinese and bare[first.start].isdecimal():
        return None
    second = _with_unit(bare, start, number)
    if not (first.is_bare or second.is_bare or first.unit == second.unit):
        return None
    if _is_change(bare, first, second):
        return None
    return second if _share_scale(first, second).low < second.low else None


def _match_between(bare: str, first: Amount) -> re.Match[str] | None:
    """介於 45 億餘元及 194 億餘元之間 joins its ends with 及."""
    opened = bare.endswith(("介於", "界於", "介於約"), max(0, first.start - 3), first.start)
    return _AND.match(bare, first.end) if opened else None


def _is_change(bare: str, first: Amount, second: Amount) -> bool:
    """由 30 至 45 件 tells two amounts; 10 至 20 件, 由 30 至 45 件之間 and 30-45 件 tell a range."""
    starts_change = _STARTING.search(bare[max(0, first.start - 20) : first.start]) is not None
    is_word = bare[first.end] in "至到"
    return is_word and starts_change and not _BETWEEN.match(bare, second.end)


def _share_scale(first: Amount, second: Amount) -> Amount:
    """In 3,000 至 3,700 億 the multiplier is meant for both."""
    is_shared = first.is_bare and first.scale == 1 < second.scale
    if is_shared and first.low * second.scale < second.low:
        return _scaled(first, second.scale)
    return first


def _join(first: Amount, second: Amount) -> Amount:
    low = _share_scale(first, second)
    return replace(
        second,
        low=low.low,
        high=second.low,
        step=min(low.step, second.step),
        unit=first.unit if second.is_bare else second.unit,
        start=first.start,
        is_bare=first.is_bare and second.is_bare,
    )


def _complete(bare: str, amount: Amount, previous: Amount | None) -> Amount:
    """Add a minus sign, and for a bare number the unit that the words before it tell."""
    if amount.is_bare:
        is_row = previous is not None and previous.is_bare and _is_row(bare, previous, amount)
        chained = previous.unit if previous and is_row else None
        behind = find_unit_behind(bare, amount.end)
        unit, scale = behind or find_unit_before(bare, amount.start, chained)
        amount = replace(_scaled(amount, scale), unit=unit)
    # Ordinals that are no rank have been excluded before.
    if amount.unit in _RANKS and _RANKED.search(bare[max(0, amount.start - 2) : amount.start]):
        return replace(amount, start=amount.start - 1, is_rank=True)
    sign = _SIGN.search(bare, max(0, amount.start - 4), amount.start)
    if sign is None:
        return amount
    return replace(amount, low=-amount.low, start=sign.start())


def _is_row(bare: str, previous: Amount, amount: Amount) -> bool:
    """Bare numbers in a row of a table, 30 40-50 累計 70-80, share the unit of the first."""
    between = bare[previous.end : amount.start]
    return len(between) <= _ROW_GAP and not _ROW_BREAK.search(between)


def _scaled(amount: Amount, scale: Decimal) -> Amount:
    high = None if amount.high is None else amount.high * scale
    return replace(amount, low=amount.low * scale, high=high, step=amount.step * scale)
