"""Rows of the staging tables that follow from one document: a class for each table, a field for each column."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(slots=True)
class StagedIndicator:
    """One row of stg_indicator: one printed indicator row of one document."""

    report_id: str
    report_year: int
    indicator_code: str
    occurrence_no: int
    row_no: int
    goal_no: int
    goal_no_printed: int | None
    goal_name: str | None
    goal_lead: str | None
    indicator_name: str
    is_starred: bool
    agencies: list[str]
    agencies_printed: list[str]
    same_as_codes: list[str]
    heading_text: str
    target_text: str | None
    actual_text: str | None
    reason_text: str | None
    countermeasure_text: str | None
    declared_status: str | None
    page_first: int
    page_last: int
    printed_rows: list[int]
    reason_measures: list[int] | None


@dataclass(slots=True)
class StagedMeasure:
    """One row of stg_measure before it is judged: one quantity of an indicator; values in base units."""

    report_id: str
    indicator_code: str
    occurrence_no: int
    measure_no: int
    measure_label: str | None
    target_kind: str | None
    comparator: str | None
    comparator_rule: str | None
    target_low: float | None
    target_high: float | None
    unit: str | None
    target_year: int | None
    target_period: str | None
    target_basis: str
    target_words: str | None
    direction: str | None
    direction_rule: str | None
    actual_kind: str
    actual_value: float | None
    actual_unit: str | None
    actual_year: int | None
    actual_words: str | None
    actual_page: int | None
    declared_status: str | None
    release_due: date | None
    is_direction_assumed: bool
    unread_words: str | None


@dataclass(slots=True)
class StagedPrintedNumber:
    """One row of stg_printed_number: one number printed in 目標 or 實績值, and what it was taken for."""

    report_id: str
    indicator_code: str
    occurrence_no: int
    section: str
    number_no: int
    item_no: int
    measure_no: int | None
    number_text: str
    role: str
    context: str


@dataclass(slots=True)
class StagedPriorValue:
    """One row of stg_prior_value: a value of an earlier year that the text of a measure mentions."""

    report_id: str
    indicator_code: str
    occurrence_no: int
    measure_no: int
    data_year: int
    data_value: float
    unit: str | None
    value_text: str
    page: int


@dataclass(slots=True)
class StagedOtherTarget:
    """One row of stg_other_target: a target for another year than the report's."""

    report_id: str
    indicator_code: str
    occurrence_no: int
    statement_no: int
    measure_no: int
    section: str
    target_year: int
    target_period: str | None
    target_basis: str
    comparator: str | None
    target_low: float | None
    target_high: float | None
    unit: str | None
    target_words: str | None
    page: int


@dataclass(slots=True)
class StagedCorrection:
    """One row of stg_correction: a reviewed correction of the edition, and what became of it."""

    report_id: str
    indicator_code: str
    measure_no: int
    field: str
    data_year: int | None
    printed_expected: float
    printed_found: float | None
    corrected_value: float
    is_applied: bool
    reason: str


@dataclass(slots=True)
class StagedFinding:
    """One row of stg_finding: something doubtful met while reading."""

    report_id: str
    rule: str
    severity: str
    indicator_code: str | None
    measure_no: int | None
    facts: str
    page: int | None


@dataclass(slots=True)
class StagedReport:
    """Rows for the staging tables of the same names."""

    indicators: list[StagedIndicator] = field(default_factory=list)
    measures: list[StagedMeasure] = field(default_factory=list)
    printed_numbers: list[StagedPrintedNumber] = field(default_factory=list)
    prior_values: list[StagedPriorValue] = field(default_factory=list)
    other_targets: list[StagedOtherTarget] = field(default_factory=list)
    corrections: list[StagedCorrection] = field(default_factory=list)
    findings: list[StagedFinding] = field(default_factory=list)
    # Amounts that answer no target: findings where a measure beside them turns out to be unsure.
    unpaired: list[StagedFinding] = field(default_factory=list)

    def extend(self, other: "StagedReport") -> None:
        """Append the rows of another document."""
        self.indicators += other.indicators
        self.measures += other.measures
        self.printed_numbers += other.printed_numbers
        self.prior_values += other.prior_values
        self.other_targets += other.other_targets
        self.corrections += other.corrections
        self.findings += other.findings
        self.unpaired += other.unpaired
