"""A failed warning of a table's own suite becomes a finding about the row that failed it."""

from datetime import UTC, datetime

import pytest

from expectations.audit import audit
from expectations.audit_page import write_audit_page
from flows.readers.fan_out import read_all
from tests.candidates import build_candidate
from tests.conftest import AS_OF, SAMPLE
from warehouse.data_folder import DataFolder

STARTED = datetime(2026, 11, 23, tzinfo=UTC)


def test_an_attainment_ten_times_off_is_a_finding_on_its_row(tmp_path):
    data = DataFolder(tmp_path)
    documents, _ = read_all([SAMPLE], None)
    candidate = build_candidate(documents, data, AS_OF)
    candidate.connection.execute(
        "update marts.attainment set attainment_pct = 5 where indicator_code = '6.4.1'"
    )
    result = audit(candidate.connection)
    write_audit_page(result, tmp_path, STARTED)
    candidate.connection.close()
    assert result.blocking == []
    found = result.findings.filter(rule="column_values_to_be_between").select(
        "severity", "report_year", "indicator_code", "measure_no"
    )
    assert found.rows() == [("warning", 2024, "6.4.1", 1)]


@pytest.mark.parametrize(
    "change", ["attainment_pct = -24", "attainment_pct = 2000, target_basis = 'growth_rate'"]
)
def test_ten_times_off_is_not_said_of_a_fall_or_of_a_change(tmp_path, change):
    documents, _ = read_all([SAMPLE], None)
    candidate = build_candidate(documents, DataFolder(tmp_path), AS_OF)
    candidate.connection.execute(
        f"update marts.attainment set {change} where indicator_code = '6.4.1'"
    )
    result = audit(candidate.connection)
    candidate.connection.close()
    assert result.findings.filter(rule="column_values_to_be_between").is_empty()
