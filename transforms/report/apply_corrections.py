"""A document's staged rows and reviewed corrections → corrected rows, and what became of each correction."""

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.report.staged_rows import (
    StagedCorrection,
    StagedMeasure,
    StagedPriorValue,
    StagedReport,
)

_RELATIVE_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Correction:
    """A reviewed correction: the printed value that it is for, and the value to use instead."""

    report_year: int
    indicator_code: str
    measure_no: int
    field: str
    data_year: int | None
    printed_expected: float
    corrected_value: float
    reason: str


def apply_corrections(
    report_id: str, report_year: int, staged: StagedReport, corrections: Sequence[Correction]
) -> None:
    """Correct the rows of one document in place; a value that is not the expected one stays.

    What became of each correction of the edition is added to the document's corrections.

    Args:
        report_id: the document.
        report_year: its year.
        staged: its rows.
        corrections: reviewed corrections of any edition.
    """
    for correction in corrections:
        if correction.report_year == report_year:
            found, is_applied = _correct(staged, correction)
            staged.corrections.append(
                StagedCorrection(
                    report_id=report_id,
                    indicator_code=correction.indicator_code,
                    measure_no=correction.measure_no,
                    field=correction.field,
                    data_year=correction.data_year,
                    printed_expected=correction.printed_expected,
                    printed_found=found,
                    corrected_value=correction.corrected_value,
                    is_applied=is_applied,
                    reason=correction.reason,
                )
            )


def _correct(staged: StagedReport, correction: Correction) -> tuple[float | None, bool]:
    """Correct the value that is meant; returns what was printed, and whether it gave way."""
    row, field = _find_row(staged, correction)
    found: float | None = getattr(row, field) if row else None
    if row is None or found is None or not _is_equal(found, correction.printed_expected):
        return found, False
    value = correction.corrected_value
    setattr(row, field, int(value) if field == "actual_year" else value)
    return found, True


def _find_row(
    staged: StagedReport, correction: Correction
) -> tuple[StagedMeasure | StagedPriorValue | None, str]:
    if correction.field == "prior_value":
        priors = (
            row
            for row in staged.prior_values
            if _is_meant(row, correction) and row.data_year == correction.data_year
        )
        return next(priors, None), "data_value"
    measures = (
        row
        for row in staged.measures
        if _is_meant(row, correction) and correction.data_year is None
    )
    return next(measures, None), correction.field


def _is_meant(row: StagedMeasure | StagedPriorValue, correction: Correction) -> bool:
    return (
        row.indicator_code == correction.indicator_code
        and row.measure_no == correction.measure_no
        and row.occurrence_no == 1
    )


def _is_equal(found: float, expected: float) -> bool:
    return abs(found - expected) <= _RELATIVE_TOLERANCE * max(abs(found), abs(expected))
