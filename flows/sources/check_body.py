"""Is what a server sent a report at all? Decided by the bytes: what servers call a file is often wrong."""

import re

from warehouse.errors import TsdgError

_PDF_MAGIC = b"%PDF-"
_MAGIC_WINDOW = 1024
# Some producers append an index or a signature behind the mark.
_END_WINDOW = 16 * 1024
_PDF_END = b"%%EOF"
_HTML_WINDOW = 4096
# The text conversion of a report has fragments such as <br> and <table>, never a page's frame.
_PAGE_FRAME = re.compile(r"<(!doctype|\?xml|html|head|body|script|meta)\b", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>([^<]{1,200})", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_OTHER_FORMATS = {
    b"PK\x03\x04": "zip",
    b"\xd0\xcf\x11\xe0": "office",
    b"\x1f\x8b": "gzip",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"{\\rtf": "rtf",
}
_LONGEST_TITLE = 60


def suffix_of(content: bytes) -> str:
    """Return `.pdf` or `.txt` by the content.

    Raises:
        TsdgError: empty, a web page, cut off, or neither PDF nor UTF-8 text.
    """
    if not content.strip():
        raise TsdgError("nothing-came")
    if _PDF_MAGIC in content[:_MAGIC_WINDOW]:
        if _PDF_END not in content[-_END_WINDOW:]:
            raise TsdgError("pdf-cut-off-came")  # fmt: skip
        return ".pdf"
    for magic, kind in _OTHER_FORMATS.items():
        if content.startswith(magic):
            raise TsdgError("other-format-came", kind=kind)
    _refuse_what_is_no_plain_text(content)
    return ".txt"


def _refuse_what_is_no_plain_text(content: bytes) -> None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TsdgError("no-utf-text-came") from error
    beginning = text[:_HTML_WINDOW]
    if _PAGE_FRAME.search(beginning):
        raise TsdgError("web-page-came", title=_title(beginning))  # fmt: skip
    if beginning.lstrip().startswith(("{", "[")):
        raise TsdgError("json-came")
    if _CONTROLS.search(text):
        raise TsdgError("no-plain-text-came")  # fmt: skip


def _title(page: str) -> str:
    found = _TITLE.search(page)
    words = " ".join(found[1].split()) if found else ""
    return "".join(c for c in words if c.isprintable())[:_LONGEST_TITLE] or "none"
