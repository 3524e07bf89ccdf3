"""What an actual section tells beside the answer: other stages, other years, parts of the year, other units."""

import itertools
import re
from collections.abc import Sequence

from transforms.phrase.unit_table import SHARE_UNITS
from transforms.phrase.words import any_of
from transforms.report.pairing.measures import Measure
from transforms.report.pairing.named_parts import PART, is_of_unit
from transforms.report.pairing.total_or_each import mark_of_target, mark_of_value
from transforms.report.read_actuals import StatedValue
from transforms.report.read_targets import Target

_DONE, _NOT_DONE = re.compile(any_of("done")), re.compile(any_of("stage_before_done"))
_ASKS_FOR_LESS = re.compile(any_of("support", "stage_before_done"))
_ASKED = re.compile(any_of("asked_for"))
_GRANTED = re.compile(any_of("granted", "obtained", "done"))
_ASKS_FOR_APPLIED = re.compile(any_of("asked_for", "asks_for_applied"))
# 急診熱傷害 41.7 人次，前 3 年平均為 38.9 人次
_OF_FORMER_YEARS = re.compile(r"(?:前|過去|以往)[\d二三四五]年(?:年均|平均|均)值?[為約計達是]*$")
_AVERAGE_OF_YEARS = re.compile(r"[\d二三四五]年(?:移動|年)?(?:平均|均值)")
_WHOLE_YEAR = re.compile(r"^全年度?(?:平均)?$")
_SPEAKS_OF_PART = re.compile(r"[一二]期作?|[上下]半年度?|第?[一二三四1-4]季|[上下]學期")
_PART_OF_YEAR = re.compile(rf"(?:{_SPEAKS_OF_PART.pattern})$")


def told_beside_answer(
    told: Sequence[StatedValue], measures: Sequence[Measure], indicator_name: str
) -> list[StatedValue]:
    """Values of an actual section that answer no target, since another of them does."""
    return [
        *_not_yet_done(told, measures),
        *_only_asked_for(told, measures, indicator_name),
        *_of_former_years(told, measures),
        *_parts_of_year(told, measures),
        *_totals_of_years(told, measures),
        *_parts_of_another_unit(told, measures),
        *_totals_beside_rates(told, measures),
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


def _parts_of_year(told: Sequence[StatedValue], measures: Sequence[Measure]) -> list[StatedValue]:
    """一期作 0.11 %、二期作 0.08 %，全年 0.10 %: unless a target is of such a part, it is of the whole year."""
    if any(_SPEAKS_OF_PART.search(measure.target.words or "") for measure in measures):
        return []
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
        if PART.match(part.words)
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
        asked = [measure.target for measure in measures if is_of_unit(measure, one)]
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
