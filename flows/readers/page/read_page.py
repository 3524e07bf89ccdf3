"""A page of a PDF → the model of what it shows."""

import ctypes
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from math import log2
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from flows.readers.page.annotations import draw_annotations
from flows.readers.page.bands import Bands
from flows.readers.page.drawn_marks import (
    find_drawn_marks,
    mark_crossed,
    mark_overprinted,
    mark_reached,
)
from flows.readers.page.figure_shapes import FigureShapes
from flows.readers.page.look import Look, Painted, keep_inked, look_at, mark_on_drawings
from flows.readers.page.page_model import (
    UNCERTAIN,
    Annotation,
    AnnotationFacts,
    Box,
    Glyph,
    PageModel,
)
from flows.readers.page.paint import (
    Matrix,
    Painting,
    TextStyle,
    apply,
    box_of,
    drop_other_words,
    hide_texts,
    read_painting,
)
from flows.readers.page.read_glyphs import read_glyphs
from flows.readers.page.visibility import (
    OUTSIDE,
    WHITE,
    covers,
    find_cover,
    find_strikes,
    heart_of,
    holds,
    is_cut,
    is_like_its_ground,
    is_painted,
    is_same_colour,
    is_struck,
)

# PageToDevice answers in whole units: these are fine enough for any rounding afterwards.
_UNITS = 10_000
_FAR = 1000.0
COLOUR_OF_GROUND = "in the colour of its ground"
STRUCK = "struck through"
_THICKEST_RULE = 2.0
# Of letters smaller or larger than these the distances between them and rules are others than on paper.
_SMALLEST_PRINT, _PRINTED_SIZE, _LARGEST_PRINT = 4.5, 10.0, 24.0
_FEW_LETTERS = 50


def read_page(  # noqa: PLR0913 - what is known of a page before it is read
    document: Any,
    number: int,
    figures: FigureShapes,
    facts: Sequence[AnnotationFacts] = (),
    *,
    is_looked_at: bool = True,
    scale: float | None = None,
    says_other_words: bool = False,
) -> PageModel:
    """Read what a page shows.

    Args:
        document: as pypdfium2 has opened it.
        number: of the page, from 1.
        figures: what is known of the figures of its fonts.
        facts: what its annotations say of themselves.
        is_looked_at: a page with rules is painted, too; otherwise only where something may hide text.
        scale: how many points of the model stand for one of the file's; if not given, its letters tell.
        says_other_words: for some text the file names other words than are drawn; the drawn ones count.
    """
    page, notes, n_own = draw_annotations(document, number, facts)
    try:
        if says_other_words:
            drop_other_words(page.raw)
        model = _read(page, number, notes, n_own, figures, is_looked_at=is_looked_at, scale=scale)
        usual = _usual_scale(model) if scale is None else 1.0
        if usual == 1.0:
            return model
        # Looking at it may have taken its letters away.
        page.close()
        page = document[number - 1]
        if says_other_words:
            drop_other_words(page.raw)
        return _read(page, number, notes, n_own, figures, is_looked_at=is_looked_at, scale=usual)
    finally:
        page.close()


def _read(  # noqa: PLR0913 - what a page is read by
    page: Any,
    number: int,
    notes: list[Annotation],
    n_own: int,
    figures: FigureShapes,
    *,
    is_looked_at: bool,
    scale: float | None,
) -> PageModel:
    scale = scale or 1.0
    width, height = (edge * scale for edge in page.get_size())
    to_screen = _to_screen(page, width, height)
    painting = read_painting(page.raw, to_screen, n_own)
    text = page.get_textpage()
    painted = list(read_glyphs(text.raw, painting.styles, to_screen, figures.fonts))
    text.close()
    needs_look = (is_looked_at and painting.rules) or painting.may_hide
    look = look_at(page, width, height, scale) if needs_look else None
    model = PageModel(
        number,
        width,
        height,
        shapes=painting.shapes,
        rules=painting.rules,
        first_added=painting.first_added,
        notes=[replace(note, box=_turned(note.box, to_screen)) for note in notes],
        n_texts=painting.n_texts,
        scale=scale,
    )
    turned = [glyph for glyph, _ in painted if glyph.is_turned]
    if 2 * len(turned) < len(painted):
        # A few words on their side are no text of the table, like those that stand slanted.
        for glyph in turned:
            glyph.is_slanted = True
    read = {style.order for _, style in painted if style is not None}
    model.is_incomplete = any(
        style.is_flat and style.is_drawn and style.order not in read
        for style in painting.styles.values()
    )
    glyphs: list[tuple[Glyph, TextStyle | None]] = []
    for glyph, style in painted:
        hidden = is_painted(glyph, style, width, height)
        if hidden:
            model.unseen.append((glyph, hidden))
        else:
            glyphs.append((glyph, style))
    _keep_seen(model, glyphs, painting.later_rules, look)
    model.glyphs = mark_overprinted(model.glyphs)
    reaching = [g.reach for g, style in painted if g.reach and (style is None or style.is_drawn)]
    model.glyphs = mark_reached(model.glyphs, reaching)
    if look:
        _keep_looked_at(model, painting, page, look, figures)
    model.glyphs += _reprinted(model, painting)
    return model


