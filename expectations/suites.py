"""Hand-written expectations per table: only what the schema cannot say, each with its why."""

from typing import Any

from great_expectations import expectations as gxe

_CODE = r"^\d{1,2}\.(?:\d{1,2}|[a-z])\.\d{1,2}(?:-\d{1,2})?$"


def hand_written_expectations() -> dict[str, list[Any]]:
    """Expectations by full table name."""
    return {
        "raw.raw_report": [
            gxe.ExpectColumnValuesToNotBeNull(
                column="published_date",
                severity="info",
                meta={
                    "why": "without a month of publication, vintages of a year cannot be put in order",
                    "why_zh": "未載發布年月，同年度各版本無從排序",
                },
            ),
            gxe.ExpectColumnValuesToNotBeNull(
                column="title",
                severity="info",
                meta={
                    "why": "a report has a title above its table",
                    "why_zh": "報告表格之前應有標題",
                },
            ),
        ],
        "staging.stg_indicator": [
            gxe.ExpectColumnValuesToMatchRegex(
                column="indicator_code",
                regex=_CODE,
                severity="critical",
                meta={
                    "why": "a code is goal.target.number, the middle one may be a letter (6.e.2)",
                    "why_zh": "指標代碼為「目標.細項.序號」，中間可為字母（6.e.2）",
                },
            ),
            gxe.ExpectColumnValueLengthsToBeBetween(
                column="indicator_name",
                min_value=2,
                max_value=80,
                severity="warning",
                meta={
                    "why": "a longer name has swallowed text of another cell",
                    "why_zh": "指標名稱過長，應是混入其他欄位文字",
                },
            ),
            gxe.ExpectColumnPairValuesAToBeGreaterThanB(
                column_A="page_last",
                column_B="page_first",
                or_equal=True,
                severity="critical",
                meta={
                    "why": "a row ends where it begins or later",
                    "why_zh": "一列的末頁不應早於首頁",
                },
            ),
        ],
        "staging.stg_measure": [
            gxe.ExpectColumnPairValuesAToBeGreaterThanB(
                column_A="target_high",
                column_B="target_low",
                or_equal=True,
                ignore_row_if="either_value_is_missing",
                severity="critical",
                meta={
                    "why": "a range whose ends are swapped judges everything wrong",
                    "why_zh": "區間目標上下限顛倒將導致誤判",
                },
            ),
            gxe.ExpectColumnValuesToBeBetween(
                column="measure_no",
                min_value=1,
                max_value=20,
                severity="warning",
                meta={
                    "why": "more quantities in one indicator: a table was read as a sentence",
                    "why_zh": "單一指標項數過多，應是將表格讀成文句",
                },
            ),
        ],
        "marts.goal_scorecard": [
            gxe.ExpectColumnValuesToBeBetween(
                column="attainment_rate_pct",
                min_value=0,
                max_value=100,
                severity="critical",
                meta={"why": "a share of what was judged", "why_zh": "達標率應介於 0 至 100"},
            ),
        ],
    }
