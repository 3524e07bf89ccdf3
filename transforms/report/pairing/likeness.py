"""How like two units, or two labels, are."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from transforms.phrase.parse_quantities import Quantity

_LOOSE_UNIT_POINTS = -1.0
_PER_MANY = re.compile(r"/[十百千萬]")
_PER_THOUSAND = re.compile(r"/千(?![瓦克卡米位])")
_MIN_SHARED_WORDS = 4
# A label of three characters (去化率) names its measure, too.
SHORTEST_NAME = 3
_NOUN_LENGTH = 4


def is_opposite(left: str | None, right: str | None) -> bool:
    """不合格率 and 合格率: what one letter denies is no answer."""
    if not left or not right:
        return False
    for one, other in ((left, right), (right, left)):
        noun = one[-_NOUN_LENGTH + 1 :]
        denied = tuple(f"{no}{noun}" for no in "不未非無")
        if other.endswith(denied) and not one.endswith(denied):
            return True
    return False


def compare_units(
    target: Quantity | None, actual: Quantity, unit_groups: dict[str, str]
) -> float | None:
    """Say how well two units agree: 0 the same, a penalty if loosely, None if not at all."""
    if target is None:
        return 0.0
    wanted, given = group_of(target.unit, unit_groups), group_of(actual.unit, unit_groups)
    if wanted == given:
        return 0.0
    if wanted and given and _without_year(wanted) == _without_year(given):
        return _LOOSE_UNIT_POINTS
    if _are_per_thousand(wanted, given):
        return _LOOSE_UNIT_POINTS
    if given is None or wanted is None:
        # "0.022" answers a ‰ target, "78.8" a % target, "11.8" one of 人/十萬人口 and "3 件" a target
        # of zero; a bare number never answers 億元.
        is_loose = (
            bool({wanted, given} & {"%", "‰"})
            or (given is None and _PER_MANY.search(wanted or "") is not None)
            or (wanted is None and target.value == 0)
        )
        return _LOOSE_UNIT_POINTS if is_loose else None
    is_same = group_of(_base(target), unit_groups) == group_of(_base(actual), unit_groups)
    return _LOOSE_UNIT_POINTS if is_same else None


def _are_per_thousand(*units: str | None) -> bool:
    """每千活產 3.9 人 and 4.1 ‰ say the same."""
    return "‰" in units and any(_PER_THOUSAND.search(unit or "") for unit in units)


def group_of(unit: str | None, unit_groups: dict[str, str]) -> str | None:
    """The group of units that mean the same as this one, by default itself."""
    return unit_groups.get(unit, unit) if unit else None


def _without_year(unit: str) -> str:
    """In a yearly report 分鐘/戶.年 and 分鐘/戶 are told of the same year."""
    return unit.removesuffix(".年").removesuffix("/年")


def _base(quantity: Quantity) -> str | None:
    """The unit without a denominator that only the words before the number gave (每十萬人口 12.3 人).

    A denominator printed with the unit (公噸/人) is part of it: tonnes do not answer tonnes a head.
    """
    if quantity.unit is None or "/" in quantity.text:
        return quantity.unit
    return quantity.unit.split("/")[0]


def label_similarity(left: str | None, right: str | None) -> float:
    """Likeness of two labels, 0 to 1; an absent label is like nothing and unlike nothing.

    Half of it is the likeness of the ends: in Chinese the noun that is counted comes last.
    """
    if not left or not right:
        return 0.0
    whole = max(fuzz.ratio(left, right), 0.9 * fuzz.partial_ratio(left, right))
    return (whole + fuzz.ratio(left[-_NOUN_LENGTH:], right[-_NOUN_LENGTH:])) / 200


def lacks_denominator(target_unit: str | None, unit: str | None) -> bool:
    """「每年 2.5 億公噸」 and 「節水效益 21.7 億噸」 are the same measure, told with and without 每年."""
    return bool(target_unit and unit and "/" in target_unit and "/" not in unit)


def speaks_of(number: int, labels: Sequence[str | None], text: str) -> bool:
    """Tell whether a text speaks of this measure, by words of its label that no other label has.

    失能傷害嚴重率 in a reason is none of 失能傷害頻率; a label without words of its own is named by any.
    """
    label = labels[number] or ""
    length = min(len(label), _MIN_SHARED_WORDS)
    if length < SHORTEST_NAME:
        return False
    parts = [label[start : start + length] for start in range(len(label) - length + 1)]
    others = [other for other in labels if other and other != label]
    own = [part for part in parts if not any(part in other for other in others)]
    return any(part in text for part in own or parts)
