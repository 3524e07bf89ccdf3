"""One document's verbatim cells → staging rows: indicators, measures, prior values, findings."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from transforms.normalize_text import drop_typesetting_spaces, join_lines, normalize_text
from transforms.phrase.parse_quantities import Quantity
from transforms.report.decide_direction import (
    ASSUMED,
    DirectionReview,
    DirectionTerm,
    decide_direction,
)
from transforms.report.join_split_cells import JoinedTable, TableRow, join_split_cells
from transforms.report.pair_measures import (
    IndicatorReading,
    Measure,
    lacks_denominator,
    read_measures,
)
from transforms.report.parse_headings import Goal, Heading, parse_goal, parse_heading
from transforms.report.read_other_targets import OtherTarget, find_measure, read_other_targets
from transforms.report.split_sections import SplitResult, split_sections

Row = dict[str, Any]

_FOOTER = re.compile(
    r"^[-—–─~\s]*(?:第\s*)?(?:page\s*)?\d{1,4}\s*(?:頁)?(?:\s*(?:[/／,，、|]|of|之)?\s*(?:共\s*)?\d{0,4}\s*頁?)?[-—–─~\s]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class UnitRule:
    """How a printed unit is written in the warehouse: base unit, factor, and group of synonyms."""

    group: str
    base_unit: str
    factor: float


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The reviewed seed files that reading depends on."""

    agency_names: dict[str, str]
    units: dict[str, UnitRule]
    direction_terms: tuple[DirectionTerm, ...]
    direction_reviews: tuple[DirectionReview, ...]

    @property
    def unit_groups(self) -> dict[str, str]:
        """Unit → group of units that mean the same."""
        return {unit: rule.group for unit, rule in self.units.items()}


@dataclass(slots=True)
class StagedReport:
    """Rows for the staging tables of the same names."""

    indicators: list[Row] = field(default_factory=list)
    measures: list[Row] = field(default_factory=list)
    prior_values: list[Row] = field(default_factory=list)
    other_targets: list[Row] = field(default_factory=list)
    findings: list[Row] = field(default_factory=list)


def stage_report(
    report_id: str, report_year: int, cells: pl.DataFrame, lexicon: Lexicon
) -> StagedReport:
    """Read one document.

    Args:
        report_id: the document.
        report_year: the year that it is about.
        cells: its rows of raw_report_cell.
        lexicon: the reviewed seed files.
    """
    staged = StagedReport()
    table = join_split_cells(cells)
    goals = {number: parse_goal(text) for number, text in table.goals.items()}
    occurrences: Counter[str] = Counter()
    for row in table.rows:
        heading = parse_heading(row.heading_text, lexicon.agency_names)
        if heading is None:
            _find(
                staged,
                report_id,
                "text_not_understood",
                row.page_first,
                f"no code in: {row.heading_text[:60]}",
            )
            continue
        occurrences[heading.code] += 1
        reader = _RowReader(report_id, report_year, lexicon, staged, row, heading)
        reader.stage(goals, occurrences[heading.code])
    _report_strays(staged, report_id, table, cells)
    return staged


