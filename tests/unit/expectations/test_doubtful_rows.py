"""A failed warning of a table's own suite becomes a finding about the row that failed it."""

from datetime import UTC, datetime

from expectations.audit import audit
from expectations.audit_page import write_audit_page
from expectations.rules import read_findings
from flows.readers.fan_out import read_all
from flows.stages import run_steps
from tests.conftest import AS_OF, SAMPLE
from warehouse.data_folder import DataFolder

STARTED = datetime(2026, 11, 23, tzinfo=UTC)


def test_an_attainment_ten_times_off_is_a_finding_on_its_row(tmp_path):
    data = DataFolder(tmp_path)
    documents, _ = read_all([SAMPLE], None)
    connection = run_steps.stage_documents(documents, data)
    run_steps.build_candidate(connection, AS_OF)
    connection.execute(
        "update marts.attainment set attainment_pct = 5 where indicator_code = '6.4.1'"
    )
    result = audit(connection)
    findings = read_findings(connection, result.offenders, result.doubtful_rows)
    write_audit_page(connection, result, tmp_path, STARTED)
    connection.close()
    assert result.blocking == []
    found = findings.filter(rule="column_values_to_be_between").select(
        "severity", "report_year", "indicator_code", "measure_no"
    )
    assert found.rows() == [("warning", 2024, "6.4.1", 1)]
