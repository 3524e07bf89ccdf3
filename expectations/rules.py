"""Cross-table rules: each is a query for offending rows; none allowed, or each is a finding."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from warehouse.read_frame import read_frame
from warehouse.say_finding import say_finding
from warehouse.say_stated import say_evidence
from warehouse.seed_files import seed_file

RULE_FOLDER = Path(__file__).parent / "rules"
SEVERITIES = ("critical", "warning", "info")
_HEADER = re.compile(r"-- why: (?P<why>[^\n]+)\n-- why_zh: (?P<why_zh>[^\n]+)\n")
_PLACE = {
    "issuer": pl.String,
    "report_year": pl.Int32,
    "indicator_code": pl.String,
    "measure_no": pl.Int32,
    "page": pl.Int32,
}
_STATED = {**_PLACE, "rule": pl.String, "severity": pl.String, "facts": pl.String}
_FOUND = {**_STATED, "message": pl.String, "message_zh": pl.String}
_TOLD = ("rule", "report_year", "indicator_code", "measure_no", "message")
_READING_FINDINGS = """
    select
        stg_report.issuer,
        stg_report.report_year,
        stg_finding.rule,
        stg_finding.severity,
        stg_finding.indicator_code,
        stg_finding.measure_no,
        stg_finding.facts,
        stg_finding.page
    from staging.stg_finding
    inner join staging.stg_report using (report_id)
    where stg_report.is_current
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name is its file's, its severity its folder's; its reason stands in the file's first lines."""

    name: str
    severity: str
    why: str
    query: str
    why_zh: str = ""


def read_rules(folder: Path = RULE_FOLDER) -> list[Rule]:
    """Read every rule, in order of name.

    Raises:
        ValueError: a rule file lies in no folder of a severity, or does not begin with its why in both languages.
    """
    rules = []
    for path in sorted(folder.rglob("*.sql"), key=lambda path: path.stem):
        severity = path.parent.name
        text = path.read_text(encoding="utf-8")
        match = _HEADER.match(text)
        if severity not in SEVERITIES:
            raise ValueError(f"{path.name} must lie in one of {', '.join(SEVERITIES)}")
        if match is None:
            raise ValueError(f"{path.name} must begin with '-- why:', '-- why_zh:'")
        query = text[match.end() :]
        rules.append(Rule(path.stem, severity, match["why"], query, match["why_zh"]))
    return rules


def find_offenders(connection: duckdb.DuckDBPyConnection, rule: Rule) -> pl.DataFrame:
    """Run a rule: one row per offender, columns as in marts.finding.

    A rule that has something to tell of an offender puts it into a struct, `facts`.

    Raises:
        LookupError: the rule has no text, or its text asks for a fact that the query does not give.
    """
    frame = read_frame(connection, rule.query)
    stated: Iterable[Any] = frame["facts"] if "facts" in frame.columns else [{}] * frame.height
    offenders = frame.select(pl.col(name).cast(kind) for name, kind in _PLACE.items()).with_columns(
        rule=pl.lit(rule.name),
        severity=pl.lit(rule.severity),
        facts=pl.Series([write_facts(_say_facts(facts)) for facts in stated], dtype=pl.String),
    )
    return _say_findings(offenders)


def _say_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a link rests on in Chinese, too: a query cannot say it."""
    evidence = facts.get("evidence")
    return {**facts, "evidence_zh": say_evidence(evidence, "zh")} if evidence else dict(facts)


def write_facts(facts: Mapping[str, Any]) -> str:
    """Write facts as they stand in marts.finding."""
    return json.dumps(facts, ensure_ascii=False)


def _say_findings(stated: pl.DataFrame) -> pl.DataFrame:
    """Add message and message_zh: what a rule says of its facts."""
    told = [(rule, json.loads(facts)) for rule, facts in stated.select("rule", "facts").iter_rows()]
    return stated.with_columns(
        message=pl.Series([say_finding(r, "en", f) for r, f in told], dtype=pl.String),
        message_zh=pl.Series([say_finding(r, "zh", f) for r, f in told], dtype=pl.String),
    )


def empty_findings() -> pl.DataFrame:
    """No rows of marts.finding."""
    columns = {"finding_id": pl.String, "is_accepted": pl.Boolean, "accepted_reason": pl.String}
    return pl.DataFrame(schema={**_FOUND, **columns})


def read_findings(
    connection: duckdb.DuckDBPyConnection,
    offenders: dict[str, tuple[Rule, pl.DataFrame]],
    doubtful_rows: Sequence[dict[str, Any]] = (),
) -> pl.DataFrame:
    """Put what rules, expectations and reading found into rows of marts.finding.

    Args:
        connection: the candidate.
        offenders: of each rule, as `find_offenders` returns them.
        doubtful_rows: what the checks of single columns found, with its facts.

    Raises:
        LookupError: a rule has no text, or its text asks for a fact that is not given.
    """
    reading = read_frame(connection, _READING_FINDINGS)
    doubtful = pl.DataFrame(list(doubtful_rows), schema=_STATED)
    read = _say_findings(pl.concat([reading, doubtful], how="diagonal_relaxed"))
    frames = [frame for _, frame in offenders.values()]
    found = pl.concat([read, *frames], how="diagonal_relaxed").select(*_FOUND)
    # Of the same thing told of several pages the first one stays.
    findings = found.sort("page", nulls_last=True, maintain_order=True)
    accepted = _read_accepted()
    ids, reasons = [], []
    for issuer, *told in findings.select("issuer", *_TOLD).iter_rows():
        ids.append(_checksum([issuer, *told]))
        # Reviews of schemas before version 4 name a finding without its issuer.
        reasons.append(accepted.get(ids[-1]) or accepted.get(_checksum(told)))
    return (
        findings.with_columns(
            finding_id=pl.Series(ids, dtype=pl.String),
            accepted_reason=pl.Series(reasons, dtype=pl.String),
        )
        .with_columns(is_accepted=pl.col("accepted_reason").is_not_null())
        .unique("finding_id", keep="first", maintain_order=True)
        .sort(
            "report_year",
            "severity",
            "rule",
            "issuer",
            "indicator_code",
            "measure_no",
            "finding_id",
        )
    )


def _checksum(told: Sequence[Any]) -> str:
    return hashlib.sha256("|".join(map(str, told)).encode()).hexdigest()[:16]


def _read_accepted() -> dict[str, str]:
    """Why a person accepted a finding, by its id (`finding_reviews.csv`)."""
    reviews = pl.read_csv(seed_file("finding_reviews"), infer_schema=False)
    return dict(reviews.select("finding_id", pl.col("reason").fill_null("accepted")).iter_rows())
