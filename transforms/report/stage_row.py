"""One indicator row of a document → its staging rows, in base units, each number with its words and page."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from transforms.normalize_text import UNCERTAIN, drop_typesetting_spaces, join_lines
from transforms.phrase.parse_quantities import Quantity
from transforms.phrase.unit_table import TIME_UNITS
from transforms.phrase.words import any_of
from transforms.report.account_numbers import UNACCOUNTED, AccountedNumber, account_numbers
from transforms.report.decide_direction import Decision, as_before, decide_direction
from transforms.report.join_split_cells import TableRow
from transforms.report.pairing.find_unpaired import find_unpaired
from transforms.report.pairing.likeness import lacks_denominator
from transforms.report.pairing.measures import IndicatorReading, Measure
from transforms.report.pairing.pair_measures import read_measures
from transforms.report.parse_headings import Goal, Heading
from transforms.report.read_other_targets import OtherTarget, find_measure, read_other_targets
from transforms.report.read_targets import Target
from transforms.report.report_lexicon import Lexicon
from transforms.report.split_sections import SplitResult, split_sections
from transforms.report.staged_rows import (
    StagedFinding,
    StagedIndicator,
    StagedMeasure,
    StagedOtherTarget,
    StagedPrintedNumber,
    StagedPriorValue,
    StagedReport,
)

_NAMES_NOTHING = re.compile(
    rf"{any_of('running_total', 'increment', 'before_activity')}?{any_of('deed')}"
)
# 24 小時內清除率 90 %
_OF_RATE = re.compile(r"\D{1,4}?以?內[^，。；()\d]{2,10}(?:率|比例)[達為至約]*\d")
_NAME_PARTS = re.compile(r"[、及與和，]")
_RANK = re.compile(r"[第前]\d{1,3}[名位](?:以?內)?(?:$|[，。；、)(])")
_TIME_UNIT = "|".join(sorted(map(re.escape, TIME_UNITS), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class RowReader:
    """Stages one indicator row into the rows of its document; the code's `occurrence_no` counts from 1."""

    report_id: str
    report_year: int
    lexicon: Lexicon
    staged: StagedReport
    row: TableRow
    heading: Heading
    occurrence_no: int

    def stage(self, goals: dict[int, Goal]) -> None:
        """Append all that the row says; `goals` are those of the document by number."""
        split = split_sections(self.row.result)
        reading = read_measures(
            split.sections, self.report_year, self.lexicon.unit_groups, self.heading.name
        )
        self.staged.indicators.append(self._indicator(split, reading, goals))
        numbers = account_numbers(split.sections, reading)
        self.staged.printed_numbers += [self._printed_number(number) for number in numbers]
        unread = self._unread_words(split, numbers)
        decisions = self._decide_all(reading)
        for measure_no, measure in enumerate(reading.measures, start=1):
            self._stage_measure(measure, measure_no, split, decisions[measure_no - 1], unread)
        self._name_measures(self.staged.measures[-len(reading.measures) :])
        self._stage_other_targets(split, reading)
        for finding in reading.findings:
            self._find(finding.rule, finding.severity, finding.facts, finding.measure_no)
        self._stage_unpaired(reading)
        self._check_row(split)

    def _indicator(
        self, split: SplitResult, reading: IndicatorReading, goals: dict[int, Goal]
    ) -> StagedIndicator:
        heading, row = self.heading, self.row
        goal_no = int(heading.code.split(".")[0])
        goal = goals.get(goal_no) or Goal("", None)
        text = {name: section.text or None for name, section in split.sections.items()}
        return StagedIndicator(
            report_id=self.report_id,
            report_year=self.report_year,
            indicator_code=heading.code,
            occurrence_no=self.occurrence_no,
            row_no=row.row_no,
            goal_no=goal_no,
            goal_no_printed=row.goal_no_printed,
            goal_name=goal.name or None,
            goal_lead=goal.lead,
            indicator_name=heading.name,
            is_starred=heading.is_starred,
            agencies=list(heading.agencies),
            agencies_printed=list(heading.agencies_printed),
            same_as_codes=list(heading.same_as_codes),
            heading_text=row.heading_text,
            target_text=text.get("target"),
            actual_text=text.get("actual"),
            reason_text=text.get("reason"),
            countermeasure_text=text.get("countermeasure"),
            declared_status=reading.declared,
            page_first=row.page_first,
            page_last=row.page_last,
            printed_rows=row.printed_rows,
            reason_measures=reading.reason_measures,
        )

    def _printed_number(self, number: AccountedNumber) -> StagedPrintedNumber:
        return StagedPrintedNumber(
            report_id=self.report_id,
            indicator_code=self.heading.code,
            occurrence_no=self.occurrence_no,
            **asdict(number),
        )

    def _unread_words(self, split: SplitResult, numbers: Sequence[AccountedNumber]) -> str | None:
        """What looks like part of the answer and was taken for nothing; null if all is accounted for."""
        if "target" not in split.sections:
            return "no section 目標 was found"
        unread = [number.number_text for number in numbers if number.role == UNACCOUNTED]
        answered = (
            _limits_answered(numbers) or _ranks_answered(numbers) or _ratios_aimed_at(numbers)
        )
        return "、".join(unread or answered) or None

    def _decide_all(self, reading: IndicatorReading) -> list[Decision]:
        """Of 國小合格率 69 %；國中 67 % the second goes the way of the one before it."""
        decisions: list[Decision] = []
        before: Target | None = None
        for target in (measure.target for measure in reading.measures):
            decision = self._decide(target)
            is_same = before is not None and _is_of_one_list(before, target)
            if decision.direction is None and is_same:
                decision = as_before(decisions[-1])
            decisions.append(decision)
            before = target
        return decisions

    def _stage_measure(
        self,
        measure: Measure,
        measure_no: int,
        split: SplitResult,
        decision: Decision,
        unread: str | None,
    ) -> None:
        staged = self._measure(measure, measure_no, split, decision)
        staged.unread_words = unread
        self.staged.measures.append(staged)
        self.staged.prior_values += self._prior_values(measure, measure_no)
        words = measure.target.words
        if decision.comparator is None and measure.target.quantity is not None:
            self._find("direction_undecided", "warning", {"words": words}, measure_no)

    def _measure(
        self, measure: Measure, measure_no: int, split: SplitResult, decision: Decision
    ) -> StagedMeasure:
        target, actual = measure.target, measure.actual
        quantity = actual.quantity if actual else None
        unit = self._measure_unit(measure)
        low, high = self._bounds(target.quantity, decision.comparator, unit)
        return StagedMeasure(
            report_id=self.report_id,
            indicator_code=self.heading.code,
            occurrence_no=self.occurrence_no,
            measure_no=measure_no,
            measure_label=target.label or (actual.label if actual else None),
            target_kind=target.kind,
            comparator=decision.comparator,
            comparator_rule=decision.comparator_rule,
            target_low=low,
            target_high=high,
            unit=self._unit(target.quantity, quantity, unit),
            target_year=None if target.kind == "not_set" else self.report_year,
            target_period=target.quantity.period if target.quantity else None,
            target_basis=target.basis,
            target_words=target.words,
            direction=decision.direction,
            direction_rule=decision.direction_rule,
            actual_kind=measure.actual_kind,
            actual_value=self._convert(quantity.value, quantity, unit) if quantity else None,
            actual_unit=self._unit(quantity, target.quantity, unit),
            actual_year=measure.actual_year,
            actual_words=actual.words if actual else None,
            actual_page=self._page_of_actual(measure, split),
            declared_status=measure.declared,
            release_due=measure.release_due,
            is_direction_assumed=decision.is_assumed,
            unread_words=None,
        )

    def _name_measures(self, measures: Sequence[StagedMeasure]) -> None:
        """A deed alone (補助, 服務) says nothing without the name of its indicator."""
        for measure in measures:
            label, name = measure.measure_label, self.heading.name
            if label is None or not name or not _NAMES_NOTHING.fullmatch(label):
                continue
            parts = _NAME_PARTS.split(name)
            named = [part for part in parts if label in part]
            named = [part for part in named if part.endswith(measure.unit or label)] or named
            if len(measures) == 1:
                measure.measure_label = name
            elif len(parts) > 1 and len(named) == 1:
                measure.measure_label = named[0].strip()
            else:
                measure.measure_label = f"{name}：{label}"

    def _prior_values(self, measure: Measure, measure_no: int) -> list[StagedPriorValue]:
        target_unit = measure.target.quantity.unit if measure.target.quantity else None
        measure_unit = self._measure_unit(measure)
        return [
            StagedPriorValue(
                report_id=self.report_id,
                indicator_code=self.heading.code,
                occurrence_no=self.occurrence_no,
                measure_no=measure_no,
                data_year=prior.data_year,
                data_value=self.lexicon.convert(prior.value, prior.unit, measure_unit),
                unit=self.lexicon.unit_beside(prior.unit, measure_unit) or target_unit,
                value_text=prior.words,
                page=self._page_of(prior.words) or self.row.page_first,
            )
            for prior in measure.prior_values
        ]

    def _stage_other_targets(self, split: SplitResult, reading: IndicatorReading) -> None:
        others = read_other_targets(split.sections, self.report_year)
        for number, other in enumerate(others, start=1):
            measure_no = find_measure(
                other, reading.measures, self.heading.name, self.lexicon.unit_groups
            )
            if measure_no is None:
                self._find(
                    "target_for_another_year",
                    "info",
                    {
                        "section": other.section,
                        "year": other.target_year,
                        "words": other.target.words,
                    },
                )
            else:
                unit = self._measure_unit(reading.measures[measure_no - 1])
                self.staged.other_targets.append(
                    self._other_target(other, number, measure_no, unit)
                )

    def _stage_unpaired(self, reading: IndicatorReading) -> None:
        self.staged.unpaired += [
            StagedFinding(
                self.report_id,
                "amount_not_paired",
                "info",
                self.heading.code,
                measure_no,
                json.dumps({"words": words}, ensure_ascii=False),
                self.row.page_first,
            )
            for measure_no, words in find_unpaired(reading, self.lexicon.unit_groups)
        ]

    def _other_target(
        self, other: OtherTarget, statement_no: int, measure_no: int, unit: str | None
    ) -> StagedOtherTarget:
        target = other.target
        decision = self._decide(target)
        low, high = self._bounds(target.quantity, decision.comparator, unit)
        words = target.quantity.text if target.quantity else ""
        return StagedOtherTarget(
            report_id=self.report_id,
            indicator_code=self.heading.code,
            occurrence_no=self.occurrence_no,
            statement_no=statement_no,
            measure_no=measure_no,
            section=other.section,
            target_year=other.target_year,
            target_period=target.quantity.period if target.quantity else None,
            target_basis=target.basis,
            comparator=decision.comparator,
            target_low=low,
            target_high=high,
            unit=self._unit(target.quantity, None, unit),
            target_words=target.words,
            page=self._page_of(words, other.page) or other.page,
        )

    def _decide(self, target: Target) -> Decision:
        return decide_direction(
            target,
            self.heading.name,
            self.lexicon.direction_terms,
            self.lexicon.direction_reviews,
        )

    def _measure_unit(self, measure: Measure) -> str | None:
        quantities = (measure.target.quantity, measure.actual and measure.actual.quantity)
        return self.lexicon.measure_unit(*(one.unit for one in quantities if one))

    def _bounds(
        self, quantity: Quantity | None, comparator: str | None, measure_unit: str | None
    ) -> tuple[float | None, float | None]:
        low, high = _printed_bounds(quantity, comparator)
        return self._convert(low, quantity, measure_unit), self._convert(
            high, quantity, measure_unit
        )

    def _convert(
        self, value: float | None, quantity: Quantity | None, measure_unit: str | None
    ) -> float | None:
        if value is None or quantity is None:
            return value
        return self.lexicon.convert(value, quantity.unit, measure_unit)

    def _unit(
        self, quantity: Quantity | None, other: Quantity | None, measure_unit: str | None
    ) -> str | None:
        """The quantity's unit, or the other side's where only that one tells ‰, % or a denominator."""
        if quantity is None:
            return None
        unit = quantity.unit
        if other is not None and (
            (unit is None and other.unit in {"%", "‰"}) or lacks_denominator(other.unit, unit)
        ):
            unit = other.unit
        return self.lexicon.unit_beside(unit, measure_unit)

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

    def _check_row(self, split: SplitResult) -> None:
        heading = self.heading
        if self.occurrence_no > 1:
            self._find("code_printed_twice", "warning", {"code": heading.code})
        printed = f"{self.row.heading_text}\n{self.row.result_text}"
        if UNCERTAIN in printed:
            place = printed.index(UNCERTAIN)
            words = printed[max(place - 10, 0) : place + 10]
            self._find("unknown_character", "warning", {"mark": UNCERTAIN, "words": words})
        if "target" not in split.sections:
            self._find("text_not_understood", "warning", {"what": "no_target_section"})
        if split.unlabelled:
            self._find(
                "text_not_understood",
                "info",
                {"what": "before_first_section", "words": split.unlabelled[:80]},
            )
        # A number carried from a cell further up may be that of a goal whose cell was not found.
        goal_no = self.row.goal_no_printed if self.row.has_own_goal else None
        if goal_no not in {None, int(heading.code.split(".")[0])}:
            self._find(
                "goal_disagrees_with_code",
                "warning",
                {"code": heading.code, "goal": goal_no},
            )
        for agency in heading.unknown_agencies:
            self._find("unknown_agency", "info", {"agency": agency})
        if not heading.agencies:
            self._find("no_agency", "info", {"name": heading.name})

    def _find(
        self,
        rule: str,
        severity: str,
        facts: Mapping[str, str | int | None],
        measure_no: int | None = None,
    ) -> None:
        self.staged.findings.append(
            StagedFinding(
                self.report_id,
                rule,
                severity,
                self.heading.code,
                measure_no,
                json.dumps(facts, ensure_ascii=False),
                self.row.page_first,
            )
        )


