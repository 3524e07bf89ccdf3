"""How much speaks for a value as the answer to a target."""

import re

from transforms.phrase.parse_quantities import Quantity
from transforms.report.pairing.likeness import compare_units, label_similarity, speaks_of
from transforms.report.pairing.measures import Measure
from transforms.report.pairing.named_parts import is_named_in
from transforms.report.pairing.total_or_each import mark_of_target, mark_of_value
from transforms.report.read_actuals import StatedValue
from transforms.report.read_targets import Target, is_cumulative

# Points for what speaks for a pair; a label counts most, since lists get reordered.
_LABEL_WEIGHT = 4.0
_SAME_ITEM_POINTS = 1.5
_SAME_ORDER_POINTS = 0.5
_PARENTHESES_POINTS = -1.5
_CHANGE_POINTS = -1.0
_LEVEL_FOR_CHANGE_POINTS = -3.0
# Men's and women's rates differ by one character: only the very same label outweighs the list number.
_IDENTICAL_LABEL_POINTS = 3.0
_NAMED_POINTS = 0.5
_SAME_BASIS_POINTS = 0.8
# 累計 beside 累計 and 新增 beside 新增, also where the fitting one stands in parentheses.
_SAME_MARK_POINTS = 3.0
_TOTAL_POINTS = 2.0
# 「76 %，達成率 95 %」: how much of the target was reached is no value of the measure.
_EXECUTION_RATE = re.compile(r"(?:目標達成|達成|執行|達標|預算執行)率$")
_EXECUTION_RATE_POINTS = -3.0
# 「0 %，認領養率 81.3 %」: what comes first without a name of its own answers the one target.
_PLAIN_ANSWER_POINTS = 2.5
_OTHER_LABEL_POINTS = -1.5
# 「公股董事 207 席，其中女性 71 席，占 34.3%」: the sentence names one of the measures.
_OWN_SENTENCE_POINTS = 1.5
# 113 年度 1,000 公里 is answered by 113 年度 1,064 公里 rather than by what was done since 112.
_SAME_YEAR_POINTS = 1.0
_CLEARLY = 0.4


def score_pair(  # noqa: PLR0913 - one argument for each thing that speaks for a pair
    measure: Measure,
    value: StatedValue,
    unit_groups: dict[str, str],
    *,
    label: str | None,
    is_listed: bool,
    is_in_order: bool,
) -> float:
    """Points for a pair; `is_listed` if the targets are numbered, `is_in_order` if both have one place."""
    target, is_named = measure.target, is_named_in(value, label)
    is_change = value.role == "change"
    is_rate_of_execution = _EXECUTION_RATE.search(value.label or "") is not None
    signs = (
        (_IDENTICAL_LABEL_POINTS, _is_identical(target, label, value.label)),
        (_SAME_ITEM_POINTS, is_listed and target.item_no == value.item_no),
        (_SAME_ORDER_POINTS, is_in_order),
        (_EXECUTION_RATE_POINTS, is_rate_of_execution and not _EXECUTION_RATE.search(label or "")),
        (_TOTAL_POINTS, value.is_total),
        (_NAMED_POINTS, is_named),
        (_PARENTHESES_POINTS, value.in_parentheses and not is_named),
        (_SAME_YEAR_POINTS, _is_of_same_year(target.quantity, value)),
        (_CHANGE_POINTS, is_change and not target.is_change),
        (_LEVEL_FOR_CHANGE_POINTS, target.is_change and not is_change),
    )
    score = compare_units(target.quantity, value.quantity, unit_groups) or 0.0
    score += _LABEL_WEIGHT * label_similarity(label, value.label) + _basis_points(target, value)
    return score + sum(points for points, applies in signs if applies)


def _is_identical(target: Target, label: str | None, told: str | None) -> bool:
    """The very same name; where no target is set, the end of the indicator's."""
    is_its_end = target.kind == "not_set" and (label or "").endswith(told or "\n")
    return bool(label) and (label == told or is_its_end)


def _is_of_same_year(target: Quantity | None, value: StatedValue) -> bool:
    return target is not None and target.year is not None and target.year == value.year


def points_beside_others(
    number: int, items: list[int], labels: list[str | None], value: StatedValue
) -> float:
    """What the other measures of the row say of a value.

    女性 5,420 人次 beside 其中女性占 40 % is told of that measure, whatever its unit; where there is no other,
    or each has an item of its own (1.84 處，其中 111 年完工 19 處。2.…), what comes first without a name of
    its own answers the one.

    Args:
        number: of the measure, from 0.
        items: of each measure the number of its list item.
        labels: of each measure.
        value: that may answer it.
    """
    is_plain = value.is_first and not value.label and mark_of_value(value) is None
    if len(labels) == 1:
        return _PLAIN_ANSWER_POINTS if is_plain and value.item_no == 1 else 0.0
    own = label_similarity(labels[number], value.label)
    others = (
        label_similarity(label, value.label) for at, label in enumerate(labels) if at != number
    )
    points = _OTHER_LABEL_POINTS if max(others, default=0.0) >= own + _CLEARLY else 0.0
    told = [speaks_of(at, labels, value.sentence) for at in range(len(labels))]
    is_listed = len(set(items)) == len(items) and items[number] == value.item_no
    points += _PLAIN_ANSWER_POINTS if is_plain and is_listed else 0.0
    return points + _OWN_SENTENCE_POINTS * (told[number] and told.count(True) == 1)


def _basis_points(target: Target, value: StatedValue) -> float:
    is_same = (target.basis == "cumulative") == is_cumulative(value.words)
    mark = mark_of_target(target)
    is_marked = mark is not None and mark == mark_of_value(value)
    return is_same * _SAME_BASIS_POINTS + is_marked * _SAME_MARK_POINTS
