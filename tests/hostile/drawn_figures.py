"""Figures as outlines, so that a font of any map can draw them, and fonts that draw one and call it another."""

import ctypes
import struct
from functools import cache

import pypdfium2
import pypdfium2.raw as pdfium

from tests.hostile.pdf_writer import Pdf

_EM = 1000.0
_OPERATORS = {
    pdfium.FPDF_SEGMENT_MOVETO: b"m",
    pdfium.FPDF_SEGMENT_LINETO: b"l",
    pdfium.FPDF_SEGMENT_BEZIERTO: b"c",
}


@cache
def outline(character: str, face: str = "Helvetica") -> bytes:
    """The path of a character, in thousandths of an em, filled."""
    document = pypdfium2.PdfDocument.new()
    font = pdfium.FPDFText_LoadStandardFont(document.raw, face.encode())
    path = pdfium.FPDFFont_GetGlyphPath(font, ord(character), _EM)
    drawn, curve = b"", []
    for index in range(pdfium.FPDFGlyphPath_CountGlyphSegments(path)):
        segment = pdfium.FPDFGlyphPath_GetGlyphPathSegment(path, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        curve.append(b"%.0f %.0f " % (_EM * x.value, _EM * y.value))
        if kind != pdfium.FPDF_SEGMENT_BEZIERTO or len(curve) == 3:
            drawn += b"".join(curve) + _OPERATORS[kind] + b"\n"
            curve = []
    return drawn + b"f\n"


def add_drawn_font(pdf: Pdf, glyphs: dict[str, str], face: str = "Helvetica") -> int:
    """Add a font that draws, at each code, a character and calls it another.

    Args:
        pdf: to add it to.
        glyphs: by code, two letters: what is drawn and what it is called.
        face: whose outlines are drawn.
    """
    codes = {ord(code): pair for code, pair in glyphs.items()}
    procedures = b" ".join(
        b"/g%d %d 0 R" % (code, pdf.add_stream(b"600 0 d0 " + outline(pair[0], face)))
        for code, pair in codes.items()
    )
    pairs = b" ".join(b"<%02X> <%04X>" % (code, ord(pair[1])) for code, pair in codes.items())
    told = pdf.add_stream(
        b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange %d beginbfchar %s endbfchar endcmap"
        % (len(codes), pairs)
    )
    first, last = min(codes), max(codes)
    names = b" ".join(b"%d /g%d" % (code, code) for code in codes)
    return pdf.add(
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 -200 1000 900] /FontMatrix [0.001 0 0 0.001 0 0] "
        b"/FirstChar %d /LastChar %d /Widths [%s] /CharProcs << %s >> /Encoding << /Differences [%s] >> "
        b"/Resources << >> /ToUnicode %d 0 R >>"
        % (first, last, b" ".join([b"600"] * (last - first + 1)), procedures, names, told)
    )


def use_font(pdf: Pdf, name: bytes, font: int) -> None:
    """Let every page call a font by a name."""
    for number, body in list(pdf.objects.items()):
        if b"/Type /Page " in body:
            pdf.objects[number] = body.replace(b"/Font << ", b"/Font << /%s %d 0 R " % (name, font))


def compact_font(
    names: list[str], *, collection: str = "", numbers: list[int] | None = None
) -> bytes:
    """A compact font of empty glyphs with these names, or numbers in a collection of characters."""
    own = [collection.encode(), b"Adobe"] if collection else [name.encode() for name in names]
    strings = _index([s for s in own if s])
    listed = numbers or [391 + position for position in range(len(names))]
    charset = b"\0" + b"".join(struct.pack(">H", number) for number in listed)
    codes = b"\0" + bytes([len(listed)]) + bytes(range(0x31, 0x31 + len(listed)))
    outlines = _index([b"\x0e"] * (len(listed) + 1))
    head = b"\x01\0\x04\x04" + _index([b"Own"])
    top = b""
    for _ in range(2):
        start = len(head) + len(_index([top])) + len(strings) + len(_index([]))
        top = _top(collection, start, start + len(charset), start + len(charset) + len(codes))
    return head + _index([top]) + strings + _index([]) + charset + codes + outlines


def _top(collection: str, charset: int, codes: int, outlines: int) -> bytes:
    ros = _number(392) + _number(391) + _number(0) + b"\x0c\x1e" if collection else b""
    encoding = b"" if collection else _number(codes) + b"\x10"
    return ros + _number(charset) + b"\x0f" + encoding + _number(outlines) + b"\x11"


def _number(value: int) -> bytes:
    return b"\x1d" + struct.pack(">l", value)


def _index(items: list[bytes]) -> bytes:
    if not items:
        return b"\0\0"
    ends, place = [1], 1
    for item in items:
        place += len(item)
        ends.append(place)
    return struct.pack(">HB", len(items), 2) + b"".join(struct.pack(">H", e) for e in ends) + b"".join(items)  # fmt: skip
