"""Sums and what they are made of: which of both a target asks for."""

import itertools
import math
import re
from collections.abc import Sequence
from functools import partial

from transforms.phrase.clauses import JOINT
from transforms.phrase.words import any_of
from transforms.report.pairing.likeness import label_similarity
from transforms.report.pairing.measures import Measure
from transforms.report.pairing.named_parts import PART, is_named_in, is_of_unit, name_of
from transforms.report.read_actuals import StatedValue

# Parts that are rounded each need not make their sum to the last digit.
_ROUNDING = 0.001
_SAME_NAME = 0.8
_DEEDS = re.compile(rf"{any_of('plain_deed')}+")
_MEAN = re.compile(any_of("average"))
_JOINED = re.compile(rf"{JOINT}|或(?![許有])|等(?![級待候第同])")


def is_sum_of_answers(
    value: StatedValue, told: Sequence[StatedValue], measures: Sequence[Measure]
) -> bool:
    """新植 63.5 公頃、撫育 361 公頃，合計 424.5 公頃: where each part has a target of its own, none asks for the sum."""
    asked = [measure.target for measure in measures if is_of_unit(measure, value)]
    parts = _summed(value, told)
    return len(parts) == len(asked) > 1 and all(
        any(label_similarity(target.label, part.label) >= _SAME_NAME for part in parts)
        for target in asked
    )


def _summed(value: StatedValue, told: Sequence[StatedValue]) -> list[StatedValue]:
    """What stands before a sum, or an average, and makes it."""
    parts = [
        one
        for one in told[: told.index(value)]
        if (one.item_no, one.quantity.unit) == (value.item_no, value.quantity.unit)
    ]
    told_by_parts = [part.quantity.value for part in parts]
    if len(parts) < 2:  # noqa: PLR2004 - one part alone makes no whole
        return []
    is_whole = math.isclose(sum(told_by_parts), value.quantity.value, rel_tol=_ROUNDING)
    # 國語文 82.0 %、數學 80.1 %，平均 80.5 %
    is_mean = min(told_by_parts) <= value.quantity.value <= max(told_by_parts)
    return parts if (is_mean if _MEAN.match(value.words) else value.is_sum and is_whole) else []


def find_summands(told: Sequence[StatedValue], measures: Sequence[Measure]) -> list[StatedValue]:
    """固定式 52 套、移動式 57 套，合計 109 套: the one target that they may answer asks for the sum, unless it names one."""
    dropped: list[StatedValue] = []
    for value in told:
        parts = _summed(value, told)
        labels = [m.target.label or "" for m in measures if is_of_unit(m, value)]
        if len(labels) == 1 and _names_all_or_none(labels[0], parts):
            dropped += parts
    return dropped


def parts_of_the_answer(
    told: Sequence[StatedValue], measures: Sequence[Measure]
) -> list[StatedValue]:
    """累計 3,847.6 公頃，其中有機 2,916.2 公頃、友善耕作 931.4 公頃: the target is answered by the whole of them."""
    units = [measure.target.quantity.unit for measure in measures if measure.target.quantity]
    dropped: list[StatedValue] = []
    for at, whole in enumerate(told):
        parts = list(itertools.takewhile(partial(_is_part_of, whole), told[at + 1 :]))
        label = next((m.target.label or "" for m in measures if is_of_unit(m, whole)), "")
        is_asked_once = units.count(whole.quantity.unit) == 1
        if parts and is_asked_once and _asks_for_whole(label, whole, parts):
            dropped += parts
    return dropped


def _is_part_of(whole: StatedValue, value: StatedValue) -> bool:
    """Smaller, and of the same unit and item."""
    is_smaller = value.quantity.value < whole.quantity.value
    is_same = (value.quantity.unit, value.item_no) == (whole.quantity.unit, whole.item_no)
    return is_same and is_smaller and (value.in_parentheses or not whole.in_parentheses)


def _asks_for_whole(label: str, whole: StatedValue, parts: Sequence[StatedValue]) -> bool:
    """Whether a target's name speaks of all the parts, or of the whole and of none of them."""
    is_sum = math.isclose(
        sum(part.quantity.value for part in parts), whole.quantity.value, rel_tol=_ROUNDING
    )
    n_named = sum(is_named_in(part, label) for part in parts)
    if is_sum and len(parts) > 1:
        # 271 萬人次(空運 187 萬、海運 84 萬): a number without a name of its own answers the one target.
        is_plain = whole.is_first and not whole.label
        return is_plain or _asks_for_sum(label, parts)
    if not whole.label or n_named or not (is_sum or PART.match(parts[0].words)):
        return False
    # 放流魚貝介苗 begins with what was done, 關懷訪視 ends with it; in 女性參訓 something else stands before it.
    name = name_of(whole)
    return label.startswith(whole.label) or (
        label.endswith(name) and _DEEDS.fullmatch(label.removesuffix(name)) is not None
    )


def _asks_for_sum(label: str, parts: Sequence[StatedValue]) -> bool:
    if any(is_named_in(part, label) for part in parts):
        return _names_all_or_none(label, parts)
    return not _hints(parts, label)


def _names_all_or_none(label: str, parts: Sequence[StatedValue]) -> bool:
    if any(part.label == label for part in parts):
        return False
    n_named = sum(is_named_in(part, label) for part in parts)
    return n_named in {0, len(parts)} or _JOINED.search(label) is not None


def _hints(parts: Sequence[StatedValue], label: str) -> bool:
    """女性參訓 may ask for 女學員: a character that only one of the parts has stands in the target's name."""
    names = [part.label or "" for part in parts]
    return any(
        set(name) & set(label[:-1]) - set("".join(names[:at] + names[at + 1 :]))
        for at, name in enumerate(names)
    )
