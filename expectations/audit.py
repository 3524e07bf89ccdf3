"""Audits a candidate warehouse: every table against its contract and suite, every rule, with Great Expectations."""

import logging
from dataclasses import dataclass, field
from typing import Any

import duckdb
import great_expectations as gx
import pandas as pd
import polars as pl
from great_expectations import expectations as gxe
from great_expectations.data_context.types.base import ProgressBarsConfig

from expectations.contract import expectations_from_catalog
from expectations.rules import Rule, find_offenders, read_rules
from expectations.suites import hand_written_expectations
from warehouse.catalog import read_tables

AUDITED_SCHEMAS = ("raw", "staging", "intermediate", "marts")
_SAMPLE = 5


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation on one table or rule, and how it ended: passed, failed or error."""

    subject: str
    expectation: str
    severity: str
    outcome: str
    why: str
    detail: str


@dataclass(slots=True)
class AuditResult:
    """All checks of a run and the rows that offend a rule."""

    checks: list[Check] = field(default_factory=list)
    offenders: dict[str, tuple[Rule, pl.DataFrame]] = field(default_factory=dict)

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
    """Check every table and rule of the open candidate."""
    logging.getLogger("great_expectations").setLevel(logging.WARNING)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    result = AuditResult()
    hand_written = hand_written_expectations()
    for table in read_tables(connection, *AUDITED_SCHEMAS):
        expectations = [
            *expectations_from_catalog(table),
            *hand_written.pop(table.full_name, []),
        ]
        frame = connection.execute(f"select * from {table.full_name}").df()  # noqa: S608 - names from the catalog
        result.checks += _validate(context, table.full_name, frame, expectations)
    if hand_written:
        raise ValueError(f"expectations for tables that do not exist: {sorted(hand_written)}")
    for rule in read_rules():
        result.checks += _check_rule(context, connection, rule, result)
    return result


def _check_rule(
    context: Any, connection: duckdb.DuckDBPyConnection, rule: Rule, result: AuditResult
) -> list[Check]:
    try:
        offenders = find_offenders(connection, rule)
    except (duckdb.Error, pl.exceptions.PolarsError) as error:
        return [Check(rule.name, "rule", rule.severity, "error", rule.why, str(error))]
    result.offenders[rule.name] = (rule, offenders)
    expectation = gxe.ExpectTableRowCountToEqual(
        value=0, severity=rule.severity, meta={"why": rule.why}
    )
    frame = pd.DataFrame(offenders.to_dicts(), columns=offenders.columns)
    checks = _validate(context, rule.name, frame, [expectation])
    sample = "; ".join(
        f"{code or 'report'}: {message}"
        for code, message in offenders.select("indicator_code", "message").head(_SAMPLE).iter_rows()
    )
    return [
        Check(c.subject, "no offending row", c.severity, c.outcome, c.why, sample or c.detail)
        for c in checks
    ]


def _validate(
    context: Any, subject: str, frame: pd.DataFrame, expectations: list[Any]
) -> list[Check]:
    batch = context.data_sources.pandas_default.read_dataframe(frame)
    suite = gx.ExpectationSuite(name=subject, expectations=expectations)
    validation = batch.validate(suite, result_format="SUMMARY")
    return [_read_result(subject, result) for result in validation.results]


def _read_result(subject: str, result: Any) -> Check:
    """Turn a result of Great Expectations into a check; an exception there is an error, not a failure."""
    configuration = result.expectation_config
    columns = configuration.kwargs.get("column") or configuration.kwargs.get("column_list") or ""
    if isinstance(columns, list):
        columns = ", ".join(columns[:_SAMPLE])
    raised = _raised(result.exception_info)
    outcome = "error" if raised else "passed" if result.success else "failed"
    return Check(
        subject=subject,
        expectation=f"{configuration.type.removeprefix('expect_')} {columns}".strip(),
        severity=str(getattr(configuration.severity, "value", configuration.severity)),
        outcome=outcome,
        why=(configuration.meta or {}).get("why", "stated by the table's schema"),
        detail=raised or ("" if result.success else _describe(result.result)),
    )


def _raised(exception_info: dict[str, Any]) -> str:
    """Great Expectations gives one exception, or one for each metric."""
    entries = [exception_info] if "raised_exception" in exception_info else exception_info.values()
    for entry in entries:
        if isinstance(entry, dict) and entry.get("raised_exception"):
            return str(entry.get("exception_message") or "exception")
    return ""


def _describe(result: dict[str, Any]) -> str:
    if "unexpected_count" in result:
        sample = ", ".join(
            str(value) for value in result.get("partial_unexpected_list", [])[:_SAMPLE]
        )
        return f"{result['unexpected_count']} of {result.get('element_count')}: {sample}"
    return f"observed {result.get('observed_value')}"
