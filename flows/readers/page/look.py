"""Looks at a page as it is painted: where no ink is, nobody sees a glyph, whatever the file says of it."""

from collections.abc import Iterable
from dataclasses import replace
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from flows.readers.page.bands import Bands
from flows.readers.page.page_model import UNCERTAIN, Box, Colour, Glyph, Point, Shape
from flows.readers.page.visibility import OF_A_NUMBER, heart_of, holds

# Pixels of a point: a decimal point of small print is two pixels wide.
_SCALE = 2.0
# A larger page is no page of a report.
_MOST_PIXELS = 12_000_000
# Of 255 steps between ink and ground: below the first nobody sees anything, below the second some do.
_NO_INK, _FAINT_INK = 10, 28
# Glyphs are looked at without their edges, which touch what stands beside.
_EDGE = 0.08
# A glyph this much smaller than the others of a page, or this narrow, is a speck.
_SPECK = 0.3
_NARROWEST_DIGIT = 0.15
_LARGE = 2.0
# Parts of a figure's size above its line in which any has ink, figures of old style and of small print, too.
_FOOT, _WAIST = (0.02, 0.22), (0.3, 0.45)
_HIGHEST_TEXT = 40.0
# As far from the corners of an area no line around it reaches.
_INSET = 1.5
_HIGHEST_LINE = 30.0
_FAR = 20_000.0
_POINTS = set(".,")
_SIGNS = OF_A_NUMBER - set("0123456789")
WITHOUT_INK = "without ink"


class Look:
    """The pixels of one page, in shades of grey; of a page that blends, those on paper, too."""

    def __init__(self, page: Any, size: float = 1.0) -> None:
        """Paint a page as pypdfium2 has loaded it, in points so many times smaller."""
        self._paintings = [Painted(page, size)]
        if is_blended(page):
            _lay_paper(page)
            self._paintings.append(Painted(page, size))

    def shades(self, box: Box) -> list[bytes]:
        """The shades of the pixels of a box, row by row."""
        return self._paintings[-1].shades(box)

    def contrast(self, box: Box) -> int:
        """How far the shades within a box, in points, are apart: 0 to 255, or what is enough to be seen."""
        inks = [painted.contrast(box) for painted in self._paintings]
        is_seen_by_some = min(inks) < _NO_INK <= max(inks)
        return _NO_INK if is_seen_by_some else min(inks)

    def is_painted_as_told(self, shape: Shape) -> bool:
        """Tell whether an area has its colour in two corners, and between two of them if it is as high as a line.

        A pattern or shading has no colour of its own, whatever is told of it.
        """
        left, top, right, bottom = shape.box
        corners = ((left + _INSET, top + _INSET), (right - _INSET, bottom - _INSET))
        painted = self._paintings[0]
        if shape.colour is None or any(
            painted.shade(corner) not in {None, *_shades_near(shape.colour)} for corner in corners
        ):
            return False
        edge = (left + _INSET, top + _INSET, left + _INSET, bottom - _INSET)
        return bottom - top > _HIGHEST_LINE or painted.contrast(edge) < _FAINT_INK

    def is_inked(self, box: Box) -> bool:
        """Tell whether something in or around a box can be told from its ground."""
        edge = 1 / _SCALE
        around = (box[0] - edge, box[1] - edge, box[2] + edge, box[3] + edge)
        return self.contrast(around) >= _FAINT_INK


class Painted:
    """One painting of a page, or of a part of it nearer by."""

    def __init__(
        self, page: Any, size: float = 1.0, scale: float = _SCALE, part: Box | None = None
    ) -> None:
        self._scale = scale
        self._left, self._top = (max(edge - 1, 0.0) for edge in part[:2]) if part else (0.0, 0.0)
        margins = (0.0, 0.0, 0.0, 0.0)
        if part:
            width, height = (edge * size for edge in page.get_size())
            beyond = max(height - part[3] - 1, 0.0), max(width - part[2] - 1, 0.0)
            margins = self._left, *beyond, self._top
        # The pixels are the bitmap's own: it is kept as long as they are.
        self._bitmap = page.render(
            scale=scale * size, crop=[margin / size for margin in margins], grayscale=True
        )
        self._pixels = memoryview(self._bitmap.buffer).cast("B")

    def shades(self, box: Box) -> list[bytes]:
        """The shades of the pixels of a box, row by row."""
        bitmap, scale = self._bitmap, self._scale
        left, right = (round((place - self._left) * scale) for place in (box[0], box[2]))
        top, bottom = (round((place - self._top) * scale) for place in (box[1], box[3]))
        left, right = max(left, 0), min(right, bitmap.width)
        return [
            bytes(self._pixels[row * bitmap.stride + left : row * bitmap.stride + right])
            for row in range(max(top, 0), min(bottom, bitmap.height))
        ]

    def shade(self, point: Point) -> int | None:
        """The shade at a point; None outside the page."""
        column, row = (int(place * _SCALE) for place in point)
        if not (0 <= column < self._bitmap.width and 0 <= row < self._bitmap.height):
            return None
        return int(self._pixels[row * self._bitmap.stride + column])

    def contrast(self, box: Box) -> int:
        """How far the shades within a box are apart, or what is enough to be seen."""
        bitmap, pixels = self._bitmap, self._pixels
        left, right = max(int(box[0] * _SCALE), 0), min(int(box[2] * _SCALE) + 1, bitmap.width)
        top, bottom = max(int(box[1] * _SCALE), 0), min(int(box[3] * _SCALE) + 1, bitmap.height)
        if right <= left or bottom <= top:
            return 0
        middle = (top + bottom) // 2
        low, high = 255, 0
        # Most letters have ink in their middle.
        for row in (*range(middle, bottom), *range(top, middle)):
            start = row * bitmap.stride
            line = bytes(pixels[start + left : start + right])
            low, high = min(low, min(line)), max(high, max(line))  # noqa: PLW3301 - twice as fast
            if high - low >= _FAINT_INK:
                break
        return high - low


