"""Writes small PDFs by hand: what a typesetting program would never write can be written here."""

import hashlib
import zlib
from dataclasses import dataclass, field

# Text is drawn as two-byte UTF-16 codes with a map to Unicode; no reader of text needs the glyphs.
FONT_OBJECTS = 3


@dataclass
class Pdf:
    """Objects by number; `build` puts them in a file with a cross-reference table."""

    objects: dict[int, bytes] = field(default_factory=dict)
    trailer_extra: bytes = b""

    def add(self, body: bytes) -> int:
        number = max(self.objects, default=0) + 1
        self.objects[number] = body
        return number

    def reserve(self) -> int:
        return self.add(b"null")

    def add_stream(self, data: bytes, attributes: bytes = b"", *, deflate: bool = False) -> int:
        return self.add(stream(data, attributes, deflate=deflate))

    def build(self, root: int) -> bytes:
        body, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), {}
        for number, content in sorted(self.objects.items()):
            offsets[number] = len(body)
            body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
        start = len(body)
        size = max(self.objects) + 1
        body += b"xref\n0 %d\n0000000000 65535 f \n" % size
        for number in range(1, size):
            body += b"%010d 00000 n \n" % offsets[number]
        body += b"trailer\n<< /Size %d /Root %d 0 R %s >>\n" % (size, root, self.trailer_extra)
        return bytes(body + b"startxref\n%d\n%%%%EOF\n" % start)


def stream(data: bytes, attributes: bytes = b"", *, deflate: bool = False) -> bytes:
    if deflate:
        data, attributes = zlib.compress(data), attributes + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), attributes, data)


def add_font(pdf: Pdf, text: str, *, unicode_map: bytes | None = None) -> int:
    """Add the font; without `unicode_map` one is written for the characters of the text."""
    if unicode_map is None:
        unicode_map = to_unicode(sorted(set(text)))
    to_map = pdf.add_stream(unicode_map, deflate=True)
    descendant = pdf.add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /DW 1000 /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        b"/FontDescriptor << /Type /FontDescriptor /FontName /Plain /Flags 4 "
        b"/FontBBox [0 -200 1000 800] /Ascent 800 /Descent -200 /ItalicAngle 0 /CapHeight 700 /StemV 80 >> >>"
    )
    map_reference = b"/ToUnicode %d 0 R" % to_map if unicode_map else b""
    return pdf.add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H "
        b"/DescendantFonts [%d 0 R] %s >>" % (descendant, map_reference)
    )


def to_unicode(characters: list[str]) -> bytes:
    lines = b"\n".join(b"<%s> <%s>" % (code(c), code(c)) for c in characters)
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        b"%d beginbfchar\n%s\nendbfchar\nendcmap end end\n" % (len(characters), lines)
    )


def code(text: str) -> bytes:
    return text.encode("utf-16-be").hex().upper().encode()


def show(text: str, x: float, y: float, size: float = 9) -> bytes:
    return b"BT /F1 %.2f Tf 1 0 0 1 %.2f %.2f Tm <%s> Tj ET\n" % (size, x, y, code(text))


def rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_IDENTIFIER = b"0123456789abcdef"


def encrypt(pdf: Pdf, user_password: bytes) -> None:
    """Encrypt the streams as PDF 1.1 did (40-bit RC4); strings in these files need no hiding."""
    owner = rc4(
        hashlib.md5((b"owner" + _PADDING)[:32]).digest()[:5], (user_password + _PADDING)[:32]
    )
    permissions = (-4).to_bytes(4, "little", signed=True)
    seed = (user_password + _PADDING)[:32] + owner + permissions + _IDENTIFIER
    key = hashlib.md5(seed).digest()[:5]
    for number, body in pdf.objects.items():
        head, mark, rest = body.partition(b"\nstream\n")
        if mark:
            data = rest.removesuffix(b"\nendstream")
            own = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
            pdf.objects[number] = head + mark + rc4(own, data) + b"\nendstream"
    handler = pdf.add(
        b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>"
        % (owner.hex().encode(), rc4(key, _PADDING).hex().encode())
    )
    identifier = _IDENTIFIER.hex().encode()
    pdf.trailer_extra = b"/Encrypt %d 0 R /ID [<%s> <%s>]" % (handler, identifier, identifier)
