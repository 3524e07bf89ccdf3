"""Marks put on a page after it was made: drawn into it where they have a look, told in any case."""

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from flows.readers.page.page_model import Annotation

# A place to click on, and the window of a note that is closed: neither changes what is read.
_NO_PRINT = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP)
_HIDDEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_KINDS = {
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


def draw_annotations(document: Any, number: int) -> tuple[Any, list[Annotation], int]:
    """Open a page with the look of its annotations painted into it, in memory alone.

    Boxes are in the page's own coordinates from its bottom left. Also returns how many objects are
    the page's own: what comes behind them are the annotations'.
    """
    page = document[number - 1]
    n_own = pdfium.FPDFPage_CountObjects(page.raw)
    notes = _read_annotations(page)
    if any(note.is_drawn for note in notes):
        pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
        page.close()
        page = document[number - 1]
    return page, notes, n_own


def _read_annotations(page: Any) -> list[Annotation]:
    notes = []
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        if kind not in _NO_PRINT and not pdfium.FPDFAnnot_GetFlags(annotation) & _HIDDEN:
            notes.append(_describe(annotation, kind))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return notes


def _describe(annotation: Any, kind: int) -> Annotation:
    box = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, box)
    length = pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)
    name = _KINDS.get(kind, "annotation")
    return Annotation(
        name,
        (box.left, box.bottom, box.right, box.top),
        _string(annotation, b"V") if name == "Widget" else _string(annotation, b"Contents"),
        # An empty string is two zero bytes.
        is_drawn=length > 2,  # noqa: PLR2004
    )


def _string(annotation: Any, key: bytes) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if length <= 2:  # noqa: PLR2004
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")
