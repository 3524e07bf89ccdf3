"""Which glyphs of a page a person sees, and what hides the others."""

from collections.abc import Iterable, Sequence

from flows.readers.page.page_model import Box, Colour, Glyph, Point, Shape
from flows.readers.page.paint import TextStyle

# Fainter than this is no print.
_FAINT = 0.12
OF_A_NUMBER = set("0123456789.,%‰-+")
OUTSIDE = "outside the page"
INVISIBLE = "drawn in an invisible mode"
# Colours this near to each other cannot be told apart.
_SAME_COLOUR = 10
WHITE: Colour = (255, 255, 255)
# A rule through a glyph stands in this part of its em above the line, and is this thin.
_LOWEST_STRIKE, _HIGHEST_STRIKE = 0.12, 0.62
_THICKEST_STRIKE = 0.2


def is_painted(glyph: Glyph, style: TextStyle | None, width: float, height: float) -> str | None:
    """What keeps a glyph from being painted at all; None if nothing does."""
    x, y = glyph.middle
    if style is not None and not style.is_drawn:
        return INVISIBLE
    if glyph.opacity < _FAINT:
        return "transparent"
    if not (0 <= x <= width and 0 <= y <= height):
        return OUTSIDE
    clip = style.clip if style else None
    if clip is not None and not holds(clip, (x, y)):
        return "clipped away"
    return None


def heart_of(glyph: Glyph) -> Box:
    """The middle of a letter, which nothing touches that only surrounds or underlines it."""
    width = glyph.x1 - glyph.x0
    top, bottom = glyph.baseline - 0.6 * glyph.size, glyph.baseline - 0.1 * glyph.size
    return glyph.x0 + 0.2 * width, top, glyph.x1 - 0.2 * width, bottom


def is_cut(glyph: Glyph, style: TextStyle | None, page: Box, shapes: Iterable[Shape]) -> bool:
    """Tell whether of a figure a part is hidden: what is left may look like another one."""
    if glyph.text not in OF_A_NUMBER:
        return False
    left, top, right, bottom = heart_of(glyph)
    for area in (page, style.clip) if style and style.clip else (page,):
        if left < area[0] or top < area[1] or right > area[2] or bottom > area[3]:
            return True
    later = [shape for shape in shapes if shape.order > glyph.order]
    corners = ((left, top), (right, top), (left, bottom), (right, bottom))
    return any(covers(shape, corner) for shape in later for corner in corners)


def holds(box: Box, point: Point) -> bool:
    """Tell whether a point lies in a box."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def covers(shape: Shape, point: Point) -> bool:
    """Tell whether a point lies in a painted area."""
    if not holds(shape.box, point):
        return False
    return not shape.outline or _is_inside(shape.outline, point)


def _is_inside(outline: Sequence[Point], point: Point) -> bool:
    x, y = point
    inside = False
    for (xa, ya), (xb, yb) in zip(outline, [*outline[1:], outline[0]], strict=True):
        if (ya > y) != (yb > y) and x < (xb - xa) * (y - ya) / (yb - ya) + xa:
            inside = not inside
    return inside


def find_cover(glyph: Glyph, shapes: Iterable[Shape]) -> Shape | None:
    """The area that was painted over a glyph later, so that nothing of its middle is seen."""
    middle = glyph.middle
    return next(
        (
            shape
            for shape in shapes
            if shape.order > glyph.order and shape.is_opaque and covers(shape, middle)
        ),
        None,
    )


def is_like_its_ground(glyph: Glyph, shapes: Sequence[Shape]) -> bool:
    """Tell whether a glyph has the colour of what lies under it; of a picture nothing is known."""
    middle = glyph.middle
    ground: Colour | None = WHITE
    for shape in shapes:
        if shape.order < glyph.order and covers(shape, middle):
            # What lets something through changes the colour in a way not followed here.
            ground = shape.colour if shape.is_opaque else None
    return ground is not None and is_same_colour(glyph.colour, ground)


def is_same_colour(one: Colour, other: Colour) -> bool:
    """Tell whether a person can hardly tell two colours apart."""
    return all(abs(a - b) <= _SAME_COLOUR for a, b in zip(one, other, strict=True))


def find_strikes(shapes: Iterable[Shape], rules: Iterable[Box]) -> list[Box]:
    """Whatever may be a rule through glyphs: level and thin."""
    flat = [shape.box for shape in shapes if not shape.is_picture]
    return [box for box in (*flat, *rules) if box[2] - box[0] > 2 * (box[3] - box[1])]


def is_struck(glyph: Glyph, strikes: Iterable[Box]) -> bool:
    """Tell whether a rule runs through the middle of a glyph."""
    x = (glyph.x0 + glyph.x1) / 2
    for left, top, right, bottom in strikes:
        if left <= x <= right and bottom - top <= _THICKEST_STRIKE * glyph.size:
            above = (glyph.baseline - (top + bottom) / 2) / (glyph.size or 1.0)
            if _LOWEST_STRIKE <= above <= _HIGHEST_STRIKE:
                return True
    return False
