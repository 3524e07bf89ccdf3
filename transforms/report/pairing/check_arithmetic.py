"""Recomputes what a cell prints as computed: rates from their parts, and written-out divisions."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from transforms.phrase.parse_quantities import Phrase, Quantity
from transforms.phrase.quantity_exclusions import PARTS_BEFORE_SHARE, PARTS_OF_SHARE

_PARTS = re.compile(PARTS_OF_SHARE)
_PARTS_BEFORE = re.compile(PARTS_BEFORE_SHARE)
_SCALES = {"%": 100, "‰": 1000}


class Problem(NamedTuple):
    """A printed sum, what it comes to, and the result that is printed."""

    sum: str
    computed: str
    printed: str


def check_arithmetic(phrases: Sequence[Phrase]) -> list[Problem]:
    """Tell which printed results do not follow from the numbers printed beside them.

    A result may be rounded or cut off: it must be within one unit of its last printed digit.
    """
    problems: list[Problem] = []
    for phrase in phrases:
        problems += _check_rates(phrase) + _check_divisions(phrase) + _check_shares(phrase)
    return list(dict.fromkeys(problems))


def _check_rates(phrase: Phrase) -> list[Problem]:
    """A value in A/B beside exactly one value in A and one in B: 1,480,931 公噸, 23,420,442 人."""
    problems = []
    for rate in phrase.quantities:
        numerator_unit, _, denominator_unit = (rate.unit or "").partition("/")
        numerators = _with_unit(phrase, numerator_unit)
        denominators = _with_unit(phrase, denominator_unit)
        if denominator_unit and len(numerators) == len(denominators) == 1:
            problems += _compare(numerators[0], denominators[0].value, denominators[0].text, rate)
    return problems


def _check_divisions(phrase: Phrase) -> list[Problem]:
    """In print the fraction bar is often lost: 144 億噸 (760 億噸 - 85 億噸) = 0.21."""
    problems = []
    for numerator, minuend, subtrahend, result in zip(
        phrase.quantities,
        phrase.quantities[1:],
        phrase.quantities[2:],
        phrase.quantities[3:],
        strict=False,
    ):
        opening = phrase.text[numerator.end : minuend.start].strip()
        between = phrase.text[minuend.end : subtrahend.start].strip()
        closing = phrase.text[subtrahend.end : result.start].strip()
        if opening in {"(", "/(", "÷("} and between == "-" and closing == ")=":
            words = f"({minuend.text}-{subtrahend.text})"
            problems += _compare(numerator, minuend.value - subtrahend.value, words, result)
    for numerator, denominator, result in zip(
        phrase.quantities, phrase.quantities[1:], phrase.quantities[2:], strict=False
    ):
        sign = phrase.text[numerator.end : denominator.start].strip()
        equals = phrase.text[denominator.end : result.start].strip()
        if sign in {"/", "÷"} and equals == "=":
            problems += _compare(numerator, denominator.value, denominator.text, result)
    return problems


def _check_shares(phrase: Phrase) -> list[Problem]:
    """46.3 %(2,611/5,640) and 2,611/5,640=46.3 %: the share beside what it was made of."""
    ends = {quantity.end: quantity for quantity in phrase.quantities}
    starts = {quantity.start: quantity for quantity in phrase.quantities}
    beside = [
        (match[0], match["part"], match["whole"], ends.get(match.start() - 1))
        for match in _PARTS.finditer(phrase.text)
    ] + [
        (match[0], match["above"], match["below"], starts.get(match.end() + 1))
        for match in _PARTS_BEFORE.finditer(phrase.text)
    ]
    return [
        Problem(words, f"{computed:.6g}", share.text)
        for words, part, whole, share in beside
        if share and _number(whole)
        for computed in (_SCALES.get(share.unit or "", 1) * _number(part) / _number(whole),)
        if abs(computed - share.value) >= share.precision
    ]


def _number(digits: str) -> float:
    return float(digits.replace(",", ""))


def _compare(
    numerator: Quantity, divisor: float, divisor_words: str, result: Quantity
) -> list[Problem]:
    if divisor == 0:
        return []
    computed = numerator.value / divisor
    scale = 100 if result.unit == "%" else 1
    if abs(scale * computed - result.value) < result.precision:
        return []
    printed_sum = f"{numerator.text} / {divisor_words}"
    return [Problem(printed_sum, f"{scale * computed:.6g}", result.text)]


def _with_unit(phrase: Phrase, unit: str) -> list[Quantity]:
    return [quantity for quantity in phrase.quantities if unit and quantity.unit == unit]
