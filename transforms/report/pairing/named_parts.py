"""A whole beside its parts: which of them a target asks for, by the names that are printed with them."""

import re
from collections.abc import Sequence

from transforms.phrase.clauses import JOINT, outside_parentheses
from transforms.phrase.words import any_of
from transforms.report.pairing.measures import Measure
from transforms.report.read_actuals import StatedValue

PART = re.compile(r"[(，]?其中")
_INCLUDED = re.compile(r"^(?:其中|包[含括]|含|計)+")
_ONE_OF_THEM = re.compile(r"[，；](?:其中|惟|但|僅)(?!整體|全部|全國|合計|平均)")
_DENIED = ("未", "不", "無", "駁回", "退件", "淘汰")
_JOINED = re.compile(JOINT)
_DONE = re.compile(any_of("done", "obtained"))
_TOLD_AGAIN = re.compile(any_of("told_again"))
_SHORTEST_NAME = 2


def is_named_in(value: StatedValue, label: str | None) -> bool:
    """Tell whether the name printed with a value, not one that it continues, stands in a target's."""
    name = name_of(value)
    return len(name) > 1 and name in value.words and name in outside_parentheses(label or "")


def name_of(value: StatedValue) -> str:
    """The name of a value without 其中 before it."""
    return _INCLUDED.sub("", value.label or "")


def not_asked_for(told: Sequence[StatedValue], measures: Sequence[Measure]) -> list[StatedValue]:
    """Wholes of which a target names one part, parts whose names the whole's own words hold, and cases told of one of them."""
    dropped: list[StatedValue] = []
    for at, whole in enumerate(told):
        targets = [measure.target for measure in measures if is_of_unit(measure, whole)]
        if len(targets) != 1:
            continue
        label, asked = targets[0].label or "", targets[0].sentence_before
        parts = _listed_parts(whole, told[at + 1 :])
        named = [part for part in parts if is_named_in(part, label)]
        if len(parts) > 1 and named:
            dropped += _not_meant(whole, parts, named, label, asked)
        dropped += [one for one in told[at + 1 :] if _is_case_of(whole, one, label)]
        dropped += _not_so_far(whole, parts, targets[0].before)
    return dropped


def _not_meant(
    whole: StatedValue,
    parts: list[StatedValue],
    named: list[StatedValue],
    label: str,
    asked: str,
) -> list[StatedValue]:
    """Of a whole and its parts, of which a target's name holds one, what answers it not."""
    names = [name_of(part) for part in parts]
    if all(name_of(part) in whole.words for part in named):
        # 諮商同意 24 案，其中同意 19 案、不同意 5 案: the whole bears that name, too, and unless it is the target's
        # own nothing tells which is meant.
        is_own = label in whole.words or (whole.label or label) in label
        is_denied = any(name.startswith(_DENIED) for name in names)
        return parts if is_own and not is_denied else [whole, *parts]
    # 桃園、高雄 2 機場平均 and 有機及友善耕作 ask for both; a whole without a name may be of what is asked.
    is_one = sum(name in asked for name in names) == 1
    is_plain = bool(whole.label) and not _JOINED.search(label)
    is_own = not _is_one_of_a_pair(name_of(named[0]), names, label)
    return [whole] if is_one and is_plain and is_own else []


def _not_so_far(whole: StatedValue, parts: list[StatedValue], asked: str) -> list[StatedValue]:
    """修復 120 棟，其中已完工 86 棟: 完成修復 asks for what is done, and of what is under way nothing tells it."""
    if not whole.label or not _DONE.search(asked) or _DONE.search(whole.words):
        return []
    if any((part.label or "").endswith("中") for part in parts):
        return [whole, *parts]
    return [whole] if any(_DONE.search(part.words) for part in parts) else []


def _is_one_of_a_pair(name: str, names: Sequence[str], label: str) -> bool:
    """公私立 holds 私立 and means 公立, too; 以女性為主之課程 only says for whom."""
    at = label.find(name)
    beside = label[max(at - 1, 0) : at] + label[at + len(name) : at + len(name) + 1]
    others = {character for other in names if other != name for character in other}
    return bool((others - set(name)) & set(beside)) or label[:at].endswith(("以", "含", "非", "除"))


def is_of_unit(measure: Measure, value: StatedValue) -> bool:
    """Tell whether a value has the very unit of a measure's target."""
    quantity = measure.target.quantity
    return quantity is not None and quantity.unit == value.quantity.unit


def _is_beside(whole: StatedValue, value: StatedValue) -> bool:
    return (value.quantity.unit, value.item_no) == (whole.quantity.unit, whole.item_no)


def _listed_parts(whole: StatedValue, later: Sequence[StatedValue]) -> list[StatedValue]:
    """累計 14.3 GW，其中屋頂型 9.8 GW、地面型 4.5 GW: what follows in the same sentence, or in its parentheses."""
    parts: list[StatedValue] = []
    for value in later:
        is_inside = value.in_parentheses and not whole.in_parentheses
        goes_on = is_inside or PART.match(value.words) or parts
        is_same = is_inside or value.sentence.startswith(whole.sentence)
        if not (goes_on and is_same and _is_beside(whole, value)):
            break
        parts.append(value)
    return parts


def _is_case_of(whole: StatedValue, value: StatedValue, label: str) -> bool:
    """4 座雷達平均可用率 97.9 %，其中五分山因汰換停機 12 日，可用率 95.4 %: a clause ago it was said of which one."""
    if not _is_beside(whole, value) or not value.sentence.startswith(whole.sentence):
        return False
    between = value.sentence[len(whole.sentence) :]
    led = _ONE_OF_THEM.search(between)
    name = name_of(value)
    if led is None or not name or not (whole.label or "").endswith(name):
        return False
    of_which = between[led.end() :].removesuffix(name)
    # 12 座浮標 … 其中七美浮標: what the whole is called, too, tells of none of them.
    pairs = {of_which[at : at + 2] for at in range(len(of_which) - 1)}
    is_asked = any(pair in label and pair not in whole.words for pair in pairs)
    # 惟經重新計算修正後，可用率 96.2 %
    is_case = not _TOLD_AGAIN.search(of_which) and "含" not in of_which
    return len(of_which) >= _SHORTEST_NAME and is_case and not is_asked
