"""A candidate as the flow fills it, without Prefect."""

from datetime import date

from flows.readers.report_document import ReportDocument
from flows.stages.link_years import link_years
from flows.stages.stage_documents import stage_documents
from transforms.years.decide_issuers import NamedIssuer
from warehouse.build import build_marts
from warehouse.candidate import Candidate, open_candidate
from warehouse.folder.data_folder import DataFolder


def build_candidate(
    documents: list[ReportDocument], data: DataFolder, as_of: date, issuer: str | None = None
) -> Candidate:
    """Stage, link, build marts; not audited yet. A made-up report that names no issuer needs one here."""
    candidate = open_candidate(data.candidate)
    named = {d.sha256: NamedIssuer(issuer, "option") for d in documents if issuer}
    staged = stage_documents(documents, data, candidate, named)
    assert not staged.unsure, staged.unsure
    link_years(candidate)
    build_marts(candidate.connection, as_of.isoformat())
    return candidate
