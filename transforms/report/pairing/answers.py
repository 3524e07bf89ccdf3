"""Which values of an actual section may answer which target."""

import itertools
import math
import re
from collections.abc import Sequence
from functools import partial

from transforms.phrase.clauses import JOINT, OUTSIDE
from transforms.phrase.parse_quantities import Quantity
from transforms.phrase.unit_table import COUNTERS, SHARE_UNITS, TIME_UNITS
from transforms.phrase.words import any_of
from transforms.report.pairing.likeness import (
    compare_units,
    is_opposite,
    label_similarity,
    lacks_denominator,
)
from transforms.report.pairing.measures import Measure
from transforms.report.pairing.named_parts import is_named_in, name_of, not_asked_for
from transforms.report.pairing.total_or_each import (
    contradicts,
    is_total_for_each,
    mark_of_target,
    mark_of_value,
)
from transforms.report.read_actuals import Actual, StatedValue
from transforms.report.read_targets import Target

_OF_EACH_OF_SEVERAL = re.compile(rf"[、及與和][^{OUTSIDE}]*各{any_of('activity', 'doing')}?$")
_PART = re.compile(r"[(，]?其中")
# A value so many times its target, or as small a part, beside one that is near is a guess, too.
FAR = 5.0
# Parts that are rounded each need not make their sum to the last digit.
_ROUNDING = 0.001
_SAME_NAME = 0.8
_SUMMED = frozenset({"value", "change", "prior"})
_DONE, _NOT_DONE = re.compile(any_of("done")), re.compile(any_of("stage_before_done"))
_ASKS_FOR_LESS = re.compile(any_of("support", "stage_before_done"))
_ASKED, _GRANTED = re.compile(any_of("asked_for")), re.compile(any_of("granted"))
_DEEDS = re.compile(rf"{any_of('plain_deed')}+")
_ASKS_FOR_APPLIED = re.compile(any_of("asks_for_applied"))
# 急診熱傷害 41.7 人次，前 3 年平均為 38.9 人次
_OF_FORMER_YEARS = re.compile(r"(?:前|過去|以往)[\d二三四五]年(?:年均|平均|均)值?[為約計達是]*$")
_WHOLE_YEAR = re.compile(r"^全年度?(?:平均)?$")
_PART_OF_YEAR = re.compile(r"(?:[一二]期作?|[上下]半年度?|第?[一二三四]季|[上下]學期)$")
_AVERAGE_OF_YEARS = re.compile(r"[\d二三四五]年(?:移動|年)?(?:平均|均值)")
_MEAN = re.compile(any_of("average"))
_JOINED = re.compile(rf"{JOINT}|或(?![許有])|等(?![級待候第同])")


def times_apart(one: float, other: float) -> float:
    """How many times the smaller one the greater one is; 1 where a sign or a zero forbids to say."""
    return max(one, other) / min(one, other) if min(one, other) > 0 else 1.0


def find_candidates(
    actual: Actual, measures: list[Measure], indicator_name: str = ""
) -> list[StatedValue]:
    """Values that may answer a target.

    Beside a value of its own unit, one in parentheses is a detail: 33.4 % (含汽電共生 2.3 %), unless
    it is the running total, or the addition, that a target asks for: 新增 312 處(累計 4,112 處); or bears the
    name that a target does: 培訓 100 人(女性 45 人).
    """
    asked = {mark_of_target(measure.target) for measure in measures} - {None}
    told = [value for value in actual.values if value.role in {"value", "change"}]
    parts = [
        *not_asked_for(told, measures),
        *_parts_of_the_answer(told, measures),
        # 110 年 78 站，111 年 85 站，合計 163 站: an earlier year's is a summand, too.
        *_summands([one for one in actual.values if one.role in _SUMMED], measures),
        *_not_yet_done(told, measures),
        *_only_asked_for(told, measures, indicator_name),
        *_of_former_years(told, measures),
        *_parts_of_year(told),
        *_totals_of_years(told, measures),
        *_parts_of_another_unit(told, measures),
        *_totals_beside_rates(told, measures),
    ]
    values = [
        value
        for value in told
        if not _is_sum_of_answers(value, told, measures) and value not in parts
    ]
    outside = {(v.item_no, v.quantity.unit) for v in values if not v.in_parentheses}
    return [
        value
        for value in values
        if not value.in_parentheses
        or (value.item_no, value.quantity.unit) not in outside
        or mark_of_value(value) in asked
        or any(is_named_in(value, measure.target.label) for measure in measures)
    ]


