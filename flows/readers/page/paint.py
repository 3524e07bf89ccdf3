"""The objects of a page in the order in which PDFium paints them, forms taken apart."""

import codecs
import ctypes
import itertools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from flows.readers.page.page_model import Box, Colour, Point, Shape

# a b c d e f: x' = a x + c y + e, y' = b x + d y + f.
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEEPEST_FORM = 12
# A form that holds itself many times over would be painted for ever.
_MOST_OBJECTS = 400_000
# Segments further from level or upright than this are no rules.
_LEVEL = 0.05
_OPAQUE = 250
_LIGHT = 200
_NO_WIDTH = 0.01
# More of them draw a chart or a map.
_MOST_SLANTS = 5_000
_OTHER_WORDS = b"ActualText"
_MOST_BYTES = 512
_TELLING = set(".,%‰+-−±<>≤≥×^")
_UNSEEN_MODES = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)


class TooManyObjectsError(Exception):
    """The page paints more than any table needs."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How all glyphs of one text object are painted."""

    order: int
    colour: Colour
    opacity: float
    is_drawn: bool
    clip: Box | None
    # In its own coordinates, with what takes them to the screen.
    bounds: Box | None = None
    matrix: Matrix = IDENTITY
    is_flat: bool = False

    @property
    def box(self) -> Box | None:
        """Where its glyphs are, on the page as it is shown."""
        if self.bounds is None:
            return None
        left, bottom, right, top = self.bounds
        return box_of([apply(self.matrix, x, y) for x in (left, right) for y in (bottom, top)])


@dataclass(slots=True)
class Painting:
    """What a page paints, but for its glyphs: styles by text object, areas and rules."""

    styles: dict[int, TextStyle] = field(default_factory=dict)
    shapes: list[Shape] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    # Lines of annotations, and level parts of curves: they part no cells, but may strike out words.
    later_rules: list[Box] = field(default_factory=list)
    # Stroked lines that are neither level nor upright, curves by the points that lead them.
    slants: list[tuple[Point, Point]] = field(default_factory=list)
    # Where stroked lines are, each as a whole.
    drawn: list[Box] = field(default_factory=list)
    first_added: int = 10**9
    # Of the page's own.
    n_texts: int = 0
    # Something of the page lets through or blends in a way that is not followed here, or letters are light.
    may_hide: bool = False


def address(page_object: Any) -> int:
    """What tells one object of a page from another."""
    return ctypes.addressof(page_object.contents)


def read_painting(page: Any, to_screen: Matrix, n_own: int) -> Painting:
    """Read every object of a page.

    Args:
        page: as PDFium has loaded it.
        to_screen: from the page's coordinates to points from the top left.
        n_own: how many of its objects are no annotation's.

    Raises:
        TooManyObjectsError: the page is no page of a report.
    """
    painting = Painting()
    for order, (number, page_object, kind, matrix, around) in enumerate(_walk(page, to_screen)):
        if order > _MOST_OBJECTS:
            raise TooManyObjectsError
        if number >= n_own:
            painting.first_added = min(painting.first_added, order)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            painting.styles[address(page_object)] = _read_style(page_object, matrix, order, around)
            painting.may_hide = painting.may_hide or bool(
                pdfium.FPDFPageObj_HasTransparency(page_object)
            )
            painting.n_texts += number < n_own
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            rules = painting.rules if number < n_own else painting.later_rules
            _read_path(page_object, matrix, order, painting, rules)
        elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            box = clipped(_bounds(page_object, matrix), _read_clip(page_object, matrix))
            if box:
                is_opaque = not pdfium.FPDFPageObj_HasTransparency(page_object)
                painting.shapes.append(Shape(box, None, order, is_opaque, is_picture=True))
        elif pdfium.FPDFPageObj_HasTransparency(page_object):
            painting.may_hide = True
    light = any(min(colour) >= _LIGHT for colour in {s.colour for s in painting.styles.values()})
    painting.may_hide |= light or not all(shape.is_opaque for shape in painting.shapes)
    return painting


