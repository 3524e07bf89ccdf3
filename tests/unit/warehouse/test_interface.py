"""What BI tools build on: listed columns of the published tables keep their names and types."""

import duckdb
import pytest

from tests.tiny_runs import empty_warehouse_file
from warehouse.catalog import read_tables

INT, TEXT, TEXTS, DOUBLE, BOOL, DATE = (
    "INTEGER",
    "VARCHAR",
    "VARCHAR[]",
    "DOUBLE",
    "BOOLEAN",
    "DATE",
)
SCORECARD = {
    "report_year": INT,
    "n_indicators": INT,
    "n_measures": INT,
    "n_attained": INT,
    "n_not_attained": INT,
    "n_pending": INT,
    "n_no_target": INT,
    "n_qualitative": INT,
    "attainment_rate_pct": DOUBLE,
    "attainment_of_all_pct": DOUBLE,
    "attainment_rate_change": DOUBLE,
    "attainment_of_all_change": DOUBLE,
}
COLUMNS = {
    "attainment": {
        "report_year": INT,
        "indicator_code": TEXT,
        "measure_no": INT,
        "indicator_key": TEXT,
        "measure_key": TEXT,
        "goal_no": INT,
        "indicator_name": TEXT,
        "measure_label": TEXT,
        "is_starred": BOOL,
        "agencies": TEXTS,
        "agencies_text": TEXT,
        "agencies_printed": TEXTS,
        "target_kind": TEXT,
        "comparator": TEXT,
        "target_low": DOUBLE,
        "target_high": DOUBLE,
        "unit": TEXT,
        "target_year": INT,
        "target_period": TEXT,
        "direction": TEXT,
        "actual_kind": TEXT,
        "actual_value": DOUBLE,
        "actual_unit": TEXT,
        "actual_year": INT,
        "attainment_pct": DOUBLE,
        "gap": DOUBLE,
        "certainty": TEXT,
        "status": TEXT,
        "status_zh": TEXT,
        "status_rule_zh": TEXT,
        "comparator_rule_zh": TEXT,
        "target_shown": TEXT,
        "actual_shown": TEXT,
        "declared_status": TEXT,
        "is_consistent": BOOL,
        "release_due": DATE,
        "target_text": TEXT,
        "actual_text": TEXT,
        "reason_text": TEXT,
        "countermeasure_text": TEXT,
        "page_first": INT,
        "page_last": INT,
        "report_id": TEXT,
    },
    "indicator_result": {
        "report_year": INT,
        "indicator_code": TEXT,
        "indicator_key": TEXT,
        "goal_no": INT,
        "status": TEXT,
        "parts_attained": INT,
        "parts_total": INT,
        "declared_status": TEXT,
        "is_consistent": BOOL,
    },
    "observation": {
        "measure_key": TEXT,
        "data_year": INT,
        "value": DOUBLE,
        "unit": TEXT,
        "report_year": INT,
        "is_latest": BOOL,
        "source": TEXT,
        "text": TEXT,
        "page": INT,
    },
    "target": {"measure_key": TEXT, "target_year": INT, "report_year": INT},
    "trend": {
        "measure_key": TEXT,
        "direction": TEXT,
        "n_years": INT,
        "first_year": INT,
        "last_year": INT,
        "first_value": DOUBLE,
        "last_value": DOUBLE,
        "slope_per_year": DOUBLE,
        "cagr_pct": DOUBLE,
        "improving": BOOL,
        "trend": TEXT,
        "target_value": DOUBLE,
        "target_year": INT,
        "years_to_target": DOUBLE,
        "method": TEXT,
    },
    "indicator_link": {
        "relation": TEXT,
        "report_year_a": INT,
        "indicator_code_a": TEXT,
        "measure_no_a": INT,
        "report_year_b": INT,
        "indicator_code_b": TEXT,
        "measure_no_b": INT,
        "basis": TEXT,
        "score": DOUBLE,
        "is_confirmed": BOOL,
    },
    "goal_scorecard": SCORECARD | {"goal_no": INT},
    "agency_scorecard": SCORECARD | {"agency": TEXT},
    "release_calendar": {
        "report_year": INT,
        "indicator_code": TEXT,
        "measure_no": INT,
        "release_due": DATE,
        "delivered_report_year": INT,
        "is_overdue": BOOL,
        "as_of_date": DATE,
    },
    "finding": {
        "severity": TEXT,
        "rule": TEXT,
        "report_year": INT,
        "indicator_code": TEXT,
        "measure_no": INT,
        "message": TEXT,
        "message_zh": TEXT,
        "facts": TEXT,
        "page": INT,
        "is_accepted": BOOL,
    },
    "dim_goal": {
        "goal_no": INT,
        "name_zh": TEXT,
        "name_en": TEXT,
        "color_hex": TEXT,
        "lead_agency": TEXT,
        "lead_agency_by_edition": TEXT,
    },
    "dim_indicator": {
        "indicator_key": TEXT,
        "indicator_code": TEXT,
        "indicator_name": TEXT,
        "valid_from_report_year": INT,
        "valid_to_report_year": INT,
        "is_current": BOOL,
    },
    "dim_agency": {"agency": TEXT, "agency_name": TEXT, "former_names": TEXT},
    "dim_report": {
        "report_id": TEXT,
        "report_year": INT,
        "vintage_no": INT,
        "is_current": BOOL,
        "sha256": TEXT,
        "published_date": DATE,
        "page_count": INT,
    },
}
CLOSED_LISTS = {
    ("attainment", "target_kind"): {"numeric", "range", "qualitative", "not_set"},
    ("attainment", "comparator"): {"ge", "le", "eq", "between"},
    ("attainment", "direction"): {"higher", "lower", "none"},
    ("attainment", "actual_kind"): {"numeric", "pending", "qualitative", "none"},
    ("attainment", "status"): {"attained", "not_attained", "pending", "no_target", "qualitative"},
    ("attainment", "certainty"): {"sure", "assumed", "doubtful"},
    ("attainment", "declared_status"): {"met", "not_met", "lagging"},
    ("indicator_result", "status"): {"attained", "not_attained", "pending", "no_target", "qualitative"},
    ("indicator_result", "declared_status"): {"met", "not_met", "lagging"},
    ("observation", "source"): {"actual", "prior_value", "external"},
    ("finding", "severity"): {"critical", "warning", "info"},
    ("indicator_link", "relation"): {"same_series", "same_measure"},
    ("indicator_link", "basis"): {"printed_note", "code_and_name", "name", "identical_content", "reviewed"},
}  # fmt: skip
KEYS = {
    "attainment": ("issuer", "report_year", "indicator_code", "measure_no"),
    "indicator_result": ("issuer", "report_year", "indicator_code"),
    "goal_scorecard": ("report_year", "goal_no"),
    "agency_scorecard": ("report_year", "agency"),
    "trend": ("measure_key",),
}


