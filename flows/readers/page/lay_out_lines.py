"""Glyphs of a cell → its lines of text, with small raised and lowered glyphs as what they are."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from flows.readers.page.page_model import UNCERTAIN, Box, Glyph

# Glyphs whose lines stand nearer than this are one line; a wider gap between them is a space.
_SAME_LINE = 3.0
_SPACE = 3.0
# Between two digits, two Latin letters or behind the mark of a list a narrower one is a space, too.
_NARROW = 0.16
_LIST_MARK = re.compile(r"[(（]?\d{1,3}[.．、)）]")
# Spaces that part thousands are content; whoever reads the text decides.
_KEPT_SPACES = "\u00a0\u2007\u2009\u202f"
# Footnote marks and exponents are set at about 60 per cent of the size of the text, by browsers at 83.
_SMALL = 0.85
# What is lowered is as small as that, or a slip of the type.
_SMALL_ENOUGH = 0.8
# A small glyph is raised or lowered if it stands this part of the text's size off the line.
_OFF_THE_LINE = 0.12
_LOWERED = 0.07
# Between the line and that nobody can tell a mark from a figure of the number before it.
_HARDLY_RAISED = 0.04
_FAR = 0.9
# Some programs raise marks of full size; so many at most, so far in parts of that size.
_FEW_MARKS = 3
_LEAST, _MOST = 0.3, 0.6
_OF_A_MARK = set("0123456789+-−()")
RAISED = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
SUNK = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
# Gaps of a distributed line differ by no more than this part of the size of its letters.
_EVEN = 0.15
_WIDE = 0.1
_FEW_GAPS = 3
# A line with room for so many letters more was not ended by the edge of its cell.
_ROOM = 1.5
# How far text keeps from the edge of its cell nobody knows.
_ROOM_IN_CELL = 5.0
_YEAR = re.compile(r"\d{2,4}\s?年")


def lay_out_lines(glyphs: Sequence[Glyph], cell: Box | None = None) -> str:
    """Put glyphs into lines from top to bottom, left to right.

    A line that ends with a digit long before the edge, above one that begins with a digit, ends with a
    space: the two are no number that the edge has cut.
    """
    rows = [(line, row) for row in _cluster(glyphs) if (line := _write_line(row)).strip()]
    edge = max((glyph.x1 for glyph in glyphs), default=0.0)
    lines = [line for line, _ in rows]
    for index, (line, row) in enumerate(rows[:-1]):
        if line[-1].isdecimal() and lines[index + 1][0].isdecimal():
            is_next_year = cell is None or _YEAR.match(lines[index + 1]) is not None
            is_ended = _has_room(row, edge, None if is_next_year else cell)
            lines[index] += " " if is_ended else ""
    return "\n".join(lines)


def is_last_line_full(glyphs: Sequence[Glyph], cell: Box) -> bool:
    """Tell whether the last line of a cell reaches its edge, so that what follows may belong to its last word."""
    rows = [row for row in _cluster(glyphs) if any(not glyph.text.isspace() for glyph in row)]
    return bool(rows) and not _has_room(rows[-1], max(glyph.x1 for glyph in glyphs), cell)


def _has_room(row: Sequence[Glyph], edge: float, cell: Box | None) -> bool:
    """Tell whether more letters would have fitted into a line."""
    end = max(glyph.x1 for glyph in row if not glyph.text.isspace())
    size = row[0].size
    return edge - end > _ROOM * size or (cell is not None and cell[2] - end > _ROOM_IN_CELL * size)


def _cluster(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: g.baseline):
        if rows and glyph.baseline - rows[-1][-1].baseline <= _SAME_LINE:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def _write_line(row: list[Glyph]) -> str:
    row = sorted(row, key=lambda glyph: glyph.x0)
    space = float("inf") if _is_distributed(row) else _SPACE
    parts: list[str] = []
    before: Glyph | None = None
    for glyph in row:
        if glyph.text.isspace() and glyph.text not in _KEPT_SPACES:
            before = None
            parts.append(" ")
            continue
        if before is not None and _is_gap(before, glyph, parts, space):
            parts.append(" ")
        elif before is not None and _is_off_its_number(before, glyph):
            parts.append(UNCERTAIN)
        parts.append(glyph.text)
        before = glyph
    return " ".join("".join(parts).split(" ")).strip(" ") if parts else ""


def _is_gap(before: Glyph, glyph: Glyph, parts: list[str], space: float) -> bool:
    """Tell whether a space stands between two glyphs; PDFium leaves out some that are printed."""
    gap = glyph.x0 - before.x1
    if gap > space:
        return True
    if space == float("inf") or gap <= _NARROW * glyph.size:
        return False
    one, other = before.text[-1:], glyph.text[:1]
    if (one.isdecimal() and other.isdecimal()) or (_is_latin(one) and _is_latin(other)):
        return True
    return _LIST_MARK.fullmatch("".join(parts).strip()) is not None


def _is_off_its_number(before: Glyph, glyph: Glyph) -> bool:
    """Tell whether of two figures side by side one stands higher: a mark, or a slip of the type."""
    apart = abs(glyph.baseline - before.baseline)
    return before.text.isdecimal() and glyph.text.isdecimal() and apart > _LOWERED * glyph.size


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _is_distributed(row: list[Glyph]) -> bool:
    """Tell whether a line is spread over its column: the same gap between all letters."""
    solid = [glyph for glyph in row if not glyph.text.isspace()]
    gaps = [after.x0 - one.x1 for one, after in itertools.pairwise(solid)]
    if len(gaps) < _FEW_GAPS or len(solid) != len(row):
        return False
    size = median(glyph.size for glyph in solid)
    return min(gaps) > _WIDE * size and max(gaps) - min(gaps) <= _EVEN * size


def tell_marks(glyphs: list[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """Turn small glyphs off the line into raised or lowered characters that stand on it.

    Returns the glyphs of the text, and those marks for which there is no such character: letters and
    signs beside a word. A small glyph on the line is text.
    """
    usual = median(glyph.size for glyph in glyphs) if glyphs else 0.0
    raised = _find_raised(glyphs, usual)
    if not raised and not any(glyph.size <= _SMALL * usual for glyph in glyphs):
        return glyphs, []
    small = [
        g.size <= _SMALL * usual or (g.baseline in raised and g.text in _OF_A_MARK) for g in glyphs
    ]
    large = [
        g
        for g, is_small in zip(glyphs, small, strict=True)
        if not is_small and not g.text.isspace()
    ]
    told: list[Glyph] = []
    marks: list[Glyph] = []
    for glyph, is_small in zip(glyphs, small, strict=True):
        beside = _beside(glyph, large) if is_small else None
        if beside is None:
            told.append(glyph)
            continue
        character = _shift(glyph, beside)
        if character is None:
            marks.append(glyph)
        else:
            told.append(replace(glyph, text=character, baseline=beside.baseline))
    return told, marks


def _find_raised(glyphs: Sequence[Glyph], size: float) -> set[float]:
    """Baselines of a few glyphs of full size that stand between a line of text and the one above it."""
    counts = Counter(glyph.baseline for glyph in glyphs)
    if len(counts) == 1:
        return set()
    lines = [baseline for baseline, count in counts.items() if count > _FEW_MARKS]
    return {
        baseline
        for baseline, count in counts.items()
        if count <= _FEW_MARKS
        and any(_LEAST * size < line - baseline < _MOST * size for line in lines)
    }


def _beside(glyph: Glyph, large: Sequence[Glyph]) -> Glyph | None:
    """The letter of full size that a small glyph belongs to: the nearest before it, else behind it."""
    near = [
        other
        for other in large
        if abs(other.baseline - glyph.baseline) < _FAR * other.size
        and other.top - glyph.size < glyph.baseline < other.bottom + glyph.size
    ]
    before = [other for other in near if other.x0 <= glyph.x0]
    if before:
        # Of two lines of text the nearer one; a mark stands higher than its own line more often than lower.
        return max(before, key=lambda other: other.x1 - _lines_apart(glyph, other) * 4 * other.size)
    return min(near, key=lambda other: other.x0, default=None)


def _lines_apart(glyph: Glyph, other: Glyph) -> float:
    height = other.baseline - glyph.baseline
    return abs(height) / other.size if height >= 0 else 1.5 * abs(height) / other.size


def _shift(glyph: Glyph, beside: Glyph) -> str | None:
    """The character that a small glyph is, by how it stands to its neighbour; None for a mark without one."""
    height = (beside.baseline - glyph.baseline) / beside.size
    if height > _OFF_THE_LINE:
        table = RAISED
    elif height < -_LOWERED:
        if glyph.size > _SMALL_ENOUGH * beside.size:
            return UNCERTAIN if glyph.text.isdecimal() else glyph.text
        table = SUNK
    else:
        is_unsure = height > _HARDLY_RAISED and glyph.text.isdecimal() and beside.text.isdecimal()
        return UNCERTAIN if is_unsure else glyph.text
    shifted = glyph.text.translate(table)
    return shifted if shifted != glyph.text else None
