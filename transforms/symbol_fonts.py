"""What the private-use characters of symbol fonts stand for: U+F020 to U+F0FF hold the font's own codes.

Programs write them for text set in Symbol or Wingdings. What is not known stays as it is, and is
uncertain to whoever reads it.
"""

_FIRST, _LAST = 0xF020, 0xF0FF
_BASE = 0xF000
# Codes of the Adobe Symbol encoding, as far as a report can hold them.
_SYMBOL = {
    **{code: chr(code) for code in (*range(0x20, 0x22), 0x23, *range(0x25, 0x27), *range(0x28, 0x2A))},
    **{code: chr(code) for code in range(0x2B, 0x40)},
    0x2A: "*", 0x2D: "-", 0x5B: "[", 0x5D: "]", 0x7B: "{", 0x7C: "|", 0x7D: "}", 0x7E: "~",
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    0xA2: "′", 0xA3: "≤", 0xA4: "/", 0xA5: "∞", 0xA7: "♣", 0xAB: "↔", 0xAC: "←", 0xAD: "↑",
    0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…",
}  # fmt: skip
# Pictures: marks before a line of a list, ticks and arrows, but no letters.
_PICTURE_FONTS = ("wingdings", "webdings", "dingbats")


def meaning(character: str, font: str = "") -> str:
    """The character that a glyph of a symbol font stands for; any other as it is.

    Args:
        character: as the file maps the glyph.
        font: its name; of pictures no letter is taken.
    """
    code = ord(character) if len(character) == 1 else 0
    if not _FIRST <= code <= _LAST:
        return character
    if any(name in font.casefold() for name in _PICTURE_FONTS):
        return "•"
    return _SYMBOL.get(code - _BASE, character)
