"""Hand-written expectations per table: only what the schema cannot say, each with its why."""

from typing import Any

from great_expectations import expectations as gxe
from great_expectations.expectations.row_conditions import Column

_CODE = r"^\d{1,2}\.(?:\d{1,2}|[a-z])\.\d{1,2}(?:-\d{1,2})?$"


def hand_written_expectations() -> dict[str, list[Any]]:
    """Expectations by full table name."""
    return {
        "raw.raw_report": [
            gxe.ExpectColumnValuesToNotBeNull(
                column="published_date",
                severity="info",
                meta={
                    "why": "without a month of publication, vintages of a year cannot be put in order"
                },
            ),
            gxe.ExpectColumnValuesToNotBeNull(
                column="title",
                severity="info",
                meta={"why": "a report has a title above its table"},
            ),
        ],
        "staging.stg_indicator": [
            gxe.ExpectColumnValuesToMatchRegex(
                column="indicator_code",
                regex=_CODE,
                severity="critical",
                meta={
                    "why": "a code is goal.target.number, the middle one may be a letter (6.e.2)"
                },
            ),
            gxe.ExpectColumnValueLengthsToBeBetween(
                column="indicator_name",
                min_value=2,
                max_value=80,
                severity="warning",
                meta={"why": "a longer name has swallowed text of another cell"},
            ),
            gxe.ExpectColumnPairValuesAToBeGreaterThanB(
                column_A="page_last",
                column_B="page_first",
                or_equal=True,
                severity="critical",
                meta={"why": "a row ends where it begins or later"},
            ),
        ],
        "staging.stg_measure": [
            gxe.ExpectColumnPairValuesAToBeGreaterThanB(
                column_A="target_high",
                column_B="target_low",
                or_equal=True,
                ignore_row_if="either_value_is_missing",
                severity="critical",
                meta={"why": "a range whose ends are swapped judges everything wrong"},
            ),
            gxe.ExpectColumnValuesToBeBetween(
                column="measure_no",
                min_value=1,
                max_value=20,
                severity="warning",
                meta={"why": "more quantities in one indicator: a table was read as a sentence"},
            ),
        ],
        "marts.attainment": [
            gxe.ExpectColumnValuesToBeBetween(
                column="attainment_pct",
                min_value=10,
                max_value=1000,
                # A fall against a wanted rise, or a change much larger than wanted, has lost no 億.
                row_condition=(Column("attainment_pct") > 0)
                & (Column("target_basis") != "growth_rate"),
                severity="warning",
                meta={"why": "ten times off the target: check the printed magnitude 億 and 萬"},
            ),
            gxe.ExpectColumnValuesToNotBeNull(
                column="status",
                severity="warning",
                meta={"why": "an undecided verdict waits for a term or a review"},
            ),
        ],
        "marts.goal_scorecard": [
            gxe.ExpectColumnValuesToBeBetween(
                column="attainment_rate_pct",
                min_value=0,
                max_value=100,
                severity="critical",
                meta={"why": "a share of what was judged"},
            ),
        ],
    }
