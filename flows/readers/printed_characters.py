"""Tells a table's own glyphs from what else is printed on the page: stamps, text over text."""

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from flows.readers.page.page_model import Glyph
from warehouse.errors import UnusableReportError

# A goal's name may be set larger than its indicators; a stamp across the page is several times as large.
_STAMP_SIZE = 2.5
# Neighbouring equal letters may fall together once in a while; a double strike does so all over the page.
_FEW_DOUBLES = 5
# No two figures stand so near to each other, in parts of their size: one number alone may be struck twice.
_SURELY_SAME = 0.14
_OF_A_NUMBER = set("0123456789%‰")
# Programs squeeze letters a little, never so that one covers the other.
_COVERED = 0.7
# A glyph whose right neighbour begins so near belongs to the same run of text.
_SAME_RUN = 0.35
# The narrowest letters are a fifth as wide as high.
_FLAT = 0.1
_BAND = 8.0


def drop_doubles(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Some programs draw bold by printing each glyph twice, a hair apart; a number would be read twice."""
    places = Counter((g.text, round(g.x0 / 4), round(g.baseline / 4)) for g in glyphs)
    are_few = sum(count - 1 for count in places.values()) <= _FEW_DOUBLES
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        if are_few and glyph.text not in _OF_A_NUMBER:
            kept.append(glyph)
            continue
        apart = min(1.0, _SURELY_SAME * glyph.size) if are_few else 1.0
        column, line = int(glyph.x0 / 2), int(glyph.baseline / 2)
        near = [(glyph.text, column + a, line + b) for a in (-1, 0, 1) for b in (-1, 0, 1)]
        if not any(_is_same_place(glyph, other, apart) for p in near for other in seen.get(p, ())):
            kept.append(glyph)
            seen.setdefault((glyph.text, column, line), []).append(glyph)
    return kept if are_few or len(glyphs) - len(kept) > _FEW_DOUBLES else list(glyphs)


def _is_same_place(one: Glyph, other: Glyph, apart: float) -> bool:
    return abs(one.x0 - other.x0) <= apart and abs(one.baseline - other.baseline) <= apart


def usual_size(glyphs: Sequence[Glyph]) -> float:
    """The middle of the glyphs' sizes."""
    return median(glyph.size for glyph in glyphs) if glyphs else 0.0


def take_stamps(glyphs: list[Glyph], table_size: float) -> tuple[list[Glyph], list[Glyph]]:
    """Part a cell's text from glyphs of a stamp or watermark that lies over it."""
    limit = _STAMP_SIZE * table_size
    return [g for g in glyphs if g.size <= limit], [g for g in glyphs if g.size > limit]


def check_cell(glyphs: list[Glyph], page_number: int) -> None:
    """Refuse a cell whose text cannot be told for sure.

    Raises:
        UnusableReportError: glyphs without a character, or text printed over text.
    """
    unmapped = sum(glyph.is_unmapped for glyph in glyphs)
    if unmapped:
        raise UnusableReportError("glyphs-unknown", page=page_number, unmapped=unmapped)
    solid = [glyph for glyph in glyphs if _is_solid(glyph.text)]
    flat = sum(glyph.x1 - glyph.x0 < _FLAT * glyph.size for glyph in solid)
    if flat * 2 > len(solid):
        raise UnusableReportError("widths-lost", page=page_number)
    covered = _find_covered(solid)
    if covered:
        raise UnusableReportError("text-covered", page=page_number, text=covered.text)


def _find_covered(glyphs: Iterable[Glyph]) -> Glyph | None:
    """The first letter or digit that others cover; squeezed punctuation covers nothing."""
    rows: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.x1 > glyph.x0:
            # Each glyph in the two bands that it may share with another one.
            band = round(glyph.baseline / _BAND)
            rows.setdefault(band, []).append(glyph)
            rows.setdefault(band + 1, []).append(glyph)
    return next((g for row in rows.values() if (g := _find_covered_in(row))), None)


def _find_covered_in(row: list[Glyph]) -> Glyph | None:
    solid = sorted(row, key=lambda glyph: glyph.x0)
    covered = [0.0] * len(solid)
    for index, glyph in enumerate(solid):
        for place in range(index + 1, len(solid)):
            if solid[place].x0 >= glyph.x1:
                break
            shared = _shared(glyph, solid[place])
            covered[index] += shared
            covered[place] += shared
    return next((g for g, share in zip(solid, covered, strict=True) if share > _COVERED), None)


def _is_solid(text: str) -> bool:
    return text.isalnum() or text in "%‰"


def _shared(one: Glyph, other: Glyph) -> float:
    """The part of the narrower glyph that the other one covers; on another line none."""
    low, high = max(one.top, other.top), min(one.bottom, other.bottom)
    height = min(one.bottom - one.top, other.bottom - other.top)
    if height <= 0 or (high - low) < _COVERED * height:
        return 0.0
    width = min(one.x1 - one.x0, other.x1 - other.x0)
    return (min(one.x1, other.x1) - other.x0) / width


def is_cut_number(before: Glyph, glyph: Glyph) -> bool:
    """Tell whether two digits in different cells are one number, printed over the edge of its cell."""
    return (
        before.text.isdigit()
        and glyph.text.isdigit()
        and abs(before.baseline - glyph.baseline) < 1
        and -1 < glyph.x0 - before.x1 < _SAME_RUN * before.size / 2
    )
