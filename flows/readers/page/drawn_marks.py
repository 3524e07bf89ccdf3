"""Pieces of numbers that are drawn, not written: a minus as a rule, a figure as a picture, a line across figures."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from flows.readers.page.bands import Bands
from flows.readers.page.page_model import UNCERTAIN, Box, Glyph, PageModel, Point
from flows.readers.page.visibility import OF_A_NUMBER, WHITE, heart_of, holds, is_same_colour

# In parts of the size of the figure that a mark stands at: larger is a picture, further off another thing.
_HIGHEST, _WIDEST, _NEAR = 1.6, 6.0, 0.35
_LONGEST_RULE = 1.2
# What is narrow and as high as a line parts columns.
_NARROW, _HIGH = 0.15, 0.95
# The edge of a thin box is no mark of its own.
_SHORTEST = 0.1
# Above the line, below the top of figures; what stands lower underlines.
_TOP, _BOTTOM = 0.85, 0.03
# Signs that strike a figure out where they are printed over it.
_STROKES = set("-‐‑‒–—―−─━ー－﹣﹘~〜～=＝_＿/／\\＼|｜╱╲╳×")
_Segment = tuple[Point, Point]


def mark_crossed(glyphs: Iterable[Glyph], lines: Sequence[_Segment]) -> list[Glyph]:
    """Make what a slanted line runs through uncertain, as far as it belongs to a number."""
    if not lines:
        return list(glyphs)
    crossing = Bands(lines, _around)
    return _uncertain_where(
        lambda glyph: (
            glyph.text in OF_A_NUMBER
            and any(_cuts(heart_of(glyph), line) for line in crossing.at(glyph.middle[1]))
        ),
        glyphs,
    )


def mark_overprinted(glyphs: list[Glyph]) -> list[Glyph]:
    """Make figures uncertain over which a stroke is printed as a sign of its own."""
    strokes = [glyph for glyph in glyphs if glyph.text in _STROKES]
    if not strokes:
        return glyphs
    over = Bands(strokes, _box)
    return _uncertain_where(
        lambda glyph: (
            glyph.text.isdecimal()
            and any(holds(_box(stroke), glyph.middle) for stroke in over.at(glyph.middle[1]))
        ),
        glyphs,
    )


def mark_reached(glyphs: list[Glyph], reaching: Sequence[Box]) -> list[Glyph]:
    """Make uncertain what the ink of glyphs touches that are drawn far from where they stand."""
    if not reaching:
        return glyphs
    over = Bands(reaching, lambda box: box)
    return _uncertain_where(
        lambda glyph: (
            glyph.text in OF_A_NUMBER
            and any(_meets(heart_of(glyph), box) for box in over.at(glyph.middle[1]))
        ),
        glyphs,
    )


def _uncertain_where(is_touched: Callable[[Glyph], bool], glyphs: Iterable[Glyph]) -> list[Glyph]:
    return [replace(glyph, text=UNCERTAIN) if is_touched(glyph) else glyph for glyph in glyphs]


def find_drawn_marks(
    model: PageModel, drawn: Sequence[Box], is_inked: Callable[[Box], bool]
) -> list[Glyph]:
    """Uncertain glyphs where something small is drawn right beside a figure, or a figure stands slanted.

    Args:
        model: of the page, with its glyphs.
        drawn: where lines are.
        is_inked: whether anything is to be seen in a box.
    """
    boxes = [
        shape.box
        for shape in model.shapes
        if not (shape.colour and is_same_colour(shape.colour, WHITE))
    ]
    boxes += drawn
    boxes += [_box(glyph) for glyph in model.glyphs if glyph.is_slanted and glyph.text.isdecimal()]
    level = [glyph for glyph in model.glyphs if not glyph.is_slanted]
    figures = Bands([glyph for glyph in level if glyph.text.isdecimal()], _box)
    # What lies over a glyph, seen or hidden, strikes or covers it.
    all_glyphs = Bands([*level, *(glyph for glyph, _ in model.unseen)], _box)
    found: dict[Box, Glyph] = {}
    for box in boxes:
        middle = (box[1] + box[3]) / 2
        figure = next((g for g in figures.at(middle) if _stands_at(box, g)), None)
        if figure is None or box in found:
            continue
        center = (box[0] + box[2]) / 2
        is_beneath = any(
            g.x0 < center < g.x1 and g.baseline - _TOP * g.size < middle < g.baseline
            for g in all_glyphs.at(middle)
        )
        if not is_beneath and is_inked(box):
            found[box] = replace(figure, text=UNCERTAIN, x0=box[0], x1=box[2])
    return list(found.values())


def _stands_at(box: Box, figure: Glyph) -> bool:
    """Tell whether a shape is as large as a letter, on a figure's line and right beside it."""
    size = figure.size
    width, height = box[2] - box[0], box[3] - box[1]
    middle = (box[1] + box[3]) / 2
    is_rule = width < _NARROW * size and height > _HIGH * size
    is_long = height < _NARROW * size and width > _LONGEST_RULE * size
    gap = max(figure.x0 - box[2], box[0] - figure.x1)
    return (
        not is_rule
        and not is_long
        and max(width, height) >= _SHORTEST * size
        and height <= _HIGHEST * size
        and width <= _WIDEST * size
        and _BOTTOM * size <= figure.baseline - middle <= _TOP * size
        and -_NARROW * size <= gap <= _NEAR * size
    )


def _box(glyph: Glyph) -> Box:
    return glyph.x0, glyph.top, glyph.x1, glyph.bottom


def _meets(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _around(line: _Segment) -> Box:
    (xa, ya), (xb, yb) = line
    return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)


def _cuts(box: Box, line: _Segment) -> bool:
    """Tell whether a part of a line lies in a box."""
    (xa, ya), (xb, yb) = line
    low, high = 0.0, 1.0
    for start, step, first, last in ((xa, xb - xa, box[0], box[2]), (ya, yb - ya, box[1], box[3])):
        if not step:
            if not first <= start <= last:
                return False
            continue
        one, other = sorted(((first - start) / step, (last - start) / step))
        low, high = max(low, one), min(high, other)
    return low <= high