def _not_yet_done(told: Sequence[StatedValue], measures: Sequence[Measure]) -> list[StatedValue]:
    """核定補助 118 處，已完成改善 103 處: what has got so far is none beside what is done, unless a target asks for it."""
    if any(_ASKS_FOR_LESS.search(measure.target.before) for measure in measures):
        return []
    done = {(one.item_no, one.quantity.unit) for one in told if _DONE.search(one.words)}
    return [
        one
        for one in told
        if (one.item_no, one.quantity.unit) in done
        and _NOT_DONE.search(one.sentence)
        and not _DONE.search(one.sentence + one.words)
    ]


def _only_asked_for(
    told: Sequence[StatedValue], measures: Sequence[Measure], indicator_name: str
) -> list[StatedValue]:
    """受理申請 312 案，核定補助 263 案: unless a target asks for the first, the second is what was done."""
    names = "".join(f"{one.target.before}{one.target.label or ''}" for one in measures)
    is_granted = any(_GRANTED.search(one.target.before) for one in measures)
    asks = _ASKED if is_granted else _ASKS_FOR_APPLIED
    if asks.search(names + indicator_name):
        return []
    # 審查案件 60 件 asks for what was examined, not for what passed.
    decided = _DONE if "審查" in names else _GRANTED
    granted = {
        (one.item_no, one.quantity.unit)
        for one in told
        if decided.search(one.words) and not _ASKED.search(one.words)
    }
    return [
        one
        for one in told
        if (one.item_no, one.quantity.unit) in granted
        and _ASKED.search(one.words)
        and not decided.search(one.words)
    ]


def _of_former_years(told: Sequence[StatedValue], measures: Sequence[Measure]) -> list[StatedValue]:
    """前 3 年平均為 38.9 人次 is what this year is compared with, unless a target is of such an average."""
    if any(_AVERAGE_OF_YEARS.search(measure.target.words or "") for measure in measures):
        return []
    return [one for one in told if _OF_FORMER_YEARS.search(one.sentence)]


def _parts_of_year(told: Sequence[StatedValue]) -> list[StatedValue]:
    """一期作 0.11 %、二期作 0.08 %，全年 0.10 %: a yearly report's target is of the whole year."""
    wholes = {
        (one.item_no, one.quantity.unit) for one in told if _WHOLE_YEAR.search(one.label or "")
    }
    return [
        one
        for one in told
        if (one.item_no, one.quantity.unit) in wholes and _PART_OF_YEAR.search(one.label or "")
    ]


def _totals_beside_rates(
    told: Sequence[StatedValue], measures: Sequence[Measure]
) -> list[StatedValue]:
    """死亡 81 件，換算每 10 萬人 21.8 件: where the target is per so many, the count is none of its answers."""
    units = {m.target.quantity.unit for m in measures if m.target.quantity} - {None}
    return [
        total
        for total in told
        if total.quantity.unit not in units
        and any(
            rate.item_no == total.item_no
            and rate.quantity.unit in units
            and (rate.quantity.unit or "").startswith(f"{total.quantity.unit}/")
            for rate in told
        )
    ]


def _parts_of_another_unit(
    told: Sequence[StatedValue], measures: Sequence[Measure]
) -> list[StatedValue]:
    """回收 412 公斤，其中 286 公噸已再利用: the part answers no target that does not name it, as its whole does not."""
    return [
        part
        for whole, part in itertools.pairwise(told)
        if _PART.match(part.words)
        and part.item_no == whole.item_no
        and part.quantity.unit not in {whole.quantity.unit, *SHARE_UNITS}
        and not any(_speaks_of(part, measure.target.label or "") for measure in measures)
    ]


def _speaks_of(part: StatedValue, label: str) -> bool:
    """Tell whether two characters of a label stand beside a value, before or behind it (其中 3,100 人為員工)."""
    return any(label[at : at + 2] in part.words for at in range(len(label) - 1))


def _totals_of_years(told: Sequence[StatedValue], measures: Sequence[Measure]) -> list[StatedValue]:
    """Of 113 年度完成 11.2 公里，累計完成 33.5 公里 the first answers 113 年度改善 10 公里."""
    totals: list[StatedValue] = []
    for one in told:
        asked = [measure.target for measure in measures if _is_of_unit(measure, one)]
        is_of_one_year = bool(asked) and all(
            mark_of_target(target) is None
            and target.basis != "cumulative"
            and target.quantity is not None
            and target.quantity.year is not None
            and target.quantity.period is None
            for target in asked
        )
        if is_of_one_year and mark_of_value(one) == "running":
            totals += [one] * any(_is_of_its_year(other, one, asked) for other in told)
    return totals