def _is_of_one_list(before: Target, target: Target) -> bool:
    if before.quantity is None or target.quantity is None or before.item_no != target.item_no:
        return False
    return before.quantity.unit == target.quantity.unit


def _limits_answered(numbers: Sequence[AccountedNumber]) -> list[str]:
    """Time limits of a target that may be what is aimed at.

    Of a task 於 7 日內回復 any amount may answer it; beside other targets only an amount of the same unit
    that answers none of them (處理期限 75 日；成立率 50 %, told as 78.4 日；53.6 %).
    """
    limits = [
        n
        for n in numbers
        if n.section == "target" and n.role == "time limit" and not _is_of_a_rate(n)
    ]
    amounts = [n for n in numbers if n.section == "actual" and n.role in {"quantity", "time limit"}]
    has_target = any(n.section == "target" and n.role in {"target", "quantity"} for n in numbers)
    if not has_target:
        return [limit.number_text for limit in limits] if amounts else []
    # 可供應 6 個月、抽驗 300 件, told as 7 個月、312 件: a limit that is only restated answers nothing.
    restated = {limit.number_text for limit in limits}
    told = {
        _unit_behind(amount)
        for amount in amounts
        if amount.role == "quantity" or (amount.number_text not in restated and _is_bare(amount))
    } - {None}
    return [limit.number_text for limit in limits if _unit_behind(limit) in told]


