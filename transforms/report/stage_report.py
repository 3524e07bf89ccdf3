"""One document's verbatim cells → staging rows: indicators, measures, prior values, findings."""

import json
import re
from collections import Counter

import polars as pl

from transforms.normalize_text import drop_typesetting_spaces, normalize_text
from transforms.report.join_split_cells import JoinedTable, TableRow, join_split_cells
from transforms.report.parse_headings import Heading, parse_goal, parse_heading
from transforms.report.report_lexicon import Lexicon
from transforms.report.stage_row import RowReader
from transforms.report.staged_rows import StagedFinding, StagedReport

_FOOTER = re.compile(
    r"^[-—–─~\s]*(?:第\s*)?(?:page\s*)?\d{1,4}\s*(?:頁)?(?:\s*(?:[/／,，、|]|of|之)?\s*(?:共\s*)?\d{0,4}\s*頁?)?[-—–─~\s]*$",
    re.IGNORECASE,
)


def stage_report(
    report_id: str, report_year: int, cells: pl.DataFrame, lexicon: Lexicon
) -> StagedReport:
    """Read one document.

    Args:
        report_id: the document.
        report_year: the year that it is about.
        cells: its rows of raw_report_cell.
        lexicon: the reviewed seed files.
    """
    staged = StagedReport()
    table = join_split_cells(cells)
    goals = {number: parse_goal(text) for number, text in table.goals.items()}
    occurrences: Counter[str] = Counter()
    for row in table.rows:
        heading = parse_heading(row.heading_text, lexicon.agency_names)
        if heading is None:
            words = row.heading_text[:60]
            staged.findings.append(_not_understood(report_id, row.page_first, "no_code", words))
            continue
        occurrences[heading.code] += 1
        occurrence_no = occurrences[heading.code]
        reader = RowReader(report_id, report_year, lexicon, staged, row, heading, occurrence_no)
        reader.stage(goals)
        staged.findings += _find_notes(report_id, cells, row, heading)
    staged.findings += _read_notes(report_id, cells.filter(pl.col("row_no") == 0), None)
    staged.findings += _find_strays(report_id, table)
    staged.findings += _find_lines_outside(report_id, cells)
    return staged


def _find_notes(
    report_id: str, cells: pl.DataFrame, row: TableRow, heading: Heading
) -> list[StagedFinding]:
    """What the reader of the file had to tell of the pieces of a row."""
    pieces = cells.filter(pl.col("row_no").is_in(row.printed_rows))
    return _read_notes(report_id, pieces, heading.code)


def _read_notes(
    report_id: str, cells: pl.DataFrame, indicator_code: str | None
) -> list[StagedFinding]:
    """Findings of what reading told: of a row, or, where it has the number 0, of the document."""
    notes = cells.filter(pl.col("column_name") == "note").select("page", "cell_text")
    found = [(page, json.loads(text)) for page, text in notes.iter_rows()]
    return [
        StagedFinding(
            report_id,
            told["rule"],
            told["severity"],
            indicator_code,
            None,
            json.dumps(told["facts"], ensure_ascii=False),
            page,
        )
        for page, told in found
    ]


def _find_strays(report_id: str, table: JoinedTable) -> list[StagedFinding]:
    return [
        _not_understood(report_id, page, "before_any_indicator", text[:80])
        for page, text in table.strays
    ]


def _not_understood(report_id: str, page: int | None, what: str, words: str) -> StagedFinding:
    facts = json.dumps({"what": what, "words": words}, ensure_ascii=False)
    return StagedFinding(report_id, "text_not_understood", "warning", None, None, facts, page)


def _find_lines_outside(report_id: str, cells: pl.DataFrame) -> list[StagedFinding]:
    """Tell the lines outside the table, but for page numbers and running heads and feet."""
    outside = cells.filter(pl.col("column_name") == "outside").select("page", "cell_text")
    lines = [
        (page, drop_typesetting_spaces(normalize_text(text))) for page, text in outside.iter_rows()
    ]
    # A line that stands on several pages, but for its number, is a running head or foot.
    running = Counter(re.sub(r"\d+", "0", line) for _, line in set(lines))
    return [
        StagedFinding(
            report_id,
            "text_outside_table",
            "info",
            None,
            None,
            json.dumps({"words": line[:80]}, ensure_ascii=False),
            page,
        )
        for page, line in lines
        if line and not _FOOTER.match(line) and running[re.sub(r"\d+", "0", line)] == 1
    ]
