"""Staged rows and reviewed corrections → rows with the corrected values, and what became of each correction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]

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
    report_id: str,
    report_year: int,
    measures: Sequence[Row],
    prior_values: Sequence[Row],
    corrections: Sequence[Correction],
) -> list[Row]:
    """Correct the rows of one document in place; a value that is not the expected one stays.

    Args:
        report_id: the document.
        report_year: its year.
        measures: its rows for stg_measure.
        prior_values: its rows for stg_prior_value.
        corrections: reviewed corrections of any edition.

    Returns:
        Rows for stg_correction, one for each correction of the edition.
    """
    outcome: list[Row] = []
    for correction in corrections:
        if correction.report_year != report_year:
            continue
        rows, column = (
            (prior_values, "data_value")
            if correction.field == "prior_value"
            else (measures, correction.field)
        )
        row = next((row for row in rows if _is_meant(row, correction)), None)
        found = row[column] if row else None
        is_applied = found is not None and _is_equal(found, correction.printed_expected)
        if row is not None and is_applied:
            is_year = correction.field == "actual_year"
            row[column] = int(correction.corrected_value) if is_year else correction.corrected_value
        outcome.append(
            {
                "report_id": report_id,
                "indicator_code": correction.indicator_code,
                "measure_no": correction.measure_no,
                "field": correction.field,
                "data_year": correction.data_year,
                "printed_expected": correction.printed_expected,
                "printed_found": found,
                "corrected_value": correction.corrected_value,
                "is_applied": is_applied,
                "reason": correction.reason,
            }
        )
    return outcome


def _is_meant(row: Row, correction: Correction) -> bool:
    return (
        row["indicator_code"] == correction.indicator_code
        and row["measure_no"] == correction.measure_no
        and row["occurrence_no"] == 1
        and row.get("data_year") == correction.data_year
    )


def _is_equal(found: float, expected: float) -> bool:
    return abs(found - expected) <= _RELATIVE_TOLERANCE * max(abs(found), abs(expected))
