"""One bad document holds back no good one: when nothing could be published, each is tried alone."""

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from expectations.audit import AuditResult, Check
from flows.progress import announce
from flows.readers.report_document import ReportDocument
from flows.stages.audit_candidate import audit_candidate, refuse_candidate
from flows.stages.link_years import link_years
from flows.stages.stage_documents import stage_documents
from transforms.years.decide_issuers import NamedIssuer
from warehouse.build import build_marts
from warehouse.candidate import open_candidate
from warehouse.contract import ContractError
from warehouse.errors import UnusableReportError
from warehouse.folder.data_folder import DataFolder
from warehouse.say import tell

_LONGEST = 240
# A correction that no longer fits is to be mended by whoever keeps the corrections.
_FAULTS_OF_SEEDS = {"corrected_value_is_printed"}


def find_unfit(documents: Sequence[ReportDocument], as_of: date) -> dict[str, UnusableReportError]:
    """Say of each new document that could not even be published alone what is wrong with it, by its id.

    Empty if none is left then: whatever hinders all of them is no fault of one document.
    """
    if len(documents) < 2:  # noqa: PLR2004 - there is no other to publish
        return {}
    unfit = {}
    for document in documents:
        announce(tell("progress-alone", file_name=document.file_name))
        blocking = _try_alone(document, as_of).blocking
        if blocking and blocking[0].subject not in _FAULTS_OF_SEEDS:
            unfit[document.report_id] = _tell(blocking[0])
    return unfit if len(unfit) < len(documents) else {}


def _try_alone(document: ReportDocument, as_of: date) -> AuditResult:
    # Whose report it is may be told only by the others, and does not matter here.
    named = {document.sha256: NamedIssuer(document.file_name, "option")}
    with tempfile.TemporaryDirectory() as folder:
        data = DataFolder(Path(folder))
        with open_candidate(data.candidate) as candidate:
            try:
                stage_documents([document], data, candidate, named)
                link_years(candidate)
                build_marts(candidate.connection, as_of.isoformat())
                return audit_candidate(candidate)
            except ContractError as error:
                return refuse_candidate(error)


def _tell(check: Check) -> UnusableReportError:
    told, told_zh = (
        " ".join((detail or check.expectation).split())[:_LONGEST]
        for detail in (check.detail, check.detail_zh or check.detail)
    )
    return UnusableReportError("does-not-hold", subject=check.subject, told=told, told_zh=told_zh)
