"""The audit of a run as a page that opens from disk, and as JSON beside it."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import polars as pl
from jinja2 import Environment

from expectations.audit import AuditResult
from warehouse.say import chosen_language, in_reader_language, name_rule, name_value, tell
from warehouse.say_stated import say_check

_ORDER = {"critical": 0, "warning": 1, "info": 2}
_TEMPLATE = """<!doctype html>
<html lang="{{ lang }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ t("audit-title", moment=started_at) }}</title>
<style>
body { font: 16px/1.5 "Noto Sans TC", "PingFang TC", "Microsoft JhengHei", sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1b1b1b; background: #fff; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid #ddd; }
th, td:first-child, .checks td:nth-child(2) { white-space: nowrap; } .checks td:nth-child(4) { min-width: 8rem; } .checks td:nth-child(5) { min-width: 14rem; } td:last-child { overflow-wrap: anywhere; min-width: 20rem; }
@media (max-width: 45rem) { table, thead, tbody, tr, th, td { display: block; } thead { display: none; } td { border: 0; } tr { border-bottom: 1px solid #ddd; } }
th { background: #f3f3f3; } .verdict { padding: .6rem 1rem; border-left: .4rem solid; }
.good { border-color: #1a7f37; background: #eef8f0; } .bad { border-color: #b3261e; background: #fdf0ef; }
.critical { color: #b3261e; font-weight: 700; } .warning { color: #8a5300; font-weight: 700; } .info { color: #0b5cad; }
</style>
</head>
<body>
<h1>{{ t("audit-head", moment=started_at) }}</h1>
{% if blocking %}
<p class="verdict bad"><strong>{{ t("audit-not-published") }}</strong> {{ t("audit-forbidden", blocking=blocking | length, count=n_checks) }}</p>
{% else %}
<p class="verdict good"><strong>{{ t("audit-published") }}</strong> {{ t("audit-allowed", count=n_checks) }}</p>
{% endif %}
{% if failed %}
<h2>{{ t("audit-not-passed") }}</h2>
<table class="checks">
<thead><tr><th>{{ t("audit-column-severity") }}</th><th>{{ t("audit-column-outcome") }}</th><th>{{ t("audit-column-table-or-rule") }}</th><th>{{ t("audit-column-expectation") }}</th><th>{{ t("audit-column-why-it-matters") }}</th><th>{{ t("audit-column-what-was-found") }}</th></tr></thead>
<tbody>
{% for check in failed %}
<tr><td class="{{ check.severity }}">{{ name("severity", check.severity) }}</td><td>{{ name("outcome", check.outcome) }}</td><td>{{ rule(check.subject) }}</td><td>{{ expectation(check.expectation) }}</td><td>{{ words(check, "why") }}</td><td>{{ words(check, "detail") }}</td></tr>
{% endfor %}
</tbody>
</table>
{% endif %}
<h2>{{ t("audit-findings") }}</h2>
<table>
<thead><tr><th>{{ t("audit-column-severity") }}</th><th>{{ t("audit-column-rule") }}</th><th>{{ t("audit-column-edition") }}</th><th>{{ t("audit-column-indicator") }}</th><th>{{ t("audit-column-page") }}</th><th>{{ t("audit-column-finding") }}</th></tr></thead>
<tbody>
{% for finding in findings %}
<tr><td class="{{ finding.severity }}">{{ name("severity", finding.severity) }}</td><td>{{ rule(finding.rule) }}</td><td>{{ finding.report_year }}</td><td>{{ finding.indicator_code or "" }}{% if finding.measure_no %} #{{ finding.measure_no }}{% endif %}</td><td>{{ finding.page or "" }}</td><td>{{ words(finding, "message") }}</td></tr>
{% endfor %}
</tbody>
</table>
<h2>{{ t("audit-checks") }}</h2>
<table>
<thead><tr><th>{{ t("audit-column-table-or-rule") }}</th><th>{{ t("audit-column-passed") }}</th><th>{{ t("audit-column-failed") }}</th><th>{{ t("audit-column-errors") }}</th></tr></thead>
<tbody>
{% for subject, counts in subjects.items() %}
<tr><td>{{ rule(subject) }}</td><td>{{ counts.passed }}</td><td>{{ counts.failed }}</td><td>{{ counts.error }}</td></tr>
{% endfor %}
</tbody>
</table>
</body>
</html>
"""


def write_audit_page(result: AuditResult, folder: Path, started_at: datetime) -> Path:
    """Write the audit of a run and return the page's path; `latest.html` is a copy of the newest."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = started_at.strftime("%Y%m%dT%H%M%S")
    page = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(_TEMPLATE)
    text = page.render(
        t=tell,
        name=name_value,
        rule=name_rule,
        words=in_reader_language,
        lang="zh-Hant" if chosen_language() == "zh" else "en",
        started_at=started_at.strftime("%Y-%m-%d %H:%M"),
        n_checks=len(result.checks),
        blocking=result.blocking,
        expectation=say_check,
        failed=[
            asdict(check)
            for check in sorted(
                (check for check in result.checks if check.outcome != "passed"),
                key=lambda check: (_ORDER.get(check.severity, 0), check.subject),
            )
        ],
        findings=_in_order(result.findings).to_dicts(),
        subjects=_count_by_subject(result),
    )
    path = folder / f"{stem}.html"
    path.write_text(text, encoding="utf-8")
    (folder / "latest.html").write_text(text, encoding="utf-8")
    checks = [asdict(check) for check in result.checks]
    (folder / f"{stem}.json").write_text(
        json.dumps(
            {"started_at": started_at.isoformat(), "checks": checks},
            ensure_ascii=False,
            indent=1,
            default=str,
        ),
        encoding="utf-8",
    )
    return path


def _in_order(findings: pl.DataFrame) -> pl.DataFrame:
    """The gravest first, then the newest edition."""
    return findings.sort(
        pl.col("severity").replace_strict(_ORDER, return_dtype=pl.Int32),
        -pl.col("report_year"),
        "rule",
        "indicator_code",
        "measure_no",
        nulls_last=True,
    )


def _count_by_subject(result: AuditResult) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for check in result.checks:
        subject = counts.setdefault(check.subject, {"passed": 0, "failed": 0, "error": 0})
        subject[check.outcome] += 1
    return counts
