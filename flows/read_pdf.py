"""Reads the report's table out of a PDF: the only module that knows pdfplumber."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.table import Table
from pdfplumber.utils import extract_text
from pdfplumber.utils.exceptions import PdfminerException

from flows.report_document import DocumentContent, PrintedCell, UnusableReportError
from transforms.join_split_cells import heading_code
from transforms.normalize_text import normalize_text
from transforms.recognize_table import (
    find_printed_codes,
    has_header_words,
    read_header_year,
    recognize_columns,
)

# A table continued on the next page without a header stands at the same places; half a character off
# is what different programs' rounding does to them.
_SAME_EDGE_POINTS = 6.0
# A column rule this much longer than the last rule across belongs to a row that the page has cut.
_OPEN_POINTS = 3.0
_MIN_COLUMN_RULES = 3
# Footnote marks are set at about 60 per cent of the size of the text.
_MARK_SIZE = 0.75
# Neighbouring equal letters may fall together once in a while; a double strike does so all over the page.
_FEW_DOUBLES = 5
# A cover, a preface and a table of contents come before the table, but never a whole book.
_SEARCHED_PAGES = 60
_WANT_REPORT = "give the report itself: a table 核心目標 | 對應指標 | 達成情形"

Box = tuple[float, float, float, float]

# pdfminer warns of every font that lacks a bounding box; browsers' PDFs have dozens.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


@dataclass(slots=True)
class _Layout:
    """The columns of the table as the last header row showed them."""

    roles: dict[int, str] = field(default_factory=dict)
    edges: list[tuple[float, float]] = field(default_factory=list)


def read_pdf(path: Path) -> DocumentContent:
    """Read every page's part of the report table, verbatim.

    Raises:
        UnusableReportError: not a PDF, damaged, encrypted, without pages, text layer or such a table.
    """
    try:
        with pdfplumber.open(path) as pdf:
            if not pdf.pages:
                raise UnusableReportError("the PDF has no pages", "get the file again")
            content = _read_pages(pdf.pages)
    except (PdfminerException, PDFPasswordIncorrect) as error:
        raise _explain(error) from error
    return content


def _explain(error: Exception) -> UnusableReportError:
    if "PasswordIncorrect" in f"{error!r}{error.args!r}" or "Encrypt" in f"{error!r}":
        return UnusableReportError("the PDF is encrypted", "save it without a password")
    return UnusableReportError("the PDF is damaged or cut off", "get the file again")


def _read_pages(pages: Sequence[Page]) -> DocumentContent:
    content = DocumentContent(page_count=len(pages))
    layout = _Layout()
    has_text = False
    for page in pages:
        try:
            page = _without_double_strike(page)  # noqa: PLW2901 - the same page, each glyph once
            characters = page.chars
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            # pdfminer meets broken fonts and content streams with whatever it stumbles over.
            raise UnusableReportError(
                f"the page cannot be decoded ({type(error).__name__})",
                "get the file again",
                page.page_number,
            ) from error
        has_text = has_text or bool(characters)
        stream = "".join(c["text"] for c in characters)
        content.printed_codes += find_printed_codes(stream)
        if layout.roles or has_header_words(stream):
            _read_page(page, content, layout)
        page.close()
        if not layout.roles and page.page_number >= _SEARCHED_PAGES:
            break
    if not has_text:
        raise UnusableReportError("the PDF is a scan without a text layer", "run OCR on it first")
    if not layout.roles:
        searched = f" in the first {_SEARCHED_PAGES} pages" if len(pages) > _SEARCHED_PAGES else ""
        raise UnusableReportError(
            f"no table with the report's header words{searched}", _WANT_REPORT
        )
    return content


def _without_double_strike(page: Page) -> Page:
    """Some programs draw bold by printing each glyph twice, a hair apart; a number would be read twice."""
    seen: set[tuple[str, int, int]] = set()
    doubled = 0
    for character in page.chars:
        key = (character["text"], round(character["x0"] / 2), round(character["top"] / 2))
        doubled += key in seen
        seen.add(key)
    return page.dedupe_chars(tolerance=1) if doubled > _FEW_DOUBLES else page


def _read_page(page: Page, content: DocumentContent, layout: _Layout) -> None:
    outside = list(page.chars)
    for table in page.find_tables({"explicit_horizontal_lines": _missing_rules(page)}):
        grid = _read_grid(table, outside)
        if grid is None:
            continue
        rows, boxes, rest = grid
        start = _find_header(rows, boxes, layout, content)
        if start is None:
            continue
        if not content.front_lines and not content.cells:
            content.front_lines = _lines_above(rest, table.bbox[1])
            rest = [c for c in rest if c["bottom"] > table.bbox[1]]
        outside = rest
        _keep_rows(rows[start:], boxes[start:], layout, page.page_number, content)
    if layout.roles:
        _keep_outside(outside, page, content)


def _missing_rules(page: Page) -> list[float]:
    """Where a row is cut by the page and browsers draw no rule: the ends of the column rules tell."""
    # A column rule drawn as a thin box has tiny edges across at its ends.
    across = [
        edge["top"]
        for edge in page.edges
        if edge["orientation"] == "h" and edge["width"] > _OPEN_POINTS
    ]
    down = [edge for edge in page.edges if edge["orientation"] == "v"]
    if not across:
        return []
    below = {round(e["x0"]): e["bottom"] for e in down if e["bottom"] > max(across) + _OPEN_POINTS}
    above = {round(e["x0"]): e["top"] for e in down if e["top"] < min(across) - _OPEN_POINTS}
    return [
        find(ends.values())
        for ends, find in ((below, max), (above, min))
        if len(ends) >= _MIN_COLUMN_RULES
    ]


def _read_grid(
    table: Table, characters: list[dict[str, Any]]
) -> tuple[list[list[str | None]], list[list[Box | None]], list[dict[str, Any]]] | None:
    """Give each character to the cell that holds its middle; also return those that lie in none."""
    boxes: list[list[Box | None]] = [list(row.cells) for row in table.rows]
    flat = [box for row in boxes for box in row if box]
    held: dict[Box, list[dict[str, Any]]] = {box: [] for box in flat}
    rest: list[dict[str, Any]] = []
    box: Box | None = None
    for character in characters:
        x = (character["x0"] + character["x1"]) / 2
        y = (character["top"] + character["bottom"]) / 2
        # Characters come in runs: most lie in the cell of the one before.
        if box is None or not (box[0] <= x < box[2] and box[1] <= y < box[3]):
            box = next((b for b in flat if b[0] <= x < b[2] and b[1] <= y < b[3]), None)
        (held[box] if box else rest).append(character)
    if not any(held.values()):
        return None
    for box, inside in held.items():
        held[box] = _without_footnote_marks(inside, rest)
    texts = [[extract_text(held[box]) if box else None for box in row] for row in boxes]
    return texts, boxes, rest


def _without_footnote_marks(
    characters: list[dict[str, Any]], rest: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Take small raised marks out of a cell (13.0¹ is no 13.01); they go where other text outside goes.

    The raised 2 and 3 of m² and m³ are units and stay.
    """
    if not characters:
        return characters
    usual = median(character["size"] for character in characters)
    kept: list[dict[str, Any]] = []
    for character in characters:
        is_mark = character["size"] <= _MARK_SIZE * usual and not _is_unit_power(character, kept)
        (rest if is_mark else kept).append(character)
    return kept