@pytest.fixture(scope="module")
def marts():
    with duckdb.connect(str(empty_warehouse_file()), read_only=True) as connection:
        return {table.table_name: table for table in read_tables(connection, "marts")}


@pytest.mark.parametrize("mart", COLUMNS)
def test_a_mart_has_the_columns_promised_with_their_types(marts, mart):
    types = {column.name: column.data_type for column in marts[mart].columns}
    assert {name: types.get(name) for name in COLUMNS[mart]} == COLUMNS[mart]


@pytest.mark.parametrize(("mart", "column"), CLOSED_LISTS)
def test_a_closed_list_is_the_one_promised(marts, mart, column):
    (found,) = (entry for entry in marts[mart].columns if entry.name == column)
    assert found.data_type == TEXT
    assert set(found.allowed_values) == CLOSED_LISTS[mart, column]


@pytest.mark.parametrize("mart", KEYS)
def test_a_mart_has_one_row_per_key(marts, mart):
    assert KEYS[mart] in marts[mart].keys


def test_no_column_has_a_type_that_publishing_elsewhere_breaks_on(marts):
    allowed = {INT, TEXT, TEXTS, DOUBLE, BOOL, DATE, "BIGINT", "TIMESTAMP"}
    kinds = {column.data_type for table in marts.values() for column in table.columns}
    assert kinds <= allowed
