"""Whether a value is told in the sense of its target, or the other way round."""

import re
from dataclasses import replace

from transforms.phrase.words import any_of
from transforms.report.read_actuals import StatedValue
from transforms.report.read_targets import Target

_SURPLUS, _DEFICIT = re.compile(any_of("surplus")), re.compile(any_of("deficit"))
_RISE = re.compile(any_of("up"))
_FALL = re.compile(any_of("down", "down_noun"))
_GROWTH = re.compile(rf"{any_of('growth_of')}$")
# 降至 1.2 % tells a level, not a fall of 1.2 %.
_LEVEL = re.compile(r"[至到]約?$")
_FALLING = re.compile(rf"{any_of('down', 'down_noun')}(?:比率|比例|幅度|率|幅)?$")


def signed(target: Target, value: StatedValue, indicator_name: str) -> StatedValue:
    """A value in the sense of its target: 增加 2 % and +2 % against 減少 5 % are -2, and -14 % is 14.

    A fall told against a target of growth is negative, too.
    """
    if _is_of_other_sign(target, value):
        return replace(value, quantity=replace(value.quantity, value=-value.quantity.value))
    named = _way_of_name(indicator_name)
    wanted = way(target.words or "") or named
    printed = value.quantity.value
    if not (target.is_change or target.basis == "growth_rate" or named) or _is_level(value):
        return value
    if target.quantity is None or target.quantity.value < 0 or not wanted or not printed:
        return value
    told = way(value.words)
    if printed < 0:
        is_turned = wanted < 0 and told <= 0
    else:
        is_turned = told == -wanted or (wanted < 0 and not told and _is_plus(value))
    if not is_turned:
        return value
    return replace(value, quantity=replace(value.quantity, value=-printed))


def _is_of_other_sign(target: Target, value: StatedValue) -> bool:
    """盈餘 30 億元 against 虧損 5 億元."""
    sides = (target.words or "", value.words)
    kinds = [(bool(_SURPLUS.search(words)), bool(_DEFICIT.search(words))) for words in sides]
    return kinds in ([(True, False), (False, True)], [(False, True), (True, False)])


def way(words: str) -> int:
    """1 where words tell of a rise, -1 of a fall, 0 of neither or both."""
    return bool(_RISE.search(words)) - bool(_FALL.search(words))


def _way_of_name(indicator_name: str) -> int:
    """死亡人數降幅 counts a fall, 民間投資成長率 a rise."""
    if _FALLING.search(indicator_name):
        return -1
    return 1 if _GROWTH.search(indicator_name) else 0


def _is_level(value: StatedValue) -> bool:
    before, _, _ = value.words.partition(value.quantity.text)
    return _LEVEL.search(before) is not None


def _is_plus(value: StatedValue) -> bool:
    before, _, _ = value.words.partition(value.quantity.text)
    return before.endswith("+")
