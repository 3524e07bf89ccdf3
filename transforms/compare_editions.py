"""Two documents → what changed between them: indicators, targets, values, verdicts."""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from transforms.write_number import write_number

Row = dict[str, Any]
CHANGES = (
    "indicator_added", "indicator_vanished", "indicator_renumbered", "indicator_renamed",
    "agency_changed", "same_as_changed", "measure_added", "measure_vanished", "target_changed",
    "value_changed", "status_changed", "text_changed",
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
    "before": pl.String,
    "after": pl.String,
    "effect": pl.String,
    "page": pl.Int32,
}
_SIGNS = {"higher": 1, "lower": -1}
_VERDICT_ORDER = {"not_attained": -1, "attained": 1}
_COMPARATORS = {"ge": "≥ ", "le": "≤ ", "eq": "= "}


def compare_editions(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Compare two documents by the keys of their indicators and measures, never by codes.

    Between vintages of one year every other value and text is a change; between years a value is compared
    only where both are numbers of one unit, and texts are not, since each year has its own.

    Args:
        before: the earlier document's measures: report_year, indicator_code, indicator_key, measure_no,
            measure_key, goal_no, indicator_name, measure_label, agencies_text, same_as_text,
            target_kind, comparator, target_low, target_high, unit, target_text, actual_kind,
            actual_value, actual_unit, actual_text, status, direction, page_first.
        after: the later document's, likewise.

    Returns:
        One row per change, columns as in SCHEMA; effect is tightened or loosened of a target,
        better or worse of a value or verdict, null where neither can be told.
    """
    old, new = _by_indicator(before), _by_indicator(after)
    rows: list[Row] = []
    for key in {**old, **new}:
        if key not in old:
            rows.append(_indicator_row("indicator_added", None, new[key][0]))
        elif key not in new:
            rows.append(_indicator_row("indicator_vanished", old[key][0], None))
        else:
            rows += _compare_indicator(old[key], new[key])
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


def _compare_indicator(old: Sequence[Row], new: Sequence[Row]) -> Iterator[Row]:
    one, other = old[0], new[0]
    for change, column in (
        ("indicator_renumbered", "indicator_code"),
        ("indicator_renamed", "indicator_name"),
        ("agency_changed", "agencies_text"),
        ("same_as_changed", "same_as_text"),
    ):
        if one[column] != other[column]:
            yield _indicator_row(change, one, other, one[column] or "", other[column] or "")
    measures = {row["measure_key"]: row for row in old}
    for row in new:
        if row["measure_key"] in measures:
            yield from _compare_measure(measures.pop(row["measure_key"]), row)
        else:
            yield _measure_row("measure_added", None, row, "", _target_words(row))
    for row in measures.values():
        yield _measure_row("measure_vanished", row, None, _target_words(row), "")


def _compare_measure(old: Row, new: Row) -> Iterator[Row]:
    is_vintage = old["report_year"] == new["report_year"]
    same_target = _target_facts(old) == _target_facts(new)
    same_value = _value_facts(old) == _value_facts(new)
    if not same_target:
        yield _measure_row(
            "target_changed",
            old,
            new,
            _target_words(old),
            _target_words(new),
            _target_effect(old, new),
        )
    if not same_value and (is_vintage or _are_comparable(old, new)):
        yield _measure_row(
            "value_changed", old, new, _value_words(old), _value_words(new), _value_effect(old, new)
        )
    if old["status"] != new["status"]:
        yield _measure_row(
            "status_changed", old, new, old["status"] or "undecided", new["status"] or "undecided",
            _status_effect(old, new),
        )  # fmt: skip
    if is_vintage:
        for column, is_told in (("target_text", not same_target), ("actual_text", not same_value)):
            if old[column] != new[column] and not is_told:
                yield _measure_row("text_changed", old, new, old[column] or "", new[column] or "")


def _target_facts(row: Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("target_kind", "comparator", "target_low", "target_high", "unit"))  # fmt: skip


def _value_facts(row: Row) -> tuple[Any, ...]:
    return row["actual_kind"], row["actual_value"], row["actual_unit"]


def _are_comparable(old: Row, new: Row) -> bool:
    return (
        old["actual_value"] is not None
        and new["actual_value"] is not None
        and old["actual_unit"] == new["actual_unit"]
    )


def _target_effect(old: Row, new: Row) -> str | None:
    sign = _SIGNS.get(new["direction"] or "", 0)
    bounds = [_bound(row, sign) for row in (old, new)]
    if not sign or old["unit"] != new["unit"] or None in bounds or bounds[0] == bounds[1]:
        return None
    return "tightened" if sign * (bounds[1] - bounds[0]) > 0 else "loosened"  # type: ignore[operator]


def _bound(row: Row, sign: int) -> float | None:
    first, second = ("target_low", "target_high") if sign > 0 else ("target_high", "target_low")
    value: float | None = row[first] if row[first] is not None else row[second]
    return value


def _value_effect(old: Row, new: Row) -> str | None:
    sign = _SIGNS.get(new["direction"] or "", 0)
    if not sign or not _are_comparable(old, new):
        return None
    return "better" if sign * (new["actual_value"] - old["actual_value"]) > 0 else "worse"


def _status_effect(old: Row, new: Row) -> str | None:
    places = [_VERDICT_ORDER.get(row["status"] or "") for row in (old, new)]
    if None in places:
        return None
    return "better" if places[1] > places[0] else "worse"  # type: ignore[operator]


def _target_words(row: Row) -> str:
    low, high, unit = row["target_low"], row["target_high"], row["unit"]
    if low is None and high is None:
        return str(row["target_kind"])
    if row["comparator"] in _COMPARATORS:
        bound = high if row["comparator"] == "le" else low
        return _COMPARATORS[row["comparator"]] + number_words(bound, unit)
    if low != high and low is not None and high is not None:
        return f"{number_words(low, None)} to {number_words(high, unit)}"
    return number_words(low if low is not None else high, unit)


def _value_words(row: Row) -> str:
    if row["actual_value"] is None:
        return str(row["actual_kind"])
    return number_words(row["actual_value"], row["actual_unit"])


def number_words(value: float | None, unit: str | None) -> str:
    """A number as people read it: thousands apart, no exponent, its unit behind."""
    if value is None:
        return ""
    digits = write_number(value)
    if not unit:
        return digits
    return f"{digits}{unit}" if unit in {"%", "‰"} else f"{digits} {unit}"


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
