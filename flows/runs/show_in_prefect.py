"""What a person sees of a run in Prefect's pages: log, artifacts, and the state in which it ends."""

import logging
from typing import TYPE_CHECKING

from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.exceptions import FailedRun
from prefect.logging import get_run_logger
from prefect.states import Completed, Failed

from supply.news.problem_lines import summarize_problems
from supply.news.write_summary import write_links, write_summary
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.published import fetch, open_published
from warehouse.folder.run_ending import EXIT_DONE, RunEnding
from warehouse.say import chosen_language, listed, name_value, tell

if TYPE_CHECKING:
    from prefect.client.schemas.objects import State

_MOST_FINDINGS = 500
_SEVERITIES = ("critical", "warning", "info")
_OPEN_FINDINGS = """
    select severity, report_year, issuer, indicator_code, rule, page, message, message_zh from finding
    where not is_accepted
    order by list_position(['critical', 'warning', 'info'], severity), report_year desc, finding_id
"""
_ENGINE_LOGGERS = ("prefect.flow_runs", "prefect.engine")


def log_line(text: str) -> None:
    """Say a line in the log of the flow's run."""
    get_run_logger().info(text)


def leave_artifacts(data: DataFolder, ending: RunEnding) -> None:
    """Hang summary, findings and links on the run of the flow that asks for it."""
    create_markdown_artifact(
        key="tsdg-run", markdown=write_summary(ending), description=tell("prefect-summary")
    )
    if ending.outcome != "published":
        return
    rows = _open_findings(data)
    if rows:
        shown = rows[:_MOST_FINDINGS]
        told = tell("prefect-findings", count=len(rows), shown=len(shown))
        create_table_artifact(key="tsdg-findings", table=shown, description=told)
    create_markdown_artifact(
        key="tsdg-outputs", markdown=write_links(ending), description=tell("prefect-outputs")
    )


def log_ending(data: DataFolder, ending: RunEnding) -> None:
    """Say what came of a run: findings by severity, and what was published where."""
    if ending.outcome != "published":
        return
    severities = [row["severity"] for row in _open_findings(data)]
    counts = [f"{severities.count(one)} {name_value('severity', one)}" for one in _SEVERITIES]
    log_line(tell("prefect-found", counts=listed(counts)))
    run_no = ending.record.run_no if ending.record else 0
    log_line(tell("prefect-published", run_no=run_no, where=data.warehouse.absolute()))


def state_of(ending: RunEnding) -> "State[None]":
    """The state in which the run of a flow ends, with what came of it in one line."""
    did = tell("news-is-published" if ending.outcome == "published" else "news-is-not")
    if ending.exit_code == EXIT_DONE:
        return Completed(message=did)
    return Failed(message=f"{did}; {summarize_problems(ending)}")


def log_no_traceback_of_states() -> None:
    """Keep a failed state that a flow returns from being logged as an exception of Prefect's engine."""
    for name in _ENGINE_LOGGERS:
        logging.getLogger(name).addFilter(_is_no_returned_state)


def _is_no_returned_state(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], FailedRun))


def _open_findings(data: DataFolder) -> list[dict[str, object]]:
    message = "message_zh" if chosen_language() == "zh" else "message"
    with open_published(data) as connection:
        found = fetch(connection, _OPEN_FINDINGS)
    names = ("severity", "report_year", "issuer", "indicator_code", "rule", "page")
    return [{name: row[name] for name in names} | {"message": row[message]} for row in found]