@dataclass(frozen=True, slots=True)
class _RowReader:
    """Stages one indicator row."""

    report_id: str
    report_year: int
    lexicon: Lexicon
    staged: StagedReport
    row: TableRow
    heading: Heading

    def stage(self, goals: dict[int, Goal], occurrence_no: int) -> None:
        split = split_sections(self.row.result)
        reading = read_measures(split.sections, self.report_year, self.lexicon.unit_groups)
        self._stage_indicator(split, reading, goals, occurrence_no)
        for measure_no, measure in enumerate(reading.measures, start=1):
            self._stage_measure(measure, measure_no, occurrence_no, split)
        self._stage_other_targets(split, reading, occurrence_no)
        for finding in reading.findings:
            self._find(finding.rule, finding.severity, finding.message, finding.measure_no)
        self._check_row(split, occurrence_no)

    def _stage_indicator(
        self,
        split: SplitResult,
        reading: IndicatorReading,
        goals: dict[int, Goal],
        occurrence_no: int,
    ) -> None:
        heading, row = self.heading, self.row
        code_goal = int(heading.code.split(".")[0])
        goal = goals.get(code_goal) or Goal("", None)
        text = {name: section.text or None for name, section in split.sections.items()}
        self.staged.indicators.append(
            {
                "report_id": self.report_id,
                "report_year": self.report_year,
                "indicator_code": heading.code,
                "occurrence_no": occurrence_no,
                "row_no": row.row_no,
                "goal_no": code_goal,
                "goal_no_printed": row.goal_no_printed,
                "goal_name": goal.name or None,
                "goal_lead": goal.lead,
                "indicator_name": heading.name,
                "is_starred": heading.is_starred,
                "agencies": list(heading.agencies),
                "agencies_printed": list(heading.agencies_printed),
                "same_as_codes": list(heading.same_as_codes),
                "heading_text": row.heading_text,
                "target_text": text.get("target"),
                "actual_text": text.get("actual"),
                "reason_text": text.get("reason"),
                "countermeasure_text": text.get("countermeasure"),
                "declared_status": reading.declared,
                "page_first": row.page_first,
                "page_last": row.page_last,
                "printed_rows": row.printed_rows,
            }
        )

    def _stage_measure(
        self, measure: Measure, measure_no: int, occurrence_no: int, split: SplitResult
    ) -> None:
        target = measure.target
        decision = decide_direction(
            target,
            self.heading.name,
            self.lexicon.direction_terms,
            self.lexicon.direction_reviews,
        )
        low, high = _bounds(target.quantity, decision.comparator)
        key = {
            "report_id": self.report_id,
            "indicator_code": self.heading.code,
            "occurrence_no": occurrence_no,
            "measure_no": measure_no,
        }
        quantity = measure.actual.quantity if measure.actual else None
        self.staged.measures.append(
            key
            | {
                "measure_label": target.label or (measure.actual.label if measure.actual else None),
                "target_kind": target.kind,
                "comparator": decision.comparator,
                "comparator_rule": decision.comparator_rule,
                "target_low": self._convert(low, target.quantity),
                "target_high": self._convert(high, target.quantity),
                "unit": self._unit(target.quantity, quantity),
                "target_year": None if target.kind == "not_set" else self.report_year,
                "target_period": target.quantity.period if target.quantity else None,
                "target_basis": target.basis,
                "target_words": target.words,
                "direction": decision.direction,
                "direction_rule": decision.direction_rule,
                "actual_kind": measure.actual_kind,
                "actual_value": self._convert(quantity.value, quantity) if quantity else None,
                "actual_unit": self._unit(quantity, target.quantity),
                "actual_year": measure.actual_year,
                "actual_words": measure.actual.words if measure.actual else None,
                "actual_page": self._page_of_actual(measure, split),
                "declared_status": measure.declared,
                "release_due": measure.release_due,
            }
        )
        if decision.comparator is None and target.quantity is not None:
            self._find(
                "direction_undecided",
                "warning",
                f"no word or term tells which way is better: {target.words}",
                measure_no,
            )
        if (decision.direction_rule or "").startswith(ASSUMED):
            self._find(
                "direction_assumed",
                "info",
                f"more is taken to be better, as of any count: {target.words}",
                measure_no,
            )
        self._stage_prior_values(measure, key)

    def _stage_prior_values(self, measure: Measure, key: Row) -> None:
        for prior in measure.prior_values:
            rule = self.lexicon.units.get(prior.unit or "")
            unit = rule.base_unit if rule else prior.unit
            self.staged.prior_values.append(
                key
                | {
                    "data_year": prior.data_year,
                    "data_value": prior.value * rule.factor if rule else prior.value,
                    "unit": unit
                    or (measure.target.quantity.unit if measure.target.quantity else None),
                    "value_text": prior.words,
                    "page": self._page_of(prior.words) or self.row.page_first,
                }
            )

    def _stage_other_targets(
        self, split: SplitResult, reading: IndicatorReading, occurrence_no: int
    ) -> None:
        others = read_other_targets(split.sections, self.report_year)
        for number, other in enumerate(others, start=1):
            measure_no = find_measure(
                other, reading.measures, self.heading.name, self.lexicon.unit_groups
            )
            if measure_no is None:
                self._find(
                    "target_for_another_year",
                    "info",
                    f"in the {other.section}, for {other.target_year}, of no measure for sure: "
                    f"{other.target.words}",
                )
                continue
            key = {
                "report_id": self.report_id,
                "indicator_code": self.heading.code,
                "occurrence_no": occurrence_no,
                "statement_no": number,
                "measure_no": measure_no,
            }
            self.staged.other_targets.append(key | self._describe_other_target(other))

    def _describe_other_target(self, other: OtherTarget) -> Row:
        target = other.target
        decision = decide_direction(
            target,
            self.heading.name,
            self.lexicon.direction_terms,
            self.lexicon.direction_reviews,
        )
        low, high = _bounds(target.quantity, decision.comparator)
        return {
            "section": other.section,
            "target_year": other.target_year,
            "comparator": decision.comparator,
            "target_low": self._convert(low, target.quantity),
            "target_high": self._convert(high, target.quantity),
            "unit": self._unit(target.quantity, None),
            "target_period": target.quantity.period if target.quantity else None,
            "target_basis": target.basis,
            "target_words": target.words,
            "page": self._page_of(target.quantity.text if target.quantity else "", other.page)
            or other.page,
        }

    def _convert(self, value: float | None, quantity: Quantity | None) -> float | None:
        rule = self.lexicon.units.get(quantity.unit or "") if quantity else None
        return value * rule.factor if rule and value is not None else value

    def _unit(self, quantity: Quantity | None, other: Quantity | None) -> str | None:
        """The quantity's unit, or the other side's where only that one tells ‰, % or a denominator."""
        if quantity is None:
            return None
        unit = quantity.unit
        if other is not None and (
            (unit is None and other.unit in {"%", "‰"}) or lacks_denominator(other.unit, unit)
        ):
            unit = other.unit
        rule = self.lexicon.units.get(unit or "")
        return rule.base_unit if rule else unit

    def _page_of_actual(self, measure: Measure, split: SplitResult) -> int | None:
        section = split.sections.get("actual")
        if section is None:
            return None
        if measure.actual is None:
            return section.page
        return self._page_of(measure.actual.quantity.text, section.page) or section.page

    def _page_of(self, words: str, not_before: int = 0) -> int | None:
        """First page whose piece of the row holds the words; None if a page break cuts them."""
        for page, piece in self.row.result:
            if page >= not_before and words in drop_typesetting_spaces(join_lines(piece)):
                return page
        return None

    def _check_row(self, split: SplitResult, occurrence_no: int) -> None:
        heading = self.heading
        if occurrence_no > 1:
            self._find(
                "code_printed_twice",
                "warning",
                f"{heading.code} is printed again; the first print is used",
            )
        if "target" not in split.sections:
            self._find("text_not_understood", "warning", "no section 目標 was found in the row")
        if split.unlabelled:
            self._find(
                "text_not_understood",
                "info",
                f"text before the first section: {split.unlabelled[:80]}",
            )
        if self.row.goal_no_printed not in {None, int(heading.code.split(".")[0])}:
            self._find(
                "goal_disagrees_with_code",
                "warning",
                f"{heading.code} stands under goal {self.row.goal_no_printed}",
            )
        for agency in heading.unknown_agencies:
            self._find("unknown_agency", "info", f"not in the reviewed list of agencies: {agency}")
        if not heading.agencies:
            self._find("no_agency", "info", f"no responsible agency is printed: {heading.name}")

    def _find(self, rule: str, severity: str, message: str, measure_no: int | None = None) -> None:
        _find(
            self.staged,
            self.report_id,
            rule,
            self.row.page_first,
            message,
            severity=severity,
            code=self.heading.code,
            measure_no=measure_no,
        )


