"""What pages without a table are made of: letters, pictures of pages, letters behind pictures, or nothing."""

from dataclasses import dataclass

from flows.readers.page.page_model import PageModel, Shape
from flows.readers.page.visibility import INVISIBLE, holds
from warehouse.errors import UnusableReportError

# A picture of a page fills at least so much of it; a logo does not.
_SHARE_OF_SCAN = 0.5
# A picture that may hold rows is half as wide as the page, and so large.
_SHARE_OF_ROWS = 0.05
_WIDE = 0.4
_FEW_LETTERS = 50


@dataclass(slots=True)
class PrintGround:
    """Counts what a document shows, page by page."""

    n_seen: int = 0
    n_invisible: int = 0
    has_scans: bool = False

    def look_at(self, page: PageModel) -> None:
        """Count what one page shows."""
        self.n_seen += sum(not glyph.text.isspace() for glyph in page.glyphs)
        self.n_invisible += sum(
            why == INVISIBLE and not glyph.text.isspace() for glyph, why in page.unseen
        )
        self.has_scans = self.has_scans or any(
            _share(shape, page) >= _SHARE_OF_SCAN for shape in page.shapes if shape.is_picture
        )

    def explain(self) -> UnusableReportError | None:
        """Say why no table can be read of such pages; null where they do show text."""
        if self.n_invisible > self.n_seen and self.has_scans:
            return UnusableReportError("pdf-invisible-text")
        if self.n_seen:
            return None
        return UnusableReportError("pdf-scan" if self.has_scans else "pdf-without-text")


def is_picture_of_page(page: PageModel) -> bool:
    """Tell whether a page is little else than pictures."""
    share = sum(_share(shape, page) for shape in page.shapes if shape.is_picture)
    n_letters = sum(not glyph.text.isspace() for glyph in page.glyphs)
    return share >= _SHARE_OF_SCAN and n_letters <= _FEW_LETTERS


def find_large_pictures(page: PageModel) -> list[Shape]:
    """Pictures of a page that are as wide as a table and have nothing written on them."""
    return [
        shape
        for shape in page.shapes
        if shape.is_picture
        and _share(shape, page) >= _SHARE_OF_ROWS
        and shape.box[2] - shape.box[0] >= _WIDE * page.width
        and not any(holds(shape.box, glyph.middle) for glyph in page.glyphs)
    ]


def _share(shape: Shape, page: PageModel) -> float:
    """How much of a page a shape fills."""
    left, top, right, bottom = shape.box
    return (right - left) * (bottom - top) / ((page.width * page.height) or 1.0)
