"""A candidate as the flow fills it, without Prefect."""

from datetime import date

from flows.readers.report_document import ReportDocument
from flows.stages.link_years import link_years
from flows.stages.stage_documents import stage_documents
from warehouse.build import build_marts
from warehouse.candidate import Candidate, open_candidate
from warehouse.data_folder import DataFolder


def build_candidate(documents: list[ReportDocument], data: DataFolder, as_of: date) -> Candidate:
    """Stage, link, build marts; not audited yet."""
    candidate = open_candidate(data.candidate)
    stage_documents(documents, data, candidate)
    link_years(candidate)
    build_marts(candidate.connection, as_of.isoformat())
    return candidate
