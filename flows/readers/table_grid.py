"""The cells of one table of a page, and the glyphs that belong to each."""

from dataclasses import dataclass, field

from pdfplumber.page import Page
from pdfplumber.table import Table
from pdfplumber.utils import extract_text

from flows.readers.printed_characters import (
    Character,
    check_cell,
    is_cut_number,
    is_white,
    lies_in,
    take_footnote_marks,
    take_stamps,
    usual_size,
)
from warehouse.errors import UnusableReportError

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Grid:
    """One table of a page: where its cells are, what they hold, and what lies in none of them."""

    boxes: list[list[Box | None]]
    rows: list[list[str | None]] = field(default_factory=list)
    held: dict[Box, list[Character]] = field(default_factory=dict)
    rest: list[Character] = field(default_factory=list)
    stamped: list[Character] = field(default_factory=list)
    has_cut_number: bool = False


def read_grid(table: Table, characters: list[Character]) -> Grid | None:
    """Give each character to the cell that holds its middle; also keep those that lie in none."""
    boxes: list[list[Box | None]] = [list(row.cells) for row in table.rows]
    flat = [box for row in boxes for box in row if box]
    held: dict[Box, list[Character]] = {box: [] for box in flat}
    grid = Grid(boxes)
    box: Box | None = None
    for character in characters:
        x = (character["x0"] + character["x1"]) / 2
        y = (character["top"] + character["bottom"]) / 2
        # Characters come in runs: most lie in the cell of the one before.
        if box is None or not (box[0] <= x < box[2] and box[1] <= y < box[3]):
            left = held[box] if box else []
            box = next((b for b in flat if b[0] <= x < b[2] and b[1] <= y < b[3]), None)
            grid.has_cut_number |= bool(left) and is_cut_number(left[-1], character)
        (held[box] if box else grid.rest).append(character)
    if not any(held.values()):
        return None
    table_size = usual_size([character for inside in held.values() for character in inside])
    for box, inside in held.items():
        text, stamp = take_stamps(inside, table_size)
        grid.held[box], marks = take_footnote_marks(text)
        grid.stamped += stamp
        grid.rest += marks
    grid.rows = [[extract_text(grid.held[box]) if box else None for box in row] for row in boxes]
    return grid


def check_grid(grid: Grid, page: Page) -> None:
    """Refuse a table of the report in which something cannot be told for sure.

    Raises:
        UnusableReportError: what cannot be told, on which page, and what to do.
    """
    if grid.has_cut_number:
        raise UnusableReportError(
            "a number runs over the edge of its cell",
            "get a copy with wider cells",
            page.page_number,
        )
    for inside in grid.held.values():
        check_cell(inside, page.page_number)
    white = [
        character
        for inside in grid.held.values()
        for character in inside
        if is_white(character) and character["text"].isalnum()
    ]
    backgrounds = _backgrounds(page) if white else []
    if not all(any(lies_in(glyph, shape) for shape in backgrounds) for glyph in white):
        raise UnusableReportError(
            "the table holds white text on white", "print the report to a new PDF", page.page_number
        )


def _backgrounds(page: Page) -> list[Character]:
    """Filled shapes and pictures that white text can be seen on."""
    shapes = [shape for shape in (*page.rects, *page.curves) if shape["fill"]]
    return [*(shape for shape in shapes if not is_white(shape)), *page.images]
