"""The yearly job as a Prefect flow: ingest, stage, link, build, audit, show, publish, tell."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from prefect import Task, flow
from prefect.cache_policies import NO_CACHE
from prefect.context import TagsContext

from expectations.audit import AuditResult
from expectations.audit_page import write_audit_page
from flows.progress import announce
from flows.readers.report_document import ReportDocument
from flows.runs.plan_run import RunPlan
from flows.runs.publish_run import load_run_records, publish_run
from flows.runs.run_job import RunJob
from flows.runs.show_in_prefect import leave_artifacts, log_ending, log_line, state_of
from flows.runs.stopping import stop_at_once_again
from flows.stages.audit_candidate import audit_candidate, refuse_candidate
from flows.stages.ingest_reports import ingest_reports, quarantine
from flows.stages.leave_out_unfit import find_unfit
from flows.stages.link_years import link_years
from flows.stages.stage_documents import stage_documents
from flows.stages.write_dashboard import write_dashboard
from supply.news.write_summary import did_lines
from warehouse.build import build_marts
from warehouse.candidate import Candidate, open_candidate
from warehouse.contract import ContractError
from warehouse.errors import UnusableReportError
from warehouse.folder.data_folder import DataFolder
from warehouse.folder.run_ending import Audited, FailedCheck, MissingDashboard, Refusal, RunEnding
from warehouse.folder.run_record import RunRecord, Stage
from warehouse.say import listed, tell

stage = Task(stage_documents, name="stage", cache_policy=NO_CACHE)
link = Task(link_years, name="link", cache_policy=NO_CACHE)
build = Task(build_marts, name="build marts", cache_policy=NO_CACHE)
audit = Task(audit_candidate, name="audit", cache_policy=NO_CACHE)
show = Task(write_dashboard, name="write dashboard", cache_policy=NO_CACHE)
publish = Task(publish_run, name="publish", cache_policy=NO_CACHE)


@flow(name="tsdg", flow_run_name="{label}", validate_parameters=False)
def build_warehouse(*, job: RunJob, files: list[str], label: str) -> Any:
    """Ingest new report files and publish audited marts; a critical audit failure publishes nothing.

    Args:
        job: report files not held yet, and why the marts must be built anew even without any; where the warehouse lies,
            its folder under construction has been made; ending and record, in which is entered what becomes of the run;
            report year, where the documents do not print it.
        files: names of the files, for people.
        label: name of the run, for people.

    Returns:
        A state with what came of it as its message, Failed if a person must see to something.
    """
    del label
    stop_at_once_again()
    reason = tell("prefect-anew", reason=job.plan.rebuild_reason) if not files else ""
    log_line(reason or tell("prefect-files", files=listed(files)))
    try:
        # For each tag of a task Prefect asks its server for limits; the run has the tag, its tasks need none.
        with TagsContext(current_tags=set()):
            _read_and_publish(job)
        log_ending(job.data, job.ending)
        leave_artifacts(job.data, job.ending)
    except BaseException as error:
        job.error = error
        raise
    job.has_ended = True
    return state_of(job.ending)


def _read_and_publish(job: RunJob) -> None:
    plan, data, ending, record = job.plan, job.data, job.ending, job.record
    documents = _ingest(plan, data, ending, record, job.year)
    if not documents and plan.rebuild_reason is None:
        ending.outcome = "nothing_usable"
        return
    unfit = _build_candidate(documents, plan, data, ending, record)
    if unfit:
        documents = _leave_out(unfit, documents, plan, data, ending, record)
        _build_candidate(documents, plan, data, ending, record, is_last=True)
    if ending.outcome == "nothing_usable":
        return
    if ending.problems_of(FailedCheck):
        ending.outcome = "audit_failed"
    else:
        _publish(data, ending, record)


def _ingest(
    plan: RunPlan, data: DataFolder, ending: RunEnding, record: RunRecord, year: int | None
) -> list[ReportDocument]:
    with record.time("read") as reading:
        documents, refusals = ingest_reports(plan.new_files, year, data)
        documents = plan.restore_names(documents)
        reading.n_rows = sum(len(document.cells) for document in documents)
    _enter_documents(documents, refusals, plan, ending, record)
    for line in did_lines(ending):
        log_line(line)
    _log_stage(reading)
    return documents


def _build_candidate(  # noqa: PLR0913 - what a run is given
    documents: list[ReportDocument],
    plan: RunPlan,
    data: DataFolder,
    ending: RunEnding,
    record: RunRecord,
    *,
    is_last: bool = False,
) -> dict[str, UnusableReportError]:
    """Fill and audit the candidate; the documents that alone keep it from being published, and why."""
    with open_candidate(data.candidate) as candidate:
        result = _stage(candidate, documents, plan, data, ending, record)
        if result is None and not ending.documents and plan.rebuild_reason is None:
            ending.outcome = "nothing_usable"
            return {}
        result = result or _fill_and_audit(candidate, ending, record)
        unfit = find_unfit(documents, ending.as_of_date) if result.blocking and not is_last else {}
        if unfit:
            return unfit
        _enter_audit(result, data, ending)
        if not ending.problems_of(FailedCheck):
            load_run_records(candidate, data, record)
            candidate.finish()
    return {}


def _leave_out(  # noqa: PLR0913, PLR0917 - what a run is given
    unfit: dict[str, UnusableReportError],
    documents: list[ReportDocument],
    plan: RunPlan,
    data: DataFolder,
    ending: RunEnding,
    record: RunRecord,
) -> list[ReportDocument]:
    """Refuse what cannot be published, and begin anew with the other documents."""
    refusals = [
        Refusal.of(plan.path_of(document), unfit[document.report_id])
        for document in documents
        if document.report_id in unfit
    ]
    quarantine(refusals, data)
    told = {refusal.path for refusal in ending.problems_of(Refusal)}
    kept = [
        document
        for document in documents
        if document.report_id not in unfit and plan.path_of(document) not in told
    ]
    record.stages = record.stages[:1]
    _enter_documents(kept, refusals, plan, ending, record)
    return kept


def _enter_documents(
    documents: list[ReportDocument],
    refusals: list[Refusal],
    plan: RunPlan,
    ending: RunEnding,
    record: RunRecord,
) -> None:
    """Enter what was read, and what was refused beside it."""
    ending.documents = [document.summary for document in documents]
    ending.problems += refusals
    record.inputs = plan.describe_inputs(documents, ending.problems_of(Refusal))


def _stage(  # noqa: PLR0913, PLR0917 - what a stage is given
    candidate: Candidate,
    documents: list[ReportDocument],
    plan: RunPlan,
    data: DataFolder,
    ending: RunEnding,
    record: RunRecord,
) -> AuditResult | None:
    """Stage the documents, and refuse those whose issuer is not sure; rows that a table cannot take fail the audit."""
    try:
        with _timed(record, "stage", "staging") as staging:
            staged = stage(documents, data, candidate, plan.named_issuers, plan.listed_years)
            staging.n_rows = candidate.count_rows("staging")
    except ContractError as error:
        return refuse_candidate(error)
    unsure = [
        Refusal.of(plan.path_of(document), UnusableReportError("issuer-unsure"))
        for document in staged.unsure
    ]
    quarantine(unsure, data)
    _enter_documents(staged.taken, unsure, plan, ending, record)
    return None


def _fill_and_audit(candidate: Candidate, ending: RunEnding, record: RunRecord) -> AuditResult:
    """Fill the candidate layer by layer; rows that a table cannot take end it as a failed audit."""
    try:
        with _timed(record, "link", "linking") as linking:
            link(candidate)
            linking.n_rows = candidate.count_rows("intermediate")
        with _timed(record, "marts", "building") as filling:
            build(candidate.connection, ending.as_of_date.isoformat())
            filling.n_rows = candidate.count_rows("marts")
        with _timed(record, "audit", "auditing") as auditing:
            result = audit(candidate)
            auditing.n_rows = len(result.checks)
    except ContractError as error:
        return refuse_candidate(error)
    return result


def _enter_audit(result: AuditResult, data: DataFolder, ending: RunEnding) -> None:
    page = write_audit_page(result, data.audit, ending.started_at)
    failed = [
        FailedCheck(
            c.subject,
            c.expectation,
            c.severity,
            c.outcome,
            c.detail,
            c in result.blocking,
            c.detail_zh,
        )
        for c in result.checks
        if c.outcome != "passed"
    ]
    ending.audited = Audited(len(result.checks), failed, page)
    ending.problems += [check for check in failed if check.is_blocking]


def _publish(data: DataFolder, ending: RunEnding, record: RunRecord) -> None:
    with _timed(record, "dashboard", "dashboard"):
        error = show(data, data.candidate, data.building / "site")
    announce(tell("progress-publishing"))
    publish(data, record)
    ending.outcome = "published"
    ending.problems += [MissingDashboard(data.site, error)] if error else []


@contextmanager
def _timed(record: RunRecord, name: str, activity: str) -> Iterator[Stage]:
    announce(tell(f"progress-{activity}"))
    with record.time(name) as timed:
        yield timed
    _log_stage(timed)


def _log_stage(stage: Stage) -> None:
    rows = "none" if stage.n_rows is None else stage.n_rows
    log_line(tell("prefect-stage", stage=stage.stage, rows=rows, seconds=f"{stage.seconds:.1f}"))