def hide_texts(page: Any) -> None:
    """Take the letters of a page away, for whoever paints it next."""
    for _, page_object, kind, *_ in _walk(page, IDENTITY):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            pdfium.FPDFTextObj_SetTextRenderMode(page_object, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def drop_other_words(page: Any) -> None:
    """Let the text of a page be what is drawn, whatever the file says in other words, for whoever reads it next.

    Browsers say so which character a glyph is that has the number of a radical: what has nothing of a number is kept.
    """
    for _, page_object, kind, *_ in _walk(page, IDENTITY):
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            for number in range(max(pdfium.FPDFPageObj_CountMarks(page_object), 0)):
                mark = pdfium.FPDFPageObj_GetMark(page_object, number)
                if _may_tell_a_number(_words_of(mark)):
                    pdfium.FPDFPageObjMark_RemoveParam(page_object, mark, _OTHER_WORDS)


def _may_tell_a_number(words: str) -> bool:
    """Tell whether words change a number beside them: by figures, signs, or nothing that is seen."""
    folded = unicodedata.normalize("NFKC", words)
    return not folded or any(
        character in _TELLING
        or not character.isprintable()
        or character.isspace()
        or character.isdigit()
        for character in folded
    )


def _words_of(mark: Any) -> str:
    length = ctypes.c_ulong()
    buffer = (ctypes.c_ubyte * _MOST_BYTES)()
    pdfium.FPDFPageObjMark_GetParamBlobValue(mark, _OTHER_WORDS, buffer, _MOST_BYTES, length)
    words = bytes(buffer)[: length.value]
    is_wide = words.startswith(codecs.BOM_UTF16_BE)
    return words[2:].decode("utf-16-be", "replace") if is_wide else words.decode("latin-1")


def _walk(page: Any, to_screen: Matrix) -> Iterator[tuple[int, Any, int, Matrix, Box | None]]:
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        for opened in _open(pdfium.FPDFPage_GetObject(page, index), to_screen, None, 0):
            yield index, *opened


def _open(
    page_object: Any, matrix: Matrix, around: Box | None, depth: int
) -> Iterator[tuple[Any, int, Matrix, Box | None]]:
    """Yield an object, and those of a form, with what takes it to the screen and the clip of its forms."""
    kind = pdfium.FPDFPageObj_GetType(page_object)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield page_object, kind, matrix, around
        return
    if depth >= _DEEPEST_FORM:
        return
    yield page_object, kind, matrix, around
    inner = multiply(_matrix_of(page_object), matrix)
    around = _within(_read_clip(page_object, matrix), around)
    for index in range(max(pdfium.FPDFFormObj_CountObjects(page_object), 0)):
        yield from _open(pdfium.FPDFFormObj_GetObject(page_object, index), inner, around, depth + 1)


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """The one matrix that does what two do one after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def apply(matrix: Matrix, x: float, y: float) -> Point:
    """Where a point comes to lie."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def box_of(points: list[Point]) -> Box:
    """The smallest box around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def clipped(box: Box | None, clip: Box | None) -> Box | None:
    """What a clip leaves of a box; None if nothing."""
    if box is None or clip is None:
        return box
    left, top = max(box[0], clip[0]), max(box[1], clip[1])
    right, bottom = min(box[2], clip[2]), min(box[3], clip[3])
    return (left, top, right, bottom) if left <= right and top <= bottom else None


def _matrix_of(page_object: Any) -> Matrix:
    raw = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(page_object, raw):
        return IDENTITY
    return raw.a, raw.b, raw.c, raw.d, raw.e, raw.f


def _bounds(page_object: Any, matrix: Matrix) -> Box | None:
    bounds = _own_bounds(page_object)
    if bounds is None:
        return None
    return box_of([apply(matrix, x, y) for x in bounds[::2] for y in bounds[1::2]])


def _colour(page_object: Any, read: Any) -> tuple[Colour, int] | None:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not read(page_object, red, green, blue, alpha):
        return None
    return (red.value, green.value, blue.value), alpha.value


_STROKED_ONLY = (pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP)


def _read_style(text: Any, matrix: Matrix, order: int, around: Box | None) -> TextStyle:
    mode = pdfium.FPDFTextObj_GetTextRenderMode(text)
    read = (
        pdfium.FPDFPageObj_GetStrokeColor
        if mode in _STROKED_ONLY
        else pdfium.FPDFPageObj_GetFillColor
    )
    colour, alpha = _colour(text, read) or ((0, 0, 0), 255)
    bounds = _own_bounds(text)
    return TextStyle(
        order,
        colour,
        alpha / 255,
        mode not in _UNSEEN_MODES,
        _within(_read_clip(text, matrix), around),
        bounds,
        matrix,
        is_flat=bounds is not None and _is_flat(text, bounds),
    )


def _own_bounds(page_object: Any) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(page_object, left, bottom, right, top):
        return None
    return left.value, bottom.value, right.value, top.value


def _is_flat(text: Any, bounds: Box) -> bool:
    """Tell whether an object has no width, so that PDFium takes it for empty.

    So are turned text whose font tells no heights, and a letter alone that the font lent to the file
    does not have. Without width and height an object of the file's own font is a space.
    """
    left, bottom, right, top = bounds
    return right - left < _NO_WIDTH and (top - bottom > _NO_WIDTH or is_lent(text))


def is_lent(text: Any) -> bool:
    """Tell whether the file does not bring the object's font along."""
    font = pdfium.FPDFTextObj_GetFont(text) if text else None
    return not font or pdfium.FPDFFont_GetIsEmbedded(font) != 1


def _read_clip(page_object: Any, matrix: Matrix) -> Box | None:
    """The box of all that an object may be painted in."""
    path = pdfium.FPDFPageObj_GetClipPath(page_object)
    box: Box | None = None
    for number in range(max(pdfium.FPDFClipPath_CountPaths(path), 0)):
        points = [
            apply(matrix, *_point(pdfium.FPDFClipPath_GetPathSegment(path, number, index)))
            for index in range(max(pdfium.FPDFClipPath_CountPathSegments(path, number), 0))
        ]
        if points:
            box = _within(box_of(points), box)
    return box


def _within(clip: Box | None, around: Box | None) -> Box | None:
    """What two clips leave: nothing at all where they do not meet."""
    return around if clip is None else clipped(clip, around) or (0.0, 0.0, -1.0, -1.0)


def _point(segment: Any) -> Point:
    x, y = ctypes.c_float(), ctypes.c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _read_path(path: Any, matrix: Matrix, order: int, painting: Painting, rules: list[Box]) -> None:
    mode, is_stroked = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, mode, is_stroked):
        return
    own = multiply(_matrix_of(path), matrix)
    outlines = _read_outlines(path, own)
    for outline, curved in outlines:
        rules += _level_segments(outline, curved, is_curved=False)
        # A curve without a bend parts no cells, but may strike out words.
        painting.later_rules += _level_segments(outline, curved, is_curved=True)
        if is_stroked.value:
            painting.drawn.append(box_of(outline))
            is_chart = len(painting.slants) >= _MOST_SLANTS
            painting.slants += [] if is_chart else _slanted_segments(outline)
    if not mode.value:
        return
    colour = _colour(path, pdfium.FPDFPageObj_GetFillColor)
    is_opaque = (colour is None or colour[1] >= _OPAQUE) and not pdfium.FPDFPageObj_HasTransparency(
        path
    )
    clip = _read_clip(path, matrix)
    for outline, _ in outlines:
        box = clipped(box_of(outline), clip)
        if box:
            shown = () if len(outline) <= _RECTANGLE and clip is None else tuple(outline)
            painting.shapes.append(
                Shape(box, colour[0] if colour else None, order, is_opaque, outline=shown)
            )


_RECTANGLE = 5


def _read_outlines(path: Any, matrix: Matrix) -> list[tuple[list[Point], set[int]]]:
    """The points of each outline, and which of them lead or end a curve."""
    outlines: list[tuple[list[Point], set[int]]] = []
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append(([], set()))
        points, curved = outlines[-1]
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            curved.add(len(points))
        points.append(apply(matrix, *_point(segment)))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    return outlines


def _level_segments(outline: list[Point], curved: set[int], *, is_curved: bool) -> Iterator[Box]:
    for index, ((xa, ya), (xb, yb)) in enumerate(itertools.pairwise(outline), start=1):
        if (index in curved) == is_curved and (abs(xa - xb) <= _LEVEL or abs(ya - yb) <= _LEVEL):
            yield min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)


def _slanted_segments(outline: list[Point]) -> Iterator[tuple[Point, Point]]:
    for one, other in itertools.pairwise(outline):
        if abs(one[0] - other[0]) > _LEVEL and abs(one[1] - other[1]) > _LEVEL:
            yield one, other