def _is_of_a_rate(limit: AccountedNumber) -> bool:
    """髒亂點 24 小時內清除率 90 %: within what time says of which rate, whatever time is told."""
    _, _, behind = limit.context.partition(limit.number_text)
    return _OF_RATE.match(behind) is not None


def _ratios_aimed_at(numbers: Sequence[AccountedNumber]) -> list[str]:
    """人數比 1：12 內, of which no amount was read: where nothing else is aimed at, it is."""
    targets = [n for n in numbers if n.section == "target"]
    if any(n.role in {"target", "quantity"} for n in targets):
        return []
    return [number.number_text for number in targets if number.role == "ratio part"]


def _ranks_answered(numbers: Sequence[AccountedNumber]) -> list[str]:
    """國小數學前 5 名, answered by 第 4 名: an ordinal that may be what is aimed at."""
    ranks = [
        n for n in numbers if _RANK.search(n.context) and n.role in {"ordinal", "quantity", "value"}
    ]
    is_told = any(n.section == "actual" for n in ranks)
    asked = [n for n in ranks if n.section == "target" and n.role == "ordinal"]
    return [number.number_text for number in asked] if is_told else []


def _is_bare(number: AccountedNumber) -> bool:
    words = rf"(?:^|[。；，、]){re.escape(number.number_text)}\s*(?:{_TIME_UNIT})(?:[。；，、]|$)"
    return re.search(words, number.context) is not None


def _unit_behind(number: AccountedNumber) -> str | None:
    match = re.search(rf"{re.escape(number.number_text)}\s*({_TIME_UNIT})", number.context)
    return match[1] if match else None


def _printed_bounds(
    quantity: Quantity | None, comparator: str | None
) -> tuple[float | None, float | None]:
    """`ge` fills low, `le` fills high, `eq` and `between` both; an undecided target keeps its number."""
    if quantity is None:
        return None, None
    high = quantity.value if quantity.value_high is None else quantity.value_high
    if comparator == "ge":
        return quantity.value, None
    if comparator == "le":
        return None, high
    return quantity.value, high
