"""A run in Markdown, for whoever looks at it in Prefect's pages."""

from supply.news.problem_lines import tell_problem
from warehouse.run_ending import Audited, Failure, MissingDashboard, Refusal, RunEnding
from warehouse.run_record import RunRecord

_LONGEST_CELL = 200


def write_summary(ending: RunEnding) -> str:
    """Tell documents, refusals, stages and the checks of the audit that did not pass."""
    lines = [f"# {'Published' if ending.outcome == 'published' else 'Nothing published'}", ""]
    lines += [
        f"- read {d.file_name}: {d.report_year}, {d.n_indicators} indicators"
        for d in ending.documents
    ]
    lines += [f"- refused {r.path.name}: {r.told}" for r in ending.problems_of(Refusal)]
    lines += [f"- {tell_problem(p)}" for p in ending.problems_of(Failure)]
    lines += [f"- {tell_problem(p)}" for p in ending.problems_of(MissingDashboard)]
    if ending.record is not None:
        lines += _describe_stages(ending.record)
    if ending.audited is not None:
        lines += _describe_audit(ending.audited)
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


def _describe_audit(audited: Audited) -> list[str]:
    n_blocking = sum(check.is_blocking for check in audited.failed)
    return [
        f"- audit: {audited.n_checks} checks, {n_blocking} blocking",
        "",
        "| severity | outcome | subject | expectation | detail |",
        "|---|---|---|---|---|",
        *(
            f"| {c.severity} | {c.outcome} | {c.subject} | {c.expectation} | {_cell(c.detail)} |"
            for c in audited.failed
        ),
    ]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")[:_LONGEST_CELL]
