"""The yearly job as a Prefect flow: read, stage, build, audit, publish, show, summarise."""

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from expectations.audit import AuditResult
from expectations.audit_page import write_audit_page
from flows import run_steps
from flows.data_folder import DataFolder
from flows.keep_documents import keep_documents
from flows.plan_run import Refusal
from flows.report_document import ReportDocument
from flows.run_steps import RunOutcome


@task(name="read reports", cache_policy=NO_CACHE)
def read_reports(
    files: list[Path], year: int | None, data: DataFolder
) -> tuple[list[ReportDocument], list[Refusal]]:
    """Extract every new file; refused ones go to quarantine with their reason."""
    documents, refusals = run_steps.read_reports(files, year)
    run_steps.quarantine(refusals, data)
    refused = {refusal.path for refusal in refusals}
    keep_documents([path for path in files if path not in refused], data)
    return documents, refusals


@task(name="stage", cache_policy=NO_CACHE)
def stage(documents: list[ReportDocument], data: DataFolder) -> duckdb.DuckDBPyConnection:
    """Load verbatim cells and parsed rows into the staging tables of a candidate warehouse."""
    return run_steps.stage_documents(documents, data)


@task(name="build marts", cache_policy=NO_CACHE)
def build_marts(connection: duckdb.DuckDBPyConnection, as_of_date: date) -> None:
    """Link indicators over the editions and fill the marts of the candidate."""
    run_steps.build_candidate(connection, as_of_date)


@task(name="audit", cache_policy=NO_CACHE)
def audit(
    connection: duckdb.DuckDBPyConnection, data: DataFolder, started_at: datetime
) -> tuple[AuditResult, Path]:
    """Run every expectation and rule on the candidate; write the audit page."""
    result = run_steps.audit_candidate(connection)
    return result, write_audit_page(connection, result, data.audit, started_at)


@task(name="publish", cache_policy=NO_CACHE)
def publish(connection: duckdb.DuckDBPyConnection, data: DataFolder) -> None:
    """Put the audited candidate in place of the live warehouse, then the Parquet marts."""
    run_steps.publish_candidate(connection, data)


@task(name="write dashboard", cache_policy=NO_CACHE)
def write_dashboard(data: DataFolder) -> str | None:
    """Write the dashboard from what was published; if that fails, say why: the warehouse stands."""
    return run_steps.write_dashboard(data)


@task(name="summarise", cache_policy=NO_CACHE)
def summarise(outcome: RunOutcome) -> None:
    """Leave a summary for whoever looks at the run in Prefect's UI."""
    create_markdown_artifact(key="tsdg-run", markdown=run_steps.describe_outcome(outcome))


@flow(name="tsdg", flow_run_name="{label}", validate_parameters=False)
def build_warehouse(  # noqa: PLR0913 - what a run is given
    *,
    files: list[Path],
    data: DataFolder,
    as_of_date: date,
    year: int | None,
    is_rebuild: bool,
    label: str,
) -> RunOutcome:
    """Ingest new report files and publish audited marts; a critical audit failure publishes nothing.

    Args:
        files: report files not held yet; may be empty to rebuild from what is held.
        data: where the warehouse lies.
        as_of_date: day for which overdue promises are determined.
        year: report year, where the document does not print it.
        is_rebuild: build the marts anew even if no file turns out usable.
        label: name of the run, for people.
    """
    del label
    started_at = datetime.now(UTC)
    documents, refusals = read_reports(files, year, data)
    outcome = RunOutcome(documents, refusals)
    if not documents and not is_rebuild:
        return outcome
    connection = stage(documents, data)
    build_marts(connection, as_of_date)
    outcome.audit, outcome.audit_page = audit(connection, data, started_at)
    if outcome.audit.blocking:
        run_steps.abandon_candidate(connection, data)
    else:
        run_steps.record_run(connection, started_at, as_of_date, len(documents), len(refusals))
        publish(connection, data)
        outcome.is_published = True
        outcome.dashboard_error = write_dashboard(data)
    summarise(outcome)
    return outcome
