"""A reviewed correction is applied where everybody sees it, and stops the run when its printed value is gone."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.conftest import AS_OF, SAMPLE, publish_without_prefect
from tests.unit.flows.small_editions import write_editions
from warehouse.errors import TsdgError

_HEADER = "report_year,indicator_code,measure_no,field,data_year,printed_expected,corrected_value,reason,source,reviewer,reviewed_on"


@pytest.fixture
def correct(tmp_path, monkeypatch):
    """Write corrections into a seed folder of one's own."""

    def write(*rows: str) -> Path:
        (tmp_path / "corrections.csv").write_text(
            "\n".join([_HEADER, *rows]) + "\n", encoding="utf-8"
        )
        monkeypatch.setenv("TSDG_SEEDS", str(tmp_path))
        return tmp_path / "data"

    return write


@pytest.mark.slow
def test_both_values_are_published_and_other_editions_need_no_correction(correct):
    root = correct(
        "2019,6.6.1,1,actual_value,,999,223,misprint,the agency's page,a person,2026-01-01",
        "2024,6.6.1,1,actual_value,,263,223,misprint,the agency's page,a person,2026-01-01",
        "2024,8.10.3,1,prior_value,2023,90.3,9030000000,億 is missing,8.10.2 beside it,a person,2026-01-01",
    )
    data = publish_without_prefect([SAMPLE], root)
    with duckdb.connect(str(data.warehouse), read_only=True) as connection:
        connection.execute("set schema = 'marts'")
        row = connection.execute(
            "select actual_value, status, corrected_text, actual_words from attainment where indicator_code = '6.6.1'"
        ).fetchone()
        values = connection.execute(
            "select value, value_printed from observation "
            "where value_printed is not null order by value"
        ).fetchall()
        corrections = connection.execute(
            "select indicator_code, field, printed_value, corrected_value, reason from correction order by 1"
        ).fetchall()
        rules = connection.execute(
            "select indicator_code from finding where rule = 'correction_applied' order by 1"
        ).fetchall()
    assert row[:3] == (223, "attained", "actual_value: printed 263.0")
    assert "263" in row[3]
    assert values == [(223, 263), (9.03e9, 90.3)]
    assert corrections == [
        ("6.6.1", "actual_value", 263, 223, "misprint"),
        ("8.10.3", "prior_value", 90.3, 9.03e9, "億 is missing"),
    ]
    assert rules == [("6.6.1",), ("8.10.3",)]


@pytest.mark.end_to_end
@pytest.mark.slow
def test_a_printed_value_that_is_gone_stops_the_run(correct):
    root = correct(
        "2024,4.2.1,1,actual_value,,999,84.5,misprint,the agency's page,a person,2026-01-01"
    )
    report = write_editions(root.parent)[-1]
    command = [sys.executable, "-m", "flows.commands.command_line", "--data", str(root), "run", str(report), "--as-of", AS_OF.isoformat()]  # fmt: skip
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 3
    assert "corrected_value_is_printed" in answer.stderr
    assert "expects actual_value 999" in answer.stderr
    assert not (root / "warehouse.duckdb").exists()


@pytest.mark.parametrize(
    "row",
    ["2024,6.6.1,1,actual_value,,263,223,,,,", "2024,6.6.1,x,actual_value,,263,223,misprint,,,"],
    ids=["no reason", "no number"],
)
def test_a_row_that_cannot_be_used_is_told(correct, row):
    root = correct(row)
    with pytest.raises(TsdgError, match=r"corrections\.csv"):
        publish_without_prefect([SAMPLE], root)
