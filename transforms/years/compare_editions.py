"""Two documents → what changed between them: indicators, units, targets, values, verdicts, texts."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

import polars as pl

from transforms.years.compare_measures import (
    EditionMeasure,
    compare_measures,
    target_words,
    wording,
)

CHANGES = (
    "indicator_added", "indicator_vanished", "indicator_renumbered", "indicator_renamed",
    "issuer_changed", "agency_changed", "same_as_changed", "measure_added", "measure_vanished",
    "unit_changed", "target_changed", "value_changed", "status_changed", "text_changed",
)  # fmt: skip
SCHEMA = {
    "change": pl.String,
    "indicator_key": pl.String,
    "measure_key": pl.String,
    "indicator_code_before": pl.String,
    "indicator_code_after": pl.String,
    "measure_no_before": pl.Int32,
    "measure_no_after": pl.Int32,
    "goal_no": pl.Int32,
    "indicator_name": pl.String,
    "measure_label": pl.String,
    "section": pl.String,
    "before": pl.String,
    "after": pl.String,
    "effect": pl.String,
    "page": pl.Int32,
}
# What a changed number in the text of a section has been told as.
_TOLD_AS: dict[str, set[str]] = {
    "target": {"target_changed", "unit_changed", "measure_added", "measure_vanished"},
    "actual": {"value_changed", "unit_changed", "measure_added", "measure_vanished"},
    "reason": set(),
    "countermeasure": set(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A row of SCHEMA."""

    change: str
    indicator_key: str
    measure_key: str | None = None
    indicator_code_before: str | None
    indicator_code_after: str | None
    measure_no_before: int | None = None
    measure_no_after: int | None = None
    goal_no: int
    indicator_name: str
    measure_label: str | None = None
    section: str | None = None
    before: str
    after: str
    effect: str | None = None
    page: int


@dataclass(frozen=True, slots=True)
class Edition:
    """One document: its measures by the key of their indicator, and the key of each printed code."""

    measures: Mapping[str, Sequence[EditionMeasure]]
    keys: Mapping[str, str]

    @classmethod
    def of(cls, measures: pl.DataFrame) -> "Edition":
        """Take the rows of a document, columns as in EditionMeasure."""
        grouped: dict[str, list[EditionMeasure]] = defaultdict(list)
        in_order = measures.sort("indicator_code", "measure_no")
        for row in in_order.select(one.name for one in fields(EditionMeasure)).iter_rows():
            measure = EditionMeasure(*row)
            grouped[measure.indicator_key].append(measure)
        keys = {one.indicator_code: key for key, of_key in grouped.items() for one in of_key}
        return cls(grouped, keys)


