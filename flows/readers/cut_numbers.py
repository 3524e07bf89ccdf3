"""Numbers that the end of a page or row cuts in two: joined where nothing else can be meant, else uncertain."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from flows.readers.page.page_model import UNCERTAIN
from flows.readers.report_document import PrintedCell
from transforms.normalize_text import normalize_text
from transforms.report.plain_code import heading_code

_TAIL = re.compile(r"[\d.,]*\d[.,]?$")
_HEAD = re.compile(r"[.,]?\d[\d.,]*")
# A year behind a number is told apart where lines are joined.
_YEAR = re.compile(r"\d{2,4}\s?年")
_WHOLE = re.compile(r"\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_HEADINGS = {"indicator", "code"}
# What stands in these is no number of a result.
_ASIDE = {"outside", "note"}
_OTHERS = {"goal", "indicator", "code", "agency"} | _ASIDE
_Row = list[tuple[int, PrintedCell]]


def mark_cut_numbers(cells: list[PrintedCell], full: Collection[tuple[int, str]] = ()) -> None:
    """Put what is uncertain between the parts of a cell that would become another number when joined.

    Args:
        cells: of a document, in printed order.
        full: row and column of each cell whose last line reaches the edge, so that it may have been cut.
    """
    before: _Row = []
    for row in _rows(cells):
        if before and not _has_heading(row):
            for _, cell in row:
                if cell.column_name in _OTHERS:
                    continue
                last = next(
                    (b for b in reversed(before) if b[1].column_name == cell.column_name), None
                )
                if last and _is_cut(last[1].text, cell.text, is_full=(last[1].row_no, cell.column_name) in full):  # fmt: skip
                    cells[last[0]] = replace(last[1], text=last[1].text + UNCERTAIN)
        before = row


def begins_row(cells: Iterable[PrintedCell], page: int) -> bool:
    """Tell whether the first row of the table on a page begins there; a page without one goes on with nothing."""
    on_page = [cell for cell in cells if cell.page == page and cell.column_name not in _ASIDE]
    first = [(0, cell) for cell in on_page if cell.row_no == on_page[0].row_no]
    return not any(cell.text.strip() for _, cell in first) or _has_heading(first)


def _rows(cells: list[PrintedCell]) -> Iterator[_Row]:
    """The cells of each printed row with their places; a line of a text that goes on stands by itself."""
    row: _Row = []
    for place, cell in enumerate(cells):
        if cell.column_name in _ASIDE:
            continue
        is_next = row and (cell.row_no != row[-1][1].row_no or cell.top != row[-1][1].top)
        if is_next and (cell.row_no != row[0][1].row_no or cell.x0 is None):
            yield row
            row = []
        row.append((place, cell))
    if row:
        yield row


def _has_heading(row: _Row) -> bool:
    return any(
        (cell.column_name == "code" and cell.text.strip())
        or (cell.column_name in _HEADINGS and heading_code(normalize_text(cell.text).strip()))
        for _, cell in row
    )


def _is_cut(one: str, other: str, *, is_full: bool) -> bool:
    """Tell whether two parts would make a number that nobody can be sure of."""
    first, second = normalize_text(one).strip(), normalize_text(other).strip()
    tail, head = _TAIL.search(first), _HEAD.match(second)
    if not tail or not head or _YEAR.match(second):
        return False
    is_unmistakable = (
        is_full
        and _WHOLE.fullmatch(tail[0] + head[0]) is not None
        and not (_WHOLE.fullmatch(tail[0]) and _WHOLE.fullmatch(head[0]))
    )
    return not is_unmistakable
