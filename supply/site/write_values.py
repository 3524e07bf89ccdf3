"""Values as the dashboard's templates write them."""

import re
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from supply.terminal.render_table import quantity
from supply.terminal.series_chart import target_words

STATUS_SYMBOLS = {
    "attained": "✓",
    "not_attained": "✗",
    "pending": "…",
    "no_target": "–",
    "qualitative": "¶",
    None: "?",
}
_SUCCESSION = re.compile(r" \((\w+), until ([\d-]+)\)")
_CHANGES = {
    "rename": "改名",
    "merge": "併入",
    "split": "分設",
    "transfer": "移轉",
    "abolished": "裁撤",
}
_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
# 95.78 of 95.8 is 99.98 %: a missed target must not read as reached in full.
_WHOLE = 100.0
_LAST_ASCII = 127


def per_cent(value: float | None) -> str:
    """Write a rate with one decimal, or as many as keep it from reading 100 while it is not."""
    if value is None:
        return ""
    for decimals in range(1, 7):
        text = f"{value:,.{decimals}f}"
        if value == _WHOLE or float(text.replace(",", "")) != _WHOLE:
            return f"{text} %"
    return f"{value!r} %"


def points(value: float | None) -> str:
    """Write a change of a rate with its sign."""
    return "" if value is None else f"{value:+,.1f}"


def short_number(value: float | None) -> str:
    """Write a computed number with at most four significant digits: more would be a pretence."""
    if value is None:
        return ""
    return quantity(float(f"{value:.4g}"), None)


def in_query(text: str) -> str:
    """Write a text as a value in an address; a browser encodes what is not ASCII itself."""
    return "".join(sign if ord(sign) > _LAST_ASCII else quote(sign, safe="") for sign in text)


def has_chinese(text: Any) -> bool:
    """Tell whether a text has to be marked as Chinese: numbers and signs are of any language."""
    return _CHINESE.search(str(text)) is not None


def year_ranges(years: Iterable[int]) -> list[tuple[int, int]]:
    """Join years that follow each other: first and last of each run."""
    runs: list[tuple[int, int]] = []
    for year in sorted(years):
        if runs and runs[-1][1] == year - 1:
            runs[-1] = (runs[-1][0], year)
        else:
            runs.append((year, year))
    return runs


def former_names(told: str, language: str) -> str:
    """Write an agency's former names; how and until when they held is told in English by the mart."""
    if language == "en":
        return told
    return _SUCCESSION.sub(
        lambda found: f"（{_CHANGES.get(found[1], found[1])}，至 {found[2]}）", told
    ).replace("; ", "；")


def mark_words(text: str | None, marks: list[tuple[str, str]]) -> Markup:
    """Wrap printed words in <mark>; where words overlap, target and actual show through.

    Args:
        text: the printed text.
        marks: kind (target, actual, prior) and the words; words that the text does not hold are left out.
    """
    if not text:
        return Markup()
    kinds: list[str | None] = [None] * len(text)
    for kind, words in sorted(marks, key=lambda mark: (mark[0] != "prior", -len(mark[1]))):
        start = _free_place(text, words, kind, kinds)
        if words and start >= 0:
            kinds[start : start + len(words)] = [kind] * len(words)
    parts = []
    for kind, run in groupby(zip(kinds, text, strict=True), key=itemgetter(0)):
        words = "".join(character for _, character in run)
        parts.append(
            Markup('<mark class="{}">{}</mark>').format(kind, words) if kind else escape(words)
        )
    return Markup().join(parts)


def _free_place(text: str, words: str, kind: str, kinds: list[str | None]) -> int:
    """Two measures may print the same words: each marks a place of its own."""
    start = text.find(words)
    while start >= 0 and kind in kinds[start : start + len(words)]:
        start = text.find(words, start + 1)
    return start


__all__ = ["STATUS_SYMBOLS", "former_names", "has_chinese", "in_query", "mark_words", "per_cent", "points", "quantity", "short_number", "target_words", "year_ranges"]  # fmt: skip
