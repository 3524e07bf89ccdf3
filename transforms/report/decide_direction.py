"""Which comparison a target calls for, and why: from its words, else from what its quantity means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from transforms.phrase.unit_table import COUNTERS
from transforms.phrase.words import any_of
from transforms.report.read_targets import Target, without_time

_LOWER = any_of("lower", "save", "restrain")
_HIGHER = any_of("raise")
_LOWER_TO = re.compile(
    rf"{any_of('down', 'save', 'restrain', 'down_sign')}(?:至|到|為|在|於|成)(?:約|平均)?$"
)
_HIGHER_TO = re.compile(rf"{any_of('up', 'up_sign')}(?:至|到|為|達|成)(?:約|平均)?$")
# 提高綠電使用量至 1 億度: the verb stands before what it moves.
_LOWER_FROM_START = re.compile(rf"^(?:將|使)?{_LOWER}[^，]*(?:至|到|為)(?:約|平均)?$")
_HIGHER_FROM_START = re.compile(rf"^(?:將|使)?{_HIGHER}[^，]*(?:至|到|為|達)(?:約|平均)?$")
_DEALT_WITH = re.compile(rf"{any_of('dealt_with')}(?:比率|比例|率)$")
_CAP = re.compile(rf"^將?{any_of('cap')}")
_AT_MOST = re.compile(rf"{any_of('no_more_than')}約?$")
_AT_LEAST = re.compile(rf"{any_of('no_less_than')}約?$")
_ACTIVITY = re.compile(rf"^{any_of('before_activity')}*{any_of('activity')}")
_REACH = re.compile(rf"{any_of('reach')}約?$")


@dataclass(frozen=True, slots=True)
class DirectionTerm:
    """A word that names a quantity, and which way is better for it; from the reviewed seed file."""

    term: str
    direction: str
    priority: int


@dataclass(frozen=True, slots=True)
class DirectionReview:
    """A reviewed decision for a quantity whose direction no word tells."""

    indicator_name_contains: str
    label_contains: str
    direction: str


@dataclass(frozen=True, slots=True)
class Decision:
    """How a target is compared, which way is better, and what decided each."""

    comparator: str | None
    comparator_rule: str | None
    direction: str | None
    direction_rule: str | None


_ALL = 100.0
# 率, 數, 人數, 面積: words that name any quantity, good or bad; what they tell is a custom, not a meaning.
GENERAL_PRIORITY = 10
ASSUMED = "assumed"
_NOTHING = Decision(None, None, None, None)
_COMPARATORS = {"higher": "ge", "lower": "le", "none": "eq"}


def decide_direction(
    target: Target,
    indicator_name: str,
    terms: Sequence[DirectionTerm],
    reviews: Sequence[DirectionReview],
) -> Decision:
    """Decide comparator and direction of one target.

    Order: a reviewed row; comparing words; an amount of change (減少 3.8 %: more is better); the
    meaning of label, then of name; the plain "reach" or an activity (輔導 49 家). What none of them
    tells stays undecided, never guessed.
    """
    if target.quantity is None:
        return _of_no_quantity(target, indicator_name, terms)
    meaning = _from_review(target, indicator_name, reviews) or _from_terms(
        target, indicator_name, terms
    )
    if target.quantity.comparator == "between":
        return _decide_range(target, meaning)
    stated = _from_words(target)
    if meaning and meaning[1].startswith("reviewed"):
        stated = None
    rule = (
        stated
        or _from_bound_of_scale(target)
        or _from_counted_activity(target)
        or meaning
        or _from_activity(target)
        or _from_count(target)
    )
    if rule is None:
        return _NOTHING
    direction, reason = rule
    return Decision(_COMPARATORS[direction], reason, direction, reason)


def _of_no_quantity(
    target: Target, indicator_name: str, terms: Sequence[DirectionTerm]
) -> Decision:
    """A task has no direction; where only the target is not set, the name may still tell one."""
    meaning = _from_terms(target, indicator_name, terms) if target.kind == "not_set" else None
    direction, rule = meaning or ("none", "no quantity")
    return Decision(None, None, direction, rule)


def _decide_range(target: Target, meaning: tuple[str, str] | None) -> Decision:
    words = f"words: {target.quantity.text}" if target.quantity else ""
    direction = meaning or _from_activity(target) or ("none", "no word or term: a band")
    return Decision("between", words, *direction)


def _from_words(target: Target) -> tuple[str, str] | None:
    quantity = target.quantity
    if quantity is None:
        return None
    if quantity.comparator in {"ge", "gt"}:
        return "higher", f"words: {quantity.text}"
    if quantity.comparator in {"le", "lt"}:
        return "lower", f"words: {quantity.text}"
    for pattern, direction in (
        (_AT_MOST, "lower"),
        (_AT_LEAST, "higher"),
        (_LOWER_TO, "lower"),
        (_HIGHER_TO, "higher"),
        (_LOWER_FROM_START, "lower"),
        (_HIGHER_FROM_START, "higher"),
        (_CAP, "lower"),
    ):
        match = pattern.search(without_time(target.before))
        if match:
            return direction, f"words: {match[0]}"
    return _from_amount_of_change(target)


def _from_amount_of_change(target: Target) -> tuple[str, str] | None:
    """How much is changed: more of it is wanted, whichever way the change goes."""
    return ("higher", f"words: {target.before} (amount of change)") if target.is_change else None


def _from_review(
    target: Target, indicator_name: str, reviews: Sequence[DirectionReview]
) -> tuple[str, str] | None:
    for review in reviews:
        if review.indicator_name_contains in indicator_name and review.label_contains in (
            target.label or ""
        ):
            return review.direction, f"reviewed: {review.indicator_name_contains}"
    return None


def _from_terms(
    target: Target, indicator_name: str, terms: Sequence[DirectionTerm]
) -> tuple[str, str] | None:
    """The term of highest priority in the label, else in the list's heading, else in the name."""
    for text in (target.label or "", target.heading, indicator_name):
        match = _DEALT_WITH.search(text)
        if match:
            return "higher", f"term: {match[0]}"
        found = [
            (term.priority, len(term.term), text.rfind(term.term), term)
            for term in terms
            if term.term in text
        ]
        if found:
            term = max(found, key=lambda entry: entry[:3])[3]
            general = "general " if term.priority <= GENERAL_PRIORITY else ""
            return term.direction, f"{general}term: {term.term}"
    return None