def compare_editions(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Compare two documents, as `find_changes` does; columns as in EditionMeasure, and of the changes as in SCHEMA."""
    changes = find_changes(Edition.of(before), Edition.of(after))
    return pl.DataFrame([asdict(one) for one in changes], schema=SCHEMA, orient="row")


def find_changes(
    before: Edition,
    after: Edition,
    *,
    moved: tuple[Collection[str], str, str] | None = None,
) -> list[Change]:
    """Compare two documents by the keys of their indicators and measures, never by codes.

    Between vintages of one year every other value and text is a change. Between years two numbers are
    compared only if they are of one unit, and texts are not, since each year has its own; a task is
    its words, so other words, numbers left out, are another target.

    Args:
        before: the earlier document.
        after: the later document.
        moved: keys of indicators that went from the report of one issuer to that of another, and both issuers:
            only these are compared then, and the move is told, too; null compares everything.

    Returns:
        Each change; effect is tightened or loosened of a target, better or worse of a value or verdict, null where
        neither can be told: other units, a running total of another year, another sense. section tells which text of
        text_changed.
    """
    old, new = before.measures, after.measures
    changes: list[Change] = []
    for key in {**old, **new} if moved is None else sorted(moved[0]):
        if moved is not None:
            changes.append(_of_indicator("issuer_changed", old[key][0], new[key][0], *moved[1:]))
        if key not in old:
            changes.append(_of_indicator("indicator_added", None, new[key][0]))
        elif key not in new:
            changes.append(_of_indicator("indicator_vanished", old[key][0], None))
        else:
            changes += _compare_indicator(old[key], new[key], (before.keys, after.keys))
    order = {change: number for number, change in enumerate(CHANGES)}
    changes.sort(key=lambda one: (order[one.change], _place(one)))
    return changes


def _place(one: Change) -> tuple[Any, ...]:
    """Order of print: 6.2.9 comes before 6.2.10, and numbers before letters (6.e.2)."""
    code = one.indicator_code_after or one.indicator_code_before or ""
    parts = [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in code.split(".")]
    return parts, one.measure_no_after or one.measure_no_before or 0, one.indicator_key


def _compare_indicator(
    old: Sequence[EditionMeasure],
    new: Sequence[EditionMeasure],
    keys: tuple[Mapping[str, str], Mapping[str, str]],
) -> Iterator[Change]:
    one, other = old[0], new[0]
    for change, was, became in (
        ("indicator_renumbered", one.indicator_code, other.indicator_code),
        ("indicator_renamed", one.indicator_name, other.indicator_name),
        ("agency_changed", one.agencies_text, other.agencies_text),
    ):
        if was != became:
            yield _of_indicator(change, one, other, was or "", became or "")
    was, became = one.same_as_text, other.same_as_text
    if was != became and _twins(one, keys[0]) != _twins(other, keys[1]):
        yield _of_indicator("same_as_changed", one, other, was or "", became or "")
    of_measures = list(_compare_all_measures(old, new))
    yield from of_measures
    if one.report_year == other.report_year:
        yield from _compare_texts(one, other, {change.change for change in of_measures})


def _twins(one: EditionMeasure, keys: Mapping[str, str]) -> set[str]:
    """同指標 5.b.1 and then 5.b.3 name one indicator if that was renumbered."""
    return {keys.get(code, code) for code in (one.same_as_text or "").split("、")}


def _compare_all_measures(
    old: Sequence[EditionMeasure], new: Sequence[EditionMeasure]
) -> Iterator[Change]:
    by_key = {one.measure_key: one for one in old}
    pairs = [(by_key.pop(one.measure_key, None), one) for one in new]
    gone, is_single = list(by_key.values()), len(old) == len(new) == 1
    for before, after in pairs:
        same = before or next((one for one in gone if _is_in_other_unit(one, after, is_single)), None)  # fmt: skip
        if same is None:
            yield _of_measure("measure_added", None, after, "", target_words(after))
            continue
        if same in gone:
            gone.remove(same)
        for change, was, became, effect in compare_measures(same, after):
            yield _of_measure(change, same, after, was, became, effect)
    for one in gone:
        yield _of_measure("measure_vanished", one, None, target_words(one), "")


def _is_in_other_unit(old: EditionMeasure, new: EditionMeasure, is_single: bool) -> bool:  # noqa: FBT001
    """A quantity that goes on in another unit has another key: linking joins no series over units."""
    labels = [one.measure_label for one in (old, new)]
    is_same = labels[0] == labels[1] if all(labels) else is_single
    return bool(is_same and old.unit_group and new.unit_group and old.unit_group != new.unit_group)


def _compare_texts(old: EditionMeasure, new: EditionMeasure, told: set[str]) -> Iterator[Change]:
    """A text belongs to the indicator, not to each of its measures."""
    for section, was, became in (
        ("target", old.target_text, new.target_text),
        ("actual", old.actual_text, new.actual_text),
        ("reason", old.reason_text, new.reason_text),
        ("countermeasure", old.countermeasure_text, new.countermeasure_text),
    ):
        before, after = was or "", became or ""
        if before == after or "".join(before.split()) == "".join(after.split()):
            continue
        if not told & _TOLD_AS[section] or wording(before) != wording(after):
            yield replace(_of_indicator("text_changed", old, new, before, after), section=section)


def _of_indicator(
    change: str,
    old: EditionMeasure | None,
    new: EditionMeasure | None,
    before: str = "",
    after: str = "",
) -> Change:
    shown = _shown(old, new)
    return Change(
        change=change,
        indicator_key=shown.indicator_key,
        indicator_code_before=old.indicator_code if old else None,
        indicator_code_after=new.indicator_code if new else None,
        goal_no=shown.goal_no,
        indicator_name=shown.indicator_name,
        before=before,
        after=after,
        page=shown.page_first,
    )


def _of_measure(  # noqa: PLR0913, PLR0917 - both sides, and how they are told
    change: str,
    old: EditionMeasure | None,
    new: EditionMeasure | None,
    before: str,
    after: str,
    effect: str | None = None,
) -> Change:
    shown = _shown(old, new)
    return replace(
        _of_indicator(change, old, new, before, after),
        measure_key=shown.measure_key,
        measure_no_before=old.measure_no if old else None,
        measure_no_after=new.measure_no if new else None,
        measure_label=shown.measure_label,
        effect=effect,
    )


def _shown(old: EditionMeasure | None, new: EditionMeasure | None) -> EditionMeasure:
    shown = new or old
    assert shown is not None  # noqa: S101 - for the type checker: a change has a side
    return shown
