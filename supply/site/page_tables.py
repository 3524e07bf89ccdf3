"""The main table of each page as files: CSV for spreadsheets in the page's language, JSON with the marts' own names."""

import csv
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any

from supply.files.write_csv import write_value
from warehouse.folder.published import Row

_COUNTS = (
    "n_indicators", "n_attained", "n_not_attained", "n_pending", "n_no_target", "n_qualitative", "n_unjudged",
    "n_assumed", "n_judged", "attainment_rate_pct", "attainment_of_all_pct", "n_common", "attainment_rate_change",
)  # fmt: skip
MEASURE_COLUMNS = (
    "report_year", "issuer", "goal_no", "indicator_code", "indicator_name", "measure_no", "measure_label",
    "agencies_text", "target_shown", "actual_shown", "status", "attainment_pct", "gap_shown", "certainty",
    "declared_status", "comparator", "target_low", "target_high", "unit", "actual_value", "actual_unit", "actual_year",
    "gap", "release_due", "reason_text", "countermeasure_text", "page_first", "indicator_key", "measure_key",
)  # fmt: skip
_LONG = frozenset({"reason_text", "countermeasure_text", "indicator_key"})
# Of a goal, an agency or an issuer: the long texts stand in the table of all.
PART_COLUMNS = tuple(name for name in MEASURE_COLUMNS if name not in _LONG)
GOAL_COLUMNS = ("report_year", "goal_no", "goal_name", *_COUNTS)
AGENCY_COLUMNS = ("report_year", "agency", "agency_name", "agency_name_en", *_COUNTS)
ISSUER_COLUMNS = ("report_year", "issuer", *_COUNTS)
RESULT_COLUMNS = (
    "report_year", "issuer", "goal_no", "indicator_code", "indicator_name", "status", "declared_status",
    "is_consistent", "parts_attained", "parts_total", "worst_attainment_pct", "counts_in_total", "indicator_key",
)  # fmt: skip
SERIES_COLUMNS = (
    "indicator_code", "measure_label", "data_year", "value", "unit", "value_basis", "source", "is_latest", "report_year",
    "issuer", "page", "publisher", "data_set", "text", "measure_key", "stated_as",
)  # fmt: skip
FINDING_COLUMNS = (
    "report_year", "issuer", "severity", "rule", "indicator_code", "measure_no", "message", "message_zh", "page",
)  # fmt: skip
RELEASE_COLUMNS = (
    "report_year", "issuer", "goal_no", "indicator_code", "indicator_name", "measure_no", "measure_label",
    "agencies_text", "release_due", "state", "days_overdue", "delivered_report_year", "delivered_value",
    "elsewhere_value", "elsewhere_unit", "elsewhere_source", "actual_text", "page", "measure_key",
)  # fmt: skip
CHANGE_COLUMNS = (
    "report_year_before", "report_year_after", "is_vintage", "issuer", "goal_no", "indicator_code_before",
    "indicator_code_after", "indicator_name", "measure_label", "change", "before", "after", "effect", "indicator_key",
)  # fmt: skip
# Lists of values that have words; in a table for Chinese readers the word stands for the value.
_WORDED = {
    "status": "status", "certainty": "certainty", "declared_status": "declared", "comparator": "comparator",
    "severity": "severity", "rule": "rule", "change": "change", "effect": "change", "source": "source",
    "value_basis": "basis", "state": "release_state",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PageTable:
    """Rows of a page's main table and which of their columns its files have."""

    columns: Sequence[str]
    rows: Sequence[Row]

    def records(self) -> list[dict[str, Any]]:
        """The rows by the names that the marts use."""
        return [{name: row[name] for name in self.columns} for row in self.rows]


def write_csv(table: PageTable, language: str, say: Callable[[str, str | None], str]) -> str:
    """Write a table for spreadsheets: headings and words of the language, nothing that a spreadsheet would run or change."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([say("table", name) for name in table.columns])
    cell = _chinese_cell if language != "en" else _cell
    writer.writerows([cell(name, row[name], say) for name in table.columns] for row in table.rows)
    return text.getvalue()


def write_json(content: Any) -> str:
    """Write a document for programs; a date is its ISO form."""
    return json.dumps(content, ensure_ascii=False, default=_plain, separators=(",", ":")) + "\n"


def keep_told(rows: Iterable[Row], left_out: frozenset[str]) -> list[Row]:
    """Rows without what is null and without columns that tell a reader of one indicator nothing."""
    return [
        {name: value for name, value in row.items() if value is not None and name not in left_out}
        for row in rows
    ]


def _chinese_cell(name: str, value: Any, say: Callable[[str, str | None], str]) -> str:
    if isinstance(value, bool):
        return say("table", "yes" if value else "no")
    if name in _WORDED and (value is not None or name == "status"):
        try:
            return say(_WORDED[name], value)
        except KeyError:
            return str(value)
    return _cell(name, value, say)


def _cell(_name: str, value: Any, _say: Callable[[str, str | None], str]) -> str:
    return write_value("、".join(value) if isinstance(value, list) else value, guarded=True)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else str(value)
