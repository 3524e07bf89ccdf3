"""Prints of one indicator in a year → which stands first, and which are counted.

The rule stands in `docs/decisions/0015-issuer.md`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

import polars as pl

_OWN, _UNKNOWN, _OF_OTHERS = range(3)
_Place = tuple[str, str]


class StandingRow(TypedDict):
    """A row of int_standing."""

    report_id: str
    indicator_code: str
    group_no: int
    standing: int
    counts_in_total: bool
    counts_in_goal: bool
    counts_in_report: bool
    leads_key: bool


@dataclass(frozen=True, slots=True)
class _Print:
    report_id: str
    indicator_code: str
    report_year: int
    issuer: str
    is_sample: bool
    row_no: int
    goal_no: int
    indicator_key: str
    agencies: Sequence[str]

    @property
    def place(self) -> _Place:
        return self.report_id, self.indicator_code

    def answering(self, ministries: Mapping[str, str]) -> int:
        """Whether its agencies belong to its issuer; those that no list knows may, others do not."""
        known = {ministries[name] for name in self.agencies if name in ministries}
        if known & set(self.issuer.split("、")):
            return _OWN
        return _OF_OTHERS if known else _UNKNOWN


def stand_statements(
    indicators: pl.DataFrame, twins: pl.DataFrame, ministries: Mapping[str, str]
) -> list[StandingRow]:
    """Put the prints of each indicator in order: who answers for it first, then printed order.

    Args:
        indicators: report_id, indicator_code, report_year, issuer, is_sample, row_no, goal_no, indicator_key,
            agencies; one row per print.
        twins: report_id, indicator_code, twin_report_id, twin_code; pairs of prints that are one indicator.
        ministries: agency → ministry.
    """
    prints = [
        _Print(*row)
        for row in indicators.select(list(_Print.__dataclass_fields__))
        .sort("report_year", "issuer", "report_id", "row_no")
        .iter_rows()
    ]
    rows: list[StandingRow] = []
    for group_no, group in enumerate(_groups(prints, twins), start=1):
        rows += _stand(group_no, group, ministries)
    return rows


def _groups(prints: Sequence[_Print], twins: pl.DataFrame) -> Iterator[list[_Print]]:
    """Prints that pairs connect, over however many steps."""
    by_place = {one.place: one for one in prints}
    beside: dict[_Place, list[_Place]] = defaultdict(list)
    for report_id, code, twin_report_id, twin in twins.select(
        "report_id", "indicator_code", "twin_report_id", "twin_code"
    ).iter_rows():
        beside[report_id, code].append((twin_report_id, twin))
        beside[twin_report_id, twin].append((report_id, code))
    seen: set[_Place] = set()
    for one in prints:
        waiting, group = [one.place], []
        while waiting:
            place = waiting.pop()
            if place not in seen:
                seen.add(place)
                group.append(by_place[place])
                waiting += beside[place]
        if group:
            yield group


def _stand(
    group_no: int, group: Sequence[_Print], ministries: Mapping[str, str]
) -> Iterator[StandingRow]:
    # Within a report printed order alone counts: what one of its rows says of agencies is said for all.
    answering: dict[str, int] = {}
    for one in group:
        answers = one.answering(ministries)
        answering[one.report_id] = min(answers, answering.get(one.report_id, answers))
    in_order = sorted(
        group,
        key=lambda one: (
            answering[one.report_id],
            one.is_sample,
            one.issuer,
            one.report_id,
            one.row_no,
        ),
    )
    for place, one in enumerate(in_order):
        before = in_order[:place]
        yield StandingRow(
            report_id=one.report_id,
            indicator_code=one.indicator_code,
            group_no=group_no,
            standing=place + 1,
            counts_in_total=not before,
            counts_in_goal=not any(
                b.goal_no == one.goal_no and b.report_id != one.report_id for b in before
            ),
            counts_in_report=not any(b.report_id == one.report_id for b in before),
            leads_key=not any(b.indicator_key == one.indicator_key for b in before),
        )
