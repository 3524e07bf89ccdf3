"""Opens a PDF so that damage is told: what the libraries forgive silently is missing text in a table."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pdfplumber
import pdfplumber.page
from pdfminer import pdftypes
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1
from pdfplumber.page import Page

from warehouse.errors import UnusableReportError

_AGAIN = "get the file again"
# Text drawn so that nobody sees it, only found: mode 3, and 7 that does nothing but clip.
_UNSEEN_MODES = (3, 7)
# Marks a glyph as drawn in such a mode; no colour has this name.
UNSEEN = ("unseen",)

# pdfminer warns of every font that lacks a bounding box; browsers' PDFs have dozens.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


class _DamagedStreamError(Exception):
    """Compressed data that does not agree with its own checksum, or ends before its end."""


def _refuse_damage(data: bytes) -> bytes:
    raise _DamagedStreamError(f"{len(data)} bytes")


class _MarkingInterpreter(PDFPageInterpreter):  # type: ignore[misc]
    """Marks unseen glyphs: pdfplumber tells a glyph's colour but not the mode it was drawn in."""

    def do_TJ(self, seq: Any) -> None:  # noqa: N802 - the name of the PDF operator
        if self.textstate.render not in _UNSEEN_MODES:
            super().do_TJ(seq)
            return
        colour = self.graphicstate.ncolor
        self.graphicstate.ncolor = UNSEEN
        super().do_TJ(seq)
        self.graphicstate.ncolor = colour


# pdfminer gives back what it could unpack of a damaged stream: half a page reads like a whole one.
pdftypes.decompress_corrupted = _refuse_damage
pdfplumber.page.PDFPageInterpreter = _MarkingInterpreter


@contextmanager
def open_pdf(path: Path) -> Iterator[list[Page]]:
    """Give the pages of a PDF that has all it says it has.

    Raises:
        UnusableReportError: damaged, encrypted, without pages, or with pages or layers missing.
    """
    with telling_damage(), pdfplumber.open(path) as pdf:
        pages = pdf.pages
        if not pages:
            raise UnusableReportError("the PDF has no pages", _AGAIN)
        _check_page_count(pdf.doc.catalog, len(pages))
        _check_layers(pdf.doc.catalog)
        yield pages


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
        return UnusableReportError("the PDF is encrypted", "save it without a password")
    if any(isinstance(cause, RecursionError) for cause in causes):
        return UnusableReportError("the PDF is nested too deep", _AGAIN, page_number)
    if page_number is None:
        return UnusableReportError("the PDF is damaged or cut off", _AGAIN)
    if any(isinstance(cause, _DamagedStreamError) for cause in causes):
        return UnusableReportError("the page is damaged", _AGAIN, page_number)
    what = type(causes[-1]).__name__
    return UnusableReportError(f"the page cannot be decoded ({what})", _AGAIN, page_number)


def _check_page_count(catalog: dict[str, Any], n_found: int) -> None:
    """A page whose object is lost vanishes from the list of pages without a word."""
    tree = resolve1(catalog.get("Pages"))
    n_named = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
    if n_named != n_found:
        named = n_named if isinstance(n_named, int) else "no number"
        raise UnusableReportError(
            f"the PDF is damaged: it names {named} of pages and has {n_found}", _AGAIN
        )


def _check_layers(catalog: dict[str, Any]) -> None:
    """Text on a layer that is switched off is read like any other, but nobody sees it."""
    layers = resolve1(catalog.get("OCProperties"))
    usual = resolve1(layers.get("D")) if isinstance(layers, dict) else None
    if isinstance(usual, dict) and resolve1(usual.get("OFF")):
        raise UnusableReportError(
            "the PDF has layers that are switched off", "print it to a new PDF"
        )


def check_contents(page: Page) -> None:
    """Refuse a page whose content or font is named but not there: it would read as empty or garbled.

    Raises:
        UnusableReportError: what is lost.
    """
    if not all(isinstance(resolve1(part), PDFStream) for part in page.page_obj.contents):
        raise UnusableReportError("the page's content is lost", _AGAIN, page.page_number)
    resources = resolve1(page.page_obj.resources)
    fonts = resolve1(resources.get("Font")) if isinstance(resources, dict) else None
    for font in (fonts or {}).values():
        attributes = resolve1(font)
        if not attributes or any(map(_is_lost, attributes.values())):
            raise UnusableReportError("a font of the page is lost", _AGAIN, page.page_number)


def _is_lost(value: Any) -> bool:
    return isinstance(value, PDFObjRef) and resolve1(value) is None
