"""The edition of 2024 against the truth made by reading the report; test_layouts_agree holds other layouts to it."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.conftest import GENUINE, SAMPLE
from warehouse.folder.data_folder import DataFolder

GOLDEN = Path(__file__).parent
EDITIONS = [SAMPLE, *GENUINE]


def read_lines(name: str) -> list[dict[str, Any]]:
    text = (GOLDEN / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


MEASURES = read_lines("2024_measures.jsonl")
INDICATORS = read_lines("2024_indicators.jsonl")
# Fields that are compared as they stand; the others below have a comparison of their own.
PLAIN = (
    "goal_no", "is_starred", "agencies", "target_kind", "comparator", "target_low", "target_high",
    "unit", "target_year", "target_period", "direction", "actual_kind", "actual_value", "actual_unit",
    "actual_year", "status", "declared_status", "is_consistent",
)  # fmt: skip
# Findings that only a reader who knows the subject can make; they stay in the truth file.
RULES = {
    "printed_arithmetic_does_not_hold", "another_years_target", "superseded_agency_name", "magnitude_slip",
    "same_as_disagree", "same_as_one_way", "same_as_undeclared", "missed_without_reason",
    "value_for_another_year", "actual_restates_target", "no_actual", "declared_and_computed_disagree",
    "estimate_is_not_actual",
}  # fmt: skip


def squeeze(text: str | None) -> str:
    """Text as the truth compares it: without white space, one spelling of dash and slash."""
    return (
        "".join((text or "").split())
        .replace("－", "-")
        .replace("／", "/")
        .replace("（", "(")
        .replace("）", ")")
    )


@pytest.fixture(params=EDITIONS, ids=lambda path: path.name)
def edition(
    request: pytest.FixtureRequest, published: Callable[[Path], DataFolder]
) -> tuple[Path, duckdb.DuckDBPyConnection]:
    data = published(request.param)
    connection = duckdb.connect(str(data.warehouse), read_only=True)
    yield request.param, connection
    connection.close()


def read(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    cursor = connection.execute(query)
    names = [entry[0] for entry in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def test_every_measure_equals_the_truth_in_every_field(edition) -> None:
    path, connection = edition
    rows = {
        (row["indicator_code"], row["measure_no"]): row
        for row in read(connection, "select * from marts.attainment where report_year = 2024")
    }
    assert list(rows) == [(m["indicator_code"], m["measure_no"]) for m in MEASURES]
    wrong = [
        difference
        for truth in MEASURES
        for difference in differences(
            truth, rows[truth["indicator_code"], truth["measure_no"]], path
        )
    ]
    assert wrong == []


def differences(truth: dict[str, Any], row: dict[str, Any], path: Path) -> list[str]:
    """Say which fields of a measure differ from the truth."""
    found = {name: row[name] for name in PLAIN}
    expected = {name: truth[name] for name in PLAIN}
    found["indicator_name"] = squeeze(row["indicator_name"])
    expected["indicator_name"] = squeeze(truth["indicator_name"]).rstrip("。")
    found["release_due"] = row["release_due"].isoformat() if row["release_due"] else None
    expected["release_due"] = truth["release_due"]
    found["attainment_pct"] = (
        None if row["attainment_pct"] is None else round(row["attainment_pct"], 4)
    )
    expected["attainment_pct"] = truth["attainment_pct"]
    found["gap"] = None if row["gap"] is None else round(row["gap"], 8)
    expected["gap"] = None if truth["gap"] is None else round(truth["gap"], 8)
    found["label"] = squeeze(truth["label_contains"]) in squeeze(row["measure_label"])
    expected["label"] = True
    for section in ("reason", "countermeasure"):
        found[f"has_{section}"] = row[f"{section}_text"] is not None
        expected[f"has_{section}"] = truth[f"has_{section}"]
    if path in GENUINE:
        add_texts(truth, row, found, expected)
    code = f"{truth['indicator_code']}#{truth['measure_no']}"
    return [
        f"{code} {name}: found {found[name]!r}, expected {expected[name]!r}"
        for name in expected
        if found[name] != expected[name]
    ]


def add_texts(
    truth: dict[str, Any], row: dict[str, Any], found: dict[str, Any], expected: dict[str, Any]
) -> None:
    """The genuine edition's prose begins and ends as printed (the sample condenses it)."""
    for section in ("target", "actual", "reason", "countermeasure"):
        start = squeeze(truth[f"{section}_starts"])
        text = squeeze(row[f"{section}_text"])
        if start and text.removeprefix("1.").startswith(start):
            # The truth leaves a leading list number out.
            text = start
        found[f"{section}_starts"] = text[: len(start)] if start else text
        expected[f"{section}_starts"] = start
    if truth["actual_ends"]:
        found["actual_ends"] = squeeze(row["actual_text"])[-len(squeeze(truth["actual_ends"])) :]
        expected["actual_ends"] = squeeze(truth["actual_ends"])


