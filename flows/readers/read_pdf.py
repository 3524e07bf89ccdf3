"""Reads the report's table out of a PDF with pdfplumber; `strict_pdf` opens it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pdfplumber.page import Page
from pdfplumber.utils import extract_text

from flows.readers.printed_characters import Character, is_doubled, is_slanted
from flows.readers.report_document import DocumentContent, PrintedCell
from flows.readers.strict_pdf import UNSEEN, check_contents, open_pdf, telling_damage
from flows.readers.table_grid import Box, check_grid, read_grid
from transforms.normalize_text import normalize_text
from transforms.report.join_split_cells import heading_code
from transforms.report.recognize_table import (
    find_printed_codes,
    has_header_words,
    read_header_year,
    recognize_columns,
)
from warehouse.errors import UnusableReportError

# A table continued on the next page without a header stands at the same places; half a character off
# is what different programs' rounding does to them.
_SAME_EDGE_POINTS = 6.0
# A column rule this much longer than the last rule across belongs to a row that the page has cut.
_OPEN_POINTS = 3.0
_MIN_COLUMN_RULES = 3
# A cover, a preface and a table of contents come before the table, but never a whole book.
_SEARCHED_PAGES = 60
_WANT_REPORT = "give the report itself: a table 核心目標 | 對應指標 | 達成情形"


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
    with open_pdf(path) as pages:
        return _read_pages(pages)


def _read_pages(pages: Sequence[Page]) -> DocumentContent:
    content = DocumentContent(page_count=len(pages))
    layout = _Layout()
    has_text = False
    for page in pages:
        with telling_damage(page.page_number):
            check_contents(page)
            seen = _what_is_seen(page)
            stream = "".join(character["text"] for character in seen.chars)
            has_text = has_text or bool(stream)
            content.printed_codes += find_printed_codes(stream)
            if layout.roles or has_header_words(stream):
                _read_page(seen, content, layout)
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


def _what_is_seen(page: Page) -> Page:
    """The page as a reader sees it: without unseen glyphs, and each glyph once."""
    if any(character["non_stroking_color"] == UNSEEN for character in page.chars):
        page = page.filter(lambda shape: shape.get("non_stroking_color") != UNSEEN)
    return page.dedupe_chars(tolerance=1) if is_doubled(page.chars) else page


def _read_page(page: Page, content: DocumentContent, layout: _Layout) -> None:
    outside = [c for c in page.chars if not is_slanted(c)]
    stamped = [c for c in page.chars if is_slanted(c)]
    for table in page.find_tables({"explicit_horizontal_lines": _missing_rules(page)}):
        grid = read_grid(table, outside)
        if grid is None:
            continue
        start = _find_header(grid.rows, grid.boxes, layout, content)
        if start is None:
            continue
        check_grid(grid, page)
        stamped += grid.stamped
        if not content.front_lines and not content.cells:
            content.front_lines = _lines_above(grid.rest, table.bbox[1])
            grid.rest = [c for c in grid.rest if c["bottom"] > table.bbox[1]]
        outside = grid.rest
        _keep_rows(grid.rows[start:], grid.boxes[start:], layout, page.page_number, content)
    if layout.roles:
        _keep_outside(extract_text(outside).split("\n") if outside else [], page, content)
        _keep_outside(["".join(c["text"] for c in stamped)], page, content)


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


def _keep_outside(lines: list[str], page: Page, content: DocumentContent) -> None:
    """Keep text outside the table as lines of their own: what is no footer must not vanish."""
    row_no = content.cells[-1].row_no if content.cells else 0
    box = (0.0, 0.0, float(page.width), float(page.height))
    if any(line.strip() for line in lines):
        content.cells += [
            PrintedCell(row_no, "outside", page.page_number, line, *box) for line in lines
        ]


def _lines_above(characters: list[Character], top: float) -> list[str]:
    above = [c for c in characters if c["bottom"] <= top]
    return extract_text(above).split("\n") if above else []


def _round(box: Box) -> tuple[float, float, float, float]:
    return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))