def _shades_near(colour: Colour) -> range:
    red, green, blue = colour
    grey = (30 * red + 59 * green + 11 * blue) // 100
    return range(grey - _NO_INK, grey + _NO_INK + 1)


def look_at(page: Any, width: float, height: float, size: float = 1.0) -> Look | None:
    """Look at a page of a width and height; one too large to be of a report is not looked at.

    Args:
        page: as pypdfium2 has loaded it.
        width: in points as they are used, which are `size` to one of the file's.
        height: the same.
        size: points to one of the file's.
    """
    return Look(page, size) if width * height * _SCALE**2 <= _MOST_PIXELS else None


def is_blended(page: Any) -> bool:
    """Tell whether something of a page is mixed with what lies under it."""
    return bool(pdfium.FPDFPage_HasTransparency(page.raw))


def _lay_paper(page: Any) -> None:
    """Put white paper under a page: some programs mix with it, others with nothing, where ink stays ink."""
    paper = pdfium.FPDFPageObj_CreateNewRect(-_FAR, -_FAR, 2 * _FAR, 2 * _FAR)
    pdfium.FPDFPageObj_SetFillColor(paper, 255, 255, 255, 255)
    pdfium.FPDFPath_SetDrawMode(paper, pdfium.FPDF_FILLMODE_WINDING, 0)
    pdfium.FPDFPage_InsertObjectAtIndex(page.raw, paper, 0)


def keep_inked(glyphs: Iterable[Glyph], look: Look) -> tuple[list[Glyph], list[tuple[Glyph, str]]]:
    """Part the glyphs of which ink is seen from those of which none is.

    What is hardly seen is uncertain; what this machine may have no glyph for is not looked at.
    """
    glyphs = list(glyphs)
    usual = median(glyph.size for glyph in glyphs) if glyphs else 0.0
    seen: list[Glyph] = []
    unseen: list[tuple[Glyph, str]] = []
    for index, glyph in enumerate(glyphs):
        if glyph.text.isspace() or glyph.is_unmapped or not glyph.is_drawable:
            seen.append(glyph)
            continue
        ink = look.contrast(_core(glyph))
        if ink < _NO_INK and glyph.text in _POINTS:
            ink = look.contrast(_foot_of(glyph))
        if ink < _NO_INK and glyph.text in _SIGNS and _stands_in_a_number(glyphs, index):
            # Without it the figures beside it would be another number.
            seen.append(replace(glyph, text=UNCERTAIN))
        elif ink < _NO_INK:
            unseen.append((glyph, WITHOUT_INK))
        elif _is_legible(glyph, ink, usual) and _is_full(glyph, look):
            seen.append(glyph)
        else:
            seen.append(replace(glyph, text=UNCERTAIN))
    return seen, unseen


def mark_on_drawings(glyphs: Iterable[Glyph], drawings: Bands[Box], ground: Look) -> list[Glyph]:
    """Make figures uncertain through which something is drawn that is no shape of its own.

    Args:
        glyphs: that are seen.
        drawings: pictures, shadings and patterns by how high they stand.
        ground: the page without its letters.
    """
    return [
        replace(glyph, text=UNCERTAIN)
        if glyph.text in OF_A_NUMBER
        and any(holds(box, glyph.middle) for box in drawings.at(glyph.middle[1]))
        and ground.contrast(heart_of(glyph)) >= _FAINT_INK
        else glyph
        for glyph in glyphs
    ]


def _stands_in_a_number(glyphs: list[Glyph], index: int) -> bool:
    glyph = glyphs[index]
    return any(
        other.text.isdecimal()
        and abs(other.baseline - glyph.baseline) < 1
        and abs(other.x0 - glyph.x0) < 2 * glyph.size
        for other in glyphs[max(index - 1, 0) : index + 2]
    )


def _foot_of(glyph: Glyph) -> Box:
    """Where a point is within its box, which may be as wide as a letter's."""
    base, size = glyph.baseline, glyph.size
    return glyph.x0, base - 0.2 * size, glyph.x0 + 0.4 * size, base + 0.15 * size


def _core(glyph: Glyph) -> Box:
    edge = _EDGE * (glyph.x1 - glyph.x0)
    return glyph.x0 + edge, glyph.top, glyph.x1 - edge, glyph.bottom


def _is_full(glyph: Glyph, look: Look) -> bool:
    """Tell whether a figure has ink at its foot and its waist: what has none is raised, sunk or cut."""
    if not glyph.text.isdecimal() or glyph.size > _HIGHEST_TEXT:
        return True
    left, _, right, _ = _core(glyph)
    return all(
        look.contrast(
            (left, glyph.baseline - high * glyph.size, right, glyph.baseline - low * glyph.size)
        )
        >= _FAINT_INK
        for low, high in (_FOOT, _WAIST)
    )


def _is_legible(glyph: Glyph, ink: int, usual: float) -> bool:
    if glyph.size > _LARGE * usual:
        # A faint word right across a page is no text of its table.
        return True
    is_narrow = glyph.text.isdecimal() and glyph.x1 - glyph.x0 < _NARROWEST_DIGIT * glyph.size
    return ink >= _FAINT_INK and glyph.size >= _SPECK * usual and not is_narrow