def _from_bound_of_scale(target: Target) -> tuple[str, str] | None:
    """None of something can only be reached from above, all of it only from below."""
    quantity = target.quantity
    if quantity and quantity.value == 0:
        return "lower", "zero can only be reached from above"
    if quantity and quantity.unit == "%" and quantity.value == _ALL:
        return "higher", "100 % can only be reached from below"
    return None


def _from_counted_activity(target: Target) -> tuple[str, str] | None:
    """What is done is counted (公告列管毒性化學物質 350 種): the verb outweighs the noun it acts on."""
    unit = target.quantity.unit if target.quantity else None
    return _from_activity(target) if unit in COUNTERS else None


def _from_count(target: Target) -> tuple[str, str] | None:
    """A bare count of something that no term calls a harm (社區大學 88 所): plans count what they make."""
    unit = target.quantity.unit if target.quantity else None
    return ("higher", f"{ASSUMED}: a count of {unit}") if unit in COUNTERS else None


def _from_activity(target: Target) -> tuple[str, str] | None:
    for words in (target.before, target.sentence_before):
        match = _ACTIVITY.match(without_time(words))
        if match:
            return "higher", f"words: {match[0]} (an activity to be carried out)"
    match = _REACH.search(target.before)
    return ("higher", f"words: {match[0]}") if match else None
