"""The yearly job as a Prefect flow: read, stage, link, build, audit, write, publish, summarise."""

from datetime import date, datetime
from pathlib import Path

import duckdb
from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from expectations.audit import AuditResult
from expectations.audit_page import write_audit_page
from flows.progress import announce
from flows.readers import fan_out
from flows.readers.report_document import ReportDocument
from flows.runs.plan_run import RunPlan
from flows.runs.publish_run import load_run_records, publish_run
from flows.stages import run_steps
from supply.news.write_summary import write_summary
from warehouse.build import close_candidate
from warehouse.data_folder import DataFolder
from warehouse.keep_documents import keep_documents
from warehouse.run_ending import Audited, FailedCheck, MissingDashboard, Refusal, RunEnding
from warehouse.run_record import RunRecord


def read_reports(
    files: list[Path], year: int | None, data: DataFolder
) -> tuple[list[ReportDocument], list[Refusal]]:
    """Extract every new file, a task each; refused ones go to quarantine with their reason."""
    documents, refusals = fan_out.read_reports(files, year)
    run_steps.quarantine(refusals, data)
    refused = {refusal.path for refusal in refusals}
    keep_documents([path for path in files if path not in refused], data)
    return documents, refusals


@task(name="stage", cache_policy=NO_CACHE)
def stage(documents: list[ReportDocument], data: DataFolder) -> duckdb.DuckDBPyConnection:
    """Load verbatim cells and parsed rows into the staging tables of a candidate warehouse."""
    return run_steps.stage_documents(documents, data)


@task(name="link", cache_policy=NO_CACHE)
def link(connection: duckdb.DuckDBPyConnection) -> None:
    """Link indicators over the editions and goals."""
    run_steps.link_candidate(connection)


@task(name="build marts", cache_policy=NO_CACHE)
def build_marts(connection: duckdb.DuckDBPyConnection, as_of_date: date) -> None:
    """Fill the marts of the candidate."""
    run_steps.fill_marts(connection, as_of_date)


@task(name="audit", cache_policy=NO_CACHE)
def audit(
    connection: duckdb.DuckDBPyConnection, data: DataFolder, record: RunRecord
) -> tuple[AuditResult, Path]:
    """Run every expectation and rule on the candidate; write the audit page."""
    result = run_steps.audit_candidate(connection)
    started_at = datetime.fromisoformat(record.started_at)
    return result, write_audit_page(connection, result, data.audit, started_at)


@task(name="write dashboard", cache_policy=NO_CACHE)
def write_dashboard(data: DataFolder) -> str | None:
    """Write the dashboard of the candidate; if that fails, say why: the marts are good without it."""
    return run_steps.write_dashboard(data, data.candidate, data.building / "site")


@task(name="publish", cache_policy=NO_CACHE)
def publish(data: DataFolder, record: RunRecord) -> None:
    """Write the Parquet marts and make the candidate, with all that belongs to it, the live run."""
    announce("publishing")
    publish_run(data, record)


@task(name="summarise", cache_policy=NO_CACHE)
def summarise(ending: RunEnding) -> None:
    """Leave a summary for whoever looks at the run in Prefect's UI."""
    create_markdown_artifact(key="tsdg-run", markdown=write_summary(ending))


@flow(name="tsdg", flow_run_name="{label}", validate_parameters=False)
def build_warehouse(  # noqa: PLR0913 - what a run is given
    *,
    plan: RunPlan,
    data: DataFolder,
    ending: RunEnding,
    record: RunRecord,
    year: int | None,
    label: str,
) -> None:
    """Ingest new report files and publish audited marts; a critical audit failure publishes nothing.

    Args:
        plan: report files not held yet, and why the marts must be built anew even without any.
        data: where the warehouse lies; its folder under construction has been made.
        ending: of this run; what becomes of it is entered here.
        record: of this run; stages and inputs are entered here.
        year: report year, where the document does not print it.
        label: name of the run, for people.
    """
    del label
    with record.time("read") as reading:
        documents, refusals = read_reports(plan.new_files, year, data)
        documents = plan.restore_names(documents)
        reading.n_rows = sum(len(document.cells) for document in documents)
    ending.documents = [document.summary for document in documents]
    ending.problems += refusals
    record.inputs = plan.describe_inputs(documents, refusals)
    if not documents and plan.rebuild_reason is None:
        ending.outcome = "nothing_usable"
        return
    connection = _build(documents, data, record, ending.as_of_date)
    _audit(connection, ending, data, record)
    if not ending.problems_of(FailedCheck):
        load_run_records(connection, data, record)
        close_candidate(connection)
        with record.time("dashboard"):
            error = write_dashboard(data)
        publish(data, record)
        ending.outcome = "published"
        ending.problems += [MissingDashboard(data.site, error)] if error else []
    else:
        connection.close()
        ending.outcome = "audit_failed"
    summarise(ending)


def _build(
    documents: list[ReportDocument], data: DataFolder, record: RunRecord, as_of_date: date
) -> duckdb.DuckDBPyConnection:
    with record.time("stage") as staging:
        connection = stage(documents, data)
        staging.n_rows = run_steps.count_rows(connection, "staging")
    with record.time("link") as linking:
        link(connection)
        linking.n_rows = run_steps.count_rows(connection, "intermediate")
    with record.time("marts") as filling:
        build_marts(connection, as_of_date)
        filling.n_rows = run_steps.count_rows(connection, "marts")
    return connection


def _audit(
    connection: duckdb.DuckDBPyConnection, ending: RunEnding, data: DataFolder, record: RunRecord
) -> None:
    with record.time("audit") as auditing:
        result, page = audit(connection, data, record)
        auditing.n_rows = len(result.checks)
    failed = [
        FailedCheck(c.subject, c.expectation, c.severity, c.outcome, c.detail, c in result.blocking)
        for c in result.checks
        if c.outcome != "passed"
    ]
    ending.audited = Audited(len(result.checks), failed, page)
    ending.problems += [check for check in failed if check.is_blocking]
