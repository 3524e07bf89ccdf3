"""Pictures of table rows cut from a report's pages, the words of target and actual marked."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageDraw

from supply.site.find_words import Glyph, GlyphSequence, PrintedSpan

# 144 dots an inch: sharp on a screen, 20 to 40 kB a row.
_SCALE = 2.0
_MARGIN_POINTS = 1.5
# A hostile page may be metres wide; a picture larger than this helps nobody.
_MAX_PAGE_PIXELS = 20_000_000
_PALETTE_COLORS = 48
_Box = tuple[float, float, float, float]
MARK_COLORS = {"target": (190, 219, 255), "actual": (255, 224, 130), "prior": (200, 240, 200)}


@dataclass(frozen=True, slots=True)
class RowPiece:
    """A piece of a table row: page and box in points from the top of the page.

    Words are looked for right of `result_x0`: a name cut by a page break would stand between them.
    """

    piece_no: int
    page: int
    x0: float
    top: float
    x1: float
    bottom: float
    result_x0: float


@dataclass(frozen=True, slots=True)
class Phrase:
    """Printed words to mark: their kind, and the section of the row in which they stand."""

    kind: str
    words: str
    section_text: str | None


@dataclass(frozen=True, slots=True)
class RowPicture:
    """A drawn piece of a row."""

    piece_no: int
    page: int
    image: Image.Image


@dataclass(frozen=True, slots=True)
class Evidence:
    """The pictures of a row, and the phrases that were not found on it."""

    pictures: list[RowPicture]
    unmarked: list[Phrase]


class EvidenceCutter:
    """Cuts rows from one report file; pages are drawn once each, in order of use."""

    def __init__(self, path: Path) -> None:
        self._document = pypdfium2.PdfDocument(path)
        self._page_no = 0
        self._image: Image.Image | None = None
        self._scale = _SCALE
        self._glyphs: list[Glyph] = []

    def close(self) -> None:
        """Release the file."""
        self._document.close()

    def cut(self, pieces: Sequence[RowPiece], phrases: Sequence[Phrase]) -> Evidence:
        """Draw a row, piece by piece, and mark the phrases.

        Args:
            pieces: of one indicator, in order.
            phrases: what to mark.
        """
        drawn: list[tuple[RowPiece, Image.Image, float]] = []
        glyphs: list[Glyph] = []
        for piece in pieces:
            self._turn_to(piece.page)
            glyphs += _glyphs_inside(self._glyphs, piece)
            drawn.append((piece, self._crop(piece), self._scale))
        row = GlyphSequence(glyphs)
        marks, unmarked = _find_marks(row, phrases)
        pictures = [
            RowPicture(piece.piece_no, piece.page, _mark(image, piece, scale, row, marks))
            for piece, image, scale in drawn
        ]
        return Evidence(pictures, unmarked)

    def _turn_to(self, page_no: int) -> None:
        if page_no == self._page_no:
            return
        page = self._document[page_no - 1]
        width, height = page.get_size()
        self._scale = min(_SCALE, (_MAX_PAGE_PIXELS / max(width * height, 1)) ** 0.5)
        self._image = page.render(scale=self._scale).to_pil().convert("RGB")
        self._glyphs = list(_read_glyphs(page))
        self._page_no = page_no
        page.close()

    def _crop(self, piece: RowPiece) -> Image.Image:
        assert self._image is not None  # noqa: S101 - _turn_to has drawn the page
        box = _pixel_box(piece, self._scale)
        return self._image.crop(
            (
                max(box[0], 0),
                max(box[1], 0),
                min(box[2], self._image.width),
                min(box[3], self._image.height),
            )
        )


def _pixel_box(piece: RowPiece, scale: float) -> tuple[int, int, int, int]:
    return (
        int((piece.x0 - _MARGIN_POINTS) * scale),
        int((piece.top - _MARGIN_POINTS) * scale),
        int((piece.x1 + _MARGIN_POINTS) * scale),
        int((piece.bottom + _MARGIN_POINTS) * scale),
    )


def _read_glyphs(page: Any) -> Iterator[Glyph]:
    """Yield the page's characters where they are shown: a turned page has turned boxes."""
    width, height = page.get_size()
    text = page.get_textpage()
    for index in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text, index))
        left, bottom, right, top = text.get_charbox(index, loose=True)
        corners = [_on_screen(page, width, height, *c) for c in ((left, bottom), (right, top))]
        (xa, ya), (xb, yb) = corners
        yield Glyph(character, 0, min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
    text.close()


# PageToDevice answers in whole device units; hundredths of a point are enough.
_DEVICE_UNITS = 100


def _on_screen(page: Any, width: float, height: float, x: float, y: float) -> tuple[float, float]:
    device_x, device_y = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(
        page, 0, 0, int(width * _DEVICE_UNITS), int(height * _DEVICE_UNITS), 0, x, y, device_x, device_y
    )  # fmt: skip
    return device_x.value / _DEVICE_UNITS, device_y.value / _DEVICE_UNITS


def _glyphs_inside(glyphs: list[Glyph], piece: RowPiece) -> list[Glyph]:
    """Glyphs whose middle lies in the result cell of the piece."""
    inside = []
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        if piece.result_x0 <= x <= piece.x1 and piece.top <= y <= piece.bottom:
            inside.append(
                Glyph(glyph.character, piece.piece_no, glyph.x0, glyph.top, glyph.x1, glyph.bottom)
            )
    return inside


def _find_marks(
    row: GlyphSequence, phrases: Sequence[Phrase]
) -> tuple[list[tuple[str, PrintedSpan]], list[Phrase]]:
    """Find each phrase in its section: the same number is often both target and actual."""
    marks: list[tuple[str, PrintedSpan]] = []
    unmarked: list[Phrase] = []
    for phrase in phrases:
        section = row.find(phrase.section_text) if phrase.section_text else None
        span = row.find(phrase.words, section) or row.find(phrase.words)
        if span is None:
            unmarked.append(phrase)
        else:
            marks.append((phrase.kind, span))
    return marks, unmarked


def _mark(
    image: Image.Image,
    piece: RowPiece,
    scale: float,
    row: GlyphSequence,
    marks: list[tuple[str, PrintedSpan]],
) -> Image.Image:
    """Lay colour under the words, as a marker pen does: the print stays as dark as it is."""
    left, top, *_ = _pixel_box(piece, scale)
    left, top = max(left, 0), max(top, 0)
    overlay = Image.new("RGB", image.size, "white")
    pen = ImageDraw.Draw(overlay)
    for kind, span in marks:
        glyphs = [g for g in row.glyphs[span.start : span.stop] if g.piece_no == piece.piece_no]
        for x0, y0, x1, y1 in _strokes(glyphs):
            box = (x0 * scale - left - 1, y0 * scale - top, x1 * scale - left + 1, y1 * scale - top)
            pen.rectangle(box, fill=MARK_COLORS[kind])
    return ImageChops.multiply(image, overlay).quantize(_PALETTE_COLORS, Image.Quantize.FASTOCTREE)


def _strokes(glyphs: list[Glyph]) -> list[_Box]:
    """One box for each line of print, over the gaps that justified text has between its characters."""
    boxes: list[_Box] = []
    for glyph in glyphs:
        if glyph.character.isspace():
            continue
        box = (glyph.x0, glyph.top, glyph.x1, glyph.bottom)
        if boxes and _is_same_line(boxes[-1], box):
            last = boxes.pop()
            box = (last[0], min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
        boxes.append(box)
    return boxes


def _is_same_line(before: _Box, box: _Box) -> bool:
    """Tell by the heights that two boxes share: a line may mix small digits with large characters."""
    shared = min(before[3], box[3]) - max(before[1], box[1])
    return box[0] >= before[0] and shared > (box[3] - box[1]) / 2
