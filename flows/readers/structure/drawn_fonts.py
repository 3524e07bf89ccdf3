"""Fonts whose glyphs are drawn by procedures (Type 3): whether one draws far outside the box that it names."""

import re
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral, literal_name

# Letters have more to draw than a bar or a box; of a font of them each need not be followed.
_LONGEST = 400
_NUMBER = rb"[-+]?(?:\d+\.?\d*|\.\d+)"
_BOX = re.compile(rb"((?:%s\s+){6})d1\b" % _NUMBER)
_STEP = re.compile(rb"(?<![\w.+-])((?:%s\s+){2,6})(m|l|c|v|y|re|cm)\b" % _NUMBER)
# So many times as far from its box as that is large.
_FAR = 1.0
_Points = list[tuple[float, float]]


def draws_outside(font: dict[str, Any]) -> bool:
    """Tell whether a glyph's drawing leaves the box that it says it keeps to."""
    if str(_name(font.get("Subtype"))) != "Type3":
        return False
    procedures = resolve1(font.get("CharProcs"))
    return any(
        _leaves_its_box(procedure.get_data())
        for reference in (procedures.values() if isinstance(procedures, dict) else ())
        if isinstance(procedure := resolve1(reference), PDFStream)
    )


def _leaves_its_box(drawing: bytes) -> bool:
    named = _BOX.search(drawing[:_LONGEST])
    if named is None or len(drawing) > _LONGEST:
        return False
    _, _, left, bottom, right, top = map(float, named[1].split())
    far = _FAR * max(right - left, top - bottom, 1.0)
    return any(
        not (left - far <= x <= right + far and bottom - far <= y <= top + far)
        for numbers, operator in _STEP.findall(drawing)
        for x, y in _points([float(number) for number in numbers.split()], operator)
    )


def _points(numbers: list[float], operator: bytes) -> _Points:
    """Where an operator of a path, or a picture's place, leads."""
    if operator == b"re":
        x, y, width, height = numbers[-4:] if len(numbers) >= 4 else (0.0, 0.0, 0.0, 0.0)  # noqa: PLR2004
        return [(x, y), (x + width, y + height)]
    if operator == b"cm":
        a, b, c, d, x, y = numbers if len(numbers) == 6 else (0.0,) * 6  # noqa: PLR2004
        return [(x, y), (x + a + c, y + b + d)]
    return list(zip(numbers[::2], numbers[1::2], strict=False))


def _name(value: Any) -> str:
    resolved = resolve1(value)
    return str(literal_name(resolved)) if isinstance(resolved, PSLiteral) else ""
