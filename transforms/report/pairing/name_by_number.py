"""Reason 落後原因 → the list items of the target that it names by their numbers (第2項, 項次2)."""

import re

from transforms.report.split_sections import Section

_CHINESE = "一二三四五六七八九十"
_NUMBER = rf"(?:\d{{1,2}}|[{_CHINESE}])"
_MORE = rf"(?:(?:項|點)?(?:、|及|與|和|至|~|,)第?{_NUMBER})*"
# 第38條第2項 is a law.
_ITEMS = re.compile(
    rf"(?<![條款])第(?P<items>{_NUMBER}{_MORE})(?:項|點|子項)(?!.{{0,3}}款)"
    rf"|(?:項次|目標項次|子目標|目標|指標)[:：]?第?(?P<places>{_NUMBER}{_MORE})(?![\d.%年項個件人])"
)
# 2.因申請件數不足: a list that does not begin with 1 has its number from the target.
_LONE_MARK = re.compile(r"^[(（]?(?P<number>[2-9]|1\d)[)）.、](?!\d)")
_EACH_NUMBER = re.compile(rf"(?P<span>至|~)?第?(?P<number>{_NUMBER})")


def items_named(reason: Section | None, target: Section | None) -> tuple[int, ...]:
    """Numbers of the items of a numbered target that the reason names; none if it names none of them.

    Without a numbered list 第2項 may be anything.
    """
    if reason is None or target is None or not target.is_numbered:
        return ()
    named: set[int] = set()
    for match in _ITEMS.finditer(reason.text):
        named |= _read_numbers(match["items"] or match["places"])
    lone = None if reason.is_numbered else _LONE_MARK.match(reason.text)
    if lone:
        named.add(int(lone["number"]))
    return tuple(sorted(named)) if named <= set(range(1, len(target.items) + 1)) else ()


def _read_numbers(words: str) -> set[int]:
    """Both ends of 第2項至第4項, and what lies between them."""
    numbers: list[int] = []
    for match in _EACH_NUMBER.finditer(words):
        number = match["number"]
        value = int(number) if number.isdigit() else _CHINESE.index(number) + 1
        if match["span"] and numbers:
            numbers += range(numbers[-1] + 1, value)
        numbers.append(value)
    return set(numbers)
