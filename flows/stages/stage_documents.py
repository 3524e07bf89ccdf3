"""The documents are loaded: cells verbatim into raw, what they say into staging, beside all that is held."""

from collections.abc import Iterator

import polars as pl

from flows.progress import announce
from flows.readers.report_document import ReportDocument
from flows.runs.plan_run import program_fingerprint
from flows.stages.load_lexicon import load_corrections, load_lexicon
from transforms.report.apply_corrections import Correction, apply_corrections
from transforms.report.judge_attainment import judge_attainment
from transforms.report.report_lexicon import Lexicon
from transforms.report.rule_in_chinese import add_chinese_rules
from transforms.report.stage_report import stage_report
from transforms.report.staged_rows import StagedReport
from transforms.report.weigh_certainty import weigh_certainty
from transforms.years.order_vintages import order_vintages
from warehouse.build import copy_staging, load_seeds
from warehouse.candidate import Candidate
from warehouse.carry_forward import copy_raw
from warehouse.data_folder import DataFolder

_RAW_REPORT = (
    "report_id", "sha256", "file_name", "media_type", "title", "front_note", "report_year",
    "report_year_basis", "published_date", "page_count", "printed_codes",
)  # fmt: skip


def stage_documents(
    documents: list[ReportDocument], data: DataFolder, candidate: Candidate
) -> None:
    """Fill raw and staging of an empty candidate: everything ever ingested, and the new documents."""
    if data.warehouse.exists():
        copy_raw(candidate.connection, data.warehouse)
    held = set(candidate.read("select report_id from raw.raw_report")["report_id"])
    _load_raw(candidate, documents)
    load_seeds(candidate.connection)
    _load_vintages(candidate)
    to_stage = {document.report_id for document in documents}
    if _is_staging_reusable(candidate):
        copy_staging(candidate.connection, data.warehouse)
        _stage(candidate, to_stage)
    else:
        _stage(candidate, to_stage | held)


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


def _load_vintages(candidate: Candidate) -> None:
    described = candidate.read("select * from raw.raw_report").with_columns(
        title=pl.concat_str("title", "front_note", separator="\n", ignore_nulls=True)
    )
    candidate.load("staging.stg_report", order_vintages(described))


def _is_staging_reusable(candidate: Candidate) -> bool:
    """What follows from a document alone stands in the live warehouse, if the same program put it there."""
    last = candidate.read(
        "select program_fingerprint from raw.raw_run where outcome = 'published' order by run_no desc limit 1"
    )["program_fingerprint"]
    return last.to_list() == [program_fingerprint()]


def _stage(candidate: Candidate, report_ids: set[str]) -> None:
    """Parse and judge the documents, each from its raw cells."""
    staged = StagedReport()
    for report in _read_staged(candidate, report_ids, load_lexicon(), load_corrections()):
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
    candidate.load("staging.stg_finding", staged.findings)


def _read_staged(
    candidate: Candidate,
    report_ids: set[str],
    lexicon: Lexicon,
    corrections: tuple[Correction, ...],
) -> Iterator[StagedReport]:
    years = candidate.read("select report_id, report_year from raw.raw_report order by report_id")
    for report_id, report_year in years.filter(pl.col("report_id").is_in(report_ids)).iter_rows():
        announce(f"parsing {report_id}")
        cells = candidate.read(
            "select * from raw.raw_report_cell where report_id = ? order by cell_no", [report_id]
        )
        staged = stage_report(report_id, report_year, cells, lexicon)
        apply_corrections(report_id, report_year, staged, corrections)
        yield staged
