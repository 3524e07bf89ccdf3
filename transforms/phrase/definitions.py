"""Numbers that only say what is spoken of: 達 1/3 者占 97 %, 低於 50 之水庫比率 65 %."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.phrase.clauses import CLAUSE_STOPS, ITEM_STOPS, OUTSIDE, SENTENCE_STOP, Clauses
from transforms.phrase.quantity_amounts import Amount
from transforms.phrase.unit_table import COUNTERS, MONEY, PLACES, SHARE_UNITS
from transforms.phrase.words import any_of

_COMPARED: Final = r"(?:\(?含?\)?以[上下內外]|左右)"
# 指數大於 50(屬優養)者
_PERSONS: Final = re.compile(rf"(?:\([^()\d]*\))?{_COMPARED}?者")
_LEADS: Final = rf"{any_of('leads_from_definition')}+"
# 落後逾 10 % 之計畫占列管計畫比率，不高於 6 %
_GOVERNED: Final = re.compile(
    rf"{_COMPARED}?[之的][^{OUTSIDE}\d]{{0,40}}?{_LEADS}(?:，{any_of('at_most', 'at_least', 'restrain')}在?)?"
)
# 設置 50 床以上之醫院 30 家, 達 80 % 以上之 19 縣市
_COUNTED: Final = re.compile(rf"{_COMPARED}[之的][^{ITEM_STOPS}()\d]{{0,16}}")
# 補助每戶 3 萬元之低收入戶 2,000 戶: an amount for each is not what is counted.
_COUNTED_AT: Final = re.compile(rf"[之的][^{ITEM_STOPS}()\d]{{1,16}}")
_NOUN: Final = re.compile(rf"{_COMPARED}[^{ITEM_STOPS}()\d]{{1,16}}?{_LEADS}")
# 7 港平均 93.7 %, 12 區處合計 11.2 %: over how many an average or a total is taken.
_WITHIN: Final = rf"(?:[^{ITEM_STOPS}()\d每]|\([A-Za-z.\d]{{1,12}}\))"
# 50 條主要河川平均, 11 條重點河川平均濃度由 105 年 4.05 mg/L 降低
_OVER: Final = re.compile(
    rf"{_WITHIN}{{0,8}}?{any_of('average')}{_WITHIN}{{0,16}}(?:\d{{2,4}}年[度底]?)?"
)
_OVER_PLACES: Final = re.compile(rf"{_WITHIN}{{0,4}}?{any_of('sum', 'total')}{_WITHIN}{{0,16}}")
# 13 處國家風景區遊客人次合計 4,500 萬人次, at the beginning of a clause
_OVER_ALL: Final = re.compile(rf"{_WITHIN}{{2,16}}?{any_of('sum', 'total')}{_WITHIN}{{0,4}}")
# 三所榮總執行臨床試驗案 900 件, at the beginning of a clause and in words: who does it.
_NUMERALS: Final = "一二三四五六七八九十兩"
_WHO_DOES: Final = re.compile(rf"{_WITHIN}{{2,10}}?{any_of('activity')}{_WITHIN}{{0,10}}")
_ALL_OF: Final = re.compile(rf"(?:^|[{CLAUSE_STOPS}:：])(?:全國|全臺)$")
_OF_THEM: Final = re.compile(rf"{_WITHIN}{{4,24}}")
_AND_MORE: Final = re.compile(rf"[^{OUTSIDE}\d]{{1,12}}(?:及|與|和|暨|、)")
_ACTED: Final = re.compile(rf"{any_of('activity')}[了有約逾]*$")
# 員工規模 100 人以上事業單位設置哺(集)乳室比率 85 %: of which size.
_SIZE: Final = re.compile(rf"{any_of('size_of')}[達滿在]?$")
_OF_SIZE: Final = re.compile(rf"以[上下內][^{CLAUSE_STOPS}、\d]{{2,30}}")
# 22 縣市各辦理 1 場: how many do it each.
_EACH: Final = re.compile(rf"均?各[^{ITEM_STOPS}()\d]{{0,12}}")
# 134 處推動地區之人口減少，控制在 1.2 萬人以內
_AT_PLACES: Final = re.compile(
    rf"[^{OUTSIDE}、\d]{{2,20}}[之的][^{OUTSIDE}、\d]{{2,16}}，?{any_of('at_most', 'at_least', 'restrain')}在?"
)
# 容量超過 800 瓩之用戶，平均節電率 1.3 %
_COMPARING: Final = re.compile(
    rf"{any_of('more_than', 'less_than', 'at_least', 'at_most', 'reach')}$"
)
_WHOSE_RATE: Final = re.compile(
    rf"[之的][^{OUTSIDE}、\d]{{1,16}}，[^{OUTSIDE}、\d]{{0,12}}{any_of('rate_noun')}(?:{_LEADS})?"
)
# 性別比例不低於 40 % 之委員會，占全部委員會 88 %
_SHARE_OF_ALL: Final = re.compile(
    rf"[之的者][^{OUTSIDE}、\d]{{0,16}}，[占佔][^{OUTSIDE}、\d]{{0,16}}"
)
_BEGINS: Final = re.compile(rf"(?:^|[{CLAUSE_STOPS}:：])(?:全國|全臺)?$")
# 補助離島 4 縣 1 萬 2,000 人次, but 至少 3 縣 6 案
_LED_TO: Final = re.compile(
    rf"(?:^|[^\u4e00-\u9fff]|{any_of('leads_to_number', 'activity', 'doing', 'filler', 'at_least', 'about')})$"
)
# 完成 50 公頃之濕地復育及辦理 10 場: what is done a second time begins a list, not a description.
_SECOND_DEED: Final = re.compile(rf"(?:以?及|與|和|並|、){any_of('activity')}")
# 壓傷率 2 % 以下及住院率 5 % 以下: what is joined to an amount is another one.
_JOINED: Final = re.compile(rf"{_COMPARED}?(?:以?及|與|和|並|且|暨)")
_DEED: Final = re.compile(rf"{any_of('activity', 'doing')}[了有約逾]*$")
# 20 座水庫中，優養者不超過 6 座: of how many.
_AMONG: Final = re.compile(
    rf"{_WITHIN}{{0,12}}?(?<![國高初完工理導行辦建議查練療畫劃造備標程用開])中[，,]"
)
_THRESHOLD: Final = re.compile(
    rf"(?P<each>[均皆都])?[均皆都已全數]*{any_of('reach', 'no_more_than', 'no_less_than')}"
)
_BEYOND: Final = re.compile(r"以[上下]")
_ENDS_ITEM: Final = re.compile(rf"[{CLAUSE_STOPS}()、]|$")
_LOOK_BACK: Final = 12


def mark_definitions(clauses: Clauses, amounts: Sequence[Amount]) -> list[Amount]:
    """Mark each amount that defines what another one counts.

    The amount that stands alone is always what is told: 造林 100 公頃之山坡地.
    """
    marked = []
    for index, amount in enumerate(amounts):
        following = amounts[index + 1] if index + 1 < len(amounts) else None
        previous = amounts[index - 1] if index else None
        is_definition = (
            (following is not None and _defines(clauses, amount, following))
            or (previous is not None and _is_threshold(clauses.text, previous, amount))
            or _is_whole(clauses, amount, amounts[index + 1 :])
        )
        marked.append(replace(amount, is_definition=is_definition))
    for index in range(len(marked) - 2, -1, -1):
        if _is_joined_to_scope(clauses.text, marked[index], marked[index + 1]):
            marked[index] = replace(marked[index], is_definition=True)
    return marked


def _is_joined_to_scope(text: str, amount: Amount, following: Amount) -> bool:
    """9 座國家公園暨 1 座國家自然公園滿意度平均 4.2 分: where the second is a scope, so is the first."""
    return (
        following.is_definition
        and amount.unit == following.unit
        and _BEGINS.search(_before(text, amount)) is not None
        and _AND_MORE.fullmatch(text, amount.end, following.start) is not None
    )


def _defines(clauses: Clauses, amount: Amount, following: Amount) -> bool:
    text = clauses.text
    between = text[amount.end : following.start]
    if clauses.depth(amount.start) != clauses.depth(following.start):
        return False
    if _PERSONS.match(between) and not SENTENCE_STOP.search(between):
        return True
    if _JOINED.match(between):
        return False
    if _is_scope(text, amount, following) or _is_size(text, amount, following):
        return True
    is_aside = "(" in between
    return not is_aside and (
        _is_bound_of(text, amount, following) or _describes(text, amount, between)
    )


def _before(text: str, amount: Amount) -> str:
    return text[max(0, amount.start - _LOOK_BACK) : amount.start]


def _describes(text: str, amount: Amount, between: str) -> bool:
    """What stands between an amount and the next one, and makes the first say of which the second is."""
    if _SECOND_DEED.search(between) or _is_deed(text, amount, between):
        return False
    if _is_price(text, amount) and _COUNTED_AT.fullmatch(between):
        return True
    return any(pattern.fullmatch(between) for pattern in (_GOVERNED, _COUNTED, _NOUN))


def _is_scope(text: str, amount: Amount, following: Amount) -> bool:
    """A count of what an average is taken over; of a total, or right before it, only of places."""
    between = text[amount.end : following.start]
    before = _before(text, amount)
    is_count = amount.unit is not None and amount.unit not in SHARE_UNITS | MONEY
    if not is_count or amount.unit == following.unit or _ACTED.search(before):
        return False
    is_led = _BEGINS.search(before) is not None
    if _EACH.fullmatch(between) or (
        is_led and (_AT_PLACES.fullmatch(between) or _OVER_ALL.fullmatch(between))
    ):
        return True
    # 全國 26 條中央管河川攔除垃圾 3,000 公噸
    if _ALL_OF.search(before) and _OF_THEM.fullmatch(between):
        return True
    is_numeral = text[amount.start] in _NUMERALS
    if is_led and is_numeral and following.unit in COUNTERS and _WHO_DOES.fullmatch(between):
        return True
    if amount.unit not in PLACES:
        return _OVER.fullmatch(between) is not None
    is_named = not between and _LED_TO.search(before) is None
    return is_named or any(one.fullmatch(between) for one in (_OVER, _OVER_PLACES))


def _is_bound_of(text: str, amount: Amount, following: Amount) -> bool:
    """比例達三分之一之體育團體 40 個, 容量超過 800 瓩之用戶，平均節電率 1.3 %: what is compared says of which."""
    before, between = _before(text, amount), text[amount.end : following.start]
    if _COMPARING.search(before) is None:
        return False
    if _SHARE_OF_ALL.fullmatch(between):
        return True
    if amount.unit == following.unit:
        return False
    is_share = amount.is_fraction or amount.unit in SHARE_UNITS
    # 外洩量逾 100 公噸之油污染事件 0 件, but 造林逾 100 公頃之山坡地
    is_described = is_share or _ACTED.search(before) is None
    is_counted = is_described and following.unit in COUNTERS and _COUNTED_AT.fullmatch(between)
    return bool(is_counted) or _WHOSE_RATE.fullmatch(between) is not None


def _is_size(text: str, amount: Amount, following: Amount) -> bool:
    before = _before(text, amount)
    is_size = _SIZE.search(before) is not None
    return is_size and _OF_SIZE.fullmatch(text, amount.end, following.start) is not None


def _is_whole(clauses: Clauses, amount: Amount, later: Sequence[Amount]) -> bool:
    """Of 20 座水庫中 a smaller number of the same unit is told further on in the sentence."""
    before = _before(clauses.text, amount)
    if not _AMONG.match(clauses.text, amount.end) or _ACTED.search(before):
        return False
    return any(
        _is_one_of(clauses.text, amount, other)
        and other.low < amount.low
        and not SENTENCE_STOP.search(clauses.text[amount.end : other.start])
        for other in later
    )


def _is_one_of(text: str, amount: Amount, other: Amount) -> bool:
    """Of 817 個國中學區中 740 區 are counted, too."""
    noun = _AMONG.match(text, amount.end)
    words = noun[0].rstrip("中，,") if noun else ""
    return other.unit is not None and (other.unit == amount.unit or words.endswith(other.unit))


def _is_price(text: str, amount: Amount) -> bool:
    is_for_each = "每" in _before(text, amount)
    return is_for_each or amount.unit in MONEY


def _is_deed(text: str, amount: Amount, between: str) -> bool:
    """辦理 3 場之 … is what was done, 補助 3 萬元之 … and 設有 30 床以上之 … say for whom."""
    before = _before(text, amount)
    is_counted = (amount.unit or "").split("/")[0] in COUNTERS
    return is_counted and not _BEYOND.match(between) and _DEED.search(before) is not None


def _is_threshold(text: str, previous: Amount, amount: Amount) -> bool:
    """19 縣市達 80 % 以上: the count is what is told, the share is the threshold."""
    is_count = previous.unit is not None and previous.unit not in SHARE_UNITS
    led = _THRESHOLD.fullmatch(text, previous.end, amount.start)
    if not is_count or amount.unit not in SHARE_UNITS or led is None:
        return False
    if led["each"] or previous.unit in PLACES:
        return _ENDS_ITEM.match(text, amount.end) is not None or _ends_beyond(text, amount)
    return _ends_beyond(text, amount)


def _ends_beyond(text: str, amount: Amount) -> bool:
    is_beyond = _BEYOND.match(text, amount.end) is not None
    return is_beyond and _ENDS_ITEM.match(text, amount.end + 2) is not None
