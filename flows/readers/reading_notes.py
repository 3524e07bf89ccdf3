"""What reading a row of a table has to tell, kept beside its cells until findings are made of it."""

from collections.abc import Mapping, Sequence

from flows.readers.page.page_model import Annotation, Box, PageModel
from flows.readers.page.read_page import STRUCK
from flows.readers.page.visibility import holds
from flows.readers.report_document import PrintedCell, note_cell
from flows.readers.second_reader import ReadCell
from warehouse.errors import UnusableReportError

# Annotations that write, strike or cover; without a look of their own each program shows them otherwise.
_ALTERING = {
    "FreeText", "StrikeOut", "Widget", "Redact", "Stamp", "Ink", "Caret", "annotation",
    "Line", "Square", "Circle", "Polygon", "PolyLine",
}  # fmt: skip
_LONGEST = 60
_SMALLEST_PICTURE = 4.0
_LONGEST_TABLE = 200
# Rule, severity, facts.
_Note = tuple[str, str, Mapping[str, str | None]]


def notes_on_row(
    page: PageModel, row_no: int, cells: Sequence[tuple[Box, str, ReadCell]]
) -> list[PrintedCell]:
    """One cell `note` for each thing that a person should know of a row.

    Raises:
        UnusableReportError: the row is altered by an annotation that the file does not draw.
    """
    notes: list[_Note] = []
    boxes = [box for box, _, _ in cells]
    notes += _unseen_text(page, boxes)
    for note in page.notes:
        if any(_meet(note.box, box) for box in boxes) and _says_something(note, page):
            notes.append(_altered(note, page))
    if any(_is_in(shape.box, box) for box in boxes for shape in page.shapes if shape.is_picture):
        notes.append(("picture_not_read", "warning", {"part": "row"}))
    for _, role, cell in cells:
        notes += [
            ("readers_disagree", "warning", {"cell": role, "words": difference})
            for difference in cell.differences
        ]
    for _, role, cell in cells:
        if cell.inner:
            inner = " ".join(cell.inner.split())[:_LONGEST_TABLE]
            notes.append(("table_in_cell", "warning", {"cell": role, "words": inner}))
    return [note_cell(row_no, page.number, *note) for note in notes]


def _unseen_text(page: PageModel, boxes: Sequence[Box]) -> list[_Note]:
    hidden: dict[str, str] = {}
    for glyph, why in page.unseen:
        if not glyph.text.isspace() and any(holds(box, glyph.middle) for box in boxes):
            hidden[why] = hidden.get(why, "") + glyph.text
    return [
        ("struck_out_text", "info", {"words": text[:_LONGEST]})
        if why == STRUCK
        else ("unseen_text", "info", {"why": why.replace(" ", "_"), "words": text[:_LONGEST]})
        for why, text in hidden.items()
        if any(character.isdigit() for character in text)
    ]


def _altered(note: Annotation, page: PageModel) -> _Note:
    if note.kind in _ALTERING and not note.is_drawn:
        raise UnusableReportError("altered-by-annotation", page=page.number, kind=note.kind)
    severity = "warning" if note.kind in _ALTERING else "info"
    facts = {"kind": note.kind, "words": note.contents[:_LONGEST] or None}
    return "altered_by_annotation", severity, facts


def _says_something(note: Annotation, page: PageModel) -> bool:
    """An empty field of a form shows nothing, unless its ground may lie over letters."""
    if note.kind != "Widget" or note.contents.strip() or note.is_drawn:
        return True
    return note.has_ground and any(
        holds(note.box, glyph.middle) and not glyph.text.isspace() for glyph in page.glyphs
    )


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _is_in(picture: Box, cell: Box) -> bool:
    """Tell whether a picture that is no dot or rule lies within a cell."""
    is_small = min(picture[2] - picture[0], picture[3] - picture[1]) < _SMALLEST_PICTURE
    return not is_small and holds(cell, picture[:2]) and holds(cell, picture[2:])