def _keep_looked_at(
    model: PageModel, painting: Painting, page: Any, look: Look, figures: FigureShapes
) -> None:
    """Keep what is seen where the page is painted; in the end its letters are taken away."""
    model.glyphs, without_ink = keep_inked(model.glyphs, look)
    model.unseen += without_ink
    model.glyphs = mark_crossed(model.glyphs, painting.slants)
    zoom = partial(Painted, page, model.scale)
    model.glyphs = figures.mark_lies(model.glyphs, model.number, look, zoom)
    drawings = Bands(_find_drawings(painting, look), lambda box: box)
    if any(
        glyph.text.isdecimal() and holds(box, glyph.middle)
        for glyph in model.glyphs
        for box in drawings.at(glyph.middle[1])
    ):
        hide_texts(page.raw)
        ground = look_at(page, model.width, model.height, model.scale)
        if ground:
            model.glyphs = mark_on_drawings(model.glyphs, drawings, ground)
    model.glyphs += find_drawn_marks(model, painting.drawn, look.is_inked)


def _usual_scale(model: PageModel) -> float:
    """What makes the letters of a page as large as they are on paper, in steps of two; mostly it is 1."""
    sizes = [glyph.size for glyph in model.glyphs if not glyph.text.isspace()]
    size = median(sizes) if len(sizes) >= _FEW_LETTERS else _PRINTED_SIZE
    if _SMALLEST_PRINT <= size <= _LARGEST_PRINT or not size:
        return 1.0
    return float(2.0 ** round(log2(_PRINTED_SIZE / size)))


def _find_drawings(painting: Painting, look: Look) -> list[Box]:
    """Areas that are more than one colour, so that something may be drawn through the letters on them."""
    return [
        shape.box
        for shape in painting.shapes
        if _is_area(shape.box) and not look.is_painted_as_told(shape)
    ]


def _to_screen(page: Any, width: float, height: float) -> Matrix:
    """The matrix from the page's own coordinates to points as it is shown, turned and cropped."""
    corners = [_device(page, width, height, *at) for at in ((0, 0), (_FAR, 0), (0, _FAR))]
    (e, f), (ax, ay), (cx, cy) = corners
    return (ax - e) / _FAR, (ay - f) / _FAR, (cx - e) / _FAR, (cy - f) / _FAR, e, f


def _turned(box: Box, to_screen: Matrix) -> Box:
    return box_of([apply(to_screen, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])])


def _device(page: Any, width: float, height: float, x: float, y: float) -> tuple[float, float]:
    device_x, device_y = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(
        page.raw, 0, 0, round(width * _UNITS), round(height * _UNITS), 0, x, y, device_x, device_y
    )
    return device_x.value / _UNITS, device_y.value / _UNITS


def _keep_seen(
    model: PageModel,
    glyphs: list[tuple[Glyph, TextStyle | None]],
    later_rules: list[Box],
    look: Look | None,
) -> None:
    opaque = Bands([shape for shape in model.shapes if shape.is_opaque], lambda s: s.box)
    # Most areas are grounds, painted before the letters on them.
    last_opaque = max((shape.order for shape in model.shapes if shape.is_opaque), default=-1)
    areas = [shape for shape in model.shapes if _is_area(shape.box)]
    grounds = Bands(areas, lambda s: s.box)
    strikes = Bands(find_strikes(model.shapes, [*model.rules, *later_rules]), lambda box: box)
    # Most colours of print are no colour of anything that is painted: those glyphs need no look.
    painted = {shape.colour for shape in areas if shape.colour} | {WHITE}
    colours = {glyph.colour for glyph, _ in glyphs}
    doubtful = {c: any(is_same_colour(c, ground) for ground in painted) for c in colours}
    page = (0.0, 0.0, model.width, model.height)
    for glyph, style in glyphs:
        y = (glyph.top + glyph.bottom) / 2
        through = strikes.at(y)
        above = opaque.at(y) if glyph.order < last_opaque else []
        if through and is_struck(glyph, through):
            model.unseen.append((glyph, STRUCK))
        elif above and find_cover(glyph, above):
            model.unseen.append((glyph, "covered"))
        elif (
            doubtful[glyph.colour]
            and is_like_its_ground(glyph, grounds.at(y))
            # A ring is taken for an area; what stands in it is seen.
            and not (look and look.is_inked(heart_of(glyph)))
        ):
            model.unseen.append((glyph, COLOUR_OF_GROUND))
        elif is_cut(glyph, style, page, above):
            model.glyphs.append(replace(glyph, text=UNCERTAIN))
        else:
            model.glyphs.append(glyph)


def _is_area(box: Box) -> bool:
    """Tell whether a glyph may stand on it: a rule is no ground."""
    return box[2] - box[0] > _THICKEST_RULE and box[3] - box[1] > _THICKEST_RULE


def _reprinted(model: PageModel, painting: Painting) -> list[Glyph]:
    """Glyphs of which nobody knows whether they are seen after all.

    PDFium lists a character once that stands twice at a place: where the first one is hidden and a later
    piece of text lies over it without a glyph of its own there, the second one may be the same.
    """
    unseen = [glyph for glyph, why in model.unseen if why != OUTSIDE and not glyph.text.isspace()]
    if not unseen:
        return []
    later = [(box, s.order) for s in painting.styles.values() if s.is_drawn and (box := s.box)]
    texts = Bands(later, lambda text: text[0])
    shapes = Bands([shape for shape in model.shapes if shape.is_opaque], lambda s: s.box)
    places = Bands(model.glyphs, lambda g: (g.x0, g.top, g.x1, g.bottom))
    found = []
    for glyph in unseen:
        y = glyph.middle[1]
        hider = max([glyph.order, *(s.order for s in shapes.at(y) if covers(s, glyph.middle))])
        orders = {order for box, order in texts.at(y) if order > hider and holds(box, glyph.middle)}
        orders -= {
            g.order for g in places.at(y) if holds((g.x0, g.top, g.x1, g.bottom), glyph.middle)
        }
        if orders:
            found.append(replace(glyph, text=UNCERTAIN, order=max(orders)))
    return found
