"""Tells a table's own characters from what else is printed on the page: marks, stamps, unseen text."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Any

from warehouse.errors import UnusableReportError

# A glyph as pdfplumber describes it.
Character = dict[str, Any]

# Footnote marks are set at about 60 per cent of the size of the text.
_MARK_SIZE = 0.75
# A goal's name may be set larger than its indicators; a stamp across the page is several times as large.
_STAMP_SIZE = 2.5
# Neighbouring equal letters may fall together once in a while; a double strike does so all over the page.
_FEW_DOUBLES = 5
# Programs squeeze letters a little, never so that one covers the other.
_COVERED = 0.7
# A glyph whose right neighbour begins so near belongs to the same run of text.
_SAME_RUN = 0.35
_WHITE = 0.98
_UNMAPPED = "(cid:"
_FIRST_PRINTED = 0x20
# The narrowest letters are a fifth as wide as high.
_FLAT = 0.1


def is_doubled(characters: Sequence[Character]) -> bool:
    """Some programs draw bold by printing each glyph twice, a hair apart; a number would be read twice."""
    seen: set[tuple[str, int, int]] = set()
    doubled = 0
    for character in characters:
        key = (character["text"], round(character["x0"] / 2), round(character["top"] / 2))
        doubled += key in seen
        seen.add(key)
    return doubled > _FEW_DOUBLES


def usual_size(characters: Sequence[Character]) -> float:
    """The middle of the characters' sizes."""
    return median(character["size"] for character in characters) if characters else 0.0


def is_slanted(character: Character) -> bool:
    """Tell whether text runs aslant: a table's runs level or, on a turned page, straight up or down."""
    a, b = character["matrix"][:2]
    return bool(min(abs(a), abs(b)) > 0.02 * max(abs(a), abs(b)))


def take_stamps(
    characters: list[Character], table_size: float
) -> tuple[list[Character], list[Character]]:
    """Part a cell's text from glyphs of a stamp or watermark that lies over it."""
    kept = [c for c in characters if c["size"] <= _STAMP_SIZE * table_size]
    return kept, [c for c in characters if c["size"] > _STAMP_SIZE * table_size]


def take_footnote_marks(characters: list[Character]) -> tuple[list[Character], list[Character]]:
    """Part small raised marks from a cell's text: 13.0¹ is no 13.01.

    The raised 2 and 3 of m² and m³ are units and stay.
    """
    usual = usual_size(characters)
    kept: list[Character] = []
    marks: list[Character] = []
    for character in characters:
        is_mark = character["size"] <= _MARK_SIZE * usual and not _is_unit_power(character, kept)
        (marks if is_mark else kept).append(character)
    return kept, marks


def _is_unit_power(character: Character, before: list[Character]) -> bool:
    """Tell whether a small 2 or 3 stands right behind an m."""
    return character["text"] in "23²³" and bool(before) and before[-1]["text"] in "mM"


def is_white(character: Character) -> bool:
    """Tell whether a glyph or shape is drawn in white, in gray, RGB or CMYK."""
    colour = character["non_stroking_color"]
    # A shape's gray is a number, a glyph's a row of one.
    colour = colour if isinstance(colour, tuple | list) else (colour,)
    if not colour or not all(isinstance(part, int | float) for part in colour):
        return False
    if len(colour) == 4:  # noqa: PLR2004 - CMYK counts ink
        return all(part <= 1 - _WHITE for part in colour)
    return all(part >= _WHITE for part in colour)


def lies_in(character: Character, shape: Character) -> bool:
    """Tell whether the middle of a glyph lies in a shape."""
    x, y = (character["x0"] + character["x1"]) / 2, (character["top"] + character["bottom"]) / 2
    return bool(shape["x0"] <= x <= shape["x1"] and shape["top"] <= y <= shape["bottom"])


def check_cell(characters: list[Character], page_number: int) -> None:
    """Refuse a cell whose text cannot be told for sure.

    Raises:
        UnusableReportError: glyphs without a character, or text printed over text.
    """
    unmapped = sum(_is_unmapped(character["text"]) for character in characters)
    if unmapped:
        raise UnusableReportError(
            f"the file does not tell which characters {unmapped} glyphs in the table are",
            "print the report to a new PDF",
            page_number,
        )
    solid = [character for character in characters if _is_solid(character["text"])]
    flat = sum(c["x1"] - c["x0"] < _FLAT * c["size"] for c in solid)
    if flat * 2 > len(solid):
        raise UnusableReportError(
            "the widths of a font are lost", "get the file again", page_number
        )
    covered = _find_covered(solid)
    if covered:
        raise UnusableReportError(
            f"text is printed over other text (at {covered['text']})",
            "get a copy without a stamp or watermark",
            page_number,
        )


def _is_unmapped(text: str) -> bool:
    """Without its map to Unicode a glyph shows its number, a control character, the mark for none, or nothing."""
    return (
        not text
        or text.startswith(_UNMAPPED)
        or any(
            character == "\ufffd" or (ord(character) < _FIRST_PRINTED and not character.isspace())
            for character in text
        )
    )


def _find_covered(characters: Iterable[Character]) -> Character | None:
    """The first letter or digit that others cover; squeezed punctuation covers nothing."""
    solid = [c for c in characters if c["x1"] > c["x0"]]
    solid.sort(key=lambda character: character["x0"])
    covered = [0.0] * len(solid)
    for index, character in enumerate(solid):
        for place in range(index + 1, len(solid)):
            if solid[place]["x0"] >= character["x1"]:
                break
            shared = _shared(character, solid[place])
            covered[index] += shared
            covered[place] += shared
    return next((c for c, share in zip(solid, covered, strict=True) if share > _COVERED), None)


def _is_solid(text: str) -> bool:
    return text.isalnum() or text in "%‰"


def _shared(one: Character, other: Character) -> float:
    """The part of the narrower glyph that the other one covers; on another line none."""
    low, high = max(one["top"], other["top"]), min(one["bottom"], other["bottom"])
    height = min(one["bottom"] - one["top"], other["bottom"] - other["top"])
    if height <= 0 or (high - low) < _COVERED * height:
        return 0.0
    width = min(one["x1"] - one["x0"], other["x1"] - other["x0"])
    return float((min(one["x1"], other["x1"]) - other["x0"]) / width)


def is_cut_number(before: Character, character: Character) -> bool:
    """Tell whether two digits in different cells are one number, printed over the edge of its cell."""
    return bool(
        before["text"].isdigit()
        and character["text"].isdigit()
        and abs(before["top"] - character["top"]) < 1
        and -1 < character["x0"] - before["x1"] < _SAME_RUN * before["size"] / 2
    )
