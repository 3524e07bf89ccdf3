"""`tsdg read`: what is read of one file, before anything is published of it."""

import json
import sys
from pathlib import Path

import polars as pl

from flows.readers.read_isolated import read_report_isolated
from flows.readers.report_document import ReportDocument
from flows.stages.load_lexicon import load_lexicon
from supply.terminal.measure_words import tell_value
from supply.terminal.render_table import cell, console, word_table
from transforms.report.stage_report import stage_report
from transforms.report.staged_rows import StagedMeasure, StagedReport
from transforms.write_number import write_number
from warehouse.errors import UnusableReportError
from warehouse.say import chosen_language, name_rule, name_value, tell
from warehouse.say_finding import say_finding

_PDF_MAGIC = b"%PDF-"
_MAGIC_WINDOW = 1024


def read_file(path: Path, year: int | None, picture: Path | None) -> None:
    """Print the measures read of a file; with `picture`, draw the reading onto its pages.

    Raises:
        UnusableReportError: why the file is refused; its pages are drawn all the same.
    """
    try:
        document = read_report_isolated(path, year)
    except UnusableReportError as error:
        _draw_refused(path, picture)
        error.file = error.file or path
        raise
    if picture is not None:
        _draw(path, document, picture)
    _print_measures(_stage(document))


def _draw_refused(path: Path, folder: Path | None) -> None:
    if folder is not None and path.is_file() and _is_pdf(path):
        from flows.readers.draw_reading import draw_reading

        try:
            _tell(len(draw_reading(path, [], folder)), folder)
        except UnusableReportError:
            # Too damaged to be shown; the refusal says so.
            return


def _draw(path: Path, document: ReportDocument, folder: Path) -> None:
    if document.media_type != "pdf":
        raise UnusableReportError("no-pages-to-draw")
    from flows.readers.draw_reading import draw_reading

    _tell(len(draw_reading(path, document.cells, folder)), folder)


def _is_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return _PDF_MAGIC in file.read(_MAGIC_WINDOW)


def _tell(n_pictures: int, folder: Path) -> None:
    sys.stderr.write(tell("read-pictures", count=n_pictures, folder=folder) + "\n")


def _stage(document: ReportDocument) -> StagedReport:
    cells = pl.DataFrame(
        [
            {
                "cell_no": number,
                "row_no": entry.row_no,
                "page": entry.page,
                "column_name": entry.column_name,
                "cell_text": entry.text,
            }
            for number, entry in enumerate(document.cells, start=1)
        ]
    )
    return stage_report(document.report_id, document.report_year, cells, load_lexicon())


def _print_measures(staged: StagedReport) -> None:
    pages = {row.indicator_code: row.page_first for row in staged.indicators}
    grid = word_table("page", "code", "hash", "target", "actual", "unit", right=("page", "hash", "target", "actual"))  # fmt: skip
    for measure in staged.measures:
        grid.add_row(
            cell(pages.get(measure.indicator_code)),
            cell(measure.indicator_code),
            cell(measure.measure_no),
            cell(_target(measure)),
            cell(_actual(measure)),
            cell(measure.unit),
        )
    console().print(grid)
    for finding in staged.findings:
        if finding.severity != "info":
            told = say_finding(finding.rule, chosen_language(), json.loads(finding.facts))
            console().print(
                cell(f"{finding.indicator_code or ''} {name_rule(finding.rule)}: {told}")
            )


def _actual(measure: StagedMeasure) -> str:
    if measure.actual_value is None:
        return name_value("actual_kind", measure.actual_kind)
    return write_number(measure.actual_value)


def _target(measure: StagedMeasure) -> str:
    bounds = [bound for bound in (measure.target_low, measure.target_high) if bound is not None]
    told = tell("read-to").join(write_number(bound) for bound in dict.fromkeys(bounds))
    comparator = tell_value("comparator", measure.comparator)
    kind = name_value("target_kind", measure.target_kind)
    return f"{comparator} {told}".strip() or kind or tell("read-no-target")
