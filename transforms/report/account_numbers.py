"""Every number printed in target and actual → what the reading took it for, so that none is lost."""

from collections.abc import Iterator
from dataclasses import dataclass

from transforms.phrase.parse_quantities import Quantity, parse_phrase
from transforms.phrase.printed_numbers import PrintedNumber
from transforms.report.pairing.measures import IndicatorReading
from transforms.report.split_sections import Section

UNACCOUNTED = "unaccounted"
_CONTEXT = 12
_ROLE_OF_MEASURE = {"target": "target", "actual": "value"}
# Item, measure, words, role and context of a number.
_Numbered = tuple[int, int | None, str, str, str]


@dataclass(frozen=True, slots=True)
class AccountedNumber:
    """One printed number.

    Attributes:
        section: target or actual.
        number_no: its place in the section, from 1.
        item_no: of the list item that holds it, from 1.
        measure_no: the measure whose target or value it is; null for any other role.
        number_text: as printed, in one spelling.
        role: target or value of a measure; quantity for any other amount (an earlier year, a base, a
            part); else what the phrase took it for: year, date, list number, law …; or unaccounted.
        context: the words around it.
    """

    section: str
    number_no: int
    item_no: int
    measure_no: int | None
    number_text: str
    role: str
    context: str


def account_numbers(
    sections: dict[str, Section], reading: IndicatorReading
) -> list[AccountedNumber]:
    """List the numbers of 目標 and 實績值 in printed order."""
    taken = {
        "target": {
            (measure.target.item_no, measure.target.quantity.start): number
            for number, measure in enumerate(reading.measures, start=1)
            if measure.target.quantity is not None
        },
        "actual": {
            (measure.actual.item_no, measure.actual.quantity.start): number
            for number, measure in enumerate(reading.measures, start=1)
            if measure.actual is not None
        },
    }
    return [
        number
        for name in ("target", "actual")
        if name in sections
        for number in _account_section(name, sections[name], taken[name])
    ]


def _account_section(
    name: str, section: Section, taken: dict[tuple[int, int], int]
) -> Iterator[AccountedNumber]:
    numbers = list(_account_preamble(section))
    for item_no, item in enumerate(section.items, start=1):
        if section.is_numbered:
            numbers.append((item_no, None, str(item_no), "list number", item[:_CONTEXT]))
        numbers += _account_item(name, item, item_no, taken)
    for number_no, number in enumerate(numbers, start=1):
        item_no, measure_no, text, role, context = number
        yield AccountedNumber(name, number_no, item_no, measure_no, text, role, context)


def _account_preamble(section: Section) -> Iterator[_Numbered]:
    """No measure is read before a numbered list: an amount there is part of nothing."""
    phrase = parse_phrase(section.preamble)
    for number in phrase.numbers:
        role = UNACCOUNTED if number.role == "quantity" else number.role
        yield 0, None, number.text, role, _around(phrase.text, number)


def _account_item(
    name: str, item: str, item_no: int, taken: dict[tuple[int, int], int]
) -> Iterator[_Numbered]:
    phrase = parse_phrase(item)
    for number in phrase.numbers:
        measure_no = _measure_of(number, phrase.quantities, item_no, taken)
        role = _ROLE_OF_MEASURE[name] if measure_no else number.role
        yield item_no, measure_no, number.text, role, _around(phrase.text, number)


def _around(text: str, number: PrintedNumber) -> str:
    return text[max(0, number.start - _CONTEXT) : number.end + _CONTEXT]


def _measure_of(
    number: PrintedNumber,
    quantities: tuple[Quantity, ...],
    item_no: int,
    taken: dict[tuple[int, int], int],
) -> int | None:
    """The measure that took the quantity in which a number stands."""
    if number.role != "quantity":
        return None
    holds = (q for q in quantities if q.start <= number.start and number.end <= q.end)
    return next((taken[item_no, q.start] for q in holds if (item_no, q.start) in taken), None)
