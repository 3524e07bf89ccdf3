"""Words before a number that say per what it is counted: 每人每月 … 749 元 is 元/人.月."""

import re
from typing import Final

from transforms.phrase.clauses import binding_start
from transforms.phrase.printed_dates import YEAR
from transforms.phrase.quantity_units import PERSONS, read_plain_unit
from transforms.phrase.unit_table import (
    COUNT_SPELLINGS,
    DENOMINATOR_SPELLINGS,
    MONEY,
    SHARE_UNITS,
    TIME_UNITS,
)
from transforms.phrase.words import any_of, words

_PER: Final = re.compile(
    r"每一?(?P<count>\d+(?:,\d{3})*[十百千萬]?|[十百千萬]{1,2})?(?=[\u4e00-\u9fff])"
)
# 22 縣市各辦理 1 場
_EACH: Final = re.compile(r"均?各[\u4e00-\u9fff]{0,12}")
_COUNTED: Final = re.compile(r"[\u4e00-\u9fff]{0,2}?(?:活產|人口|[戶名件人場輛])")
_PAYS_OUT: Final = re.compile(any_of("pays_out"))
_PEOPLE: Final = tuple(words("people"))
_NO_PER: Final = words("no_denominator")
# 每千活產 2.8 人，102 年為 2.4 人: what is only compared with an earlier year is counted alike.
_SAME_MEASURE: Final = re.compile(
    rf"[，、；(]?(?:(?:較|比)?(?:民國)?{YEAR}年度?底?(?:之|的)?)?"
    rf"(?:則?為|達|是|{any_of('up', 'down', 'up_sign', 'down_sign')}[至為])?"
)


def add_denominators(bare: str, amounts: list[tuple[int, int, str | None]]) -> list[str | None]:
    """Give each amount's unit with what it is counted per; a share stays as it is.

    Args:
        bare: the phrase without spaces.
        amounts: begin, end and printed unit of each amount, in order.
    """
    units: list[str | None] = []
    for index, (start, _, unit) in enumerate(amounts):
        folded = _add_denominator(bare, start, unit)
        if index and folded == unit and _EACH.fullmatch(bare, amounts[index - 1][1], start):
            folded = _each_of(unit, amounts[index - 1][2])
        if index and folded == unit == amounts[index - 1][2]:
            between = bare[amounts[index - 1][1] : start]
            folded = units[-1] if _SAME_MEASURE.fullmatch(between) else folded
        units.append(folded)
    return units


def _each_of(unit: str | None, thing: str | None) -> str | None:
    is_plain = unit is not None and unit not in SHARE_UNITS and "/" not in unit
    return f"{unit}/{thing}" if is_plain and thing else unit


def _add_denominator(bare: str, start: int, unit: str | None) -> str | None:
    if unit is None or "/" in unit or unit in SHARE_UNITS:
        return unit
    things: list[str] = []
    times: list[str] = []
    for match in _PER.finditer(bare, _scope_start(bare, start), start):
        name = _read_name(bare, match)
        if name == "筆" and unit not in MONEY:
            continue
        if name and name not in {unit, *things, *times}:
            (times if name in TIME_UNITS else things).append(name)
    return f"{unit}/{'.'.join(things + times)}" if things or times else unit


def _scope_start(bare: str, start: int) -> int:
    """Of 每週 2 天、每次 3 小時 the second item has its own denominator; 核發 25.8 億元 has none."""
    clause = binding_start(bare, start)
    item = bare.rfind("、", clause, start) + 1
    has_own = "每" in bare[item:start] or _PAYS_OUT.search(bare, item, start)
    return item if item and has_own else clause


def _read_name(bare: str, match: re.Match[str]) -> str | None:
    if match["count"]:
        return _read_counted(bare, match.end(), match["count"])
    reading = read_plain_unit(bare, match.end())
    if reading is None or reading.name in _NO_PER:
        return "人" if bare.startswith(_PEOPLE, match.end()) else None
    name = DENOMINATOR_SPELLINGS.get(reading.name, reading.name)
    return "人" if name in PERSONS else name


def _read_counted(bare: str, position: int, count: str) -> str | None:
    """每 10 萬人口 is a denominator; 每 4 年 is a rhythm."""
    reading = read_plain_unit(bare, position)
    count = count.replace(",", "")
    count = COUNT_SPELLINGS.get(count, count)
    if reading is not None:
        name = DENOMINATOR_SPELLINGS.get(reading.name, reading.name)
        return None if name in TIME_UNITS else count + name
    counted = _COUNTED.match(bare, position)
    if counted is None:
        return None
    return count + ("人" if counted[0] == "人口" else counted[0])
