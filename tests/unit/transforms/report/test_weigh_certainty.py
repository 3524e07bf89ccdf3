"""How sure a row is: what decided it, held against what the row says besides."""

import polars as pl
import pytest

from transforms.report.weigh_certainty import weigh_certainty

ROW = {"report_id": "r", "indicator_code": "1.1.1", "occurrence_no": 1}
MEASURE = ROW | {
    "measure_no": 1,
    "target_kind": "numeric",
    "target_low": 80.0,
    "target_high": None,
    "actual_kind": "numeric",
    "actual_value": 82.0,
    "status": "attained",
    "status_rule": "82 >= 80 holds",
    "declared_status": None,
    "is_consistent": None,
    "direction_rule": "words: 80%以上",
    "is_direction_assumed": True,
    "unread_words": None,
}
MISSED = {"status": "not_attained", "actual_value": 79.0}
SCHEMA = {
    "target_low": pl.Float64, "target_high": pl.Float64, "actual_value": pl.Float64, "status": pl.String,
    "declared_status": pl.String, "is_consistent": pl.Boolean, "unread_words": pl.String,
}  # fmt: skip


def weigh(*changes: dict, reason: str | None = None, named: list[int] | None = None) -> list[dict]:
    rows = [MEASURE | {"measure_no": number} | change for number, change in enumerate(changes, 1)]
    indicators = pl.DataFrame(
        [ROW | {"reason_text": reason, "reason_measures": named}],
        schema_overrides={"reason_text": pl.String, "reason_measures": pl.List(pl.Int32)},
    )
    measures = pl.DataFrame(rows, schema_overrides=SCHEMA, infer_schema_length=None)
    return weigh_certainty(measures, indicators).to_dicts()


@pytest.mark.parametrize(
    ("change", "reason", "certainty"),
    [
        ({"is_direction_assumed": False}, None, "sure"),
        ({"is_direction_assumed": False} | MISSED, None, "sure"),
        ({}, None, "assumed"),
        ({"declared_status": "met"}, None, "sure"),
        (MISSED | {"declared_status": "lagging"}, "管線老舊", "sure"),
        (MISSED, "管線老舊", "sure"),
        (MISSED, None, "doubtful"),
        (MISSED | {"declared_status": "met"}, None, "doubtful"),
        ({"declared_status": "lagging"}, "管線老舊", "doubtful"),
        ({}, "管線老舊", "doubtful"),
        ({"is_direction_assumed": False, "direction_rule": "term: 運量"}, "管線老舊", "doubtful"),
        ({"is_direction_assumed": False, "direction_rule": "term: 運量"}, None, "sure"),
        ({"is_direction_assumed": False}, "管線老舊", "sure"),
        ({"actual_value": 1600.0}, None, "doubtful"),
        (MISSED | {"actual_value": 4.0, "declared_status": "lagging"}, "管線老舊", "doubtful"),
        ({"is_direction_assumed": False, "unread_words": "12.5"}, None, "doubtful"),
        ({"status": None, "status_rule": "undecided"}, None, "doubtful"),
        ({"status": "pending", "actual_value": None}, "管線老舊", "assumed"),
        ({"status": "pending", "is_direction_assumed": False, "actual_value": None}, None, "sure"),
        ({"status": "no_target", "target_kind": "not_set"}, "管線老舊", "doubtful"),
        ({"status": "no_target", "target_kind": "not_set"}, None, "sure"),
    ],
)  # fmt: skip
def test_what_decided_is_held_against_what_the_row_says(change, reason, certainty):
    (row,) = weigh(change, reason=reason)
    assert row["certainty"] == certainty
    assert (row["status"] is None) == (certainty == "doubtful")


def test_a_doubt_is_told_and_keeps_the_comparison():
    (row,) = weigh(MISSED)
    assert row["doubt"] == "it would be missed, but no reason is given"
    assert row["status_rule"] == "in doubt: 82 >= 80 holds"
    (calm,) = weigh({})
    assert (calm["doubt"], calm["status_rule"]) == (None, "82 >= 80 holds")


def test_a_reason_belongs_to_the_part_that_was_missed():
    attained, missed = weigh({}, MISSED, reason="管線老舊")
    assert (attained["certainty"], missed["certainty"]) == ("assumed", "sure")
    assert (attained["declared_status"], missed["declared_status"]) == (None, "lagging")
    named, other = weigh(MISSED | {"declared_status": "lagging"}, MISSED, reason="管線老舊")
    assert (named["is_consistent"], other["declared_status"]) == (True, None)
    assert {row["certainty"] for row in weigh({}, {}, reason="管線老舊")} == {"doubtful"}


def test_a_reason_that_names_what_was_attained_beside_what_was_missed_is_told_of_the_latter():
    told = {"declared_status": "lagging", "is_direction_assumed": False}
    attained, missed = weigh(
        told | {"is_consistent": False}, MISSED | told, reason="甲 415 件中乙 20%"
    )
    assert (attained["declared_status"], attained["is_consistent"]) == (None, None)
    assert (missed["declared_status"], missed["is_consistent"]) == ("lagging", True)
    attained, missed = weigh(
        told | {"is_consistent": False}, MISSED | {"is_direction_assumed": False}, reason="甲"
    )
    assert (attained["declared_status"], missed["declared_status"]) == (None, "lagging")
    (alone,) = weigh(told | {"is_consistent": False}, reason="甲")
    assert (alone["declared_status"], alone["is_consistent"]) == ("lagging", False)


def test_no_row_is_lost_or_moved():
    rows = weigh({}, MISSED, {"is_direction_assumed": False})
    assert [row["measure_no"] for row in rows] == [1, 2, 3]
    assert "reason_text" not in rows[0]


def test_a_reason_that_names_an_item_by_its_number_is_that_items_alone():
    rows = weigh(MISSED, MISSED | {"declared_status": "lagging"}, {}, reason="第2項", named=[2])
    assert [row["certainty"] for row in rows] == ["doubtful", "sure", "assumed"]
    assert [row["declared_status"] for row in rows] == [None, "lagging", None]


def test_an_item_with_a_reason_of_its_own_was_hardly_attained():
    rows = weigh(MISSED, {"declared_status": "lagging"}, reason="第2項", named=[2])
    assert [row["certainty"] for row in rows] == ["doubtful", "doubtful"]


def test_one_reason_confirms_no_custom_where_several_parts_are_missed():
    two = weigh(MISSED, MISSED, reason="管線老舊")
    assert [row["certainty"] for row in two] == ["assumed", "assumed"]
    named = weigh(MISSED, MISSED, reason="管線老舊", named=[1, 2])
    assert [row["certainty"] for row in named] == ["sure", "sure"]
