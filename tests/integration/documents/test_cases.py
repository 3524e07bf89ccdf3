"""What is read is what is seen: small reports, each with one trait on which readers of tables have failed."""

from pathlib import Path

import polars as pl
import pytest

from flows.readers.read_report import read_report
from tests.conftest import PROJECT
from transforms.report.report_lexicon import Lexicon
from transforms.report.stage_report import stage_report
from transforms.report.staged_rows import StagedReport
from warehouse.errors import UnusableReportError

CASES = PROJECT / "tests" / "fixtures" / "cases"
# Code: target, actual.
PLAIN = {
    "6.1.1": (95.8, 95.78),
    "6.4.1": (260, 289),
    "6.6.1": (225, 263),
    "8.1.1": (3.3, 3.78),
    "8.5.1": (70, 71.2),
    "8.6.1": (180_000, 186_465),
    "8.9.1": (98_050_000_000, 100_200_000_000),
}
RIGHT = {
    "plain.pdf": {},
    "good_2023.pdf": {},
    "superscript_characters.pdf": {},
    "superscript_tags.txt": {"8.6.1": (26_000, 28_900)},
    "powers_of_ten.pdf": {"6.4.1": (26_000, 28_900)},
    "middle_dot.pdf": {},
    "thin_space_thousands.pdf": {"6.4.1": (1260, 1289)},
    "negatives.pdf": {"8.1.1": (-0.5, -2.4), "8.5.1": (1.5, -2.4), "6.1.1": (1, -1.8)},
    "symbol_font_private_use.pdf": {"8.1.1": (-0.5, -2.4)},
    "revision_marks.pdf": {},
    "digits_under_white_box.pdf": {},
    "corrected_by_annotations.pdf": {"6.4.1": (260, 251)},
    "line_ends_after_number.pdf": {"6.4.1": (0.35, 0.339), "8.5.1": (110, 112.5)},
    "two_level_header.pdf": {},
    "big5_colon.pdf": {},
    "distributed_text.pdf": {},
    "row_rules_of_dots.pdf": {},
    "value_in_small_print.pdf": {},
    "marks_in_brackets.pdf": {},
}


def stage(path: Path, lexicon: Lexicon) -> StagedReport:
    document = read_report(path)
    cells = pl.DataFrame(
        [
            {
                "cell_no": number,
                "row_no": cell.row_no,
                "page": cell.page,
                "column_name": cell.column_name,
                "cell_text": cell.text,
            }
            for number, cell in enumerate(document.cells, start=1)
        ]
    )
    return stage_report("r", document.report_year, cells, lexicon)


def figures(staged: StagedReport) -> dict[str, tuple[float | None, float | None]]:
    """Target and actual of each indicator."""
    return {
        m.indicator_code: (
            m.target_low if m.target_low is not None else m.target_high,
            m.actual_value,
        )
        for m in staged.measures
    }


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_a_case_is_read_as_it_is_seen(name: str, lexicon: Lexicon) -> None:
    read = figures(stage(CASES / name, lexicon))
    expected = PLAIN | RIGHT[name]
    assert read == ({code: expected[code] for code in read} if name.endswith(".txt") else expected)
    assert len(read) >= 3


def test_a_hidden_layer_is_refused() -> None:
    with pytest.raises(UnusableReportError, match="layers that are switched off"):
        read_report(CASES / "digits_on_hidden_layer.pdf")


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("corrected_by_annotations.pdf", "altered_by_annotation"),
        ("revision_marks.pdf", "struck_out_text"),
        ("digits_under_white_box.pdf", "unseen_text"),
    ],
)
def test_what_was_left_out_is_told(name: str, rule: str, lexicon: Lexicon) -> None:
    findings = stage(CASES / name, lexicon).findings
    assert any(f.rule == rule and f.indicator_code == "6.4.1" for f in findings)


def test_values_of_the_year_before_are_kept_beside_the_actual(lexicon: Lexicon) -> None:
    priors = stage(CASES / "line_ends_after_number.pdf", lexicon).prior_values
    assert {(p.indicator_code, p.data_year, p.data_value) for p in priors} >= {
        ("6.4.1", 2023, 0.341),
        ("8.5.1", 2023, 108.3),
    }
