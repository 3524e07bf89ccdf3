"""Two documents → what changed between them: indicators, units, targets, values, verdicts, texts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from transforms.years.compare_measures import compare_measures, target_words, wording

Row = dict[str, Any]
CHANGES = (
    "indicator_added", "indicator_vanished", "indicator_renumbered", "indicator_renamed",
    "agency_changed", "same_as_changed", "measure_added", "measure_vanished", "unit_changed",
    "target_changed", "value_changed", "status_changed", "text_changed",
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
# Section and column of the texts of an indicator, in order of print.
_TEXTS = {
    "target": "target_text", "actual": "actual_text", "reason": "reason_text",
    "countermeasure": "countermeasure_text",
}  # fmt: skip
# What a changed number in the text of a section has been told as.
_TOLD_AS: dict[str, set[str]] = {
    "target": {"target_changed", "unit_changed", "measure_added", "measure_vanished"},
    "actual": {"value_changed", "unit_changed", "measure_added", "measure_vanished"},
    "reason": set(),
    "countermeasure": set(),
}


def compare_editions(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Compare two documents by the keys of their indicators and measures, never by codes.

    Between vintages of one year every other value and text is a change. Between years two numbers are
    compared only if they are of one unit, and texts are not, since each year has its own; a task is
    its words, so other words, numbers left out, are another target.

    Args:
        before: the earlier document's measures: report_year, indicator_code, indicator_key, measure_no,
            measure_key, goal_no, indicator_name, measure_label, agencies_text, same_as_text,
            target_kind, target_basis, target_words, target_year, target_period, comparator,
            target_low, target_high, unit, unit_group, actual_kind, actual_value, actual_unit,
            actual_unit_group, status, direction, page_first; target_text, actual_text,
            reason_text and countermeasure_text of the indicator.
        after: the later document's, likewise.

    Returns:
        One row per change, columns as in SCHEMA; effect is tightened or loosened of a target,
        better or worse of a value or verdict, null where neither can be told: other units, a running
        total of another year, another sense. section tells which text of text_changed.
    """
    old, new = _by_indicator(before), _by_indicator(after)
    keys = _keys(before), _keys(after)
    rows: list[Row] = []
    for key in {**old, **new}:
        if key not in old:
            rows.append(_indicator_row("indicator_added", None, new[key][0]))
        elif key not in new:
            rows.append(_indicator_row("indicator_vanished", old[key][0], None))
        else:
            rows += _compare_indicator(old[key], new[key], keys)
    order = {change: number for number, change in enumerate(CHANGES)}
    rows.sort(key=lambda row: (order[row["change"]], _place(row)))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _place(row: Row) -> tuple[Any, ...]:
    """Order of print: 6.2.9 comes before 6.2.10, and numbers before letters (6.e.2)."""
    code = row["indicator_code_after"] or row["indicator_code_before"]
    parts = [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in code.split(".")]
    return parts, row["measure_no_after"] or row["measure_no_before"] or 0, row["indicator_key"]


def _by_indicator(measures: pl.DataFrame) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in measures.sort("indicator_code", "measure_no").iter_rows(named=True):
        grouped.setdefault(row["indicator_key"], []).append(row)
    return grouped


def _keys(measures: pl.DataFrame) -> dict[str, str]:
    return dict(measures.select("indicator_code", "indicator_key").iter_rows())


def _compare_indicator(
    old: Sequence[Row], new: Sequence[Row], keys: tuple[Mapping[str, str], Mapping[str, str]]
) -> Iterator[Row]:
    one, other = old[0], new[0]
    for change, column in (
        ("indicator_renumbered", "indicator_code"),
        ("indicator_renamed", "indicator_name"),
        ("agency_changed", "agencies_text"),
        ("same_as_changed", "same_as_text"),
    ):
        is_renumbered_twin = column == "same_as_text" and _twins(one, keys[0]) == _twins(other, keys[1])  # fmt: skip
        if one[column] != other[column] and not is_renumbered_twin:
            yield _indicator_row(change, one, other, one[column] or "", other[column] or "")
    of_measures = list(_compare_all_measures(old, new))
    yield from of_measures
    if one["report_year"] == other["report_year"]:
        yield from _compare_texts(one, other, {row["change"] for row in of_measures})


def _twins(row: Row, keys: Mapping[str, str]) -> set[str]:
    """同指標 5.b.1 and then 5.b.3 name one indicator if that was renumbered."""
    return {keys.get(code, code) for code in (row["same_as_text"] or "").split("、")}


def _compare_all_measures(old: Sequence[Row], new: Sequence[Row]) -> Iterator[Row]:
    by_key = {row["measure_key"]: row for row in old}
    pairs = [(by_key.pop(row["measure_key"], None), row) for row in new]
    gone, is_single = list(by_key.values()), len(old) == len(new) == 1
    for before, after in pairs:
        same = before or next((row for row in gone if _is_in_other_unit(row, after, is_single)), None)  # fmt: skip
        if same is None:
            yield _measure_row("measure_added", None, after, "", target_words(after))
            continue
        if same in gone:
            gone.remove(same)
        for change, was, became, effect in compare_measures(same, after):
            yield _measure_row(change, same, after, was, became, effect)
    for row in gone:
        yield _measure_row("measure_vanished", row, None, target_words(row), "")


def _is_in_other_unit(old: Row, new: Row, is_single: bool) -> bool:  # noqa: FBT001
    """A quantity that goes on in another unit has another key: linking joins no series over units."""
    labels = [row["measure_label"] for row in (old, new)]
    is_same = labels[0] == labels[1] if all(labels) else is_single
    return bool(is_same and old["unit_group"] and new["unit_group"] and old["unit_group"] != new["unit_group"])  # fmt: skip


def _compare_texts(old: Row, new: Row, told: set[str]) -> Iterator[Row]:
    """A text belongs to the indicator, not to each of its measures."""
    for section, column in _TEXTS.items():
        before, after = old[column] or "", new[column] or ""
        is_other = "".join(before.split()) != "".join(after.split())
        is_told = wording(before) == wording(after) and bool(told & _TOLD_AS[section])
        if is_other and not is_told:
            yield _indicator_row("text_changed", old, new, before, after) | {"section": section}


def _indicator_row(
    change: str, old: Row | None, new: Row | None, before: str = "", after: str = ""
) -> Row:
    shown: Row = new or old or {}
    return {
        "change": change,
        "indicator_key": shown["indicator_key"],
        "measure_key": None,
        "indicator_code_before": old["indicator_code"] if old else None,
        "indicator_code_after": new["indicator_code"] if new else None,
        "measure_no_before": None,
        "measure_no_after": None,
        "goal_no": shown["goal_no"],
        "indicator_name": shown["indicator_name"],
        "measure_label": None,
        "section": None,
        "before": before,
        "after": after,
        "effect": None,
        "page": shown["page_first"],
    }


def _measure_row(  # noqa: PLR0913, PLR0917 - both sides, and how they are told
    change: str,
    old: Row | None,
    new: Row | None,
    before: str,
    after: str,
    effect: str | None = None,
) -> Row:
    shown: Row = new or old or {}
    return _indicator_row(change, old, new, before, after) | {
        "measure_key": shown["measure_key"],
        "measure_no_before": old["measure_no"] if old else None,
        "measure_no_after": new["measure_no"] if new else None,
        "measure_label": shown["measure_label"],
        "effect": effect,
    }
