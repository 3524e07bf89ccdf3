"""How many pieces of text a page's content shows, counted in the content itself: a reader that has fewer lost some."""

import re
from typing import Any

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import literal_name

# Nobody counts forms within forms for ever.
_MOST = 10**9
_TOKEN = re.compile(
    rb"""
    \((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*+\)?)*+(?:\)|\Z)     # a string, perhaps with brackets in it
    | <[0-9A-Fa-f\s]+>
    | %[^\r\n]*+
    | \bBI\s.*?\bID\s(?:.*?\sEI\b|.*+\Z)                    # a picture among the operators
    | \bBDC\b
    | (?<![^\s\])>])(?:TJ|Tj|'|")(?![^\s\[(<%/])
    | /[^\s\[\]()<>{}/%]+\s+Do\b
    """,
    re.VERBOSE | re.DOTALL,
)
_EMPTY = {b"()", b"(", b"<>"}


def count_texts(page: PDFPage) -> int:
    """Count what the page's content shows as text, that of its forms included."""
    content = b"\n".join(resolve1(part).get_data() for part in page.contents)
    return _count(content, page.resources, {})


def _count(content: bytes, resources: Any, known: dict[int, int]) -> int:
    n_texts = 0
    has_string = False
    for match in _TOKEN.finditer(content):
        token = match.group()
        if token[:1] in b"(<":
            has_string = has_string or token not in _EMPTY
        elif token[:1] == b"/":
            n_texts += _count_form(token.split()[0][1:], resources, known)
        elif token[:1] not in b"%B":
            n_texts += has_string
            has_string = False
        elif token == b"BDC":
            # What was said of the text, such as its language, is not shown.
            has_string = False
    return min(n_texts, _MOST)


def _count_form(name: bytes, resources: Any, known: dict[int, int]) -> int:
    """Count one form's texts once; one that holds itself shows nothing again."""
    form = _find_form(name, resources)
    if form is None:
        return 0
    key = form.objid or id(form)
    if key not in known:
        known[key] = 0
        known[key] = _count(form.get_data(), form.attrs.get("Resources") or resources, known)
    return known[key]


def _find_form(name: bytes, resources: Any) -> PDFStream | None:
    resolved = resolve1(resources)
    forms = resolve1(resolved.get("XObject")) if isinstance(resolved, dict) else None
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m.group(1), 16)]), name)
    form = resolve1(forms.get(plain.decode("latin-1"))) if isinstance(forms, dict) else None
    if isinstance(form, PDFStream) and literal_name(form.attrs.get("Subtype")) == "Form":
        return form
    return None
