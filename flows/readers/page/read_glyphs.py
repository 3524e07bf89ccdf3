"""The glyphs of a page from PDFium: the character of each, its em box and how it is painted."""

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import hypot
from typing import Any

import pypdfium2.raw as pdfium

from flows.readers.page.font_names import FontNames
from flows.readers.page.page_model import UNCERTAIN, Box, Glyph, Point
from flows.readers.page.paint import Matrix, TextStyle, address, apply, box_of, is_lent
from transforms.symbol_fonts import meaning

# How much of an em stands above the line and below it.
_ABOVE, _BELOW = 0.88, 0.12
_SLANT = 0.02
# In parts of a glyph's size.
_FLAT = 0.01
# Ink further from its em than this part of its size belongs to no letter.
_FAR_OFF = 0.75
_HYPHEN, _SOFT_HYPHEN = 0x02, 0xAD
_FONT_NAME_LENGTH = 128
_FIRST_PRINTED, _BEHIND_ASCII = 0x20, 0x7F
_FIRST_PRIVATE = 0xE000
# Of these PDFium puts some between words and lines that are not in the file.
_GENERATED = {0x20, 0x0D, 0x0A}


@dataclass(frozen=True, slots=True)
class _Run:
    """What the glyphs of one text object share."""

    style: TextStyle | None
    font: str
    font_key: int
    size: float
    # In the page's own coordinates.
    own_size: float
    is_slanted: bool
    is_mirrored: bool
    is_lent: bool
    is_upright: bool
    # Up the page as it is shown: the direction in which its letters rise.
    rise: tuple[float, float]
    # Neither the page nor the text is turned, mirrored or slanted.
    is_level: bool


def read_glyphs(
    text: Any, styles: dict[int, TextStyle], to_screen: Matrix, names: FontNames
) -> Iterator[tuple[Glyph, TextStyle | None]]:
    """Yield each glyph of a page in the order in which the file paints them, with its style.

    Args:
        text: PDFium's text page.
        styles: of the page's text objects.
        to_screen: from the page's coordinates to points from the top left.
        names: of the document's fonts.
    """
    runs: dict[int, _Run] = {}
    fonts: dict[int, str] = {}
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in _GENERATED and pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        page_object = pdfium.FPDFText_GetTextObject(text, index)
        key = address(page_object) if page_object else 0
        run = runs.get(key)
        if run is None:
            run = runs[key] = _read_run(text, index, page_object, styles.get(key), to_screen, fonts)
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        origin = apply(to_screen, x.value, y.value)
        glyph = _make_glyph(text, index, code, run, _em_box(box, run, origin, to_screen), origin)
        if glyph.text.isdecimal() and names.has_doubles(glyph.font):
            glyph.font_key = hash((glyph.font_key, *_outline(text, index, (x.value, y.value))))
        if not run.is_lent and not (run.font and glyph.text.isalnum()):
            # Letters of a font of procedures may be drawn anywhere, of others nothing but signs was seen to be.
            glyph.reach = _find_reach(text, index, glyph, to_screen)
        yield glyph, run.style


def _read_run(  # noqa: PLR0913, PLR0917 - what the glyphs of a run share
    text: Any,
    index: int,
    page_object: Any,
    style: TextStyle | None,
    to_screen: Matrix,
    fonts: dict[int, str],
) -> _Run:
    raw = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, raw)
    p, q, r, s, _, _ = to_screen
    along = raw.a * p + raw.b * r, raw.a * q + raw.b * s
    rise = raw.c * p + raw.d * r, raw.c * q + raw.d * s
    size = pdfium.FPDFText_GetFontSize(text, index)
    if size < 0:
        # Letters of a size below zero stand upside down, unless what they stand on does, too.
        size, along, rise = -size, (-along[0], -along[1]), (-rise[0], -rise[1])
    steepness = (rise[0] ** 2 + rise[1] ** 2) ** 0.5
    longer, shorter = max(map(abs, along)), min(map(abs, along))
    unit = (rise[0] / steepness, rise[1] / steepness) if steepness else (0.0, -1.0)
    font = pdfium.FPDFTextObj_GetFont(page_object) if page_object else None
    return _Run(
        style=style,
        font=_font_name(font, fonts),
        font_key=address(font) if font else 0,
        size=size * steepness,
        own_size=size * hypot(raw.c, raw.d),
        is_slanted=shorter > _SLANT * longer,
        is_mirrored=along[0] * rise[1] - along[1] * rise[0] > 0,
        is_lent=is_lent(page_object),
        is_upright=abs(along[0]) >= abs(along[1]),
        rise=unit,
        is_level=q == r == 0
        and p > 0
        and along[0] > 0
        and along[1] == 0 == rise[0]
        and rise[1] < 0,
    )


