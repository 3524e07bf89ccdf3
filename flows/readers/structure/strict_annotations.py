"""What the annotations of a page say of themselves beyond their box: where they mark it, and what a field holds."""

from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import PSLiteral, literal_name
from pdfminer.utils import decode_text

from flows.readers.page.page_model import AnnotationFacts, Box

# Places by twos, in lists that may stand within lists.
_PLACES = ("QuadPoints", "InkList", "L", "Vertices", "CL")
# Fields within fields, and lists within lists.
_DEEPEST = 8
_UNCHECKED = {"", "Off"}
_CHECKED = "✓"
_PUSH_BUTTON = 1 << 16


def read_annotations(page: PDFPage) -> list[AnnotationFacts]:
    """Read what each annotation of a page says, in the order of the page's list."""
    listed = resolve1(page.annots)
    return [_read(resolve1(entry)) for entry in (listed if isinstance(listed, list) else [])]


def _read(annotation: Any) -> AnnotationFacts:
    if not isinstance(annotation, dict):
        return AnnotationFacts()
    look = resolve1(annotation.get("MK"))
    return AnnotationFacts(
        marks=_find_marks(annotation),
        value=_value(annotation),
        has_ground=isinstance(look, dict) and bool(resolve1(look.get("BG"))),
    )


def _find_marks(annotation: dict[str, Any]) -> Box | None:
    places = [number for key in _PLACES for number in _numbers(annotation.get(key))]
    xs, ys = places[::2], places[1::2]
    return (min(xs), min(ys), max(xs), max(ys)) if xs and ys else None


def _numbers(value: Any, depth: int = 0) -> list[float]:
    resolved = resolve1(value)
    if isinstance(resolved, int | float):
        return [float(resolved)]
    if not isinstance(resolved, list) or depth > _DEEPEST:
        return []
    return [number for part in resolved for number in _numbers(part, depth + 1)]


def _value(field: dict[str, Any]) -> str:
    """What a field shows: its own value, or that of the field it is a part of."""
    kind = _name(_inherited(field, "FT"))
    flags = _inherited(field, "Ff")
    if kind == "Btn" and isinstance(flags, int) and flags & _PUSH_BUTTON:
        look = resolve1(field.get("MK"))
        return _text(look.get("CA")) if isinstance(look, dict) else ""
    value = _inherited(field, "V")
    if kind == "Btn":
        is_checked = _name(field.get("AS") or value) not in _UNCHECKED
        return _CHECKED if is_checked else ""
    return _text(value)


def _inherited(field: dict[str, Any], key: str) -> Any:
    around: Any = field
    for _ in range(_DEEPEST):
        if not isinstance(around, dict):
            return None
        value = resolve1(around.get(key))
        if value is not None:
            return value
        around = resolve1(around.get("Parent"))
    return None


def _text(value: Any) -> str:
    resolved = resolve1(value)
    if isinstance(resolved, PDFStream):
        resolved = resolved.get_data()
    if isinstance(resolved, list):
        return " ".join(map(_text, resolved))
    if isinstance(resolved, bytes):
        return str(decode_text(resolved))
    return _name(resolved) or ("" if resolved is None else str(resolved))


def _name(value: Any) -> str:
    resolved = resolve1(value)
    return str(literal_name(resolved)) if isinstance(resolved, PSLiteral) else ""
