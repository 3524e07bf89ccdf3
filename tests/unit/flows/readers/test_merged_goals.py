"""A goal cell merged over pages: its rows keep their goal, and none is blamed for one that was not found."""

from dataclasses import asdict, replace
from pathlib import Path

import polars as pl
import pytest

from flows.readers.page.find_tables import find_tables
from flows.readers.read_report import read_report
from flows.readers.report_document import ReportDocument
from flows.readers.strict_pdf import open_pdf
from transforms.report.report_lexicon import Lexicon
from transforms.report.stage_report import stage_report
from transforms.report.staged_rows import StagedReport

FOLDER = Path(__file__).parents[3] / "fixtures" / "merged_goals"
FILES = sorted(FOLDER.glob("*.pdf"))
GOALS = {6: "確保環境品質", 8: "促進包容且永續的經濟成長", 12: "促進綠色經濟"}
CODES = [
    *(f"6.{number}.1" for number in range(1, 4)),
    *(f"8.{number}.1" for number in range(1, 8)),
    *(f"12.{number}.1" for number in range(1, 5)),
]


def stage_document(document: ReportDocument, lexicon: Lexicon) -> StagedReport:
    cells = pl.DataFrame([asdict(cell) for cell in document.cells]).rename({"text": "cell_text"})
    numbered = cells.with_row_index("cell_no", offset=1)
    return stage_report("r", document.report_year, numbered, lexicon)


def findings_of(staged: StagedReport) -> set[str]:
    return {finding.rule for finding in staged.findings}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_goal_cell_cut_by_pages_holds_all_its_rows(path: Path, lexicon: Lexicon) -> None:
    staged = stage_document(read_report(path, None), lexicon)
    assert [indicator.indicator_code for indicator in staged.indicators] == CODES
    assert all(i.goal_no_printed == i.goal_no for i in staged.indicators)
    assert {i.goal_no: i.goal_name for i in staged.indicators} == GOALS
    assert not {"goal_disagrees_with_code", "text_outside_table"} & findings_of(staged)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_page_has_one_table_as_wide_as_its_rules(path: Path) -> None:
    with open_pdf(path) as pdf:
        widths = [
            [round(table.bbox[2] - table.bbox[0]) for table in find_tables(pdf.read_page(number))]
            for number in range(1, pdf.page_count + 1)
        ]
    assert len(widths) > 1
    assert {len(tables) for tables in widths} == {1}
    assert max(widths)[0] - min(widths)[0] <= 1


def without_goal(document: ReportDocument, number: str) -> ReportDocument:
    cells = [c for c in document.cells if c.column_name != "goal" or not c.text.startswith(number)]
    return replace(document, cells=cells)


def test_a_row_whose_goal_cell_was_not_found_is_not_blamed(lexicon: Lexicon) -> None:
    document = without_goal(read_report(FILES[0], None), "12")
    staged = stage_document(document, lexicon)
    assert "goal_disagrees_with_code" not in findings_of(staged)


def test_a_row_inside_another_goals_cell_is_told(lexicon: Lexicon) -> None:
    document = read_report(FILES[0], None)
    moved = [replace(cell, text=cell.text.replace("08：", "09：")) for cell in document.cells]
    staged = stage_document(replace(document, cells=moved), lexicon)
    told = {f.indicator_code for f in staged.findings if f.rule == "goal_disagrees_with_code"}
    assert {"8.1.1", "8.2.1"} <= told <= {code for code in CODES if code.startswith("8")}
