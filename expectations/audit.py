"""Audits a candidate warehouse with Great Expectations: what no schema can state, by table and by rule."""

import logging
from dataclasses import dataclass, field, replace
from typing import Any

import duckdb
import great_expectations as gx
import pandas as pd
import polars as pl
from great_expectations import expectations as gxe
from great_expectations.data_context.types.base import ProgressBarsConfig

from expectations.rules import (
    Rule,
    empty_findings,
    find_offenders,
    read_findings,
    read_rules,
    write_facts,
)
from expectations.suites import hand_written_expectations
from warehouse.say import LANGUAGES, Language, say

RULES = "rules"
NO_OFFENDER = "no offending row"
_SAMPLE = 5
# By these a row of any table is told in a finding.
_ROW_KEYS = ("report_id", "report_year", "indicator_code", "measure_no")
# The second one sets its own level to INFO and tells of every temporary folder.
TALKATIVE_LOGGERS = ("great_expectations", "great_expectations.data_context.types.base")


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation on one table or rule, and how it ended: passed, failed or error."""

    subject: str
    expectation: str
    severity: str
    outcome: str
    why: str
    detail: str
    rows: tuple[dict[str, Any], ...] = ()
    why_zh: str = ""
    detail_zh: str = ""


@dataclass(slots=True)
class AuditResult:
    """All checks of a run, the rows that offend a rule, and all that was found as rows of marts.finding."""

    checks: list[Check] = field(default_factory=list)
    offenders: dict[str, tuple[Rule, pl.DataFrame]] = field(default_factory=dict)
    findings: pl.DataFrame = field(default_factory=empty_findings)

    @property
    def doubtful_rows(self) -> list[dict[str, Any]]:
        """Rows that fail a warning or info expectation of their table, as findings."""
        return [
            {
                "rule": check.expectation.split(" ", 1)[0],
                "severity": check.severity,
                "report_year": int(row.get("report_year") or str(row["report_id"])[:4]),
                "indicator_code": row.get("indicator_code"),
                "measure_no": row.get("measure_no"),
                "facts": write_facts(
                    {
                        "table": check.subject,
                        "check": check.expectation,
                        "why": check.why,
                        "why_zh": check.why_zh,
                    }
                ),
            }
            for check in self.checks
            if check.outcome == "failed" and check.severity != "critical"
            for row in check.rows
        ]

    @property
    def blocking(self) -> list[Check]:
        """Checks that forbid publishing: critical failures, and errors whatever their severity."""
        return [
            check
            for check in self.checks
            if check.outcome == "error"
            or (check.outcome == "failed" and check.severity == "critical")
        ]


def audit(connection: duckdb.DuckDBPyConnection) -> AuditResult:
    """Check the tables that have a suite, and every rule, of the open candidate."""
    for name in TALKATIVE_LOGGERS:
        logging.getLogger(name).setLevel(logging.WARNING)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    result = AuditResult()
    for table, expectations in hand_written_expectations().items():
        frame = _read_looked_at(connection, table, expectations)
        result.checks += _validate(context, table, frame, expectations)
    result.checks += _check_rules(context, connection, result)
    result.findings = read_findings(connection, result.offenders, result.doubtful_rows)
    return result


def _read_looked_at(
    connection: duckdb.DuckDBPyConnection, table: str, expectations: list[Any]
) -> pd.DataFrame:
    """What the expectations look at, and what tells a row; Great Expectations goes through all it is given."""
    looked_at = {
        str(name)
        for expectation in expectations
        for argument, name in expectation.configuration.kwargs.items()
        if argument.startswith("column")
    }
    rows = connection.sql(f"from {table}")
    return rows.select(*(c for c in rows.columns if c in {*looked_at, *_ROW_KEYS})).df()


def _check_rules(
    context: Any, connection: duckdb.DuckDBPyConnection, result: AuditResult
) -> list[Check]:
    """Run every rule; one frame of offender counts, a column per rule, is what gets validated."""
    errors: list[Check] = []
    for rule in read_rules():
        try:
            result.offenders[rule.name] = (rule, find_offenders(connection, rule))
        except (duckdb.Error, pl.exceptions.PolarsError, LookupError) as error:
            errors.append(
                Check(
                    rule.name,
                    NO_OFFENDER,
                    rule.severity,
                    "error",
                    rule.why,
                    str(error),
                    why_zh=rule.why_zh,
                )
            )
    counts = {name: [len(frame)] for name, (_, frame) in result.offenders.items()}
    expectations = [expect_no_offender(rule) for rule, _ in result.offenders.values()]
    checks = _validate(context, RULES, pd.DataFrame(counts), expectations)
    return errors + [_name_rule(check, result.offenders) for check in checks]


def expect_no_offender(rule: Rule) -> Any:
    """Of the column of a rule, which counts its offenders."""
    meta = {"why": rule.why, "why_zh": rule.why_zh}
    return gxe.ExpectColumnMaxToBeBetween(
        column=rule.name, max_value=0, severity=rule.severity, meta=meta
    )


def _name_rule(check: Check, offenders: dict[str, tuple[Rule, pl.DataFrame]]) -> Check:
    """Tell the check of a rule's column by the rule, and show its first offenders."""
    name = check.expectation.rsplit(" ", 1)[-1]
    named = replace(check, subject=name, expectation=NO_OFFENDER)
    if check.outcome == "error":
        return named
    told = {language: sample_offenders(offenders[name][1], language) for language in LANGUAGES}
    return replace(named, detail=told["en"], detail_zh=told["zh"])