def _is_unit_power(character: dict[str, Any], before: list[dict[str, Any]]) -> bool:
    """Tell whether a small 2 or 3 stands right behind an m."""
    return character["text"] in "23²³" and bool(before) and before[-1]["text"] in "mM"


def _find_header(
    rows: list[list[str | None]],
    boxes: list[list[Box | None]],
    layout: _Layout,
    content: DocumentContent,
) -> int | None:
    """Return the index of the first content row, or None if this is another table."""
    for index, row in enumerate(rows[:3]):
        roles = recognize_columns(row)
        if roles:
            layout.roles = roles
            layout.edges = [(b[0], b[2]) if b else (0.0, 0.0) for b in boxes[index]]
            if not content.header_cells or read_header_year(content.header_cells) is None:
                content.header_cells = [cell or "" for cell in row]
            return index + 1
    if not layout.roles:
        return None
    is_continued = _stands_in_same_columns(boxes, layout.edges) or _holds_indicators(rows, layout)
    return 0 if is_continued else None


def _holds_indicators(rows: list[list[str | None]], layout: _Layout) -> bool:
    """A table of other widths without a header goes on if codes stand in its indicator column."""
    column = next(position for position, role in layout.roles.items() if role == "indicator")
    return all(len(row) == len(layout.edges) for row in rows) and any(
        heading_code(normalize_text(row[column] or "").strip()) for row in rows
    )


def _stands_in_same_columns(
    boxes: Iterable[Sequence[Box | None]], edges: list[tuple[float, float]]
) -> bool:
    return all(
        len(row) == len(edges)
        and all(
            abs(box[0] - left) <= _SAME_EDGE_POINTS and abs(box[2] - right) <= _SAME_EDGE_POINTS
            for box, (left, right) in zip(row, edges, strict=True)
            if box
        )
        for row in boxes
    )


def _keep_rows(
    rows: list[list[str | None]],
    boxes: list[list[Box | None]],
    layout: _Layout,
    page_number: int,
    content: DocumentContent,
) -> None:
    row_no = content.cells[-1].row_no if content.cells else 0
    for row, row_boxes in zip(rows, boxes, strict=True):
        if recognize_columns(row):
            # Some programs repeat the header wherever they split a row, also in mid-page.
            continue
        row_no += 1
        for position, role in layout.roles.items():
            box = row_boxes[position] if position < len(row_boxes) else None
            if box is None:
                continue
            text = row[position] or ""
            content.cells.append(PrintedCell(row_no, role, page_number, text, *_round(box)))


def _keep_outside(characters: list[dict[str, Any]], page: Page, content: DocumentContent) -> None:
    """Keep text outside the table as lines of their own: what is no footer must not vanish."""
    row_no = content.cells[-1].row_no if content.cells else 0
    text = extract_text(characters) if characters else ""
    if text.strip():
        box = (0.0, 0.0, float(page.width), float(page.height))
        content.cells += [
            PrintedCell(row_no, "outside", page.page_number, line, *box)
            for line in text.split("\n")
        ]


def _lines_above(characters: list[dict[str, Any]], top: float) -> list[str]:
    above = [c for c in characters if c["bottom"] <= top]
    return extract_text(above).split("\n") if above else []


def _round(box: Box) -> tuple[float, float, float, float]:
    return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))
