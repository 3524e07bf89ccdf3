"""Reads the report's table out of a PDF: what its pages show, in the cells that their rules make."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pdfplumber.table import Table

from flows.readers.cut_numbers import mark_cut_numbers
from flows.readers.one_year import TableYears
from flows.readers.page.find_tables import find_tables
from flows.readers.page.lay_out_lines import is_last_line_full, lay_out_lines
from flows.readers.page.page_model import UNCERTAIN, Box, Glyph, PageModel
from flows.readers.page.print_ground import PrintGround, find_large_pictures, is_picture_of_page
from flows.readers.page.visibility import holds
from flows.readers.page_order import PageOrder
from flows.readers.printed_characters import drop_doubles
from flows.readers.reading_notes import notes_on_row
from flows.readers.report_document import DocumentContent, PrintedCell, note_cell
from flows.readers.second_reader import ReadCell, SecondReader, reads_twice
from flows.readers.strict_pdf import StrictPdf, open_pdf, telling_damage
from flows.readers.table_grid import Grid, check_grid, read_grid
from transforms.normalize_text import normalize_text
from transforms.report.plain_code import heading_code
from transforms.report.recognize_table import (
    find_printed_codes,
    has_header_words,
    read_header_year,
    recognize_columns,
    recognize_header,
)
from warehouse.errors import UnusableReportError

# A table continued on the next page without a header stands at the same places; half a character off
# is what different programs' rounding does to them.
_SAME_EDGE_POINTS = 6.0
# A cover, a preface and a table of contents come before the table, but never a whole book.
_SEARCHED_PAGES = 60
# A report has tens of pages; of a book each page is read once.
_MOST_PAGES_TWICE = 200
# So many pages are looked at again for what their tables are headed by.
_FEW_PAGES = 5
_LONGEST_HEADER = 200
# A table in which so many letters are drawn as lines is one without text.
_FEW_LETTERS = 20
# Of these columns the parts are words of one text; of the others each has a meaning of its own.
_JOINED = {"goal", "indicator", "code", "agency"}
_TABLE_WORDS = re.compile("目標|指標|項次|indicator", re.IGNORECASE)


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
    with open_pdf(path) as pdf:
        second = SecondReader(path)
        try:
            return _Reading(pdf, second, is_twice=reads_twice()).read()
        finally:
            second.close()


class _Reading:
    """One file being read, page by page."""

    def __init__(self, pdf: StrictPdf, second: SecondReader, *, is_twice: bool) -> None:
        self._pdf = pdf
        self._second = second
        self._is_twice = (is_twice and pdf.page_count <= _MOST_PAGES_TWICE) or pdf.is_rebuilt
        self._content = DocumentContent(page_count=pdf.page_count)
        self._layout = _Layout()
        self._pages_with_words: list[int] = []
        self._ground = PrintGround()
        self._years = TableYears()
        self._pictures: list[int] = []
        # Row and column of the cells whose last line reaches the edge, and the page's last row.
        self._full: set[tuple[int, str]] = set()
        self._order = PageOrder()

    def read(self) -> DocumentContent:
        """Read all pages; what no page has is told."""
        for number in range(1, self._pdf.page_count + 1):
            with telling_damage(number):
                page = self._pdf.read_page(number, is_looked_at=self._is_twice)
                if page.is_incomplete:
                    self._second.add_missing(page)
                page.glyphs = drop_doubles(page.glyphs)
                stream = "".join(glyph.text for glyph in page.glyphs)
                self._ground.look_at(page)
                self._content.printed_codes += find_printed_codes(stream)
                if self._layout.roles or has_header_words(stream):
                    self._read_page(page)
                    self._look_for_pictures(page)
                if not self._layout.roles:
                    self._order.add(number, lay_out_lines(page.glyphs).split("\n"))
                if len(self._pages_with_words) < _FEW_PAGES and _TABLE_WORDS.search(stream):
                    self._pages_with_words.append(number)
            if not self._layout.roles and number >= _SEARCHED_PAGES:
                break
        if not self._layout.roles:
            raise self._ground.explain() or self._tell_no_table()
        self._years.keep_one(self._content)
        self._order.check(self._content.cells)
        mark_cut_numbers(self._content.cells, self._full)
        self._content.cells += [_picture_note(number, "page") for number in self._pictures]
        return self._content

    def _look_for_pictures(self, page: PageModel) -> None:
        """Tell pictures that may hold rows of the table.

        Raises:
            UnusableReportError: a page before is a picture, and the table goes on behind it.
        """
        has_rows = any(
            cell.page == page.number and cell.column_name != "outside"
            for cell in self._content.cells
        )
        if has_rows and self._pictures:
            raise UnusableReportError("page-without-text", page=self._pictures[0])
        if self._layout.roles and not has_rows and is_picture_of_page(page):
            self._pictures.append(page.number)
        elif has_rows:
            self._content.cells += [
                _picture_note(page.number, "part") for _ in find_large_pictures(page)[:1]
            ]

    def _tell_no_table(self) -> UnusableReportError:
        """Say what the columns of the first table are headed by, if there is one."""
        for number in self._pages_with_words:
            with telling_damage(number):
                page = self._pdf.read_page(number)
                for table in find_tables(page):
                    grid = read_grid(table, page.glyphs)
                    header = _first_words(grid) if grid else ""
                    if header:
                        return UnusableReportError("other-table", page=number, header=header)
        is_long = self._pdf.page_count > _SEARCHED_PAGES
        return UnusableReportError("no-table", n_pages=_SEARCHED_PAGES if is_long else "all")

    def _read_page(self, page: PageModel) -> None:
        outside = [glyph for glyph in page.glyphs if not glyph.is_slanted]
        stamped = [glyph for glyph in page.glyphs if glyph.is_slanted]
        content = self._content
        tables = find_tables(page)
        for table in tables:
            grid = read_grid(table, outside, [other for other in tables if other is not table])
            if grid is None and self._is_drawn(table, page):
                raise UnusableReportError("page-without-text", page=page.number)
            start = self._find_header(grid) if grid else None
            if grid is None or start is None:
                continue
            check_grid(grid, page)
            stamped += grid.stamped
            if not content.front_lines and not content.cells:
                top = table.bbox[1]
                # Of two pages on one sheet the second one's table may begin higher.
                inside = [
                    other.bbox for other in tables if other is not table and other.bbox[3] > top
                ]
                own: list[Glyph] = []
                others: list[Glyph] = []
                for glyph in grid.rest:
                    is_other = any(holds(box, glyph.middle) for box in inside)
                    (others if is_other else own).append(glyph)
                content.front_lines = _lines_above(own, top)
                grid.rest = [glyph for glyph in own if glyph.bottom > top] + others
            outside = grid.rest
            self._keep_rows(grid, start, page)
        if self._layout.roles:
            lines = lay_out_lines(outside).split("\n") if outside else []
            self._order.add(page.number, lines)
            self._keep_outside(lines, page)
            self._keep_outside(["".join(glyph.text for glyph in stamped)], page)

    def _is_drawn(self, table: Table, page: PageModel) -> bool:
        """Tell whether a table without text goes on the report's, with letters that are drawn as lines."""
        boxes = [list(row.cells) for row in table.rows]
        if not self._layout.roles or not _stands_in_same_columns(boxes, self._layout.edges):
            return False
        drawn = [
            shape for shape in page.shapes if shape.outline and holds(table.bbox, shape.box[:2])
        ]
        return len(drawn) >= _FEW_LETTERS

    def _find_header(self, grid: Grid) -> int | None:
        """Return the index of the first content row, or None if this is another table."""
        layout, content = self._layout, self._content
        for index, row in enumerate(grid.rows[:3]):
            below = grid.rows[index + 1] if index + 1 < len(grid.rows) else None
            header = recognize_header(row, below)
            if header:
                layout.roles = header.roles
                layout.edges = [(b[0], b[2]) if b else (0.0, 0.0) for b in grid.boxes[index]]
                if header.height > 1:
                    layout.edges = _lower_edges(grid, index)
                self._years.begin(header.cells)
                if not content.header_cells or read_header_year(content.header_cells) is None:
                    content.header_cells = header.cells
                return index + header.height
        if not layout.roles:
            return None
        is_continued = _stands_in_same_columns(grid.boxes, layout.edges) or _holds_indicators(
            grid.rows, layout
        )
        return 0 if is_continued else None

    def _keep_rows(self, grid: Grid, start: int, page: PageModel) -> None:
        content = self._content
        row_no = content.cells[-1].row_no if content.cells else 0
        last: list[tuple[Box, str, ReadCell]] = []
        for row, boxes in zip(grid.rows[start:], grid.boxes[start:], strict=True):
            if recognize_columns(row):
                # Some programs repeat the header wherever they split a row, also in mid-page.
                continue
            row_no += 1
            self._years.add_row(row_no)
            kept: list[tuple[Box, str, ReadCell]] = []
            for position, role in self._layout.roles.items():
                parts = self._parts(position, boxes)
                if len(parts) > 1 and role not in _JOINED:
                    inner = " | ".join(row[part] or "" for part in parts)
                    kept.append((_around(boxes, parts), role, ReadCell(UNCERTAIN, inner=inner)))
                    continue
                for part in parts:
                    box = boxes[part]
                    if box is not None:
                        kept.append((box, role, self._read_again(page, grid, box, row[part] or "")))
            content.cells += [
                PrintedCell(row_no, role, page.number, text.told, *_round(box, page.scale))
                for box, role, text in kept
            ]
            content.cells += notes_on_row(page, row_no, kept)
            last = kept
        # Nothing but the end of a page cuts a line.
        self._full |= {
            (row_no, role) for box, role, _ in last if is_last_line_full(grid.held[box], box)
        }

    def _parts(self, position: int, boxes: Sequence[Box | None]) -> list[int]:
        """The cell of a column, and others under the same cell of the header that have no column of their own."""
        left, right = self._layout.edges[position]
        return [
            part
            for part, box in enumerate(boxes)
            if box is not None
            and (
                part == position
                or (part not in self._layout.roles and left < (box[0] + box[2]) / 2 < right)
            )
        ]

    def _keep_outside(self, lines: list[str], page: PageModel) -> None:
        """Keep text outside the table as lines of their own: what is no footer must not vanish."""
        content = self._content
        row_no = content.cells[-1].row_no if content.cells else 0
        box = (0.0, 0.0, page.width / page.scale, page.height / page.scale)
        if any(line.strip() for line in lines):
            content.cells += [
                PrintedCell(row_no, "outside", page.number, line, *box) for line in lines
            ]

    def _read_again(self, page: PageModel, grid: Grid, box: Box, text: str) -> ReadCell:
        """What the second reader says of a cell; where the two differ, the text says so."""
        inner = grid.inner.get(box, "")
        if inner or not self._is_twice:
            return ReadCell(text, inner=inner)
        return self._second.compare(page, grid.held[box], box, text)


