"""One document that cannot be published is left out and told; the others are published."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from flows.readers.read_report import read_report
from flows.stages.leave_out_unfit import find_unfit
from tests.conftest import AS_OF, PROJECT
from tests.hostile.pdf_writer import show
from tests.hostile.small_report import Report, Sheet
from tests.integration.runs.test_run_end_to_end import tsdg

GOOD = PROJECT / "tests" / "fixtures" / "cases" / "good_2023.pdf"
# Printed as a heading outside the table: read by nobody.
LOST = "指標 6.9.9：遺漏"


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "lost_code_2024.pdf"
    sheet = replace(Sheet(), behind=show(LOST, 60, 100))
    path.write_bytes(Report([sheet], extra_text=LOST).build())
    return path


def test_a_document_that_loses_a_code_is_unfit(bad: Path) -> None:
    documents = [read_report(GOOD), read_report(bad)]
    unfit = find_unfit(documents, AS_OF)
    assert list(unfit) == [documents[1].report_id]
    told = str(unfit[documents[1].report_id])
    assert "6.9.9 is printed in the document but was not read" in told


def test_what_hinders_every_document_is_no_fault_of_one(bad: Path) -> None:
    assert find_unfit([read_report(bad)], AS_OF) == {}


@pytest.mark.slow
@pytest.mark.end_to_end
def test_the_good_one_is_published_and_the_bad_one_told(bad: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    run = tsdg("run", str(GOOD), str(bad), "--as-of", AS_OF.isoformat(), data=data)
    assert run.returncode == 1, run.stderr
    assert [line for line in run.stderr.splitlines() if "6.9.9" in line]
    assert "Traceback" not in run.stderr
    assert "6.9.9" in (data / "quarantine" / f"{bad.name}.reason.txt").read_text(encoding="utf-8")
    with duckdb.connect(str(data / "warehouse.duckdb"), read_only=True) as connection:
        years = connection.execute("select distinct report_year from marts.attainment").fetchall()
        inputs = connection.execute("select outcome from raw.raw_run_input order by 1").fetchall()
    assert years == [(2023,)]
    assert inputs == [("new",), ("refused",)]
