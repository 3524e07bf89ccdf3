"""The audit as a whole: what blocks, what only becomes a finding, and what is an error."""

import html
import json
import re
from datetime import UTC, datetime

import duckdb
import great_expectations.expectations as gxe
import pandas as pd
import polars as pl
import pytest

from expectations import audit as audit_module
from expectations.audit import AuditResult, Check, _validate, audit
from expectations.audit_page import write_audit_page
from expectations.rules import Rule, read_rules
from tests.english_sentences import english_sentences
from tests.unit.expectations.test_rules import FAULTS
from tests.unit.expectations.test_suites import FAULTS as SUITE_FAULTS


def outcomes(result: AuditResult) -> dict[str, str]:
    return {check.subject: check.outcome for check in result.checks}


def test_a_clean_edition_passes_every_check(candidate):
    result = audit(candidate)
    assert {check.outcome for check in result.checks} == {"passed"}
    assert result.blocking == []
    assert {rule.name for rule in read_rules()} <= {check.subject for check in result.checks}


def test_every_rule_that_is_offended_fails_with_its_severity(candidate):
    planted = {}
    for rule, statements in FAULTS:
        for statement in statements if rule not in planted else []:
            candidate.execute(statement)
        planted[rule] = True
    result = audit(candidate)
    rules = {rule.name: rule for rule in read_rules()}
    failed = {c.subject: c for c in result.checks if c.subject in rules and c.outcome == "failed"}
    assert set(failed) >= {name for name, rule in rules.items() if rule.severity == "critical"}
    for name, check in failed.items():
        assert (check.severity, check.why) == (rules[name].severity, rules[name].why)
        assert check.detail
    blocking = {check.subject for check in result.blocking}
    assert blocking >= {name for name in failed if rules[name].severity == "critical"}
    assert not blocking & {name for name, rule in rules.items() if rule.severity != "critical"}


def test_a_broken_rule_is_an_error_and_blocks(candidate, monkeypatch):
    broken = Rule("broken", "info", "to see it break", "select nonsense from nowhere")
    narrow = Rule("narrow", "info", "without the columns of a finding", "select 1 as page")
    place = "null as issuer, 2024 as report_year, null as indicator_code, null as measure_no, null as page"
    mute = Rule("mute", "info", "without a text", f"select {place}")
    monkeypatch.setattr(audit_module, "read_rules", lambda: [broken, mute, narrow, *read_rules()])
    result = audit(candidate)
    assert [(check.subject, check.outcome) for check in result.blocking] == [
        ("broken", "error"),
        ("mute", "error"),
        ("narrow", "error"),
    ]
    assert "nowhere" in result.blocking[0].detail
    assert outcomes(result)["no_actual"] == "passed"


def test_expectations_for_a_table_that_does_not_exist_are_refused(candidate, monkeypatch):
    monkeypatch.setattr(audit_module, "hand_written_expectations", lambda: {"marts.ghost": []})
    with pytest.raises(duckdb.CatalogException, match="ghost"):
        audit(candidate)


def test_of_a_table_only_what_its_checks_look_at_is_given_to_them(candidate, monkeypatch):
    given = {}

    def validate(context, subject, frame, expectations):
        given[subject] = set(frame.columns)
        return _validate(context, subject, frame, expectations)

    monkeypatch.setattr(audit_module, "_validate", validate)
    audit(candidate)
    assert given["staging.stg_indicator"] == {
        "report_id", "report_year", "indicator_code", "indicator_name", "page_first", "page_last",
    }  # fmt: skip


def test_every_check_of_an_audit_has_a_planted_fault(candidate):
    rules = {rule for rule, _ in FAULTS}
    checks = audit(candidate).checks
    unplanted = [
        (check.subject, check.expectation)
        for check in checks
        if check.subject not in rules and (check.subject, check.expectation) not in SUITE_FAULTS
    ]
    assert unplanted == []
    assert len(checks) == len(rules) + len(SUITE_FAULTS)


