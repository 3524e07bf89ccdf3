"""The documents are loaded: cells verbatim into raw, what they say into staging, beside all that is held."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import polars as pl

from flows.progress import announce
from flows.readers.report_document import ReportDocument
from flows.runs.folder_identity import folder_identity
from flows.runs.name_issuers import load_issuer_names
from flows.runs.plan_run import program_fingerprint
from flows.stages.load_lexicon import load_corrections, load_lexicon
from flows.stages.stage_on_dask import open_staging
from transforms.report.apply_corrections import apply_corrections
from transforms.report.judge_attainment import judge_attainment
from transforms.report.pairing.find_unpaired import tell_where_unsure
from transforms.report.rule_in_chinese import add_chinese_rules
from transforms.report.staged_rows import StagedReport
from transforms.report.weigh_certainty import weigh_certainty
from transforms.years.decide_issuers import (
    DocumentFacts,
    Issuer,
    NamedIssuer,
    PrintedIndicator,
    decide_issuers,
)
from transforms.years.order_vintages import order_vintages
from warehouse.build import copy_staging, load_seeds, read_held_headings
from warehouse.candidate import Candidate
from warehouse.carry_forward import copy_raw
from warehouse.errors import TsdgError
from warehouse.folder.data_folder import DataFolder
from warehouse.say import tell
from warehouse.settings import read_settings

_RAW_REPORT = (
    "report_id", "sha256", "file_name", "media_type", "title", "front_note", "report_year",
    "report_year_basis", "published_date", "page_count", "printed_codes",
)  # fmt: skip
_CELLS = "select * from raw.raw_report_cell where report_id = ? order by cell_no"


@dataclass(slots=True)
class StagedDocuments:
    """The new documents that were taken in, and those of which nobody knows whose they are."""

    taken: list[ReportDocument] = field(default_factory=list)
    unsure: list[ReportDocument] = field(default_factory=list)


def stage_documents(
    documents: list[ReportDocument],
    data: DataFolder,
    candidate: Candidate,
    named: Mapping[str, NamedIssuer] | None = None,
    listed_years: Mapping[str, int] | None = None,
) -> StagedDocuments:
    """Fill raw and staging of an empty candidate: everything ever ingested, and the new documents.

    Args:
        documents: the new ones.
        data: where the live warehouse lies.
        candidate: what is filled.
        named: issuers that somebody named, by checksum of the document, new or held.
        listed_years: report years that the source list expects, likewise.

    Raises:
        TsdgError: whose report a held document is cannot be told any more.
    """
    candidate.connection.execute(
        "update raw.raw_schema set data_folder = ?", [folder_identity(data)]
    )
    if data.warehouse.exists():
        copy_raw(candidate.connection, data.warehouse)
    held = set(candidate.read("select report_id from raw.raw_report")["report_id"])
    _load_raw(candidate, documents)
    _load_named(candidate, named or {})
    _load_listed_years(candidate, listed_years or {})
    load_seeds(candidate.connection)
    is_reusable = bool(held) and _is_staging_reusable(candidate)
    new = {document.report_id for document in documents}
    staged = _read_staged(candidate, new if is_reusable else new | held)
    issuers = _decide(candidate, staged, held, data.warehouse if is_reusable else None)
    told = _part_unsure(candidate, documents, held, issuers)
    _load_vintages(candidate, issuers)
    if is_reusable:
        copy_staging(candidate.connection, data.warehouse)
    _load_staged(candidate, [rows for name, rows in staged.items() if name in issuers])
    return told


def _load_raw(candidate: Candidate, documents: list[ReportDocument]) -> None:
    reports = [{name: getattr(entry, name) for name in _RAW_REPORT} for entry in documents]
    cells = [
        {
            "report_id": document.report_id,
            "cell_no": number,
            "row_no": cell.row_no,
            "column_name": cell.column_name,
            "page": cell.page,
            "x0": cell.x0,
            "top": cell.top,
            "x1": cell.x1,
            "bottom": cell.bottom,
            "cell_text": cell.text,
        }
        for document in documents
        for number, cell in enumerate(document.cells, start=1)
    ]
    candidate.load("raw.raw_report", reports)
    candidate.load("raw.raw_report_cell", cells)


def _load_named(candidate: Candidate, named: Mapping[str, NamedIssuer]) -> None:
    for sha256, issuer in named.items():
        candidate.connection.execute(
            "update raw.raw_report set issuer_named = ?, issuer_named_by = ? where sha256 = ?",
            [issuer.name, issuer.named_by, sha256],
        )


def _load_listed_years(candidate: Candidate, listed_years: Mapping[str, int]) -> None:
    for sha256, year in listed_years.items():
        candidate.connection.execute(
            "update raw.raw_report set report_year_listed = ? where sha256 = ?", [year, sha256]
        )


def _decide(
    candidate: Candidate, staged: Mapping[str, StagedReport], held: set[str], live: Path | None
) -> dict[str, Issuer]:
    """Decide the issuers of all documents; what is not parsed now was parsed for the live warehouse."""
    headings = {
        name: [
            PrintedIndicator(row.indicator_code, row.indicator_name, tuple(row.agencies))
            for row in rows.indicators
        ]
        for name, rows in staged.items()
    }
    if live is not None:
        for report_id, code, name, agencies in read_held_headings(candidate.connection, live):
            heading = PrintedIndicator(code, name, tuple(agencies))
            headings.setdefault(report_id, []).append(heading)
    documents = candidate.read(
        "select report_id, report_year, title, front_note, issuer_named as named, "
        "issuer_named_by as named_by from raw.raw_report order by report_id"
    )
    facts = [
        DocumentFacts(
            **row,
            is_held=row["report_id"] in held,
            indicators=headings.get(row["report_id"], []),
        )
        for row in documents.iter_rows(named=True)
    ]
    return decide_issuers(facts, load_issuer_names())


def _part_unsure(
    candidate: Candidate,
    documents: list[ReportDocument],
    held: set[str],
    issuers: Mapping[str, Issuer],
) -> StagedDocuments:
    """Take out again the new documents of which nobody knows whose they are."""
    lost = sorted(held - issuers.keys())
    if lost:
        (name,) = candidate.read(
            "select file_name from raw.raw_report where report_id = ?", [lost[0]]
        )["file_name"]
        raise TsdgError("held-issuer-unsure", file=name)
    told = StagedDocuments()
    for document in documents:
        if document.report_id in issuers:
            told.taken.append(document)
            continue
        told.unsure.append(document)
        for table in ("raw.raw_report_cell", "raw.raw_report"):
            candidate.connection.execute(
                f"delete from {table} where report_id = ?",  # noqa: S608 - constant names
                [document.report_id],
            )
    return told


def _load_vintages(candidate: Candidate, issuers: Mapping[str, Issuer]) -> None:
    decided = pl.DataFrame(
        [(name, issuer.name, issuer.basis, issuer.printed) for name, issuer in issuers.items()],
        schema=dict.fromkeys(("report_id", "issuer", "issuer_basis", "issuer_printed"), pl.String),
        orient="row",
    )
    described = (
        candidate.read("select * from raw.raw_report")
        .join(decided, on="report_id")
        .with_columns(title=pl.concat_str("title", "front_note", separator="\n", ignore_nulls=True))
    )
    candidate.load("staging.stg_report", order_vintages(described))


def _is_staging_reusable(candidate: Candidate) -> bool:
    """What follows from a document alone stands in the live warehouse, if the same program put it there."""
    last = candidate.read(
        "select program_fingerprint from raw.raw_run where outcome = 'published' order by run_no desc limit 1"
    )["program_fingerprint"]
    return last.to_list() == [program_fingerprint()]


def _load_staged(candidate: Candidate, reports: list[StagedReport]) -> None:
    """Judge what was read of the documents, and load it."""
    staged = StagedReport()
    for report in reports:
        staged.extend(report)
    indicators = candidate.frame("staging.stg_indicator", staged.indicators)
    measures = judge_attainment(candidate.frame("staging.stg_measure", staged.measures))
    candidate.load("staging.stg_indicator", indicators)
    weighed = add_chinese_rules(weigh_certainty(measures, indicators))
    candidate.load("staging.stg_measure", weighed)
    candidate.load("staging.stg_printed_number", staged.printed_numbers)
    candidate.load("staging.stg_prior_value", staged.prior_values)
    candidate.load("staging.stg_other_target", staged.other_targets)
    candidate.load("staging.stg_correction", staged.corrections)
    told = staged.findings + tell_where_unsure(staged.unpaired, weighed)
    candidate.load("staging.stg_finding", told)


def _read_staged(candidate: Candidate, report_ids: set[str]) -> dict[str, StagedReport]:
    """Parse the documents, each from its raw cells."""
    lexicon, corrections, reading = load_lexicon(), load_corrections(), Lock()
    years = candidate.read("select report_id, report_year from raw.raw_report order by report_id")
    documents = years.filter(pl.col("report_id").is_in(report_ids)).rows()
    with open_staging(read_settings(), len(documents)) as pool:

        def stage_one(number: int) -> StagedReport:
            report_id, report_year = documents[number]
            announce(tell("progress-parsing", report=report_id))
            # Threads share the candidate's connection, and hold no more documents than they work on.
            with reading:
                cells = candidate.read(_CELLS, [report_id])
            return pool.stage(report_id, report_year, cells, lexicon)

        staged = list(pool.for_each(stage_one, range(len(documents))))
    for (report_id, report_year), rows in zip(documents, staged, strict=True):
        apply_corrections(report_id, report_year, rows, corrections)
    return {report_id: rows for (report_id, _), rows in zip(documents, staged, strict=True)}
