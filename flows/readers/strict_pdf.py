"""Opens a PDF so that damage is told: what the libraries forgive silently is missing text in a table."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import pypdfium2
import pypdfium2.raw as pdfium
from pdfminer import pdftypes
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1

from flows.readers.page.figure_shapes import FigureShapes
from flows.readers.page.font_names import FontNames
from flows.readers.page.page_model import PageModel
from flows.readers.page.paint import TooManyObjectsError
from flows.readers.page.read_page import read_page
from flows.readers.structure.count_texts import count_texts
from flows.readers.structure.strict_annotations import read_annotations
from flows.readers.structure.strict_fonts import check_font
from flows.readers.structure.strict_layers import find_hidden_layers, is_never_shown
from warehouse.errors import UnusableReportError

_BEGIN, _END = b"%PDF-", b"%%EOF"
_BEGIN_WINDOW, _END_WINDOW = 1024, 16 * 1024

_OTHER_WORDS = b"/ActualText"
# Forms within forms that a page of a report may have.
_DEEPEST_FORM = 12

# pdfminer warns of every font that lacks a bounding box; browsers' PDFs have dozens.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


class _DamagedStreamError(Exception):
    """Compressed data that does not agree with its own checksum, or ends before its end."""


def _refuse_damage(data: bytes) -> bytes:
    if not data.strip():
        # Nothing was packed, and nothing is lost: some programs write such a stream before each page's own.
        return b""
    raise _DamagedStreamError(f"{len(data)} bytes")


# pdfminer gives back what it could unpack of a damaged stream: half a page reads like a whole one.
pdftypes.decompress_corrupted = _refuse_damage


class StrictPdf:
    """A PDF whose objects pdfminer has looked through and whose pages PDFium shows."""

    def __init__(
        self, pages: list[PDFPage], document: pypdfium2.PdfDocument, *, has_layers: bool
    ) -> None:
        self._pages = pages
        self._document = document
        self._has_layers = has_layers
        self._checked: set[int] = set()
        self._fonts = FontNames()
        self._figures = FigureShapes(self._fonts)
        self._scale: float | None = None
        # Some text is said in other words than are drawn (ActualText), which PDFium would take for the glyphs.
        self._says_other_words = False

    @property
    def page_count(self) -> int:
        """Pages of the file."""
        return len(self._pages)

    @property
    def is_rebuilt(self) -> bool:
        """Tell whether the list of the file's objects was damaged, so that each reader made its own."""
        return not pdfium.FPDF_DocumentHasValidCrossReferenceTable(self._document.raw)

    def read_page(self, number: int, *, is_looked_at: bool = True) -> PageModel:
        """Read what a page shows, from 1; unless it is looked at only where something may hide text.

        Raises:
            UnusableReportError: something that the page needs is lost or damaged.
        """
        structure = self._pages[number - 1]
        self._says_other_words |= check_contents(structure, number, self._checked, self._fonts)
        page = read_page(
            self._document,
            number,
            self._figures,
            read_annotations(structure),
            is_looked_at=is_looked_at or self._has_layers,
            scale=self._scale,
            says_other_words=self._says_other_words,
        )
        if page.rules and self._scale is None:
            # The columns of all pages are compared: what fits the first page with a table fits all.
            self._scale = page.scale
        n_texts = count_texts(structure)
        if page.n_texts < n_texts:
            # Each reader puts a damaged file together again in its own way.
            raise UnusableReportError(
                "pdf-texts-differ", page=number, one=page.n_texts, other=n_texts
            )
        return page


@contextmanager
def open_pdf(path: Path) -> Iterator[StrictPdf]:
    """Give the pages of a PDF that has all it says it has.

    Raises:
        UnusableReportError: damaged, encrypted, without pages, or with pages or layers missing.
    """
    with path.open("rb") as file, telling_damage():
        catalog, pages = _read_structure(file, path)
        _check_page_count(catalog, len(pages))
        _check_layers(catalog)
        document = pypdfium2.PdfDocument(path)
        try:
            if len(document) != len(pages):
                raise UnusableReportError("pdf-readers-differ", one=len(pages), other=len(document))
            yield StrictPdf(pages, document, has_layers="OCProperties" in catalog)
        finally:
            document.close()


def pdf_begins_at(file: BinaryIO) -> int:
    """Where the PDF begins in a file: a blank line, a byte order mark or a header of the web may stand before it."""
    file.seek(0)
    return max(file.read(_BEGIN_WINDOW).find(_BEGIN), 0)


def _read_structure(file: BinaryIO, path: Path) -> tuple[dict[str, Any], list[PDFPage]]:
    """Read catalog and pages; the places in a file count from its beginning, or from that of the PDF in it.

    Raises:
        UnusableReportError: there is no page, or the index of the file's objects is broken.
        Exception: whatever else pdfminer stumbles over.
    """
    failure: Exception = UnusableReportError("pdf-empty")
    for source in _sources(file):
        try:
            structure = PDFDocument(PDFParser(source))
            pages = list(PDFPage.create_pages(structure))
        except (MemoryError, RecursionError, PDFPasswordIncorrect):
            raise
        except Exception as error:  # noqa: BLE001 - told, if nothing else comes of it
            failure = error
            continue
        if pages:
            return structure.catalog, pages
    if _ends_whole(file) and _others_find_pages(path):
        raise UnusableReportError("pdf-index-broken") from failure
    raise failure


