"""How a run ended, for whoever reports it, and told in Markdown."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from flows.readers.report_document import Refusal, ReportDocument
from flows.runs.run_record import RunRecord

if TYPE_CHECKING:
    from expectations.audit import AuditResult


@dataclass(slots=True)
class RunOutcome:
    """How a run ended, for whoever reports it."""

    documents: list[ReportDocument] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    audit: "AuditResult | None" = None
    audit_page: Path | None = None
    record: RunRecord | None = None
    is_published: bool = False
    dashboard_error: str | None = None

    @property
    def is_publishable(self) -> bool:
        """Tell whether the audit allows it."""
        return self.audit is not None and not self.audit.blocking


def describe_outcome(outcome: RunOutcome) -> str:
    """Tell a run's outcome in Markdown."""
    lines = [f"# {'Published' if outcome.is_published else 'Nothing published'}", ""]
    lines += [
        f"- read {d.file_name}: {d.report_year}, {len(d.printed_codes)} indicator codes printed"
        for d in outcome.documents
    ]
    lines += [f"- refused {refusal.path.name}: {refusal.reason}" for refusal in outcome.refusals]
    if outcome.record is not None:
        lines += _describe_stages(outcome.record)
    if outcome.audit is not None:
        failed = [check for check in outcome.audit.checks if check.outcome != "passed"]
        lines += [
            f"- audit: {len(outcome.audit.checks)} checks, {len(outcome.audit.blocking)} blocking",
            "",
            "| severity | outcome | subject | expectation | detail |",
            "|---|---|---|---|---|",
        ]
        lines += [
            f"| {c.severity} | {c.outcome} | {c.subject} | {c.expectation} | {_cell(c.detail)} |"
            for c in failed
        ]
    return "\n".join(lines)


def _describe_stages(record: RunRecord) -> list[str]:
    rows = [
        f"| {stage.stage} | {stage.seconds} | {'' if stage.n_rows is None else stage.n_rows} |"
        for stage in record.stages
    ]
    return [
        f"- run {record.run_no} by tsdg {record.program_version} ({record.program_fingerprint}), as of {record.as_of_date}",
        "",
        "| stage | s | rows |",
        "|---|---:|---:|",
        *rows,
        "",
    ]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")[:200]
