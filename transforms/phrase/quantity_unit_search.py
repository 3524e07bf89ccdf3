"""Where the unit of a number stands: after it, before it as currency, noun or header, or nowhere."""

import re
from decimal import Decimal
from typing import Final

from transforms.phrase.quantity_numbers import NumberReading, scale_of
from transforms.phrase.quantity_units import (
    UnitReading,
    read_denominator,
    read_plain_unit,
    read_unit,
)
from transforms.phrase.unit_table import CURRENCIES_BEFORE, UNITS
from transforms.phrase.words import any_of

_WINDOW: Final = 32
LABEL_NOUNS: Final = re.compile(any_of("label_noun_after"))
_CURRENCY: Final = re.compile(
    rf"(?P<words>{'|'.join(map(re.escape, sorted(CURRENCIES_BEFORE, key=len, reverse=True)))})[:：]?$"
)
_MONEY_AFTER: Final = frozenset({"元", "圓"})
_SKIPPED: Final = re.compile(any_of("skipped_after_number"))
# 服務使用人次 after 130 萬, 之參館人次 after 1,000 人: visits are what is counted.
_VISITS: Final = re.compile(
    rf"(?:[之的]?[\u4e00-\u9fff]{{0,6}}?)(?P<unit>{any_of('visits')})(?!數?(?:為|達|約|計|共))"
)
_VISIT_STOP: Final = re.compile(any_of("stops_visits"))
_UNKNOWN_UNIT: Final = re.compile(
    rf"(?P<word>[\u4e00-\u9fff]{any_of('counter_ending')}?)(?=$|[，。；、()\s/的之]|以[上下內])"
)
_NO_UNIT: Final = re.compile(any_of("no_unit"))
_COUNT_NOUN: Final = re.compile(
    rf"(?P<noun>[\u4e00-\u9fff]{{1,4}})(?P<number>數|次){any_of('leads_to_bare_count')}*$"
)
HEADER_UNIT: Final = re.compile(
    r"\((?:單位[:：]?)?(?P<scale>[十百千萬億]*)(?P<unit>[^()\d]{1,8})\)[:：\s]*(?:[為達約計共至到是]|降至|增至)*$"
)
# 千人率為 0.022，低於 2023 年 0.026: the comparison is per mille too.
PER_MILLE: Final = re.compile(
    rf"{any_of('per_mille')}(?:[^，。；;\d()%]{{0,10}}|[\d.，年度低高於優較比惟預期目標為降至以上下略微增的之約僅]{{0,28}})$"
)
_UNIT_BEHIND: Final = re.compile(
    r"\((?:單位[:：]?)?(?P<scale>[十百千萬億]*)(?P<unit>[^()\d]{1,8})\)"
)
_VISITS_OF: Final = re.compile(r"[之的][\u4e00-\u9fff]{0,4}?人次")
_ONE: Final = Decimal(1)


def find_unit(bare: str, start: int, number: NumberReading) -> UnitReading | None:
    """Find the unit printed with a number; None if the number is bare."""
    if number.unit:
        return UnitReading(number.unit, number.end)
    skipped = _SKIPPED.match(bare, number.end)
    reading = read_unit(bare, skipped.end() if skipped else number.end)
    money = _currency_before(bare, start)
    if reading is None:
        return UnitReading(money, number.end) if money else _find_other_unit(bare, number)
    if reading.name in _MONEY_AFTER and money:
        # 美金 3 億元 is printed in 元 but means dollars.
        return UnitReading(money, reading.end)
    visits = _VISITS_OF.match(bare, reading.end) if reading.name == "人" else None
    return UnitReading("人次", reading.end) if visits else reading


def _find_other_unit(bare: str, number: NumberReading) -> UnitReading | None:
    visits = _VISITS.match(bare, number.end) if number.scale > 1 else None
    if visits and not _VISIT_STOP.search(visits[0]):
        return UnitReading(visits["unit"], visits.end())
    unknown = _UNKNOWN_UNIT.match(bare, number.end)
    if unknown and not _NO_UNIT.search(unknown["word"]) and not LABEL_NOUNS.match(bare, number.end):
        return read_denominator(bare, UnitReading(unknown["word"], unknown.end()))
    return None


def _currency_before(bare: str, start: int) -> str | None:
    match = _CURRENCY.search(bare[max(0, start - _WINDOW) : start])
    return CURRENCIES_BEFORE[match["words"]] if match else None


def find_unit_before(bare: str, start: int, chained: str | None) -> tuple[str | None, Decimal]:
    """Take unit and multiplier of a bare number from the words before it: 站次為 26, 產值(億元) 806.3.

    Args:
        bare: the phrase without spaces.
        start: where the number begins.
        chained: unit of the number before it in the same row of numbers.
    """
    before = bare[max(0, start - _WINDOW) : start]
    header = HEADER_UNIT.search(before)
    reading = read_unit(header["unit"], 0) if header else None
    if header and reading:
        return reading.name, scale_of(header["scale"])
    if PER_MILLE.search(before):
        return "‰", _ONE
    noun = _COUNT_NOUN.search(before)
    return (_unit_of_noun(noun["noun"], noun["number"]) if noun else chained), _ONE


def find_unit_behind(bare: str, end: int) -> tuple[str, Decimal] | None:
    """Take unit and multiplier of a bare number from parentheses behind it: 3.5(千公噸)."""
    match = _UNIT_BEHIND.match(bare, end)
    reading = read_unit(match["unit"], 0) if match else None
    if match is None or reading is None or reading.end < len(match["unit"]):
        return None
    return reading.name, scale_of(match["scale"])


def _unit_of_noun(noun: str, number: str) -> str | None:
    """The measure word that ends a noun: 嚴重污染站次 is counted in 站次, 拓點數 in 點."""
    words = (noun + number if number == "次" else noun)[-3:]
    for begin in range(len(words)):
        reading = read_plain_unit(words, begin)
        if reading and words[begin:] in UNITS:
            return reading.name
    return None