def _bounds(quantity: Quantity | None, comparator: str | None) -> tuple[float | None, float | None]:
    """`ge` fills low, `le` fills high, `eq` and `between` both; an undecided target keeps its number."""
    if quantity is None:
        return None, None
    high = quantity.value if quantity.value_high is None else quantity.value_high
    if comparator == "ge":
        return quantity.value, None
    if comparator == "le":
        return None, high
    return quantity.value, high


def _report_strays(
    staged: StagedReport, report_id: str, table: JoinedTable, cells: pl.DataFrame
) -> None:
    for page, text in table.strays:
        _find(
            staged,
            report_id,
            "text_not_understood",
            page,
            f"a row before any indicator: {text[:80]}",
        )
    lines = [
        (page, drop_typesetting_spaces(normalize_text(text)))
        for page, text in cells.filter(pl.col("column_name") == "outside")
        .select("page", "cell_text")
        .iter_rows()
    ]
    # A line that stands on several pages, but for its number, is a running head or foot.
    running = Counter(re.sub(r"\d+", "0", line) for _, line in set(lines))
    for page, line in lines:
        is_running = running[re.sub(r"\d+", "0", line)] > 1
        if line and not _FOOTER.match(line) and not is_running:
            _find(
                staged,
                report_id,
                "text_outside_table",
                page,
                f"stands outside the table and was not read: {line[:80]}",
                severity="info",
            )


def _find(  # noqa: PLR0913 - the columns of a finding
    staged: StagedReport,
    report_id: str,
    rule: str,
    page: int | None,
    message: str,
    *,
    severity: str = "warning",
    code: str | None = None,
    measure_no: int | None = None,
) -> None:
    staged.findings.append(
        {
            "report_id": report_id,
            "rule": rule,
            "severity": severity,
            "indicator_code": code,
            "measure_no": measure_no,
            "message": message,
            "page": page,
        }
    )
