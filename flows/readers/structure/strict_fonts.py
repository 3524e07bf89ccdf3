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

from flows.readers.structure.compact_fonts import read_compact_font
from flows.readers.structure.drawn_fonts import draws_outside
from warehouse.errors import UnusableReportError

_PROGRAMS = ("FontFile", "FontFile2", "FontFile3")
_DIGITS = "0123456789"
_ONE_DIGIT = set(_DIGITS)
_NAMES = dict(
    zip(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
        _DIGITS,
        strict=True,
    )
)
# Names tell more behind a point: two.oldstyle is a 2 as well.
_NAME = re.compile(r"(?:(?P<word>[a-z]+?)(?:oldstyle)?|u(?:ni)?0*3(?P<digit>[0-9]))(?:\..*)?")
# In these encodings, and in that of the fonts that every program has, digits stand at their ASCII codes.
_WITH_DIGITS = {"WinAnsiEncoding", "MacRomanEncoding", "StandardEncoding"}
_SYMBOLIC = 4
_PUT = re.compile(rb"dup\s+(\d{1,3})\s*/([^\s/]+)\s+put")
# Where the digits begin among the characters of a collection: those of their own width, and those half as wide.
_COLLECTIONS = {
    "CNS1": (17, 13664),
    "GB1": (17, 829),
    "Japan1": (17, 247),
    "Korea1": (17, 8110),
}
_PAIRS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]+)>\s*(?:<([0-9A-Fa-f\s]+)>|\[([^\]]*)\])"
)
_WORD = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_MOST_CODES = 0x10000


def check_font(font: Any, number: int) -> tuple[str, bool]:
    """Refuse a font that is lost or damaged, that draws where it says it does not, or calls its glyphs another digit.

    Returns its name, and whether it calls several of its glyphs the same digit.

    Raises:
        UnusableReportError: what is wrong with it.
    """
    if not isinstance(font, dict) or not font or any(map(_is_lost, font.values())):
        raise UnusableReportError("font-lost", page=number)
    if draws_outside(font):
        raise UnusableReportError("font-draws-outside", page=number)
    unicode_map = resolve1(font.get("ToUnicode"))
    told = _read_map(unicode_map.get_data()) if isinstance(unicode_map, PDFStream) else {}
    called = {code: digit for code, text in told.items() if (digit := _plain_digit(text))}
    named = _encoded_digits(font, told) | _named_digits(resolve1(font.get("Encoding")))
    descendants = resolve1(font.get("DescendantFonts"))
    parts = (font, *map(resolve1, descendants if isinstance(descendants, list) else []))
    for part in parts:
        if isinstance(part, dict):
            kind, program = _read_program(resolve1(part.get("FontDescriptor")))
            if part is font:
                named = _own_digits(kind, program, font) | named if called else named
            elif kind == "FontFile2" and _is_by_number(font):
                named |= _drawn_digits(program, told, resolve1(part.get("CIDToGIDMap")))
            elif called:
                named |= _numbered_digits(font, part, program, called)
    for code, digit in named.items():
        other = unicodedata.normalize("NFKC", told.get(code, digit))
        if other != digit:
            raise UnusableReportError("font-lies", page=number, digit=digit, other=other)
    digits = [character for character in (named | told).values() if character in _ONE_DIGIT]
    last = parts[-1] if isinstance(parts[-1], dict) else font
    return _literal(last.get("BaseFont")), len(digits) > len(set(digits))


def _is_lost(value: Any) -> bool:
    return isinstance(value, PDFObjRef) and resolve1(value) is None


def _plain_digit(text: str) -> str:
    digit = unicodedata.normalize("NFKC", text)
    return digit if digit in _ONE_DIGIT else ""


def _own_digits(kind: str, program: bytes, font: dict[str, Any]) -> dict[int, str]:
    """Digits by the names and codes that a font of single bytes has in itself, where the file gives it no others."""
    encoding = resolve1(font.get("Encoding"))
    named = encoding.get("BaseEncoding") if isinstance(encoding, dict) else encoding
    if kind not in {"FontFile", "FontFile3"} or not program or _literal(named):
        return {}
    if kind == "FontFile":
        head = program[: program.find(b"eexec")]
        names = {int(code): name.decode("latin-1") for code, name in _PUT.findall(head)}
        if b"StandardEncoding def" in head:
            names |= {ord(digit): name for name, digit in _NAMES.items()}
    else:
        compact = read_compact_font(program)
        names = (
            {c: compact.names.get(glyph, "") for c, glyph in compact.codes.items()}
            if compact
            else {}
        )
    changed = _differences(encoding)
    return {
        code: digit
        for code, name in names.items()
        if code not in changed and (digit := _digit(name))
    }


