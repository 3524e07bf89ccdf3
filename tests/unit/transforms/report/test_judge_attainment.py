"""Verdicts: strict comparison of printed numbers, with the rule that made them."""

import math
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.report.judge_attainment import judge_attainment

SCHEMA = {
    "target_kind": pl.String,
    "comparator": pl.String,
    "target_low": pl.Float64,
    "target_high": pl.Float64,
    "direction": pl.String,
    "actual_kind": pl.String,
    "actual_value": pl.Float64,
    "declared_status": pl.String,
}
NUMBERS = st.floats(-1e12, 1e12).map(lambda number: round(number, 4))


def judge(**fields: Any) -> dict[str, Any]:
    row = dict.fromkeys(SCHEMA) | {"target_kind": "numeric", "actual_kind": "numeric"} | fields
    return judge_attainment(pl.DataFrame([row], schema=SCHEMA)).to_dicts()[0]


def at_least(target: float, actual: float, **fields: Any) -> dict[str, Any]:
    return judge(comparator="ge", direction="higher", target_low=target, actual_value=actual, **fields)  # fmt: skip


def at_most(target: float, actual: float, **fields: Any) -> dict[str, Any]:
    return judge(comparator="le", direction="lower", target_high=target, actual_value=actual, **fields)  # fmt: skip


def in_range(low: float, high: float, actual: float, direction: str | None) -> dict[str, Any]:
    return judge(
        target_kind="range",
        comparator="between",
        target_low=low,
        target_high=high,
        actual_value=actual,
        direction=direction,
    )


@pytest.mark.parametrize(
    ("target", "actual", "status", "ratio", "gap"),
    [
        (80.0, 81.0, "attained", 101.25, -1.0),
        (80.0, 80.0, "attained", 100.0, 0.0),
        (95.8, 95.78, "not_attained", 99.979, 0.02),
        (80.0, 0.0, "not_attained", 0.0, 80.0),
        (80.0, -4.0, "not_attained", -5.0, 84.0),
        (0.0, 0.0, "attained", None, 0.0),
        (0.0, -1.0, "not_attained", None, 1.0),
        (-2.0, -1.0, "attained", None, -1.0),
        (-2.0, -3.0, "not_attained", None, 1.0),
        (98052600000.0, 105680000000.0, "attained", 107.779, -7627400000.0),
    ],
)
def test_more_is_better(target, actual, status, ratio, gap):
    verdict = at_least(target, actual)
    assert verdict["status"] == status
    assert verdict["attainment_pct"] == (ratio if ratio is None else pytest.approx(ratio, abs=1e-3))
    assert verdict["gap"] == gap


@pytest.mark.parametrize(
    ("target", "actual", "status", "ratio", "gap"),
    [
        (12.0, 11.99, "attained", 100.083, -0.01),
        (12.0, 12.0, "attained", 100.0, 0.0),
        (260.0, 289.0, "not_attained", 89.965, 29.0),
        (0.3, 0.1, "attained", 300.0, -0.2),
        (5.0, 0.0, "attained", None, -5.0),
        (0.0, 0.0, "attained", None, 0.0),
        (0.0, 3.0, "not_attained", None, 3.0),
        (-1.0, -2.0, "attained", None, -1.0),
        (-1.0, 2.0, "not_attained", None, 3.0),
    ],
)
def test_less_is_better(target, actual, status, ratio, gap):
    verdict = at_most(target, actual)
    assert verdict["status"] == status
    assert verdict["attainment_pct"] == (ratio if ratio is None else pytest.approx(ratio, abs=1e-3))
    assert verdict["gap"] == gap


@pytest.mark.parametrize(
    ("actual", "direction", "status", "gap"),
    [
        (3.6, "higher", "not_attained", 0.1),
        (3.7, "higher", "attained", 0.0),
        (3.9, "higher", "attained", -0.2),
        (3.9, "lower", "not_attained", 0.1),
        (3.8, "lower", "attained", 0.0),
        (3.5, "lower", "attained", -0.3),
        (3.6, "none", "not_attained", 0.1),
        (3.75, "none", "attained", -0.05),
        (3.7, "none", "attained", 0.0),
        (3.9, "none", "not_attained", 0.1),
        (3.75, None, None, None),
    ],
)
def test_a_range_is_met_at_its_weakest_end_or_as_a_band(actual, direction, status, gap):
    verdict = in_range(3.7, 3.8, actual, direction)
    assert (verdict["status"], verdict["gap"]) == (status, gap)
    assert (verdict["attainment_pct"] is None) == (direction in {"none", None})


