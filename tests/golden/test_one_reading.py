"""`tsdg parse` and the run read one phrase alike: year, window, pending, promised day."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from flows.commands.parse_command import describe_phrase
from flows.readers.read_report import read_report
from tests.conftest import GENUINE, SAMPLE
from transforms.report.join_split_cells import join_split_cells
from transforms.report.pairing.pair_measures import read_measures
from transforms.report.read_actuals import read_actuals
from transforms.report.read_other_targets import read_other_targets
from transforms.report.split_sections import Section, split_sections

GOLDEN = Path(__file__).parent
TEXTS = [path for path in GENUINE if path.suffix == ".txt"]
REPORTS = [*TEXTS, SAMPLE, *sorted((GOLDEN / "links").glob("*/*.txt"))]
FAULTS = [
    "配合2030年淨零目標，普及率達95.2%",
    "依2021年核定之計畫，普及率達95.2%",
    "2016-2020 計畫，普及率達95.2%",
    "統計數據將於2025年10月公布",
    "2021年至2025年累計培訓5萬名",
    "2023年為30%，預計2025年9月公布2024年統計結果",
]


def sections_of(path: Path) -> Iterator[tuple[int, dict[str, Section]]]:
    """Sections of each row of a report, with its year."""
    document = read_report(path)
    cells = pl.DataFrame(
        {
            "cell_no": number,
            "row_no": cell.row_no,
            "page": cell.page,
            "column_name": cell.column_name,
            "cell_text": cell.text,
        }
        for number, cell in enumerate(document.cells, start=1)
    )
    for row in join_split_cells(cells).rows:
        yield document.report_year, split_sections(row.result).sections


def check_agreement(sections: dict[str, Section], report_year: int) -> int:
    """Compare what the stages make of target and actual with `tsdg parse`; how many quantities that are."""
    told = {
        name: [describe_phrase(item) for item in section.items]
        for name, section in sections.items()
    }
    actual = told.get("actual", [])
    by_stages = read_actuals(sections.get("actual"), report_year)
    assert [(value.year, value.quantity.period) for value in by_stages.values] == [
        (quantity["year"], quantity["period"]) for item in actual for quantity in item["quantities"]
    ]
    assert by_stages.is_pending == any(item["pending"] for item in actual)
    measures = read_measures(sections, report_year, {}).measures
    dues = {date.fromisoformat(item["release_due"]) for item in actual if item["release_due"]}
    assert {m.release_due for m in measures if m.release_due} <= dues
    if any(measure.actual_kind == "pending" for measure in measures):
        assert any(item["pending"] for item in actual)
        assert bool(dues) == any(m.release_due for m in measures if m.actual_kind == "pending")
    for measure in measures:
        assert measure.actual_year is None or measure.actual_year <= report_year
        if measure.actual is not None:
            assert measure.actual_year == (measure.actual.year or report_year)
    in_target = {q["text"]: q for item in told.get("target", []) for q in item["quantities"]}
    for target in (measure.target.quantity for measure in measures):
        if target is not None:
            printed = in_target[target.text]
            assert (printed["year"], printed["period"]) == (target.year, target.period)
    everywhere = [q for items in told.values() for item in items for q in item["quantities"]]
    for other in read_other_targets(sections, report_year):
        words = other.target.quantity.text if other.target.quantity else ""
        assert other.target_year in {q["year"] for q in everywhere if q["text"] == words}
    return len(everywhere)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_phrase_of_a_report_has_one_reading(path):
    assert sum(check_agreement(found, year) for year, found in sections_of(path)) > 0


@pytest.mark.parametrize(
    "file", ["phrases.jsonl", "phrases_held_out.jsonl", "phrases_report_style.jsonl"]
)
def test_every_annotated_phrase_has_one_reading_as_target_and_as_actual(file):
    lines = (GOLDEN / file).read_text(encoding="utf-8").splitlines()
    for text in [json.loads(line)["text"] for line in lines] + FAULTS:
        cell = f"目標：{text}\n實績值：{text}"
        check_agreement(split_sections([(1, cell)]).sections, 2024)


@pytest.mark.parametrize(("fault", "year"), [(FAULTS[0], 2024), (FAULTS[1], 2024), (FAULTS[2], 2024), ("2023 年普及率達 95.2%", 2023)])  # fmt: skip
def test_the_year_of_a_plan_or_a_goal_is_not_published_as_the_year_of_the_value(fault, year):
    sections = split_sections([(1, f"目標：普及率 96%\n實績值：{fault}")]).sections
    (measure,) = read_measures(sections, 2024, {}).measures
    assert (measure.actual_kind, measure.actual_year) == ("numeric", year)


def test_a_value_for_a_year_to_come_is_no_actual():
    sections = split_sections([(1, "目標：普及率 96%\n實績值：2025 年普及率達 95.2%")]).sections
    reading = read_measures(sections, 2024, {})
    assert reading.measures[0].actual is None
    assert "estimate_is_not_actual" in [finding.rule for finding in reading.findings]
