"""Whether a font of a page is whole, and whether what it says of its digits agrees with itself."""

import re
import struct
import unicodedata
from io import BytesIO
from typing import Any

from pdfminer.pdfexceptions import PDFException
from pdfminer.pdffont import TrueTypeFont
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfminer.psparser import PSLiteral, literal_name

from warehouse.errors import UnusableReportError

_PROGRAMS = ("FontFile", "FontFile2", "FontFile3")
_DIGITS = "0123456789"
_NAMES: dict[str | bytes, str] = {
    **dict(
        zip(
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
            _DIGITS,
            strict=True,
        )
    ),
    **{f"uni003{digit}": digit for digit in _DIGITS},
}
_PAIRS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]+)>|\[([^\]]*)\])"
)
_WORD = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_MOST_CODES = 0x10000


def check_font(font: Any, number: int) -> None:
    """Refuse a font that is lost or damaged, or whose map to characters contradicts its own glyphs.

    Raises:
        UnusableReportError: what is wrong with it.
    """
    if not isinstance(font, dict) or not font or any(map(_is_lost, font.values())):
        raise UnusableReportError("font-lost", page=number)
    unicode_map = resolve1(font.get("ToUnicode"))
    told = _read_map(unicode_map.get_data()) if isinstance(unicode_map, PDFStream) else {}
    named = _named_digits(resolve1(font.get("Encoding")))
    descendants = resolve1(font.get("DescendantFonts"))
    for part in (font, *map(resolve1, descendants if isinstance(descendants, list) else [])):
        if isinstance(part, dict):
            program = _read_program(resolve1(part.get("FontDescriptor")))
            if program and part is not font and _is_by_glyph(font, part):
                named |= _drawn_digits(program, told)
    for code, digit in named.items():
        other = unicodedata.normalize("NFKC", told.get(code, digit))
        if other != digit:
            raise UnusableReportError("font-lies", page=number, digit=digit, other=other)


def _is_lost(value: Any) -> bool:
    return isinstance(value, PDFObjRef) and resolve1(value) is None


def _read_program(descriptor: Any) -> bytes:
    """The font itself, whose checksum is looked at: letters of a damaged font are as wide as chance has it."""
    for name in _PROGRAMS if isinstance(descriptor, dict) else ():
        program = resolve1(descriptor.get(name))
        if isinstance(program, PDFStream) and program.data is None:
            data = program.get_data()
            # It is large, and nobody asks for it again.
            program.data = b""
            return data if name == "FontFile2" else b""
    return b""


def _is_by_glyph(font: dict[str, Any], descendant: dict[str, Any]) -> bool:
    """Tell whether the codes of a text are the numbers of the font's glyphs."""
    encoding = resolve1(font.get("Encoding"))
    glyphs = resolve1(descendant.get("CIDToGIDMap"))
    return (
        isinstance(encoding, PSLiteral)
        and literal_name(encoding).startswith("Identity")
        and (glyphs is None or isinstance(glyphs, PSLiteral))
    )


def _named_digits(encoding: Any) -> dict[int, str]:
    """Codes whose glyph has the name of a digit."""
    differences = resolve1(encoding.get("Differences")) if isinstance(encoding, dict) else None
    named: dict[int, str] = {}
    code = 0
    for entry in differences if isinstance(differences, list) else []:
        if isinstance(entry, int):
            code = entry
            continue
        digit = _NAMES.get(entry.name) if isinstance(entry, PSLiteral) else None
        if digit:
            named[code] = digit
        code += 1
    return named


def _drawn_digits(program: bytes, told: dict[int, str]) -> dict[int, str]:
    """Glyphs that the font's own table calls a digit, where the file calls them a digit, too."""
    if not any(character in _DIGITS for character in told.values()):
        return {}
    try:
        glyphs = TrueTypeFont("", BytesIO(program)).create_unicode_map().cid2unichr
    except (PDFException, AssertionError, struct.error, ValueError, OverflowError):
        # A part of a font need not have that table.
        return {}
    return {
        code: glyphs[code]
        for code, character in told.items()
        if character in _DIGITS and glyphs.get(code, "") in set(_DIGITS)
    }


def _read_map(content: bytes) -> dict[int, str]:
    """The characters that a map to Unicode names, by code."""
    told: dict[int, str] = {}
    for block in _PAIRS.findall(content):
        told.update((_number(code), _text(text)) for code, text in _PAIR.findall(block))
    for block in _RANGES.findall(content):
        for first, last, text, texts in _RANGE.findall(block):
            start, stop = _number(first), min(_number(last), _number(first) + _MOST_CODES)
            if texts:
                told.update(enumerate(map(_text, _WORD.findall(texts)), start))
                continue
            head, tail = _text(text)[:-1], _text(text)[-1:]
            for code in range(start, stop + 1) if tail else ():
                told[code] = head + chr(min(ord(tail) + code - start, 0x10FFFF))
    return told


def _number(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def _text(digits: bytes) -> str:
    plain = b"".join(digits.split())
    return bytes.fromhex(plain.decode()[: len(plain) // 2 * 2]).decode("utf-16-be", "replace")
