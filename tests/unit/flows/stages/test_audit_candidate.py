"""Rows that a table cannot take forbid publishing, and are told with report, code and page."""

import pytest

from flows.readers.fan_out import read_all
from flows.stages.audit_candidate import refuse_candidate
from flows.stages.stage_documents import stage_documents
from warehouse.candidate import open_candidate
from warehouse.contract import ContractError
from warehouse.folder.data_folder import DataFolder

TEXT = (
    "永續發展指標 2024 執行情形表\n114.06\n\n核心目標\t對應指標\t2024 年達成情形\n"
    "06：水資源 (環境部)\t指標 0.1.1: 自來水普及率 (水利署)\t目標：普及率至少 95.8% 實績值：普及率為 96.1%\n"
)


def test_a_code_of_no_goal_is_refused_with_its_row(tmp_path):
    report = tmp_path / "report.txt"
    report.write_text(TEXT, encoding="utf-8")
    documents, _ = read_all([report], None)
    data = DataFolder(tmp_path / "data")
    with open_candidate(data.candidate) as candidate, pytest.raises(ContractError) as raised:
        stage_documents(documents, data, candidate)
    result = refuse_candidate(raised.value)
    (check,) = result.blocking
    assert check.subject == "staging.stg_indicator"
    assert check.expectation == "check (goal_no BETWEEN 1 AND 99): goal_no"
    (row,) = check.rows
    assert (row["report_id"], row["indicator_code"]) == (documents[0].report_id, "0.1.1")
    assert (row["page_first"], row["goal_no"]) == (1, 0)