def _picture_note(page: int, part: str) -> PrintedCell:
    return note_cell(0, page, "picture_not_read", "warning", {"part": part})


def _around(boxes: Sequence[Box | None], parts: Sequence[int]) -> Box:
    inside = [box for part in parts if (box := boxes[part])]
    return (
        min(box[0] for box in inside),
        min(box[1] for box in inside),
        max(box[2] for box in inside),
        max(box[3] for box in inside),
    )


def _lower_edges(grid: Grid, index: int) -> list[tuple[float, float]]:
    """Columns of a header of two rows: where the upper cell is parted, the lower ones tell."""
    return [
        (lower[0], lower[2]) if lower else (upper[0], upper[2]) if upper else (0.0, 0.0)
        for upper, lower in zip(grid.boxes[index], grid.boxes[index + 1], strict=True)
    ]


def _first_words(grid: Grid) -> str:
    """The first row of a table that has several columns and rows."""
    header = [" ".join((cell or "").split()) for cell in grid.rows[0]]
    words = [cell for cell in header if cell]
    return " | ".join(words)[:_LONGEST_HEADER] if len(words) > 1 and len(grid.rows) > 1 else ""


def _holds_indicators(rows: list[list[str | None]], layout: _Layout) -> bool:
    """A table of other widths without a header goes on if codes stand in its indicator column."""
    column = next(position for position, role in layout.roles.items() if role == "indicator")
    return all(len(row) == len(layout.edges) for row in rows) and any(
        heading_code(normalize_text(row[column] or "").strip()) for row in rows
    )


def _stands_in_same_columns(
    boxes: Sequence[Sequence[Box | None]], edges: list[tuple[float, float]]
) -> bool:
    """Tell whether a table has the columns of the last header, or the same beside them, on a sheet of two pages."""
    if any(len(row) != len(edges) for row in boxes):
        return False
    placed = [
        (box[0] - left, box[2] - right)
        for row in boxes
        for box, (left, right) in zip(row, edges, strict=True)
        if box
    ]
    shift = placed[0][0] if placed else 0.0
    if abs(shift) < edges[-1][1] - edges[0][0]:
        shift = 0.0
    return all(abs(apart - shift) <= _SAME_EDGE_POINTS for pair in placed for apart in pair)


def _lines_above(glyphs: list[Glyph], top: float) -> list[str]:
    above = [glyph for glyph in glyphs if glyph.bottom <= top]
    return lay_out_lines(above).split("\n") if above else []


def _round(box: Box, scale: float) -> Box:
    """A box in points of the file."""
    left, top, right, bottom = (round(edge / scale, 2) for edge in box)
    return left, top, right, bottom
