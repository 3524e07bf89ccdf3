"""Words around a number → how it compares: 至少, 以下, 逾, 約."""

import re
from dataclasses import dataclass
from typing import Final

_FILLERS: Final = r"(?:達成?到?|占|佔|為|是|有|到|至|在|近?約|[:：]|計|共計?|總計|合計|累計|新[臺台]幣|美金|人民幣|(?:NT|US)?\$|NTD|USD|每(?:[人年月日案件戶場次]|公[斤噸頃]))*$"
_ADJOINING: Final = (
    (
        "ge",
        r"(?:不|未|不得|不可|不應|不再)(?:低於|少於|小於|亞於|遜於|低過)|>=|[≥≧]|[大高]於(?:或)?等於|至少|起碼|最少",
    ),
    (
        "le",
        r"(?:不|未|不得|不可|不應|不再|勿|未曾|不致)(?:超過|高於|大於|多於|逾|超出|超逾|得逾)|<=|[≤≦]|[小低]於(?:或)?等於|至多|最多",
    ),
    (
        "lt",
        r"(?<!不)(?<!不得)(?:低於|少於|小於|未達|未滿|不滿|不到|不足|不及|未及|尚未達|未到|低過|跌破)|<|[＜]",
    ),
    (
        "gt",
        r"(?<![不未勿])(?:超過|超逾|高於|大於|多於|優於|超越|突破|衝破|越過|超)|(?<![不未])逾|>|[＞]",
    ),
    (
        "approx",
        r"大約|約略|約莫|概估|概約|大概是?|將近|接近|幾近|趨近|(?<![節契合公制簽預條履違解續締換邀特要租隱毀失摘])約|(?<![附最鄰親靠逼])近(?!年|來)|左右|≈",
    ),
)
_BEFORE: Final = tuple(
    (name, re.compile(rf"(?P<words>{words}){_FILLERS}")) for name, words in _ADJOINING
)
_GAP: Final = r"(?P<gap>[\u4e00-\u9fffA-Za-z?:：]{0,12})$"
_LOOSE: Final = (
    ("ge", re.compile(rf"(?:至少|最少|起碼|最低(?![工生溫限潮點])|下限){_GAP}")),
    (
        "le",
        re.compile(
            rf"(?:至多|最多|(?<![歷史創新次])最高(?![法峰溫分學紀潛點年品等](?!利率))|上限){_GAP}"
        ),
    ),
)
_RECORDS: Final = re.compile(r"歷史|歷年|新高|史上|同期")
_AFTER: Final = re.compile(
    r"\(?(?:含|及|或|即)?\)?(?:之)?(?P<words>以上(?![述開列])|以下(?![簡同列稱])|以內|之內|以[內裡]|未滿|左右|上下|之譜|許(?![可多])|為?上限|為限|為下限|內(?![容部政外湖科埔壢閣需含的])|起跳|餘)"
)
_AFTER_MEANING: Final = {
    "以上": "ge",
    "起跳": "ge",
    "為下限": "ge",
    "以下": "le",
    "以內": "le",
    "以裡": "le",
    "之內": "le",
    "內": "le",
    "為限": "le",
    "為上限": "le",
    "上限": "le",
    "未滿": "lt",
    "左右": "approx",
    "上下": "approx",
    "之譜": "approx",
    "許": "approx",
    "餘": "gt",
}
_WINDOW: Final = 40
_CLAUSE_STOP: Final = "，。；;！？(\n"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparator and the span of its words; without words the span is empty."""

    comparator: str
    start: int
    end: int


def read_after(text: str, position: int) -> Comparison | None:
    """Read 以上, 以下, 左右 right after a quantity."""
    match = _AFTER.match(text, position)
    if match is None:
        return None
    end = match.end()
    if text[match.start()] == "(" and ")" not in match[0]:
        end = end + 1 if text[end : end + 1] == ")" else end
    return Comparison(_AFTER_MEANING[match["words"]], position, end)


def read_before(text: str, position: int) -> Comparison | None:
    """Read 至少, 不超過, 逾, 約 before a number, in the same clause."""
    start = clause_start(text, position)
    before = text[start:position]
    for name, pattern in _BEFORE:
        match = pattern.search(before)
        if match:
            return Comparison(name, start + match.start(), position)
    for name, pattern in _LOOSE:
        match = pattern.search(before)
        if match and not _RECORDS.search(before):
            return Comparison(name, start + match.start(), position)
    return None


def clause_start(text: str, position: int) -> int:
    """Where the clause of a position begins; never further back than a window."""
    window = max(0, position - _WINDOW)
    return max(window, max(text.rfind(stop, window, position) for stop in _CLAUSE_STOP) + 1)
