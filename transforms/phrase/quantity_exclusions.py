"""Numbers that are no amounts: dates, ordinals, codes, list numbers, names, ages, time limits."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from transforms.phrase.printed_dates import DATES

_NUMERALS: Final = "一二三四五六七八九十百"
_NAMES: Final = re.compile(
    "|".join(
        (
            # 第 4、5 棟 · 第三期 · 第15條之1
            rf"第(?:\d+|[{_NUMERALS}]+)(?:(?:[、,及與和或至到~-]第?)\d+)*(?:[條項款點目]之\d+)?",
            # 前 3 棟, but not 目前 3 棟
            rf"(?<![目先以之年月日期底此生超提空向往領])前(?:\d+|[{_NUMERALS}]+)(?:大|個月)?",
            # 6.4.1 · 6.e.2
            r"(?<![\d.,])\d+(?:\.(?:\d{1,2}|[a-z])){2,}(?![\d.])",
            # 具體目標 6.4, but 指標 3 項 counts
            r"(?:指標|(?:核心|具體|細項|對應|次)目標)\d{1,2}(?:\.[\da-z]{1,2})?(?![\d.%項個種類萬億])(?=[:：、，。)]|$)",
            r"(?<![A-Za-z])(?:SDGs?|Goals?|Targets?)-?\d{1,2}(?:\.[\da-z]{1,2})*(?![\d項個])",
            r"(?<![A-Za-z])(?:COP|ISO/?[A-Z]*|IEC|GRI|CNS|HS|Scope|Tier|TRL|Level|Phase|No\.?)[-:：]?\d+(?:[.-]\d+)*(?:[、,及與和~-]\d+(?:\.\d+)*)*",
            r"(?:範疇|字第|附件|附錄|附表|編號|代碼|專線|電話|案號)[-:：]?\d+(?:[.-]\d+)*(?![\d件支門具組條個])",
            r"PM(?:2\.5|10)|TWD\d\d",
            r"\((?:\d{1,2}|[a-z])\)",
            r"\d{13,}",
            r"±\d+(?:\.\d+)?",
            r"(?<!\d)0\d{1,3}-?\d{3,4}-?\d{3,4}(?!\d)",
            r"\d+(?:\+\d+)+(?![\d%.])",
            r"(?<![\d.])\d{1,3}[:比]\d{1,4}(?![\d萬億%,])|(?<=比)\d{1,3}：\d{1,4}|(?<=比例)\d{1,3}：\d{1,4}",
            r"https?://[\x21-\x7e]{1,300}",
            # 我國 12 浬海洋區域 is a zone by law, whatever stands before it
            r"(?:12|24|200)(?:浬|海浬)(?=內|外|領|海|經濟|專屬|以)",
            r"(?<!\d)24小時(?!以?[上下內])(?=[\u4e00-\u9fff])",
            r"7天24小時",
            # 固網 1Gbps 涵蓋率 names a grade of service
            r"\d+[GMk]bps(?=[等涵服光寬固網速用])",
            r"(?:週休|周休)[二2]日",
            # 每 4 年辦理 1 次 is a rhythm; 每 10 萬人口 and 每 4 年 are what something is counted per
            r"每隔?(?:\d+|[半兩二三四五六七八九十])(?:年|個?月|週)[\u4e00-\u9fff]{0,8}\d次",
            r"每隔?\d+(?:[.,]\d+)*[十百千萬]*",
            # a bare month or day count of a plan: 未來 4 年內
            r"(?:未來|過去|近|最近|連續|為期|往後|今後|爾後)的?(?:\d+|[一二三四五六七八九十]+)(?=年|個?月|週|周|日|天|季)",
        )
    )
)
_LATIN_NAME: Final = re.compile(r"[A-Za-z][A-Za-z_]{0,30}[-–]?\d+(?:[.-]\d+)*[A-Za-z]{0,3}")
_CURRENCY: Final = re.compile(r"(?:NTD|USD|EUR|RMB|TWD|JPY|NT|US)$")
_LIST_NUMBER: Final = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,2})(?:[.、．)](?=[^\d\s.,、。]| )|\.(?=(?:20\d\d|1[0-4]\d)年))"
)
_LIST_BOUNDARY: Final = "。；;:：，)%\n"


def find_excluded(text: str, offsets: Sequence[int], original: str) -> bytearray:
    """Mark every character that belongs to a number which is no amount."""
    marks = bytearray(len(text) + 1)
    for start, end in _spans(text, offsets, original):
        marks[start:end] = b"\1" * (end - start)
    return marks


def _spans(text: str, offsets: Sequence[int], original: str) -> Iterator[tuple[int, int]]:
    for pattern in (DATES, _NAMES):
        yield from (match.span() for match in pattern.finditer(text))
    for match in _LATIN_NAME.finditer(text):
        digit = next(i for i in range(match.start(), match.end()) if text[i].isdecimal())
        letters = text[match.start() : digit]
        is_attached = offsets[digit] == offsets[digit - 1] + 1
        # 占 GNI 0.055 %: no name ends in per cent, so the acronym is what the share is of.
        is_share = letters.isupper() and text[match.end() : match.end() + 1] == "%"
        if is_attached and not is_share and not _CURRENCY.search(letters):
            yield digit, match.end()
    yield from _list_numbers(text, offsets, original)


def _list_numbers(text: str, offsets: Sequence[int], original: str) -> Iterator[tuple[int, int]]:
    """List numbers count up from 1, and stand at a boundary: start, stop, line break or space."""
    expected = {1}
    for match in _LIST_NUMBER.finditer(text):
        start, number = match.start(), int(match["number"])
        before = offsets[start] - 1 if start else -1
        at_boundary = start == 0 or text[start - 1] in _LIST_BOUNDARY or original[before].isspace()
        if number in expected and (at_boundary or number > 1):
            yield start, match.end()
            expected = {1, number + 1}
