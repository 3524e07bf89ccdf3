"""What the values of closed lists are called in Chinese and English: one seed file for SQL, pages and terminal."""

import csv
from functools import cache
from typing import NamedTuple

from warehouse.seed_files import seed_file


class ValueWords(NamedTuple):
    """A value's name in both languages."""

    zh: str
    en: str


@cache
def read_value_words() -> dict[str, dict[str, ValueWords]]:
    """Read `value_words.csv`: list, value, and its names."""
    lists: dict[str, dict[str, ValueWords]] = {}
    with seed_file("value_words").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            words = ValueWords(row["word_zh"], row["word_en"])
            lists.setdefault(row["list_name"], {})[row["value"]] = words
    return lists
