"""Everything that is said of a unit, from units.csv: one row per word that may be a unit."""

import csv
from pathlib import Path
from typing import Final

# One's own conversions may take the place of these rows; the words of the grammar stay.
UNIT_FILE: Final = Path(__file__).with_name("units.csv")


def read_unit_rows() -> list[dict[str, str]]:
    """Read units.csv, every field as text."""
    with UNIT_FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


_ROWS: Final = read_unit_rows()


def _of_kind(*kinds: str) -> frozenset[str]:
    return frozenset(row["unit"] for row in _ROWS if row["kind"] in kinds)


def _told(column: str) -> dict[str, str]:
    return {row["unit"]: row[column] for row in _ROWS if row[column]}


# Rows without a kind (公噸/人, 萬元) are only converted: the grammar puts such units together itself.
UNITS: Final = frozenset(_told("kind"))
LONGEST_UNIT: Final = max(map(len, UNITS))
# Lengths of time in these units are limits (2 年內) or rhythms far more often than amounts.
LONG_TIMES: Final = _of_kind("long_time")
TIME_UNITS: Final = _of_kind("long_time", "time")
MONEY: Final = _of_kind("money")
SHARE_UNITS: Final = _of_kind("share")
PLACES: Final = _of_kind("place")
# Units that amounts in Chinese numerals are trusted with: 三十件, but neither 三級 nor 兩岸.
COUNTED_IN_NUMERALS: Final = frozenset(_told("in_numerals"))
# What plans count of the things they make: a bare count of these is better the higher it is.
COUNTERS: Final = frozenset(_told("is_counter"))
SPELLINGS: Final = _told("spelling_of")
# What is counted per is told in one way: 件/十萬人口, 件/10萬人 and 每十萬人 … 件.
DENOMINATOR_SPELLINGS: Final = _told("per")
# What may not follow: 60 部分, 3 項目標, 30 名單位主管, 5 期間 hold another word.
OTHER_WORD_ENDINGS: Final = _told("not_before")
CURRENCIES_BEFORE: Final = {
    words: unit for unit, listed in _told("before_number").items() for words in listed.split()
}
COUNT_SPELLINGS: Final = {
    "10萬": "十萬",
    "100000": "十萬",
    "100萬": "百萬",
    "1000": "千",
    "100": "百",
    "1萬": "萬",
    "10000": "萬",
}
