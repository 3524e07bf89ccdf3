"""The yearly job as a Prefect flow: ingest, stage, link, build, audit, write, publish, summarise."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from prefect import Task, flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE

from expectations.audit_page import write_audit_page
from flows.progress import announce
from flows.readers.report_document import ReportDocument
from flows.runs.plan_run import RunPlan
from flows.runs.publish_run import load_run_records, publish_run
from flows.runs.run_outcome import RunOutcome, describe_outcome
from flows.runs.run_record import RunRecord, Stage
from flows.stages.audit_candidate import audit_candidate, refuse_candidate
from flows.stages.ingest_reports import ingest_reports
from flows.stages.link_years import link_years
from flows.stages.stage_documents import stage_documents
from flows.stages.write_dashboard import write_dashboard
from warehouse.build import build_marts
from warehouse.candidate import Candidate, open_candidate
from warehouse.contract import ContractError
from warehouse.data_folder import DataFolder

stage = Task(stage_documents, name="stage", cache_policy=NO_CACHE)
link = Task(link_years, name="link", cache_policy=NO_CACHE)
build = Task(build_marts, name="build marts", cache_policy=NO_CACHE)
audit = Task(audit_candidate, name="audit", cache_policy=NO_CACHE)
show = Task(write_dashboard, name="write dashboard", cache_policy=NO_CACHE)
publish = Task(publish_run, name="publish", cache_policy=NO_CACHE)


@task(name="summarise", cache_policy=NO_CACHE)
def summarise(outcome: RunOutcome) -> None:
    """Leave a summary for whoever looks at the run in Prefect's UI."""
    create_markdown_artifact(key="tsdg-run", markdown=describe_outcome(outcome))


@flow(name="tsdg", flow_run_name="{label}", validate_parameters=False)
def build_warehouse(  # noqa: PLR0913 - what a run is given
    *,
    plan: RunPlan,
    data: DataFolder,
    record: RunRecord,
    as_of_date: date,
    year: int | None,
    label: str,
) -> RunOutcome:
    """Ingest new report files and publish audited marts; a critical audit failure publishes nothing.

    Args:
        plan: report files not held yet, and why the marts must be built anew even without any.
        data: where the warehouse lies; its folder under construction has been made.
        record: of this run; stages and inputs are entered here.
        as_of_date: day for which overdue promises are determined.
        year: report year, where the document does not print it.
        label: name of the run, for people.
    """
    del label
    outcome = _ingest(plan, data, record, year)
    if not outcome.documents and plan.rebuild_reason is None:
        return outcome
    with open_candidate(data.candidate) as candidate:
        _fill_and_audit(candidate, outcome, data, record, as_of_date)
        _write_audit_page(outcome, data, record)
        if outcome.is_publishable:
            load_run_records(candidate, data, record)
            candidate.finish()
    if outcome.is_publishable:
        with _timed(record, "dashboard", "writing the dashboard"):
            outcome.dashboard_error = show(data, data.candidate, data.building / "site")
        announce("publishing")
        publish(data, record)
        outcome.is_published = True
    summarise(outcome)
    return outcome


def _ingest(plan: RunPlan, data: DataFolder, record: RunRecord, year: int | None) -> RunOutcome:
    with record.time("read") as reading:
        documents, refusals = ingest_reports(plan.new_files, year, data)
        documents = plan.restore_names(documents)
        reading.n_rows = sum(len(document.cells) for document in documents)
    record.inputs = plan.describe_inputs(documents, refusals)
    return RunOutcome(documents, refusals, record=record)


def _fill_and_audit(
    candidate: Candidate,
    outcome: RunOutcome,
    data: DataFolder,
    record: RunRecord,
    as_of_date: date,
) -> None:
    """Fill the candidate layer by layer; rows that a table cannot take end it as a failed audit."""
    try:
        _fill(candidate, outcome.documents, data, record, as_of_date)
        with _timed(record, "audit", "auditing") as auditing:
            outcome.audit = audit(candidate)
            auditing.n_rows = len(outcome.audit.checks)
    except ContractError as error:
        outcome.audit = refuse_candidate(error)


def _fill(
    candidate: Candidate,
    documents: list[ReportDocument],
    data: DataFolder,
    record: RunRecord,
    as_of_date: date,
) -> None:
    with _timed(record, "stage", "staging") as staging:
        stage(documents, data, candidate)
        staging.n_rows = candidate.count_rows("staging")
    with _timed(record, "link", "linking editions") as linking:
        link(candidate)
        linking.n_rows = candidate.count_rows("intermediate")
    with _timed(record, "marts", "building marts") as filling:
        build(candidate.connection, as_of_date.isoformat())
        filling.n_rows = candidate.count_rows("marts")


def _write_audit_page(outcome: RunOutcome, data: DataFolder, record: RunRecord) -> None:
    assert outcome.audit is not None  # noqa: S101 - for the type checker: it has just been set
    started_at = datetime.fromisoformat(record.started_at)
    outcome.audit_page = write_audit_page(outcome.audit, data.audit, started_at)


@contextmanager
def _timed(record: RunRecord, name: str, activity: str) -> Iterator[Stage]:
    announce(activity)
    with record.time(name) as timed:
        yield timed
