"""A run in Markdown, for whoever looks at it in Prefect's pages."""

from supply.news.problem_lines import tell_problem
from supply.terminal.measure_words import tell_value
from supply.terminal.render_table import printable
from warehouse.folder.run_ending import Audited, Failure, MissingDashboard, Refusal, RunEnding
from warehouse.folder.run_record import RunRecord
from warehouse.say import tell

_LONGEST_CELL = 200


def write_summary(ending: RunEnding) -> str:
    """Tell documents, refusals, stages and the checks of the audit that did not pass."""
    lines = [
        f"# {tell('news-is-published' if ending.outcome == 'published' else 'news-is-not')}",
        "",
    ]
    lines += [f"- {line}" for line in did_lines(ending)]
    lines += [f"- {tell_problem(p)}" for p in ending.problems_of(Failure)]
    lines += [f"- {tell_problem(p)}" for p in ending.problems_of(MissingDashboard)]
    if ending.record is not None:
        lines += _describe_stages(ending.record)
    if ending.audited is not None:
        lines += _describe_audit(ending.audited)
    return "\n".join(lines)


def did_lines(ending: RunEnding) -> list[str]:
    """Tell each file that was read, and each that was refused."""
    return [
        *(
            tell("news-did-read", file_name=d.file_name, year=d.report_year, count=d.n_indicators)
            for d in ending.documents
        ),
        *(
            tell("news-did-refuse", file_name=printable(r.path.name), told=r.told)
            for r in ending.problems_of(Refusal)
        ),
    ]


def write_links(ending: RunEnding) -> str:
    """Tell where the outputs of a published run lie."""
    root = ending.data_root.absolute()
    pages = {
        "warehouse": root / "warehouse.duckdb",
        "marts": root / "marts",
        "report": root / "audit" / "latest-run-report.html",
        "audit": root / "audit" / "latest.html",
        "dashboard": root / "site" / "index.html",
    }
    links = [f"[`{path}`](<{path.as_uri()}>)" for path in pages.values()]
    return "\n".join(
        f"- {tell(f'prefect-{name}')}: {link}" for name, link in zip(pages, links, strict=True)
    )


def _describe_stages(record: RunRecord) -> list[str]:
    rows = [
        f"| {stage.stage} | {stage.seconds} | {'' if stage.n_rows is None else stage.n_rows} |"
        for stage in record.stages
    ]
    return [
        "- "
        + tell(
            "news-did-run",
            run_no=record.run_no,
            version=f"{record.program_version} ({record.program_fingerprint})",
            day=record.as_of_date,
        ),
        "",
        tell("news-stages"),
        "|---|---:|---:|",
        *rows,
        "",
    ]


def _describe_audit(audited: Audited) -> list[str]:
    n_blocking = sum(check.is_blocking for check in audited.failed)
    told = "- " + tell("news-did-audit", count=audited.n_checks, blocking=n_blocking)
    if not audited.failed:
        return [told]
    return [
        told,
        "",
        tell("news-checks"),
        "|---|---|---|---|---|",
        *(
            f"| {tell_value('severity', c.severity)} | {tell_value('outcome', c.outcome)} | {' | '.join(map(_cell, c.told))} |"
            for c in audited.failed
        ),
    ]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")[:_LONGEST_CELL]
