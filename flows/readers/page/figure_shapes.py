"""Whether a figure looks like the digit that it is called: the map of a font may call an 8 a 9."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from math import hypot
from operator import mul
from pathlib import Path

from flows.readers.page.font_names import FontNames
from flows.readers.page.look import Look, Painted
from flows.readers.page.page_model import UNCERTAIN, Box, Glyph
from warehouse.errors import UnusableReportError

# A line for each figure of a face: the digit, and how dark each cell of a grid upon it is, row by row, in 16 steps.
_FACES = Path(__file__).with_name("shapes_of_figures.txt")
COLUMNS, ROWS = 8, 12
_DARKEST = 15
# An 1 is not stretched to the width of others.
_NARROWEST = 0.55
# What is nearer to the ground than this part of the darkest is no ink of a figure.
_INK = 0.3
_LEAST_CONTRAST = 60
_LOWEST = 0.3
# How high around its line a figure is looked for, in parts of its size.
_ABOVE, _BELOW = 0.9, 0.25
_SMALLEST, _LARGEST = 4.0, 60.0
_ZOOM = 6.0
# Shapes that agree so well are the same; one that agrees so much better than another is not that other.
_ALIKE, _CLEARLY = 0.65, 0.1
# In the look at the whole page, where pixels are few: what agrees so well needs no nearer look.
_SURELY, _SUSPICIOUS = 0.8, 0.02
_SAMPLES = 3
_UPRIGHT = 0.05
_DIGITS = "0123456789"
_FIGURES = {
    chr(code): digit
    for code in (*range(0x30, 0x3A), *range(0xFF10, 0xFF1A))
    for digit in unicodedata.normalize("NFKC", chr(code))
}
Shape = tuple[float, ...]
Zoom = Callable[[float, Box], Painted]


class FigureShapes:
    """What was found of the figures of a document's fonts, page by page."""

    def __init__(self, fonts: FontNames) -> None:
        """Know nothing but the names of the fonts."""
        self.fonts = fonts
        # By font and digit: the digit that is drawn instead, or nothing.
        self._drawn: dict[tuple[str, str], str] = {}

    def mark_lies(self, glyphs: list[Glyph], number: int, look: Look, zoom: Zoom) -> list[Glyph]:
        """Make the figures of a font uncertain of which one looks like another digit than it is called.

        Args:
            glyphs: of a page that are seen.
            number: of the page.
            look: at the page.
            zoom: paints a part of it nearer by.

        Raises:
            UnusableReportError: most figures of the page are of such a font.
        """
        figures = [glyph for glyph in glyphs if glyph.text in _FIGURES and _is_upright(glyph)]
        lies: dict[int, tuple[str, str]] = {}
        for group in _by_font(figures):
            drawn = self._find_drawn(group, look, zoom)
            if drawn:
                lies[group[0].font_key] = drawn, _FIGURES[group[0].text]
        if not lies:
            return glyphs
        if 2 * sum(glyph.font_key in lies for glyph in figures) > len(figures):
            digit, other = next(iter(lies.values()))
            raise UnusableReportError("font-lies", page=number, digit=digit, other=other)
        return [
            replace(glyph, text=UNCERTAIN)
            if glyph.font_key in lies and glyph.text in _FIGURES
            else glyph
            for glyph in glyphs
        ]

    def _find_drawn(self, glyphs: Sequence[Glyph], look: Look, zoom: Zoom) -> str:
        """The digit that glyphs of a font show in place of what they are called; nothing where they are that."""
        name, digit = glyphs[0].font, _FIGURES[glyphs[0].text]
        drawn = self._drawn.get((name, digit)) if self.fonts.is_alone(name) else None
        if drawn is None:
            step = max(len(glyphs) // _SAMPLES, 1)
            drawn = _agreed(_drawn_instead(g, digit, look, zoom) for g in glyphs[::step][:_SAMPLES])
            self._drawn[name, digit] = drawn
        return drawn


def _by_font(figures: Iterable[Glyph]) -> Iterable[list[Glyph]]:
    groups: dict[tuple[int, str], list[Glyph]] = {}
    for glyph in figures:
        groups.setdefault((glyph.font_key, glyph.text), []).append(glyph)
    return groups.values()


def _is_upright(glyph: Glyph) -> bool:
    """Tell whether a figure stands as it is read, not too small or large to be known."""
    foot = glyph.baseline + 0.12 * glyph.size
    return (
        not glyph.is_slanted
        and not glyph.is_unmapped
        and glyph.is_drawable
        and _SMALLEST <= glyph.size <= _LARGEST
        and abs(glyph.bottom - foot) <= _UPRIGHT * glyph.size
    )


def _agreed(drawn: Iterable[str]) -> str:
    """What all samples show; the first that shows nothing else ends the matter."""
    found = ""
    for digit in drawn:
        if not digit or (found and digit != found):
            return ""
        found = digit
    return found


def _drawn_instead(glyph: Glyph, digit: str, look: Look, zoom: Zoom) -> str:
    """The digit that a glyph looks like, if that is clearly another one."""
    box = _around(glyph)
    shape = find_shape(look.shades(box))
    if shape is None or not _is_suspicious(shape, digit):
        return ""
    nearer = find_shape(zoom(_ZOOM, box).shades(box))
    return _other_digit(nearer, digit) if nearer else ""


def _around(glyph: Glyph) -> Box:
    base, size = glyph.baseline, glyph.size
    return glyph.x0, base - _ABOVE * size, glyph.x1, base + _BELOW * size


def _is_suspicious(shape: Shape, digit: str) -> bool:
    own = _agreement(shape, digit)
    return own < _SURELY and any(
        _agreement(shape, other) > own + _SUSPICIOUS for other in _DIGITS if other != digit
    )


def _other_digit(shape: Shape, digit: str) -> str:
    best, other = max((_agreement(shape, o), o) for o in _DIGITS if o != digit)
    return other if best >= _ALIKE and best - _agreement(shape, digit) >= _CLEARLY else ""


def _agreement(shape: Shape, digit: str) -> float:
    """How well a shape agrees with the face of a digit that it is most like: 1 for the same."""
    best: float = max(sum(map(mul, shape, face)) for face in _read_faces()[digit])
    return best


@cache
def _read_faces() -> dict[str, list[Shape]]:
    faces: dict[str, list[Shape]] = {digit: [] for digit in _DIGITS}
    for line in _FACES.read_text(encoding="ascii").splitlines():
        digit, cells = line.split()
        shape = _level([int(cell, 16) / _DARKEST for cell in cells])
        faces[digit] += [shape] if shape else []
    return faces


def find_shape(rows: Sequence[bytes]) -> Shape | None:
    """How dark a glyph is in each cell of a grid upon its ink, about their mean; None if nothing is to be seen.

    Args:
        rows: the shades of the pixels around it.
    """
    cells = read_cells(rows)
    return _level(cells) if cells else None


def read_cells(rows: Sequence[bytes]) -> list[float] | None:
    """How dark each cell of a grid upon the ink of a glyph is, from 0 to 1, row by row."""
    if not rows or not rows[0]:
        return None
    edge = sorted(b"".join((rows[0], rows[-1], *(row[:1] + row[-1:] for row in rows))))
    ground = edge[len(edge) // 2]
    ink = [[abs(shade - ground) for shade in row] for row in rows]
    darkest = max(map(max, ink))
    if darkest < _LEAST_CONTRAST:
        return None
    limit = _INK * darkest
    top, bottom = _longest_run([max(row) > limit for row in ink])
    left, right = _longest_run(
        [max(column) > limit for column in zip(*ink[top:bottom], strict=True)]
    )
    height = bottom - top
    if height < _LOWEST * len(rows) * _ABOVE / (_ABOVE + _BELOW):
        return None
    width = max(right - left, _NARROWEST * height)
    start = (left + right - width) / 2
    columns = _places(start, width, COLUMNS, len(ink[0]))
    cells = []
    ink.append([0] * len(ink[0]))
    for row, next_row, down in _places(top, height, ROWS, len(ink) - 1):
        line = [
            one + down * (other - one) for one, other in zip(ink[row], ink[next_row], strict=True)
        ]
        line.append(0.0)
        cells += [line[one] + across * (line[other] - line[one]) for one, other, across in columns]
    return [cell / darkest for cell in cells]


def _places(
    start: float, length: float, n_cells: int, n_pixels: int
) -> list[tuple[int, int, float]]:
    """For the middle of each cell the two pixels it lies between, and how near it is to the second.

    Beyond the last pixel stands one without ink, which is that beyond the first, too.
    """
    places = []
    for cell in range(n_cells):
        middle = start + (cell + 0.5) * length / n_cells - 0.5
        pixel = int(middle // 1)
        one, other = (p if 0 <= p < n_pixels else n_pixels for p in (pixel, pixel + 1))
        places.append((one, other, middle - pixel))
    return places


def _longest_run(has_ink: Sequence[bool]) -> tuple[int, int]:
    """Where the longest stretch with ink begins and ends: neighbours and lines below stand apart."""
    longest, place = (0, 0), 0
    for is_ink, group in groupby(has_ink):
        length = len(list(group))
        if is_ink and length > longest[1] - longest[0]:
            longest = place, place + length
        place += length
    return longest


def _level(cells: Sequence[float]) -> Shape | None:
    mean = sum(cells) / len(cells)
    length = hypot(*(cell - mean for cell in cells))
    return tuple((cell - mean) / length for cell in cells) if length else None