@pytest.mark.parametrize(
    "expectation",
    [
        gxe.ExpectColumnValuesToNotBeNull(column="absent", severity="info"),
        gxe.ExpectColumnValuesToBeBetween(column="words", min_value=0, severity="warning"),
    ],
)
def test_an_exception_is_an_error_whatever_the_severity(gx_context, expectation):
    frame = pd.DataFrame({"words": ["a", "b"]})
    (check,) = _validate(gx_context, "frame", frame, [expectation])
    assert check.outcome == "error"
    assert check.detail
    assert AuditResult(checks=[check]).blocking == [check]


@pytest.mark.parametrize(
    ("severity", "outcome", "blocks"),
    [
        ("critical", "passed", False),
        ("critical", "failed", True),
        ("critical", "error", True),
        ("warning", "failed", False),
        ("warning", "error", True),
        ("info", "failed", False),
        ("info", "error", True),
    ],
)
def test_critical_failures_and_errors_block(severity, outcome, blocks):
    check = Check("t", "e", severity, outcome, "w", "d")
    assert bool(AuditResult(checks=[check]).blocking) is blocks


def test_a_failed_check_shows_what_was_found(gx_context):
    frame = pd.DataFrame({"share": [5.0, 500.0, None]})
    expectation = gxe.ExpectColumnValuesToBeBetween(
        column="share", max_value=100, severity="critical"
    )
    (check,) = _validate(gx_context, "frame", frame, [expectation])
    assert check.outcome == "failed"
    assert "1 of 3" in check.detail
    assert "500" in check.detail


def test_the_page_tells_verdict_checks_and_findings_without_markup(tmp_path):
    finding = {
        "rule": "no_actual", "severity": "warning", "report_year": 2024, "indicator_code": "6.1.2",
        "measure_no": 1, "message": "<script>alert(1)</script>", "page": 3,
    }  # fmt: skip
    findings = pl.DataFrame([finding])
    check = Check("t<b>", "unique", "critical", "failed", "why", "<i>two</i>")
    started = datetime(2025, 7, 1, 8, tzinfo=UTC)
    result = AuditResult(checks=[check], findings=findings)
    page = write_audit_page(result, tmp_path / "audit", started)
    text = page.read_text(encoding="utf-8")
    assert "Nothing was published" in text
    assert "<script>" not in text
    assert "<i>two" not in text
    assert "6.1.2 #1" in text
    assert (tmp_path / "audit" / "latest.html").read_text(encoding="utf-8") == text
    assert (
        json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))["checks"][0]["outcome"]
        == "failed"
    )


def test_the_page_in_chinese_holds_no_english_sentence(candidate, tmp_path, monkeypatch):
    for _, statements in FAULTS:
        for statement in statements[:1]:
            candidate.execute(statement)
    result = audit(candidate)
    assert len([check for check in result.checks if check.outcome == "failed"]) > 20
    monkeypatch.setenv("TSDG_LANG", "zh")
    page = write_audit_page(result, tmp_path, datetime(2025, 7, 1, 8, tzinfo=UTC))
    text = page.read_text(encoding="utf-8").partition("<body>")[2]
    cells = [html.unescape(cell) for cell in re.findall(r">([^<>]+)<", text)]
    assert [cell for cell in cells if english_sentences(cell)] == []
    assert "無違反的列" in cells


def test_the_page_of_a_clean_edition_says_published(tmp_path):
    check = Check("t", "unique", "warning", "failed", "why", "two")
    started = datetime(2025, 7, 1, 8, tzinfo=UTC)
    page = write_audit_page(AuditResult(checks=[check]), tmp_path, started)
    assert "Published." in page.read_text(encoding="utf-8")


def test_the_gravest_finding_of_the_newest_edition_stands_first(tmp_path):
    findings = pl.DataFrame(
        {
            "severity": ["info", "warning", "critical", "warning"],
            "rule": ["r", "r", "r", "r"],
            "report_year": [2024, 2023, 2023, 2024],
            "indicator_code": [None, "6.1.1", "6.1.2", None],
            "measure_no": [None, 1, 1, None],
            "message": ["told 4", "told 3", "told 1", "told 2"],
            "page": [1, 1, 1, 1],
        }
    )
    started = datetime(2025, 7, 1, 8, tzinfo=UTC)
    page = write_audit_page(AuditResult(findings=findings), tmp_path, started)
    text = page.read_text(encoding="utf-8")
    assert sorted(range(1, 5), key=lambda number: text.index(f"told {number}")) == [1, 2, 3, 4]