def sample_offenders(offenders: pl.DataFrame, language: Language) -> str:
    """Tell the first rows that offend a rule."""
    message, colon, semicolon = (
        ("message_zh", "：", "；") if language == "zh" else ("message", ": ", "; ")
    )
    rows = offenders.select("indicator_code", message).head(_SAMPLE).iter_rows()
    whole = say("audit-whole-report", language)
    return semicolon.join(f"{code or whole}{colon}{told}" for code, told in rows)


def _validate(
    context: Any, subject: str, frame: pd.DataFrame, expectations: list[Any]
) -> list[Check]:
    """Validate a frame; the costly description of offending values is made for failures only."""
    batch = context.data_sources.pandas_default.read_dataframe(frame)
    suite = gx.ExpectationSuite(name=subject, expectations=expectations)
    by_key = {_key(expectation.configuration): expectation for expectation in expectations}
    checks = []
    for result in batch.validate(suite, result_format="BOOLEAN_ONLY").results:
        if not result.success and not _raised(result.exception_info):
            expectation = by_key[_key(result.expectation_config)]
            keys = [column for column in _ROW_KEYS if column in frame.columns]
            described = {"result_format": "COMPLETE", "unexpected_index_column_names": keys}
            result = batch.validate(expectation, result_format=described)  # noqa: PLW2901 - the same result, described
        checks.append(_read_result(subject, result))
    return checks


def _key(configuration: Any) -> str:
    """Results need not come in the order of the expectations."""
    arguments = {k: v for k, v in configuration.kwargs.items() if k != "batch_id"}
    return f"{configuration.type} {sorted(arguments.items(), key=str)}"


def _read_result(subject: str, result: Any) -> Check:
    """Turn a result of Great Expectations into a check; an exception there is an error, not a failure."""
    configuration = result.expectation_config
    columns = configuration.kwargs.get("column") or configuration.kwargs.get("column_list") or ""
    if isinstance(columns, list):
        columns = ", ".join(columns[:_SAMPLE])
    meta = configuration.meta or {}
    raised = _raised(result.exception_info)
    outcome = "error" if raised else "passed" if result.success else "failed"
    return Check(
        subject=subject,
        expectation=f"{configuration.type.removeprefix('expect_')} {columns}".strip(),
        severity=str(getattr(configuration.severity, "value", configuration.severity)),
        outcome=outcome,
        why=meta.get("why", ""),
        why_zh=meta.get("why_zh", ""),
        detail=raised or ("" if result.success else _describe(result.result, "en")),
        detail_zh=raised or ("" if result.success else _describe(result.result, "zh")),
        rows=tuple(result.result.get("unexpected_index_list") or ()),
    )


def _raised(exception_info: dict[str, Any]) -> str:
    """Great Expectations gives one exception, or one for each metric."""
    entries = [exception_info] if "raised_exception" in exception_info else exception_info.values()
    for entry in entries:
        if isinstance(entry, dict) and entry.get("raised_exception"):
            return str(entry.get("exception_message") or "exception")
    return ""


def _describe(result: dict[str, Any], language: Language) -> str:
    if "unexpected_count" not in result:
        return say("audit-observed", language, value=str(result.get("observed_value")))
    return say(
        "audit-unexpected",
        language,
        count=result["unexpected_count"],
        all=result.get("element_count") or 0,
        sample=", ".join(map(str, result.get("partial_unexpected_list", [])[:_SAMPLE])),
    )