def test_every_indicator_equals_the_truth(edition) -> None:
    path, connection = edition
    rows = read(
        connection,
        "select indicator_result.*, stg_indicator.same_as_codes, stg_indicator.agencies_printed, "
        "stg_indicator.goal_name, stg_indicator.goal_lead, stg_indicator.page_first, stg_indicator.page_last "
        "from marts.indicator_result inner join staging.stg_indicator using (report_year, indicator_code) "
        "order by row_no",
    )
    assert len(rows) == len(INDICATORS) == 64
    names = (
        "goal_no",
        "status",
        "parts_attained",
        "parts_total",
        "declared_status",
        "agencies_printed",
        "goal_name",
    )
    for truth, row in zip(INDICATORS, rows, strict=True):
        expected = {name: truth[name] for name in names}
        expected |= {"same_as_codes": truth["same_as"], "goal_lead": truth["goal_lead_printed"]}
        if path in GENUINE and path.suffix == ".pdf":
            expected |= {"page_first": truth["pdf_page_first"], "page_last": truth["pdf_page_last"]}
        assert {name: row[name] for name in expected} == expected, truth["indicator_code"]


def test_counts_are_those_of_the_report(edition) -> None:
    _, connection = edition
    kinds = connection.execute(
        "select target_kind, count(*)::int from marts.attainment group by all order by all"
    ).fetchall()
    assert kinds == [("not_set", 3), ("numeric", 71), ("qualitative", 5), ("range", 2)]
    kinds = connection.execute(
        "select actual_kind, count(*)::int from marts.attainment group by all order by all"
    ).fetchall()
    assert kinds == [("none", 1), ("numeric", 64), ("pending", 10), ("qualitative", 6)]


def test_earlier_years_values_are_observations(edition) -> None:
    _, connection = edition
    found = {
        (row["indicator_code"], row["measure_no"], row["data_year"]): (row["value"], row["unit"])
        for row in read(connection, "select * from marts.observation where source = 'prior_value'")
    }
    expected = {
        (truth["indicator_code"], truth["measure_no"], year): (value, unit)
        for truth in MEASURES
        for year, value, unit in truth["prior_values"]
    }
    assert found == expected


def test_findings_are_those_of_a_careful_reader(edition) -> None:
    _, connection = edition
    text = (GOLDEN / "2024_findings.csv").read_text(encoding="utf-8")
    truth = [row for row in csv.DictReader(text.splitlines()) if row["rule"] in RULES]
    allowed = {(row["rule"], row["indicator_code"]) for row in truth}
    required = {
        (row["rule"], row["indicator_code"]) for row in truth if "(doubtful)" not in row["why"]
    }
    rows = connection.execute("select rule, indicator_code from marts.finding").fetchall()
    found = {(rule, code) for rule, code in rows if rule in RULES}
    # Both sides of a pair are in the truth; a rule reports a pair once.
    assert {e for e in required - found if e[0] not in REPORTED_ONCE} == KNOWN_DIFFERENCES
    assert {e for e in found - allowed if e[0] not in REPORTED_ONCE} == set()
    assert {rule for rule, _ in required} <= {rule for rule, _ in found}


REPORTED_ONCE = {"same_as_disagree", "same_as_undeclared", "same_as_one_way"}
KNOWN_DIFFERENCES = {
    # A label with its number is how any value is printed; only a repeated sentence is reported.
    ("actual_restates_target", "12.4.2"),
    ("actual_restates_target", "6.e.2"),
    # Both say openly that they speak of 2025's target; neither judges 2024 by it.
    ("another_years_target", "8.2.2"),
    ("another_years_target", "8.7.2"),
}
