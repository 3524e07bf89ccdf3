"""A phrase of a target or an actual → its quantities, whether a value is pending, and until when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from transforms.normalize_text import normalize_text
from transforms.phrase.clauses import Clauses, find_clauses
from transforms.phrase.definitions import mark_definitions
from transforms.phrase.printed_numbers import (
    PrintedNumber,
    TakenSpan,
    account_for,
    spans_of_quantity,
)
from transforms.phrase.quantity_amounts import Amount, Refused, read_amounts
from transforms.phrase.quantity_comparators import Comparison, read_after, read_before
from transforms.phrase.quantity_denominators import add_denominators
from transforms.phrase.quantity_exclusions import (
    Excluded,
    find_excluded,
    mark_excluded,
)
from transforms.phrase.release_dates import (
    Promise,
    choose_due,
    find_pending,
    find_promised,
    find_promises,
)
from transforms.phrase.whole_numbers import keep_whole
from transforms.phrase.years import Dating, date_spans

_WIDE_GROUPS: Final = re.compile(r"(?<![\d.，])\d{1,3}(?:，\d{3})+(?!\d)")
_CLAUSE_COMMA: Final = re.compile(r"(?<!\d),|(?<!,\d{3}),(?!\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One amount that a phrase states.

    Attributes:
        value: in the plain base unit: 980.526 億元 is 98052600000 元.
        value_high: upper end where the comparator is `between`.
        unit: 元, %, 元/公斤, 公升/人.日; None where no unit is printed.
        comparator: eq, ge, le, gt, lt, approx or between.
        year: the year the value is for; a year of a base, a plan, a law or a goal is none.
        own_year: the year printed right beside it, whatever that is the year of.
        is_base: that year is one to compare with, or where a change began (較 2018 年, 自 2018 年).
        period: a window of years, 2021-2024, that the value covers.
        text: the printed words, with unit and comparing words.
        start: where number and unit begin in the phrase's text.
        end: where they end.
        depth: how many parentheses are open there.
        is_definition: it only says what another one counts: of 達 1/3 者占 97 % the 1/3.
        is_fraction: written as a fraction, 1/3 or 二分之一; beside % it is a hundred times as much.
        is_rank: a place in a ranking, 第 25 名: lower is better.
        is_last_year: told of 去年 or 上年度, the year before that of the report.
        year_behind: the year in parentheses behind it: 11.8 %(2021 年).
        precision: size of the last printed digit: 100000.0 for 980.526 億.
    """

    value: float
    value_high: float | None
    unit: str | None
    comparator: str
    year: int | None
    own_year: int | None
    is_base: bool
    period: str | None
    text: str
    start: int
    end: int
    depth: int
    precision: float
    is_definition: bool = False
    is_fraction: bool = False
    is_rank: bool = False
    is_last_year: bool = False
    year_behind: int | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a phrase states: the one reading of it that every stage and `tsdg parse` ask.

    Attributes:
        clauses: its sentences, clauses and parentheses.
        quantities: in printed order.
        pending_spans: where a value is said to be still to come, each up to the end of its sentence.
        release_due: the day by which it is promised.
        numbers: every printed number with what it was taken for, in printed order.
    """

    clauses: Clauses
    quantities: tuple[Quantity, ...]
    pending_spans: tuple[tuple[int, int], ...]
    release_due: date | None
    numbers: tuple[PrintedNumber, ...]

    @property
    def text(self) -> str:
        """The phrase as positions count: one spelling, without what typesetting put in."""
        return self.clauses.text

    @property
    def pending(self) -> bool:
        """Tell whether a value is still to come."""
        return bool(self.pending_spans)

    def is_pending_at(self, position: int) -> bool:
        """Tell whether what stands at a position is said of a value that is still to come."""
        return any(start < position < end for start, end in self.pending_spans)

    def words_before(self, quantity: Quantity) -> str:
        """The words of a quantity's own item that lead to it."""
        return self.text[self.clauses.item_start(quantity.start) : quantity.start]

    def next_to(self, quantity: Quantity) -> tuple[Quantity | None, Quantity | None]:
        """The quantities printed before and after one of them."""
        index = self.quantities.index(quantity)
        following = self.quantities[index + 1 : index + 2]
        return self.quantities[index - 1] if index else None, following[0] if following else None


