"""The cells of a table: which glyphs each holds, and what closes a cell that nothing rules off."""

from pdfplumber.table import Table

from flows.readers.page.page_model import Glyph
from flows.readers.table_grid import read_grid

# A goal over two rows, its indicators, and results of which the last has neither ground nor rule below it.
CELLS = [(0, 0, 50, 40), (50, 0, 100, 20), (50, 20, 100, 40), (100, 0, 200, 20)]


def glyph(text: str, x: float, y: float) -> Glyph:
    return Glyph(text, x, y, x + 8, y + 8, y + 7, 8, "F", (0, 0, 0), 1.0, 0)


def rows(*glyphs: Glyph) -> list[list[str | None]]:
    grid = read_grid(Table(None, CELLS), list(glyphs))
    return grid.rows if grid else []


def test_an_open_cell_is_as_high_as_those_beside_it():
    printed = [glyph("目", 5, 5), glyph("甲", 55, 5), glyph("乙", 55, 25), glyph("8", 105, 5)]
    assert rows(*printed, glyph("9", 105, 25)) == [["目", "甲", "8"], [None, "乙", "9"]]


def test_a_place_without_words_is_no_cell():
    assert rows(glyph("目", 5, 25), glyph("乙", 55, 25)) == [["目", "", ""], [None, "乙", None]]
