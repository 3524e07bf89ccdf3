"""How a run ended, in Markdown."""

from pathlib import Path

from expectations.audit import AuditResult, Check
from flows.readers.report_document import Refusal
from flows.runs.run_outcome import RunOutcome, describe_outcome


def test_an_outcome_is_told_in_markdown_that_details_cannot_break():
    check = Check("marts.x", "unique", "critical", "failed", "why", "a | b\nc")
    outcome = RunOutcome(
        refusals=[Refusal(Path("bad.pdf"), "is not a PDF")], audit=AuditResult(checks=[check])
    )
    text = describe_outcome(outcome)
    assert text.startswith("# Nothing published")
    assert "- refused bad.pdf: is not a PDF" in text
    assert "| critical | failed | marts.x | unique | a \\| b c |" in text
    outcome.is_published = True
    assert describe_outcome(outcome).startswith("# Published")