def _font_name(font: Any, known: dict[int, str]) -> str:
    if not font:
        return ""
    key = address(font)
    if key not in known:
        buffer = ctypes.create_string_buffer(_FONT_NAME_LENGTH)
        pdfium.FPDFFont_GetBaseFontName(font, buffer, _FONT_NAME_LENGTH)
        known[key] = buffer.value.decode("utf-8", "replace")
    return known[key]


def _em_box(box: Any, run: _Run, origin: Point, to_screen: Matrix) -> Box:
    """Where a glyph's em is on the page as it is shown."""
    if run.is_level:
        # Nearly all glyphs: neither page nor text is turned.
        across, along = to_screen[0], to_screen[4]
        base, size = origin[1], run.size
        return (
            across * box.left + along,
            base - _ABOVE * size,
            across * box.right + along,
            base + _BELOW * size,
        )
    one = apply(to_screen, box.left, box.bottom)
    other = apply(to_screen, box.right, box.top)
    x0, x1 = min(one[0], other[0]), max(one[0], other[0])
    top, bottom = min(one[1], other[1]), max(one[1], other[1])
    if run.is_upright and not run.is_slanted:
        up = -1.0 if run.rise[1] <= 0 else 1.0
        edges = origin[1] + up * _ABOVE * run.size, origin[1] - up * _BELOW * run.size
        if run.rise[0] and run.rise[1]:
            # Letters that lean as italics do reach into the next one's place, which they do not take.
            x0, x1 = (
                origin[0],
                x1 - abs(run.rise[0] / run.rise[1]) * (bottom - top) + origin[0] - x0,
            )
            x1 = max(x1, x0)
        top, bottom = min(edges), max(edges)
    return x0, top, x1, bottom


def _make_glyph(  # noqa: PLR0913, PLR0917 - what one glyph is made of
    text: Any, index: int, code: int, run: _Run, em_box: Box, origin: Point
) -> Glyph:
    style = run.style
    character = (
        "-" if code == _HYPHEN and pdfium.FPDFText_IsHyphen(text, index) == 1 else _character(code)
    )
    if code >= _FIRST_PRIVATE:
        character = meaning(character, run.font)
    if run.is_mirrored or (
        _is_blank(character) and not run.is_lent and _has_outline(text, index, run.own_size)
    ):
        # A soft hyphen that is drawn is one.
        character = "-" if code == _SOFT_HYPHEN and not run.is_mirrored else UNCERTAIN
    x0, top, x1, bottom = em_box
    return Glyph(
        character,
        x0,
        top,
        x1,
        bottom,
        origin[1] if run.is_upright else bottom,
        run.size,
        run.font,
        style.colour if style else (0, 0, 0),
        style.opacity if style else 1.0,
        style.order if style else 0,
        run.is_slanted,
        _is_unmapped(text, index, code),
        not run.is_lent or _FIRST_PRINTED < code < _BEHIND_ASCII,
        run.font_key,
        not run.is_upright,
    )


@cache
def _is_blank(character: str) -> bool:
    """Tell whether nothing is drawn for a character."""
    return character.isspace() or unicodedata.category(character) == "Cf"


def _has_outline(text: Any, index: int, size: float) -> bool:
    """Tell whether a font draws anything for a glyph; what it draws nothing for has no height, or on its side no width."""
    left, right, bottom, top = _ink_box(text, index)
    return min(abs(right - left), abs(top - bottom)) > _FLAT * size


def _outline(text: Any, index: int, origin: Point) -> tuple[int, ...]:
    """Where the ink of a glyph is about its origin, in hundredths of a point: no two glyphs of a font have the same."""
    left, right, bottom, top = _ink_box(text, index)
    x, y = origin
    return tuple(round(100 * apart) for apart in (left - x, right - x, bottom - y, top - y))


def _find_reach(text: Any, index: int, glyph: Glyph, to_screen: Matrix) -> Box | None:
    left, right, bottom, top = _ink_box(text, index)
    ink = box_of([apply(to_screen, left, bottom), apply(to_screen, right, top)])
    far = _FAR_OFF * glyph.size
    is_near = (
        ink[0] >= glyph.x0 - far
        and ink[1] >= glyph.top - far
        and ink[2] <= max(glyph.x1, glyph.x0 + glyph.size) + far
        and ink[3] <= glyph.bottom + far
    )
    return None if is_near else ink


def _ink_box(text: Any, index: int) -> tuple[float, float, float, float]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return left.value, right.value, bottom.value, top.value


def _character(code: int) -> str:
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"  # noqa: PLR2004


def _is_unmapped(text: Any, index: int, code: int) -> bool:
    """Tell whether the file does not say which character a glyph is."""
    if code < _FIRST_PRINTED:
        return code not in (_HYPHEN, 9, 10, 13) or (
            code == _HYPHEN and pdfium.FPDFText_IsHyphen(text, index) != 1
        )
    return bool(
        0xD800 <= code < 0xE000  # noqa: PLR2004 - half a surrogate pair
        or code == 0xFFFD  # noqa: PLR2004
        or pdfium.FPDFText_HasUnicodeMapError(text, index) == 1
    )
