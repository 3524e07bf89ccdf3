"""A failed warning or info check of a table becomes a finding about what failed it."""

from datetime import UTC, datetime

from expectations.audit import audit
from expectations.audit_page import write_audit_page
from flows.readers.fan_out import read_all
from tests.candidates import build_candidate
from tests.conftest import AS_OF, SAMPLE
from warehouse.folder.data_folder import DataFolder

STARTED = datetime(2026, 11, 23, tzinfo=UTC)


def test_a_report_without_a_title_is_a_finding(tmp_path):
    data = DataFolder(tmp_path)
    documents, _ = read_all([SAMPLE], None)
    candidate = build_candidate(documents, data, AS_OF)
    candidate.connection.execute("update raw.raw_report set title = null")
    result = audit(candidate.connection)
    write_audit_page(result, tmp_path, STARTED)
    candidate.connection.close()
    assert result.blocking == []
    found = result.findings.filter(rule="column_values_to_not_be_null").select(
        "severity", "report_year", "indicator_code", "measure_no"
    )
    assert found.rows() == [("info", 2024, None, None)]
    (told,) = result.findings.filter(rule="column_values_to_not_be_null").to_dicts()
    assert told["message"] == (
        "raw.raw_report: column_values_to_not_be_null title: a report has a title above its table"
    )
    assert told["message_zh"] == (
        "報告表格之前應有標題（raw.raw_report：column_values_to_not_be_null title）"
    )
