"""A whole number or none: what stands right before and behind a number that was taken."""

import re
from collections.abc import Iterable
from dataclasses import replace

from transforms.normalize_text import UNCERTAIN
from transforms.phrase.quantity_amounts import Amount
from transforms.phrase.unit_table import COUNTERS

# What may belong to a number; between it and the one that was taken nothing but a space.
_BEFORE = re.compile(
    r"(?:\d[.,，‧·・•。點十百千萬億兆]?|\ufffd[-+―─━—]*|\^"
    # Marks that part or end no number in a way that anybody knows; an exponent; what a power is taken of.
    r"|\d(?:[′'’`´_٬٫∙⋅…⋯¨\"]+|\.{2,}|[Ee][-+]?|註|[×xX*])"
    # Signs of a fall, of a difference or of doubt; what is taken for a minus stands in the number.
    r"|[√△▲▼▽▾▿▴▵∆Δ∇↓↘⬇🔻±∓ーㄧ〡-〩]"
    # A stroke where a number begins is its sign, or none.
    r"|(?:^|[:：為達至是約])[-―─━—⎯¯_⸺⸻]+"
    # Numerals of another kind, letters of other scripts, and separators that nothing stands before.
    # A numeral behind a noun (階段一 30 件, 國一 30 班) belongs to that.
    r"|(?:^|[^\u4e00-\u9fff]|[約達為共計至逾近有])[零〇一二兩三四五六七八九十廿卅卌百]+"
    r"|[\u0370-\u04ff]|[A-Za-z][.,，]|(?:^|[:：為達至是約])[.,，])$"
)
_BEHIND = re.compile(r"[\ufffd\d^一二三四五六七八九]|[.,‧·・•點]\d|。\d{1,3}(?![\d年月日、.)）])")
# 2 億 8 may be 2.8 億, or 2 億 and 8.
_HALF_SAID = re.compile(r"[\d,.]+[萬億兆]\d(?:\.\d+)?(?![\d,.十百千萬億兆])")
_MORE_TENTHS = re.compile(r"[\d一二三四五六七八九]")
# 112 年-28 件 has a dash before a count; 113 年-0.5 % may be a fall, and 較 107 年-10.2 % is one.
_DASH_BEHIND_YEAR = re.compile(r"年-$")
_COMPARED = re.compile(r"[較比][^，。；()]{0,20}年-$")
_APART_BEFORE = re.compile(r"\d $")
# 1 289 is one number; a row of bare numbers that share one noun is none.
_THOUSANDS = re.compile(r" \d{3}(?![\d.~-])")
_ACCOUNTING = re.compile(r"(?:^|[:：為達至是])[ ]?[(（]$")
_CLOSED = re.compile(r"[%‰]?[)）]")
_PLAIN = re.compile(r"[\d.,]+[%‰]?")
_AROUND = 6
_YEAR_BEHIND = re.compile(r"[ ]?\d{2,4}年")


def keep_whole(bare: str, amounts: Iterable[Amount], explained: bytearray) -> list[Amount]:
    """Leave out amounts that may be pieces of another number, or whose sign is unsure.

    Args:
        bare: the phrase without the spaces of typesetting.
        amounts: what was read.
        explained: marks the characters of numbers that are no amounts: years, dates, marks of lists.
    """
    return [_signed(bare, amount) for amount in amounts if not _is_torn(bare, amount, explained)]


def _signed(bare: str, amount: Amount) -> Amount:
    if amount.unit in COUNTERS or not _COMPARED.search(bare, 0, amount.start):
        return amount
    high = amount.low if amount.high is None else amount.high
    return replace(amount, low=-high, high=amount.high and -amount.low)


def _is_torn(bare: str, amount: Amount, explained: bytearray) -> bool:
    # Only what is near decides; looking back to the start would take the square of a long text.
    near = max(amount.start - _AROUND, 0)
    prefix = bare[near : amount.start]
    before = _BEFORE.search(prefix) or _apart_before(bare, prefix, amount)
    if before and not explained[near + before.start()]:
        return True
    if amount.is_bare:
        behind = _BEHIND.match(bare, amount.end) or _THOUSANDS.match(bare, amount.end)
        if behind and not _YEAR_BEHIND.match(bare, amount.end) and not explained[behind.end() - 1]:
            return True
    has_dash = _DASH_BEHIND_YEAR.search(prefix) and amount.unit not in COUNTERS
    if has_dash and not _COMPARED.search(bare, 0, amount.start):
        return True
    words = bare[amount.start : amount.end]
    if "成" in words and _MORE_TENTHS.match(bare, amount.end):
        return True
    if _HALF_SAID.match(words) or UNCERTAIN in bare[amount.start : amount.end + 1]:
        return True
    is_enclosed = _ACCOUNTING.search(prefix) and _CLOSED.match(bare, amount.end)
    return bool(is_enclosed and _PLAIN.fullmatch(words))


def _apart_before(bare: str, prefix: str, amount: Amount) -> re.Match[str] | None:
    """A digit and a space before a number that has a unit, or that may be the end of thousands."""
    is_tail = not amount.is_bare or _THOUSANDS.match(bare, max(amount.start - 1, 0))
    return _APART_BEFORE.search(prefix) if is_tail else None