def _numbered_digits(
    font: dict[str, Any], part: dict[str, Any], program: bytes, called: dict[int, str]
) -> dict[int, str]:
    """Digits by the number of the character or glyph that a code stands for, where the file speaks of digits there."""
    if not _is_by_number(font):
        # In all code pages that have names digits stand at their ASCII codes.
        is_named = bool(_literal(font.get("Encoding")))
        return {ord(d): d for d in _DIGITS if is_named and ord(d) in called}
    compact = read_compact_font(program) if program else None
    system = resolve1(part.get("CIDSystemInfo"))
    ordering = resolve1(system.get("Ordering")) if isinstance(system, dict) else b""
    collection = ordering.decode("latin-1") if isinstance(ordering, bytes) else ""
    if compact:
        if not compact.numbers:
            return {c: digit for c in called if (digit := _digit(compact.names.get(c, "")))}
        collection = compact.collection
    firsts = _COLLECTIONS.get(collection, ())
    return {
        first + int(digit): digit
        for first in firsts
        for digit in _DIGITS
        if first + int(digit) in called
    }


def _read_program(descriptor: Any) -> tuple[str, bytes]:
    """The font itself, whose checksum is looked at: letters of a damaged font are as wide as chance has it."""
    for name in _PROGRAMS if isinstance(descriptor, dict) else ():
        program = resolve1(descriptor.get(name))
        if isinstance(program, PDFStream) and program.data is None:
            data = program.get_data()
            # It is large, and nobody asks for it again.
            program.data = b""
            return name, data
    return "", b""


def _is_by_number(font: dict[str, Any]) -> bool:
    """Tell whether the codes of a text are numbers of characters, or of glyphs, as they stand."""
    encoding = resolve1(font.get("Encoding"))
    return isinstance(encoding, PSLiteral) and literal_name(encoding).startswith("Identity")


def _encoded_digits(font: dict[str, Any], told: dict[int, str]) -> dict[int, str]:
    """Digits at the codes that a font of the usual encodings has for them, where the file speaks of digits there."""
    encoding = resolve1(font.get("Encoding"))
    named = encoding.get("BaseEncoding") if isinstance(encoding, dict) else encoding
    descriptor = resolve1(font.get("FontDescriptor"))
    flags = resolve1(descriptor.get("Flags")) if isinstance(descriptor, dict) else 0
    if _literal(named) not in _WITH_DIGITS or (isinstance(flags, int) and flags & _SYMBOLIC):
        return {}
    changed = _differences(encoding)
    return {
        ord(digit): digit
        for digit in _DIGITS
        if ord(digit) not in changed and told.get(ord(digit), "") in set(_DIGITS)
    }


def _literal(value: Any) -> str:
    resolved = resolve1(value)
    return str(literal_name(resolved)) if isinstance(resolved, PSLiteral) else ""


def _named_digits(encoding: Any) -> dict[int, str]:
    """Codes whose glyph has the name of a digit."""
    named = {code: _digit(name) for code, name in _differences(encoding).items()}
    return {code: digit for code, digit in named.items() if digit}


def _digit(name: str) -> str:
    match = _NAME.fullmatch(name)
    return (match["digit"] or _NAMES.get(match["word"] or "", "")) if match else ""


def _differences(encoding: Any) -> dict[int, str]:
    """The names of glyphs that an encoding gives to codes."""
    entries = resolve1(encoding.get("Differences")) if isinstance(encoding, dict) else None
    names: dict[int, str] = {}
    code = 0
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, int):
            code = entry
            continue
        names[code] = str(entry.name) if isinstance(entry, PSLiteral) else ""
        code += 1
    return names


def _drawn_digits(program: bytes, told: dict[int, str], numbers: Any) -> dict[int, str]:
    """Codes whose glyph the font's own table calls a digit, where the file calls them a digit, too.

    Args:
        program: the font.
        told: the character of each code, as the file says.
        numbers: the number of the glyph of each code, where it is not the same.
    """
    if not any(character in _DIGITS for character in told.values()):
        return {}
    try:
        glyphs = TrueTypeFont("", BytesIO(program)).create_unicode_map().cid2unichr
    except (PDFException, AssertionError, struct.error, ValueError, OverflowError):
        # A part of a font need not have that table.
        return {}
    table = numbers.get_data() if isinstance(numbers, PDFStream) else None
    drawn = {
        code: glyphs.get(code if table is None else _word_at(table, code), "")
        for code, character in told.items()
        if character and character in _DIGITS
    }
    return {code: digit for code, digit in drawn.items() if digit and digit in _DIGITS}


def _word_at(table: bytes, place: int) -> int:
    return int.from_bytes(table[2 * place : 2 * place + 2], "big")


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