def parse_phrase(text: str) -> Phrase:
    """Read every quantity of a phrase; dates, ordinals, codes and names are not quantities."""
    normal = normalize_text(text)
    bare, offsets = drop_spaces(normal)
    clauses = find_clauses(bare)
    pending = find_pending(clauses)
    promises = find_promises(bare, pending=bool(pending))
    excluded = find_excluded(bare, offsets, normal)
    blocked = mark_excluded(bare, excluded)
    amounts, refused = read_amounts(bare, blocked)
    # A piece of a number is none: it stays among the numbers that were taken for nothing.
    amounts = mark_definitions(clauses, keep_whole(bare, amounts, blocked))
    pending = pending or find_promised(clauses, promises, [amount.start for amount in amounts])
    return Phrase(
        clauses=clauses,
        quantities=tuple(_describe_all(clauses, amounts, promises, normal, offsets)),
        pending_spans=pending,
        release_due=choose_due(promises),
        numbers=account_for(bare, [*_spans_of(bare, amounts), *_others(excluded, refused)]),
    )


def _spans_of(bare: str, amounts: list[Amount]) -> Iterator[TakenSpan]:
    for amount in amounts:
        role = "definition" if amount.is_definition else "quantity"
        yield from spans_of_quantity(bare, amount.start, amount.number_end, amount.end, role)


def _others(excluded: list[Excluded], refused: list[Refused]) -> Iterator[TakenSpan]:
    others: list[Excluded | Refused] = [*excluded, *refused]
    for one in others:
        yield TakenSpan(one.start, one.end, one.role)


def drop_spaces(text: str) -> tuple[str, list[int]]:
    """Remove spaces and line breaks that typesetting put in; keep where each character stood.

    A space between two digits, or after the full stop of a list number, parts two numbers.
    A comma that groups no thousands becomes the Chinese comma, which ends a clause.
    """
    kept: list[str] = []
    offsets: list[int] = []
    gap = -1
    for position, character in enumerate(text):
        if character.isspace():
            gap = position if gap < 0 else gap
            continue
        if gap >= 0 and kept and _parts_words(kept, character):
            kept.append(" ")
            offsets.append(gap)
        gap = -1
        kept.append(character)
        offsets.append(position)
    grouped = _WIDE_GROUPS.sub(lambda match: match[0].replace("，", ","), "".join(kept))
    return _CLAUSE_COMMA.sub("，", grouped), offsets


def _parts_words(kept: list[str], character: str) -> bool:
    last = kept[-1]
    if last.isascii() and last.isalpha():
        return character.isascii() and character.isalpha()
    return character.isdecimal() and (last.isdecimal() or (last == "." and len(kept) > 1))


def _describe_all(
    clauses: Clauses,
    amounts: list[Amount],
    promises: list[Promise],
    normal: str,
    offsets: list[int],
) -> Iterator[Quantity]:
    bare = clauses.text
    datings = date_spans(clauses, [(amount.start, amount.end) for amount in amounts], promises)
    units = add_denominators(bare, [(amount.start, amount.end, amount.unit) for amount in amounts])
    floor = 0
    for amount, unit, dating in zip(amounts, units, datings, strict=True):
        comparison = _compare(bare, amount, floor)
        floor = comparison.end
        printed = normal[offsets[comparison.start] : offsets[comparison.end - 1] + 1]
        depth = clauses.depth(amount.start)
        yield _describe(amount, unit, comparison.comparator, dating, printed=printed, depth=depth)


def _describe(  # noqa: PLR0913 - one argument for each thing that was read
    amount: Amount, unit: str | None, comparator: str, dating: Dating, *, printed: str, depth: int
) -> Quantity:
    return Quantity(
        value=float(amount.low),
        value_high=None if amount.high is None else float(amount.high),
        unit=unit,
        comparator=comparator,
        year=dating.year,
        own_year=dating.own_year,
        is_base=dating.is_base,
        period=dating.period,
        text=printed,
        start=amount.start,
        end=amount.end,
        depth=depth,
        precision=float(amount.step),
        is_definition=amount.is_definition,
        is_fraction=amount.is_fraction,
        is_rank=amount.is_rank,
        is_last_year=dating.is_last_year,
        year_behind=dating.year_behind,
    )


def _compare(bare: str, amount: Amount, floor: int) -> Comparison:
    """Choose the comparator and say where amount and comparing words begin and end."""
    before = read_before(bare, amount.start)
    after = read_after(bare, amount.end)
    start = max(before.start, floor) if before else amount.start
    end = after.end if after else amount.end
    comparator = _choose_comparator(
        amount, before, after, is_within_ranks=bare[amount.start] == "前"
    )
    return Comparison(comparator, start, end)


def _choose_comparator(
    amount: Amount,
    before: Comparison | None,
    after: Comparison | None,
    *,
    is_within_ranks: bool,
) -> str:
    """A range says it all; 以上 and 以下 outweigh 餘, and both outweigh 約; 前 25 名 is at most the 25th."""
    if amount.high is not None:
        return "between"
    if amount.is_rank:
        return "le" if is_within_ranks else "eq"
    if after and not (after.comparator == "approx" and before):
        return after.comparator
    if before and before.comparator != "approx":
        return before.comparator
    if amount.is_over:
        return "gt"
    return before.comparator if before else "eq"
