"""Is a number an amount? Judged by its unit and the words right before and after it."""

import re
from dataclasses import dataclass
from typing import Final

from transforms.phrase.quantity_numbers import NumberReading
from transforms.phrase.quantity_unit_search import HEADER_UNIT, LABEL_NOUNS, PER_MILLE
from transforms.phrase.unit_table import COUNTED_IN_NUMERALS, LONG_TIMES, TIME_UNITS
from transforms.phrase.words import any_of, words

_WINDOW: Final = 32
_VALUE_WORDS: Final = re.compile(rf"{any_of('measuring')}(?:\([^()]{{1,12}}\))?[\s:：]*$")
_LABELS_BEFORE: Final = re.compile(rf"{any_of('label_noun_before')}$")
_YEAR_LIKE: Final = re.compile(r"(?:19|20)\d{2}")
_FRACTION_BEFORE: Final = re.compile(r"[占佔達約近逾為由從至有過的]$")
_FRACTION_AFTER: Final = re.compile(r"以[上下]|[的之強弱，。；、,;)]|左右|$")
_TIME_LIMIT_AFTER: Final = re.compile(any_of("time_limit_after"))
_TIME_LIMIT_BEFORE: Final = re.compile(rf"{any_of('time_limit_before')}$")
# 平均處理日數≦75日, 等候時間控制在 30 日: a length of time, compared.
_TIME_AS_VALUE: Final = re.compile(
    rf"{any_of('time_noun')}(?:縮短|延長|控制|維持|[降減增])?"
    rf"(?:{any_of('at_most', 'less_than', 'at_least', 'more_than', 'about')}|[為至達到在於約了近逾計共應須需])*"
    rf"(?:每[\u4e00-\u9fff]{{1,2}})?\(?$"
)
# 平均審核 5 日內完成, 平均於震後 5 分鐘內發布: of what takes so long on the average, the time is told.
_TIME_ON_AVERAGE: Final = re.compile(
    rf"{any_of('average')}(?:{any_of('process')}(?:時間)?[約為]?|於?[\u4e00-\u9fff]{{1,6}}後[約為]?)$"
)
# 目標 4 日, 10 秒內, 縮短至 14 個月以內: where nothing else is said, the time is what is aimed at.
_ALONE: Final = re.compile(
    rf"(?:{any_of('average', 'at_most', 'less_than', 'about', 'down', 'down_sign')}|[為達至在於約計共]|每[人件案次戶])*"
    rf"{any_of('at_most_after')}?[。；]?"
)
_SHORT: Final = 40
_NEXT_ANSWER: Final = re.compile(r"[；、，]\d")
_ANSWER_BEFORE: Final = re.compile(r"(?:^|[；，])\d[\d,.]*[萬千]?[^\d；、，。()月]{1,4}[；，]$")
_COUNTED_IN_FRACTIONS: Final = frozenset({"年", "月", "日", "天"})
# 首次通知 7.8 個月, but 1.5 個月內
_COUNTED_IN_PARTS: Final = frozenset({"個月", "週"})
_TOLD_OF_STOCKS: Final = frozenset({"日", "天", "月", "個月"})
_DAYS_AS_VALUE: Final = re.compile(rf"{any_of('days_as_value')}[達為約計]*$")
_MONTHS_OF_USE: Final = re.compile(rf"[\u4e00-\u9fff]{{0,6}}?{any_of('used_up')}")
_AGE: Final = re.compile(rf"{any_of('age')}[\u4e00-\u9fff]{{0,6}}$")
_DOING: Final = re.compile(rf"{any_of('doing')}[了有]?$")
_NUMERAL_IN_WORD: Final = re.compile(rf"{any_of('numeral_in_word')}$")
# 年增率-5 % is minus five, and 760 億噸-85 億噸 a difference; a sign behind any other word is not understood.
_SIGN_BEHIND_WORD: Final = re.compile(r"[\u4e00-\u9fff]-$")
_EXPLAINED_SIGN: Final = re.compile(
    r"(?:[率值為達約至到於在長加增額量數度差減幅負年月日期]|\d[\u4e00-\u9fff]{1,8})-$"
)
# 13 醫學中心平均達 85 %: over how many the average is taken.
_SCOPE: Final = re.compile(rf"[\u4e00-\u9fff]{{1,8}}{any_of('average')}[\u4e00-\u9fff≧≥]{{0,12}}\d")
_SINGLE_EXCLUDED: Final = words("too_common_for_one")
_NO_NUMERALS: Final = tuple(words("no_numeral"))
_TEN: Final = 10
_CLOSING: Final = frozenset("，。；、,;()）」』\n =")
_CLOSING_WORDS: Final = re.compile(
    rf"{any_of('ends_number')}|{any_of('up', 'down', 'up_sign', 'down_sign')}[至到為]"
)
# 每十萬人 21.0
_PER_PEOPLE: Final = re.compile(r"每[十百千萬\d,]+(?:人口?|活產|就業人口)$")
# 嚴重率每百萬工時 85 日
_PER_NUMBER: Final = re.compile(r"每[十百千萬\d,]+[\u4e00-\u9fff]{1,3}$")
_ROW_BEFORE: Final = re.compile(r"\d[ 、]$")
_LATIN_BEFORE: Final = re.compile(r"[A-Za-z] $")
_YEAR_OR_TARGET: Final = ("年", "年度", "目標")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number, its unit and where both stand in the bare text."""

    bare: str
    number: NumberReading
    start: int
    end: int
    unit: str | None

    @property
    def before(self) -> str:
        """The words that lead to the number."""
        return self.bare[max(0, self.start - _WINDOW) : self.start]


def judge_candidate(candidate: Candidate) -> str:
    """Tell a quantity from an ordinal, an age, a time limit or a word that holds a numeral.

    Returns:
        quantity, or what else the number is; unaccounted where nothing tells.
    """
    unit = candidate.unit
    if not candidate.number.is_whole or _has_unexplained_sign(candidate):
        return "unaccounted"
    if LABEL_NOUNS.match(candidate.bare, candidate.number.end) and unit not in {"年", "月", "級"}:
        return "ordinal"
    if candidate.number.is_chinese and not _is_chinese_amount(candidate):
        return "word"
    if unit is None:
        return _judge_bare(candidate)
    if unit == "歲":
        is_alone = _is_alone(candidate)
        is_age = candidate.number.step < 1 or is_alone or _AGE.search(candidate.before) is not None
        return "quantity" if is_age else "age"
    is_time_limit = unit in TIME_UNITS and not _is_length_of_time(candidate)
    return "time limit" if is_time_limit else "quantity"


def _has_unexplained_sign(candidate: Candidate) -> bool:
    is_sign = _SIGN_BEHIND_WORD.search(candidate.before) is not None
    return is_sign and _EXPLAINED_SIGN.search(candidate.before) is None


def _is_length_of_time(candidate: Candidate) -> bool:
    """Hours are amounts unless they are a limit; years only where a length is stated."""
    unit, before = candidate.unit, candidate.before
    is_limit = _TIME_LIMIT_AFTER.match(candidate.bare, candidate.end) is not None
    if (
        _is_alone(candidate)
        or _TIME_AS_VALUE.search(before)
        or _TIME_ON_AVERAGE.search(before)
        or (_PER_NUMBER.search(before) and not is_limit)
        or (unit in _TOLD_OF_STOCKS and _DAYS_AS_VALUE.search(before))
        or _MONTHS_OF_USE.match(candidate.bare, candidate.end)
    ):
        return True
    if unit == "秒":
        # No plan gives seconds to do a thing in: 發生後 7 秒內發布 is what is aimed at.
        return True
    if _TIME_LIMIT_BEFORE.search(before):
        return False
    is_part = candidate.number.step < 1
    is_fraction = is_part and (
        unit in _COUNTED_IN_FRACTIONS or (unit in _COUNTED_IN_PARTS and not is_limit)
    )
    if unit in LONG_TIMES:
        return is_fraction
    return is_fraction or not is_limit


def _is_alone(candidate: Candidate) -> bool:
    if len(candidate.bare) > _SHORT:
        return False
    bare, start, end = candidate.bare, candidate.start, candidate.end
    # 5.2 個月；3,118 件 and 11 航次，528 日: one of several bare answers
    is_one_of_several = (start == 0 and _NEXT_ANSWER.match(bare, end) is not None) or (
        end == len(bare.rstrip("。；")) and _ANSWER_BEFORE.search(bare[:start]) is not None
    )
    return is_one_of_several or _ALONE.fullmatch(bare[:start] + bare[end:]) is not None


def _is_chinese_amount(candidate: Candidate) -> bool:
    """三十件 and 兩千人 are amounts; 三級, 一般, 統一, 四處奔走 hold numerals by chance."""
    unit, value = candidate.unit, candidate.number.value
    if unit is None or _NUMERAL_IN_WORD.search(candidate.before):
        return False
    if unit.split("/")[0] not in COUNTED_IN_NUMERALS:
        return False
    if candidate.bare.startswith(_NO_NUMERALS, candidate.start):
        return False
    is_done = _DOING.search(candidate.before) is not None
    if value == 1:
        return is_done or unit == "倍"
    return value >= _TEN or unit not in _SINGLE_EXCLUDED or is_done


def _judge_bare(candidate: Candidate) -> str:
    """A number without a unit counts if a word of measuring leads to it and nothing follows it."""
    bare, start, end = candidate.bare, candidate.start, candidate.end
    if candidate.number.scale > 1:
        return "quantity"
    if _YEAR_LIKE.fullmatch(bare, start, end) and not _VALUE_WORDS.search(candidate.before[-1:]):
        return "year"
    if candidate.number.shape == "fraction":
        is_led = _FRACTION_BEFORE.search(candidate.before) is not None
        is_share = is_led or _FRACTION_AFTER.match(bare, end) is not None
        return "quantity" if is_share else "ratio part"
    if _is_label(candidate):
        return "ordinal"
    return _judge_bare_number(candidate)


def _judge_bare_number(candidate: Candidate) -> str:
    bare, end = candidate.bare, candidate.end
    if _SCOPE.match(bare, end):
        return "definition"
    if _is_closed(bare, end) and _is_led_to(candidate):
        return "quantity"
    return "ratio part" if candidate.number.shape == "ratio" else "unaccounted"


def _is_label(candidate: Candidate) -> bool:
    """目標 6 and 表 3 are labels, but 目標 0.019 is a value."""
    is_value = candidate.number.step < 1 and candidate.before.endswith("目標")
    return _LABELS_BEFORE.search(candidate.before) is not None and not is_value


def _is_closed(bare: str, end: int) -> bool:
    return end >= len(bare) or bare[end] in _CLOSING or _CLOSING_WORDS.match(bare, end) is not None


def _is_led_to(candidate: Candidate) -> bool:
    before, is_decimal = candidate.before, candidate.number.step < 1
    if _PER_PEOPLE.search(before):
        return True
    if any(words.search(before) for words in (_VALUE_WORDS, HEADER_UNIT, PER_MILLE)):
        return True
    if is_decimal and before.endswith(_YEAR_OR_TARGET):
        return True
    if not before or _ROW_BEFORE.search(before):
        return True
    return is_decimal and before[-1] in " (" and not _LATIN_BEFORE.search(before)