def _sources(file: BinaryIO) -> Iterator[BinaryIO]:
    yield file
    if start := pdf_begins_at(file):
        file.seek(start)
        yield BytesIO(file.read())


def _ends_whole(file: BinaryIO) -> bool:
    size = file.seek(0, 2)
    file.seek(max(size - _END_WINDOW, 0))
    return _END in file.read()


def _others_find_pages(path: Path) -> bool:
    """Tell whether PDFium, which looks through the whole file, finds what the index no longer does."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return False
    try:
        return len(document) > 0
    finally:
        document.close()


@contextmanager
def telling_damage(page_number: int | None = None) -> Iterator[None]:
    """Turn whatever the libraries stumble over into one reason; memory is not the file's word.

    Raises:
        UnusableReportError: what is wrong, on which page.
    """
    try:
        yield
    except (UnusableReportError, MemoryError):
        raise
    except Exception as error:
        causes = list(_causes(error))
        if any(isinstance(cause, MemoryError) for cause in causes):
            raise MemoryError from error
        raise _explain(causes, page_number) from error


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and those it wraps: pdfplumber hands on pdfminer's as an argument."""
    yield error
    for inner in error.args:
        if isinstance(inner, BaseException):
            yield from _causes(inner)


def _explain(causes: list[BaseException], page_number: int | None) -> UnusableReportError:
    names = " ".join(type(cause).__name__ for cause in causes)
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes) or "Encrypt" in names:
        return UnusableReportError("pdf-encrypted")
    if any(isinstance(cause, RecursionError) for cause in causes):
        return UnusableReportError("pdf-too-deep", page=page_number)
    if any(isinstance(cause, TooManyObjectsError) for cause in causes):
        return UnusableReportError("page-too-full", page=page_number)
    if page_number is None:
        return UnusableReportError("pdf-damaged")
    if any(isinstance(cause, _DamagedStreamError) for cause in causes):
        return UnusableReportError("page-damaged", page=page_number)
    what = type(causes[-1]).__name__
    return UnusableReportError("page-undecodable", page=page_number, what=what)


def _check_page_count(catalog: dict[str, Any], n_found: int) -> None:
    """A page whose object is lost vanishes from the list of pages without a word."""
    tree = resolve1(catalog.get("Pages"))
    n_named = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
    if n_named != n_found:
        named = n_named if isinstance(n_named, int) else "no number"
        raise UnusableReportError("pdf-page-count", named=named, n_found=n_found)


def _check_layers(catalog: dict[str, Any]) -> None:
    """Text on a layer that is switched off is read like any other, but nobody sees it."""
    if find_hidden_layers(catalog):
        raise UnusableReportError("pdf-layers-off")


def check_contents(page: PDFPage, number: int, checked: set[int], fonts: FontNames) -> bool:
    """Refuse a page whose content or font is named but not there: it would read as empty or garbled.

    Returns whether something of it is said in other words than are drawn.

    Args:
        page: as pdfminer has found it.
        number: of the page, from 1.
        checked: object numbers of fonts and forms that need no second look; those of the page are added.
        fonts: what is known of the fonts; those of the page are added.

    Raises:
        UnusableReportError: what is lost.
    """
    says_other_words = False
    for part in page.contents:
        stream = resolve1(part)
        if not isinstance(stream, PDFStream):
            raise UnusableReportError("content-lost", page=number)
        says_other_words |= _OTHER_WORDS in stream.get_data()
    return _check_resources(resolve1(page.resources), number, checked, fonts) or says_other_words


def _check_resources(
    resources: Any, number: int, seen: set[int], fonts: FontNames, depth: int = 0
) -> bool:
    if not isinstance(resources, dict) or depth > _DEEPEST_FORM:
        return False
    for font in _entries(resources, "Font", seen):
        name, is_doubled = check_font(resolve1(font), number)
        fonts.add(name, is_doubled=is_doubled)
    marks = [resolve1(mark) for mark in _entries(resources, "Properties", seen)]
    if any(map(is_never_shown, marks)):
        raise UnusableReportError("pdf-layers-off", page=number)
    says_other_words = any(isinstance(mark, dict) and "ActualText" in mark for mark in marks)
    for reference in _entries(resources, "XObject", seen):
        form = resolve1(reference)
        if isinstance(form, PDFStream) and is_never_shown(form.attrs.get("OC")):
            raise UnusableReportError("pdf-layers-off", page=number)
        if isinstance(form, PDFStream) and str(form.attrs.get("Subtype")) == "/'Form'":
            says_other_words |= _OTHER_WORDS in form.get_data()
            inner = resolve1(form.attrs.get("Resources"))
            says_other_words |= _check_resources(inner, number, seen, fonts, depth + 1)
    return says_other_words


def _entries(resources: dict[str, Any], kind: str, seen: set[int]) -> Iterator[Any]:
    """The fonts or forms of a page, each of them once."""
    named = resolve1(resources.get(kind))
    for entry in (named if isinstance(named, dict) else {}).values():
        if isinstance(entry, PDFObjRef):
            if entry.objid in seen:
                continue
            seen.add(entry.objid)
        yield entry
