"""Which glyphs of a compact font (CFF) are digits by the names that it gives them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

# Numbers of the names that every compact font knows: zero to nine.
_ZERO, _BEHIND_NINE = 17, 27
_N_STANDARD = 391
_CHARSET, _ENCODING, _CHARSTRINGS, _ROS = 15, 16, 17, 0x0C1E
# Charsets and encodings numbered so are known by heart and not in the font.
_OWN_CHARSET, _OWN_ENCODING = 3, 2
_MOST_GLYPHS = 0x10000
# Half a byte that ends a number with a fraction.
_END = 15


@dataclass(slots=True)
class CompactFont:
    """A compact font, as far as names of glyphs go.

    `names` by glyph; in a font of characters by number, `numbers` by glyph and the collection they are
    of. `codes` are those that the font itself gives to glyphs.
    """

    names: dict[int, str] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)
    collection: str = ""
    codes: dict[int, int] = field(default_factory=dict)


def read_compact_font(data: bytes) -> CompactFont | None:
    """Read the names of a compact font's glyphs; None if it is damaged."""
    try:
        return _read(data)
    except (IndexError, KeyError, ValueError):
        return None


def _read(data: bytes) -> CompactFont:
    if data[:4] == b"OTTO":
        data = _find_table(data)
    _, place = _read_index(data, data[2])
    tops, place = _read_index(data, place)
    strings, _ = _read_index(data, place)
    top = _read_dictionary(tops[0])
    outlines = top[_CHARSTRINGS][-1]
    n_glyphs = int.from_bytes(data[outlines : outlines + 2])
    charset = (top.get(_CHARSET) or [0])[-1]
    font = CompactFont()
    numbers = dict(enumerate(_charset(data, charset, n_glyphs), start=1))
    if _ROS in top:
        font.numbers = numbers
        font.collection = _string(top[_ROS][1], strings)
    else:
        font.names = {glyph: _string(number, strings) for glyph, number in numbers.items()}
        encoding = (top.get(_ENCODING) or [0])[-1]
        if encoding >= _OWN_ENCODING:
            font.codes = _encoding(data, encoding)
        else:
            font.codes = {
                0x30 + int(digit): glyph
                for glyph, name in font.names.items()
                if (digit := _STANDARD_DIGITS.get(name, ""))
            }
    return font


_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_STANDARD_DIGITS = {word: str(digit) for digit, word in enumerate(_WORDS)}


def _find_table(data: bytes) -> bytes:
    for number in range(int.from_bytes(data[4:6])):
        entry = data[12 + 16 * number : 28 + 16 * number]
        if entry[:4] == b"CFF ":
            start, length = int.from_bytes(entry[8:12]), int.from_bytes(entry[12:16])
            return data[start : start + length]
    raise ValueError("no such table")


def _read_index(data: bytes, place: int) -> tuple[list[bytes], int]:
    """The items of a list, and where it ends."""
    count = int.from_bytes(data[place : place + 2])
    if not count:
        return [], place + 2
    size = data[place + 2]
    first = place + 3
    base = first + (count + 1) * size - 1
    ends = [
        base + int.from_bytes(data[first + n * size : first + (n + 1) * size])
        for n in range(count + 1)
    ]
    items = [data[a:b] for a, b in pairwise(ends)]
    return items, ends[-1]


def _read_dictionary(data: bytes) -> dict[int, list[int]]:
    """Whole numbers by operator; of other numbers nothing is needed."""
    found: dict[int, list[int]] = {}
    operands: list[int] = []
    place = 0
    while place < len(data):
        byte = data[place]
        place += 1
        if byte <= 21:  # noqa: PLR2004 - an operator, of one byte or two
            if byte == 12:  # noqa: PLR2004
                byte = 0x0C00 | data[place]
                place += 1
            found[byte], operands = operands, []
            continue
        number, place = _read_number(data, place, byte)
        operands.append(number)
    return found


def _read_number(data: bytes, place: int, byte: int) -> tuple[int, int]:
    if byte == 28:  # noqa: PLR2004
        return int.from_bytes(data[place : place + 2], signed=True), place + 2
    if byte == 29:  # noqa: PLR2004
        return int.from_bytes(data[place : place + 4], signed=True), place + 4
    if byte == 30:  # noqa: PLR2004
        while _END not in divmod(data[place], 16):
            place += 1
        return 0, place + 1
    if byte <= 246:  # noqa: PLR2004
        return byte - 139, place
    if byte <= 250:  # noqa: PLR2004
        return (byte - 247) * 256 + data[place] + 108, place + 1
    return -(byte - 251) * 256 - data[place] - 108, place + 1


def _charset(data: bytes, place: int, n_glyphs: int) -> Iterator[int]:
    """The number of each glyph's name, from the second glyph on; of the standard charset they count from 1."""
    if place < _OWN_CHARSET:
        yield from range(1, n_glyphs) if place == 0 else ()
        return
    kind = data[place]
    place += 1
    n_read = 1
    size = 2 if kind == 0 else 2 + kind
    while n_read < min(n_glyphs, _MOST_GLYPHS):
        first = int.from_bytes(data[place : place + 2])
        more = int.from_bytes(data[place + 2 : place + size])
        yield from range(first, first + more + 1)
        n_read += more + 1
        place += size


def _encoding(data: bytes, place: int) -> dict[int, int]:
    """The glyph of each code."""
    kind, count = data[place] & 0x7F, data[place + 1]
    entries = data[place + 2 :]
    if kind == 0:
        return {code: glyph for glyph, code in enumerate(entries[:count], start=1)}
    codes: dict[int, int] = {}
    glyph = 1
    for number in range(count):
        first, more = entries[2 * number], entries[2 * number + 1]
        for code in range(first, first + more + 1):
            codes[code] = glyph
            glyph += 1
    return codes


def _string(number: int, strings: Sequence[bytes]) -> str:
    if _ZERO <= number < _BEHIND_NINE:
        return _WORDS[number - _ZERO]
    own = number - _N_STANDARD
    return strings[own].decode("latin-1") if 0 <= own < len(strings) else ""