def _is_of_its_year(value: StatedValue, total: StatedValue, asked: Sequence[Target]) -> bool:
    years = {target.quantity.year for target in asked if target.quantity}
    is_alike = (value.quantity.unit, value.item_no) == (total.quantity.unit, total.item_no)
    return is_alike and value.year in years and mark_of_value(value) != "running"


def _is_sum_of_answers(
    value: StatedValue, told: Sequence[StatedValue], measures: Sequence[Measure]
) -> bool:
    """新植 63.5 公頃、撫育 361 公頃，合計 424.5 公頃: where each part has a target of its own, none asks for the sum."""
    asked = [measure.target for measure in measures if _is_of_unit(measure, value)]
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


def _summands(told: Sequence[StatedValue], measures: Sequence[Measure]) -> list[StatedValue]:
    """固定式 52 套、移動式 57 套，合計 109 套: the one target that they may answer asks for the sum, unless it names one."""
    dropped: list[StatedValue] = []
    for value in told:
        parts = _summed(value, told)
        labels = [m.target.label or "" for m in measures if _is_of_unit(m, value)]
        if len(labels) == 1 and _names_all_or_none(labels[0], parts):
            dropped += parts
    return dropped


def _parts_of_the_answer(
    told: Sequence[StatedValue], measures: Sequence[Measure]
) -> list[StatedValue]:
    """累計 3,847.6 公頃，其中有機 2,916.2 公頃、友善耕作 931.4 公頃: the target is answered by the whole of them."""
    units = [measure.target.quantity.unit for measure in measures if measure.target.quantity]
    dropped: list[StatedValue] = []
    for at, whole in enumerate(told):
        parts = list(itertools.takewhile(partial(_is_part_of, whole), told[at + 1 :]))
        label = next((m.target.label or "" for m in measures if _is_of_unit(m, whole)), "")
        is_asked_once = units.count(whole.quantity.unit) == 1
        if parts and is_asked_once and _asks_for_whole(label, whole, parts):
            dropped += parts
    return dropped


def _is_of_unit(measure: Measure, value: StatedValue) -> bool:
    quantity = measure.target.quantity
    return quantity is not None and quantity.unit == value.quantity.unit


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
    if not whole.label or n_named or not (is_sum or _PART.match(parts[0].words)):
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


def can_answer(measure: Measure, value: StatedValue, unit_groups: dict[str, str]) -> bool:
    """Tell whether a value is of the kind that the measure's target asks for, by role, mark and unit."""
    if measure.target.kind in {"qualitative", None}:
        return False
    if measure.target.kind == "not_set":
        is_history = (
            measure.actual is not None and value.quantity.unit == measure.actual.quantity.unit
        )
        return value.role == "value" or (value.role == "prior" and is_history)
    if (
        is_opposite(measure.target.label, value.label)
        or _is_no_share(measure.target, value)
        or _is_of_each(measure.target, value)
    ):
        return False
    if measure.target.quantity and measure.target.quantity.is_rank and value.role == "change":
        return False
    is_total = is_total_for_each(measure.target, value) or _is_total_of_all(
        measure.target.quantity, value.quantity
    )
    if is_total or contradicts(measure.target, value):
        return False
    return compare_units(measure.target.quantity, value.quantity, unit_groups) is not None


def _is_of_each(target: Target, value: StatedValue) -> bool:
    """與帛琉、吐瓦魯各簽署 1 份: what was done with each is no answer to how many were aimed at."""
    is_count = value.quantity.unit in COUNTERS and not value.in_parentheses
    is_each = is_count and _OF_EACH_OF_SEVERAL.search(value.sentence)
    return bool(is_each) and "各" not in target.before


def _is_no_share(target: Target, value: StatedValue) -> bool:
    """超額收容率降至零: a rate of none is answered by a share, not by a count."""
    quantity = target.quantity
    is_rate = quantity is not None and quantity.unit is None and (target.label or "").endswith("率")
    return is_rate and value.quantity.unit not in {None, *SHARE_UNITS}


def _is_total_of_all(target: Quantity | None, value: Quantity) -> bool:
    """碳匯效益每公頃 10 公噸 is not answered by 8,526 公噸: without what it is counted per it is of them all."""
    if target is None or not lacks_denominator(target.unit, value.unit):
        return False
    if (target.unit or "").rpartition("/")[2] in TIME_UNITS:
        # A yearly report tells of its year anyhow.
        return False
    return value.value > target.value and times_apart(value.value, target.value) >= FAR
