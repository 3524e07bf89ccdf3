"""What a report itself says of an indicator: met or not met, read from the actual section only."""

import re
from collections.abc import Sequence

from transforms.phrase.clauses import OUTSIDE
from transforms.phrase.words import any_of
from transforms.report.pairing.likeness import speaks_of
from transforms.report.pairing.measures import IndicatorReading
from transforms.report.pairing.name_by_number import items_named
from transforms.report.read_actuals import StatedValue
from transforms.report.split_sections import Section

_DIGIT = re.compile(r"\d")
_NOT_MET = re.compile(rf"{any_of('missed')}|未(?:能)?達(?:到)?[^{OUTSIDE}]{{0,16}}目標")
# 離島均未達標 and 皆未達上限 say it of something else.
_ALL_MISSED = re.compile(
    rf"(?:^|[{OUTSIDE}])(?:以上|上述|兩者|二者|兩項|各項)?[均皆都](?:尚|仍)?(?:{any_of('missed')}|未(?:能)?達(?:到)?(?:年度|預期|原訂)*目標)"
)
_MET = re.compile(
    rf"{any_of('met')}|(?<![以為可未能期]){any_of('meets')}{any_of('of_this_target')}*目標(?![之的]\d)"
    rf"|未超過[^{OUTSIDE}]{{0,8}}目標"
)


def read_declared_into(reading: IndicatorReading, sections: dict[str, Section]) -> None:
    """Fill in what the report declares, per measure and for the indicator."""
    declared, parts = read_declared(
        sections.get("actual"), len(reading.measures), [m.actual for m in reading.measures]
    )
    reason = sections.get("reason")
    items = items_named(reason, sections.get("target"))
    if items:
        named = [measure.target.item_no in items for measure in reading.measures]
        reading.reason_measures = [no for no, is_named in enumerate(named, start=1) if is_named]
    else:
        labels = [measure.target.label for measure in reading.measures]
        text = reason.text if reason is not None else ""
        named = [speaks_of(number, labels, text) for number in range(len(labels))]
    for measure, part, is_named in zip(reading.measures, parts, named, strict=True):
        # Of several measures, a reason that names none does not say which one lags.
        is_only = len(named) == 1 and not items
        lags = reason is not None and bool(reason.text) and (is_named or is_only)
        measure.declared = part or ("lagging" if lags else None)
    reading.declared = declared or ("lagging" if reason is not None and reason.text else None)


def read_declared(
    section: Section | None, n_measures: int, actuals: Sequence[StatedValue | None]
) -> tuple[str | None, list[str | None]]:
    """Read the declared status of the indicator and of each of its measures.

    In a numbered list each item speaks for its own measure; otherwise one verdict speaks for all.
    """
    if section is None:
        return None, [None] * n_measures
    by_item = [_verdict(item) for item in section.items]
    overall = _worst([*by_item, _verdict(section.preamble)])
    if n_measures > 1 and not section.is_numbered and overall == "not_met":
        return overall, _by_segment(section.items[0] if section.items else "", actuals)
    if not section.is_numbered or n_measures == 1 or len(by_item) != n_measures:
        return overall, [overall] * n_measures
    parts = [
        by_item[actual.item_no - 1] if actual is not None else by_item[index]
        for index, actual in enumerate(actuals)
    ]
    return overall, parts


def _by_segment(text: str, actuals: Sequence[StatedValue | None]) -> list[str | None]:
    """In one sentence about several measures, a miss is said right behind the value that missed, or of all."""
    if _ALL_MISSED.search(text):
        return ["not_met"] * len(actuals)
    starts = sorted(actual.quantity.start for actual in actuals if actual is not None)
    verdicts: list[str | None] = []
    for actual in actuals:
        if actual is None:
            verdicts.append(None)
            continue
        start = actual.quantity.start
        end = next((other for other in starts if other > start), len(text))
        if None in actuals:
            # 39 張、214 公頃，未達標: what the second number answers is not known, and it is said behind that.
            another = _DIGIT.search(text, actual.quantity.end, end)
            end = another.start() if another else end
        verdicts.append(_verdict(text[start:end]))
    return verdicts


def _verdict(text: str) -> str | None:
    if _NOT_MET.search(text):
        return "not_met"
    return "met" if _MET.search(text) else None


def _worst(verdicts: Sequence[str | None]) -> str | None:
    for verdict in ("not_met", "met"):
        if verdict in verdicts:
            return verdict
    return None
