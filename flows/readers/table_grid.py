"""The cells of one table of a page, and the glyphs that belong to each."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pdfplumber.table import Table

from flows.readers.page.lay_out_lines import lay_out_lines, tell_marks
from flows.readers.page.page_model import UNCERTAIN, Box, Glyph, PageModel
from flows.readers.page.read_page import COLOUR_OF_GROUND
from flows.readers.page.visibility import OUTSIDE, holds
from flows.readers.printed_characters import check_cell, is_cut_number, take_stamps, usual_size
from warehouse.errors import UnusableReportError


@dataclass(slots=True)
class Grid:
    """One table of a page: where its cells are, what they hold, and what lies in none of them."""

    boxes: list[list[Box | None]]
    rows: list[list[str | None]] = field(default_factory=list)
    held: dict[Box, list[Glyph]] = field(default_factory=dict)
    rest: list[Glyph] = field(default_factory=list)
    stamped: list[Glyph] = field(default_factory=list)
    has_cut_number: bool = False
    # What stands in a table within a cell, by cell.
    inner: dict[Box, str] = field(default_factory=dict)


def read_grid(table: Table, glyphs: list[Glyph], others: Sequence[Table] = ()) -> Grid | None:
    """Give each glyph to the cell that holds its middle; also keep those that lie in none.

    Tables of others that lie in one of its cells are no lines of text: they are kept apart.
    """
    boxes = _close_open_cells([list(row.cells) for row in table.rows], glyphs)
    flat = [box for row in boxes for box in row if box]
    held: dict[Box, list[Glyph]] = {box: [] for box in flat}
    grid = Grid(boxes)
    for outer, inner in _find_inner(flat, others):
        inside = [glyph for glyph in glyphs if holds(inner.bbox, glyph.middle)]
        if inside:
            glyphs = [glyph for glyph in glyphs if not holds(inner.bbox, glyph.middle)]
            grid.inner[outer] = f"{grid.inner.get(outer, '')}\n{lay_out_lines(inside)}".strip()
    box: Box | None = None
    for glyph in glyphs:
        x, y = glyph.middle
        # Glyphs come in runs: most lie in the cell of the one before.
        if box is None or not (box[0] <= x < box[2] and box[1] <= y < box[3]):
            left = held[box] if box else []
            box = next((b for b in flat if b[0] <= x < b[2] and b[1] <= y < b[3]), None)
            grid.has_cut_number |= bool(left) and is_cut_number(left[-1], glyph)
        (held[box] if box else grid.rest).append(glyph)
    if not any(held.values()):
        return None
    table_size = usual_size([glyph for inside in held.values() for glyph in inside])
    for cell, inside in held.items():
        text, stamp = take_stamps(inside, table_size)
        grid.held[cell], marks = tell_marks(text)
        grid.stamped += stamp
        grid.rest += marks
    grid.rows = [[_write_cell(grid, box) if box else None for box in row] for row in boxes]
    return grid


def _close_open_cells(boxes: list[list[Box | None]], glyphs: list[Glyph]) -> list[list[Box | None]]:
    """A cell without ground or rule below it is as high as the cells beside it, if words stand there."""
    taken = [box for row in boxes for box in row if box]
    columns = [[box for row in boxes if (box := row[n])] for n in range(len(boxes[0]))]
    closed = []
    for row in boxes:
        own = [box for box in row if box]
        top, bottom = max(box[1] for box in own), min(box[3] for box in own)
        filled = list(row)
        for number, column in enumerate(columns):
            if row[number] is None and column:
                left, right = max(box[0] for box in column), min(box[2] for box in column)
                open_cell = (left, top, right, bottom)
                is_free = not any(_overlap(open_cell, box) for box in taken)
                if is_free and any(holds(open_cell, glyph.middle) for glyph in glyphs):
                    filled[number] = open_cell
        closed.append(filled)
    return closed


def _overlap(one: Box, other: Box) -> bool:
    return max(one[0], other[0]) < min(one[2], other[2]) and max(one[1], other[1]) < min(
        one[3], other[3]
    )


def _find_inner(boxes: list[Box], others: Sequence[Table]) -> list[tuple[Box, Table]]:
    """Tables of several cells within one cell."""
    return [
        (box, other)
        for other in others
        if len(other.cells) > 1
        for box in boxes
        if holds(box, other.bbox[:2]) and holds(box, other.bbox[2:]) and box != other.bbox
    ]


def _write_cell(grid: Grid, box: Box) -> str:
    text = lay_out_lines(grid.held[box], box)
    return f"{text}\n{UNCERTAIN}" if box in grid.inner else text


def check_grid(grid: Grid, page: PageModel) -> None:
    """Refuse a table of the report in which something cannot be told for sure.

    Raises:
        UnusableReportError: what cannot be told, on which page, and what to do.
    """
    if grid.has_cut_number:
        raise UnusableReportError("number-over-edge", page=page.number)
    if any(
        hidden == OUTSIDE
        and not glyph.text.isspace()
        and any(holds(b, glyph.middle) for b in grid.held)
        for glyph, hidden in page.unseen
    ):
        raise UnusableReportError("table-over-edge", page=page.number)
    for inside in grid.held.values():
        check_cell(inside, page.number)
    if any(
        hidden == COLOUR_OF_GROUND
        and glyph.text.isalnum()
        and any(holds(box, glyph.middle) for box in grid.held)
        for glyph, hidden in page.unseen
    ):
        raise UnusableReportError("text-in-ground-colour", page=page.number)
