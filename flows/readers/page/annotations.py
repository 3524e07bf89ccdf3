"""Marks put on a page after it was made: drawn into it where they have a look, told in any case."""

import ctypes
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium

from flows.readers.page.page_model import Annotation, AnnotationFacts, Box
from flows.readers.page.paint import box_of

# A place to click on, and the window of a note that is closed: without a look neither changes what is read.
_NO_PRINT = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP)
_UNKNOWN = "?"
_KINDS = {
    pdfium.FPDF_ANNOT_LINK: "Link",
    pdfium.FPDF_ANNOT_POPUP: "Popup",
    pdfium.FPDF_ANNOT_TEXT: "Text",
    pdfium.FPDF_ANNOT_FREETEXT: "FreeText",
    pdfium.FPDF_ANNOT_LINE: "Line",
    pdfium.FPDF_ANNOT_SQUARE: "Square",
    pdfium.FPDF_ANNOT_CIRCLE: "Circle",
    pdfium.FPDF_ANNOT_POLYGON: "Polygon",
    pdfium.FPDF_ANNOT_POLYLINE: "PolyLine",
    pdfium.FPDF_ANNOT_HIGHLIGHT: "Highlight",
    pdfium.FPDF_ANNOT_UNDERLINE: "Underline",
    pdfium.FPDF_ANNOT_SQUIGGLY: "Squiggly",
    pdfium.FPDF_ANNOT_STRIKEOUT: "StrikeOut",
    pdfium.FPDF_ANNOT_STAMP: "Stamp",
    pdfium.FPDF_ANNOT_CARET: "Caret",
    pdfium.FPDF_ANNOT_INK: "Ink",
    pdfium.FPDF_ANNOT_WIDGET: "Widget",
    pdfium.FPDF_ANNOT_REDACT: "Redact",
}


def draw_annotations(
    document: Any, number: int, facts: Sequence[AnnotationFacts] = ()
) -> tuple[Any, list[Annotation], int]:
    """Open a page with the look of its annotations painted into it, in memory alone.

    Boxes are in the page's own coordinates from its bottom left. Also returns how many objects are
    the page's own: what comes behind them are the annotations'.

    Args:
        document: as pypdfium2 has opened it.
        number: of the page, from 1.
        facts: what the annotations of the page say of themselves.
    """
    page = document[number - 1]
    n_own = pdfium.FPDFPage_CountObjects(page.raw)
    notes = _read_annotations(page, facts)
    if any(note.is_drawn for note in notes):
        pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
        page.close()
        page = document[number - 1]
    return page, notes, n_own


def _read_annotations(page: Any, facts: Sequence[AnnotationFacts]) -> list[Annotation]:
    notes = []
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if not _is_hidden(pdfium.FPDFAnnot_GetFlags(annotation)):
            note = _describe(
                annotation, kind, facts[index] if index < len(facts) else AnnotationFacts()
            )
            has_look = note.is_drawn or note.contents == _UNKNOWN
            notes += [note] if has_look or kind not in _NO_PRINT else []
        pdfium.FPDFPage_CloseAnnot(annotation)
    return notes


def _is_hidden(flags: int) -> bool:
    """Tell whether an annotation is shown neither on screen nor on paper."""
    is_off_screen = flags & pdfium.FPDF_ANNOT_FLAG_NOVIEW
    return bool(
        flags & pdfium.FPDF_ANNOT_FLAG_HIDDEN
        or (is_off_screen and not flags & pdfium.FPDF_ANNOT_FLAG_PRINT)
    )


def _describe(annotation: Any, kind: int, facts: AnnotationFacts) -> Annotation:
    length = pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)
    is_off_screen = pdfium.FPDFAnnot_GetFlags(annotation) & pdfium.FPDF_ANNOT_FLAG_NOVIEW
    # An empty string is two zero bytes.
    has_look = length > 2  # noqa: PLR2004
    name = _KINDS.get(kind, "annotation")
    contents = facts.value if name == "Widget" else _string(annotation, b"Contents")
    if has_look and is_off_screen:
        contents = contents or _UNKNOWN
    return Annotation(
        name,
        _box(annotation, facts.marks),
        contents,
        is_drawn=has_look and not is_off_screen,
        has_ground=facts.has_ground and not has_look,
    )


def _box(annotation: Any, marks: Box | None) -> Box:
    """Where an annotation is, and what it marks: the two need not agree."""
    rect = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, rect)
    corners = [(rect.left, rect.bottom), (rect.right, rect.top)]
    return box_of([*corners, marks[:2], marks[2:]] if marks else corners)


def _string(annotation: Any, key: bytes) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if length <= 2:  # noqa: PLR2004
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")
