"""Words printed after a number → its unit: what is measured, and per what."""

import re
from dataclasses import dataclass
from typing import Final

from transforms.phrase.unit_table import (
    COUNT_SPELLINGS,
    DENOMINATOR_SPELLINGS,
    LONGEST_UNIT,
    OTHER_WORD_ENDINGS,
    SHARE_UNITS,
    SPELLINGS,
    UNITS,
)
from transforms.phrase.words import words

_CARBON: Final = re.compile(
    r"(?P<open>\()?(?:-?CO2-?(?:e(?:q)?|當量)?|二氧化碳當量|二氧化碳|碳當量|碳)(?![\w-])?(?(open)\)?)"
)
_CARBON_MASS: Final = re.compile(r"(?:公噸|公斤|噸|克|kg|g|t|kt|Mt|Gt)$")
_HAS_LATIN_END: Final = re.compile(r"[A-Za-zμ°][0-9]?$")
# 84 人均已獲安置 is said of all 84; 人均 5 公噸 is a head.
_ALL_HAVE: Final = re.compile("均[已獲未能可皆應]")
_SEPARATOR: Final = re.compile(r"/每?")
_JOINT: Final = re.compile(r"[/.·‧．・*-]每?|每(?=[年月週日天])")
# 28 件/每位社工, 32.4 冊/生
PERSONS: Final = words("person_counter")
_PER_COUNT: Final = re.compile(
    r"(?:10{0,2}(?:,000)+(?!\d)|10{0,7}(?![\d.,])[十百千萬億]{0,2}|[十百千萬億]{1,2})(?![瓦克米卡])"
)
# 12.0 人/10 萬活產: behind a round number any noun says what is counted.
_PER_COUNTED: Final = re.compile(r"人口?|[\u4e00-\u9fff]{1,4}?(?=[，。；、()\s]|以[上下]|$)")
_ALL_PEOPLE: Final = re.compile(r"(?<![^十百千萬億])人口$")
_PER_HAN: Final = re.compile(
    r"[十百千萬]?(?:萬?人口?|[\u4e00-\u9fff]{1,2}(?=[，。；、()\s]|以[上下]|$))"
)


@dataclass(frozen=True, slots=True)
class UnitReading:
    """A unit and where its words end."""

    name: str
    end: int


def read_unit(text: str, position: int) -> UnitReading | None:
    """Read a unit with what it is counted per (元/公斤, 分鐘/戶.年), if one is printed here."""
    base = read_plain_unit(text, position)
    if base is None:
        return _read_bare_denominator(text, position)
    return read_denominator(text, _read_carbon(text, base))


def _read_bare_denominator(text: str, position: int) -> UnitReading | None:
    """Of 11.3/100,000 人 only what is counted per is printed."""
    separator = _SEPARATOR.match(text, position)
    count = _PER_COUNT.match(text, separator.end()) if separator else None
    per = _read_per(text, separator.end()) if separator and count else None
    return UnitReading(f"/{per.name}", per.end) if per else None


def read_denominator(text: str, base: UnitReading) -> UnitReading:
    """Add what a unit is counted per, if that is printed behind it."""
    separator = _SEPARATOR.match(text, base.end)
    per = _read_per(text, separator.end()) if separator else None
    if per is None:
        return base
    names = [per.name]
    while (joint := _JOINT.match(text, per.end)) and (
        further := read_plain_unit(text, joint.end())
    ):
        names.append(further.name)
        per = further
    # 314 人/每位警察 are as many for each as 每位員警服務 320 人.
    is_whole = base.name in {*SHARE_UNITS, *names}
    return UnitReading(base.name if is_whole else f"{base.name}/{'.'.join(names)}", per.end)


def read_plain_unit(text: str, position: int) -> UnitReading | None:
    """Read the longest lexicon word at the position."""
    for length in range(min(LONGEST_UNIT, len(text) - position), 0, -1):
        word = text[position : position + length]
        end = position + length
        if word in UNITS and not _is_cut(text, word, end):
            return UnitReading(SPELLINGS.get(word, word), end)
    return None


def _is_cut(text: str, word: str, end: int) -> bool:
    """Tell whether the word is only the beginning of another one: m of mm, 件數 of 件數位教材."""
    if _HAS_LATIN_END.search(word):
        following = text[end : end + 1]
        return following.isascii() and following.isalnum()
    if _ALL_HAVE.match(text, end):
        return False
    return text[end : end + 1] in tuple(OTHER_WORD_ENDINGS.get(word, ""))


def _read_carbon(text: str, base: UnitReading) -> UnitReading:
    if not _CARBON_MASS.search(base.name):
        return base
    match = _CARBON.match(text, base.end)
    if match is None or match[0] in {"碳", "二氧化碳", "("}:
        return base
    if match[0].startswith("(") != match[0].endswith(")"):
        return base
    return UnitReading(base.name + match[0].strip("()-"), match.end())


def _read_per(text: str, position: int) -> UnitReading | None:
    count = _PER_COUNT.match(text, position)
    plain = read_plain_unit(text, count.end() if count else position)
    if plain is not None:
        number = _count_name(count[0]) if count else ""
        # 件/百萬列車公里: what is counted per may be two units in one.
        joint = read_plain_unit(text, plain.end) if count else None
        name = _person_of(DENOMINATOR_SPELLINGS.get(plain.name, plain.name))
        name += joint.name if joint else ""
        return UnitReading(number + name, (joint or plain).end)
    if count and (noun := _PER_COUNTED.match(text, count.end())):
        return UnitReading(_count_name(count[0]) + _people_of(noun[0]), noun.end())
    match = _PER_HAN.match(text, position)
    return UnitReading(_person_of(_people_of(match[0])), match.end()) if match else None


def _person_of(name: str) -> str:
    return "人" if name in PERSONS else name


def _people_of(noun: str) -> str:
    """十萬人口 are 十萬人, but 就業人口 is a word of its own."""
    return _ALL_PEOPLE.sub("人", noun)


def _count_name(count: str) -> str:
    count = count.replace(",", "")
    return COUNT_SPELLINGS.get(count, count)