@pytest.mark.parametrize(
    ("fields", "status", "rule"),
    [
        ({"target_kind": "not_set"}, "no_target", "no target is set for this year"),
        ({"target_kind": "not_set", "actual_kind": "pending"}, "no_target", "no target is set for this year"),
        ({"target_kind": None, "actual_kind": "none"}, None, "undecided: no section 目標 was found"),
        ({"actual_kind": "pending"}, "pending", "the value is still to be published"),
        ({"target_kind": "qualitative", "actual_kind": "pending"}, "pending", "the value is still to be published"),
        ({"target_kind": "qualitative", "actual_kind": "qualitative"}, "qualitative", "a task without a quantity is not judged"),
        ({"target_kind": "qualitative", "actual_kind": "none"}, "qualitative", "a task without a quantity is not judged"),
        ({"actual_kind": "none", "direction": "higher", "target_low": 1.0}, None, "undecided: no value answering the target was found"),
        ({"actual_kind": "qualitative", "direction": "higher", "target_low": 1.0}, None, "undecided: no value answering the target was found"),
        ({"target_low": 1.0, "target_high": 1.0, "actual_value": 5.0}, None, "undecided: no word or term tells which way is better"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_has_no_numbers(fields, status, rule):
    verdict = judge(**fields)
    assert (verdict["status"], verdict["status_rule"]) == (status, rule)
    assert (verdict["attainment_pct"], verdict["gap"]) == (None, None)


@pytest.mark.parametrize(
    ("verdict", "rule"),
    [
        (at_least(95.8, 95.78), "95.78 >= 95.8 does not hold"),
        (at_most(12.0, 11.99), "11.99 <= 12 holds"),
        (at_least(98052600000.0, 105680000000.0), "105680000000 >= 98052600000 holds"),
        (in_range(3.7, 3.8, 3.9, "none"), "3.9 in 3.7 to 3.8 does not hold"),
        (in_range(3.7, 3.8, 3.9, "higher"), "3.9 >= 3.7 holds"),
    ],
)
def test_the_rule_is_the_comparison_as_people_write_it(verdict, rule):
    assert verdict["status_rule"] == rule


@pytest.mark.parametrize(
    ("declared", "target", "agrees"),
    [
        ("met", 80.0, True),
        ("met", 90.0, False),
        ("not_met", 90.0, True),
        ("not_met", 80.0, False),
        ("lagging", 90.0, True),
        ("lagging", 80.0, False),
        (None, 80.0, None),
    ],
)
def test_declared_and_computed_are_compared(declared, target, agrees):
    assert at_least(target, 85.0, declared_status=declared)["is_consistent"] is agrees


@pytest.mark.parametrize(
    ("fields", "agrees"),
    [
        ({"actual_kind": "pending"}, None),
        ({"target_kind": "qualitative", "actual_kind": "qualitative"}, None),
        ({"actual_kind": "none"}, None),
        ({"target_kind": "not_set"}, False),
    ],
)
def test_a_declared_success_is_compared_only_with_a_verdict(fields, agrees):
    assert judge(declared_status="met", **fields)["is_consistent"] is agrees


@given(NUMBERS, NUMBERS)
def test_at_least_is_attained_exactly_when_the_value_reaches_the_target(target, actual):
    verdict = at_least(target, actual)
    assert (verdict["status"] == "attained") == (actual >= target)
    assert (verdict["gap"] <= 0) == (round(target - actual, 10) <= 0)


@given(NUMBERS, NUMBERS)
def test_at_most_is_attained_exactly_when_the_value_stays_within_the_target(target, actual):
    verdict = at_most(target, actual)
    assert (verdict["status"] == "attained") == (actual <= target)
    assert verdict["status"] in {"attained", "not_attained"}


@given(NUMBERS, NUMBERS, NUMBERS, st.sampled_from(["higher", "lower", "none"]))
def test_a_range_is_attained_exactly_on_its_better_side(one, other, actual, direction):
    low, high = sorted((one, other))
    expected = {"higher": actual >= low, "lower": actual <= high, "none": low <= actual <= high}
    status = in_range(low, high, actual, direction)["status"]
    assert (status == "attained") == expected[direction]


@given(st.floats(0.001, 1e9), st.floats(0.001, 1e9))
def test_ratio_and_verdict_agree_for_positive_numbers(target, actual):
    for verdict in (at_least(target, actual), at_most(target, actual)):
        reached = verdict["attainment_pct"]
        assert reached >= 0
        if not math.isclose(reached, 100):
            assert (reached > 100) == (verdict["status"] == "attained")


def test_rows_and_columns_stay_and_the_verdict_is_added():
    frame = pl.DataFrame(
        {name: [None, None] for name in SCHEMA}
        | {"target_kind": ["not_set", "qualitative"], "actual_kind": ["none", "none"], "note": [1, 2]},
        schema=SCHEMA | {"note": pl.Int32},
    )  # fmt: skip
    judged = judge_attainment(frame)
    added = ["attainment_pct", "gap", "status", "status_rule", "is_consistent"]
    assert judged.columns == [*frame.columns, *added]
    assert judged.select(frame.columns).equals(frame)


def test_no_rows_are_judged_without_error():
    assert judge_attainment(pl.DataFrame(schema=SCHEMA)).is_empty()
