"""What pages without a table are made of: letters, pictures of pages, letters behind pictures, or nothing."""

from dataclasses import dataclass

from flows.readers.page.page_model import PageModel
from flows.readers.page.visibility import INVISIBLE
from warehouse.errors import UnusableReportError

# A picture of a page fills at least so much of it; a logo does not.
_SHARE_OF_SCAN = 0.5


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
        needed = _SHARE_OF_SCAN * page.width * page.height
        self.has_scans = self.has_scans or any(
            shape.is_picture
            and (shape.box[2] - shape.box[0]) * (shape.box[3] - shape.box[1]) >= needed
            for shape in page.shapes
        )

    def explain(self) -> UnusableReportError | None:
        """Say why no table can be read of such pages; null where they do show text."""
        if self.n_invisible > self.n_seen and self.has_scans:
            return UnusableReportError("pdf-invisible-text")
        if self.n_seen:
            return None
        return UnusableReportError("pdf-scan" if self.has_scans else "pdf-without-text")
