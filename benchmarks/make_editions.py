"""PDF editions of other years and ministries: the sample's table drawn again, cell by cell, with other years.

python -m benchmarks.make_editions FOLDER COUNT
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.editions import FIRST_YEAR, SAMPLE, YEARS
from flows.readers.read_report import read_report
from flows.readers.report_document import PrintedCell, ReportDocument
from tests.hostile.pdf_writer import Pdf, add_font, show, stream

_PAGE_HEIGHT = 842.0
_HEADER_HEIGHT = 20.0
_FONT_SIZE = 11.0
_MARGIN = 3.0
# Of the sample; a page that begins no goal has no cell that tells it.
_GOAL_WIDTH = 76.5
_SAMPLE_YEAR = 2024
_ROC_EPOCH = 1911


@dataclass(frozen=True)
class Edition:
    """Which edition a file is: two with the same year are of two ministries, or a correction."""

    year: int
    number: int

    @property
    def name(self) -> str:
        """File name, unlike that of any other edition."""
        return f"{self.year}_ministry{self.number:02d}.pdf"

    def retell(self, text: str) -> str:
        """The sample's words under this edition's year and the year before."""
        told = text.replace(str(_SAMPLE_YEAR), "\0").replace(str(_SAMPLE_YEAR - 1), "\1")
        return told.replace("\0", str(self.year)).replace("\1", str(self.year - 1))

    def front_lines(self, sample: ReportDocument) -> tuple[str, str]:
        """Title with the ministry, and the month of publication."""
        title = re.sub(r"\(.*?\)", f"(機關{self.number:02d}主政部分)", sample.title or "")
        return self.retell(title), f"{self.year + 1 - _ROC_EPOCH}.{1 + self.number % 12:02d}"


def write_editions(folder: Path, count: int) -> list[Path]:
    """Write so many different reports; returns them in the order of their years."""
    sample = read_report(SAMPLE)
    paths = []
    for n in range(count):
        edition = Edition(FIRST_YEAR + n % YEARS, n // YEARS)
        path = folder / edition.name
        path.write_bytes(_draw(sample, edition))
        paths.append(path)
    return paths


def _draw(sample: ReportDocument, edition: Edition) -> bytes:
    pages: dict[int, list[PrintedCell]] = defaultdict(list)
    for cell in sample.cells:
        pages[cell.page].append(cell)
    drawn, words = [], set[str]()
    for number, cells in sorted(pages.items()):
        lines = list(_page_lines(cells, edition))
        if number == 1:
            lines += _front(sample, cells, edition)
        words.update(text for *_, text in lines)
        drawn.append(_frame(cells) + b"".join(_write(*line) for line in lines))
    return _build("".join(sorted(words)), drawn)


def _build(text: str, drawn: list[bytes]) -> bytes:
    pdf = Pdf()
    catalog, pages = pdf.reserve(), pdf.reserve()
    font = add_font(pdf, text)
    kids = []
    for content in drawn:
        contents = pdf.add(stream(content, deflate=True))
        kids.append(
            pdf.add(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                b"/Resources << /Font << /F1 %d 0 R >> >> >>" % (pages, contents, font)
            )
        )
    references = b" ".join(b"%d 0 R" % kid for kid in kids)
    pdf.objects[pages] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (references, len(kids))
    pdf.objects[catalog] = b"<< /Type /Catalog /Pages %d 0 R >>" % pages
    return pdf.build(catalog)


# A box with text in it: left, top, right, bottom in points from the page's upper left corner.
Line = tuple[float, float, float, float, str]


def _page_lines(cells: list[PrintedCell], edition: Edition) -> Iterable[Line]:
    for cell in cells:
        if cell.x0 is not None:
            yield (*_box(cell), edition.retell(cell.text))


def _box(cell: PrintedCell) -> tuple[float, float, float, float]:
    assert cell.x0 is not None and cell.top is not None  # noqa: PT018 - a PDF has positions
    assert cell.x1 is not None and cell.bottom is not None  # noqa: PT018 - the same
    return cell.x0, cell.top, cell.x1, cell.bottom


def _front(sample: ReportDocument, cells: list[PrintedCell], edition: Edition) -> list[Line]:
    title, published = edition.front_lines(sample)
    (left, top, right, _), columns = _edges(cells), _columns(cells)
    words = ("核心目標", "對應指標", f"{edition.year} 年達成情形")
    header = [
        (x0, top - _HEADER_HEIGHT, x1, top, word)
        for (x0, x1), word in zip(columns, words, strict=True)
    ]
    return [
        (left, top - 80, right, top - 60, title),
        (left, top - 55, right, top - 35, published),
        *header,
    ]


def _table(cells: list[PrintedCell]) -> list[PrintedCell]:
    return [cell for cell in cells if cell.column_name != "outside" and cell.x0 is not None]


def _edges(cells: list[PrintedCell]) -> tuple[float, float, float, float]:
    """The table's; the goal's column is there even on a page that begins no goal."""
    boxes = [_box(cell) for cell in _table(cells)]
    left = min(x0 for x0, *_ in boxes)
    right = max(x1 for _, _, x1, _ in boxes)
    goal_left = left if any(c.column_name == "goal" for c in cells) else left - _GOAL_WIDTH
    return goal_left, min(b[1] for b in boxes), right, max(b[3] for b in boxes)


def _columns(cells: list[PrintedCell]) -> list[tuple[float, float]]:
    left, _, right, _ = _edges(cells)
    results = [_box(cell) for cell in cells if cell.column_name == "result"]
    indicators = [_box(cell) for cell in cells if cell.column_name == "indicator"]
    middle, last = min(b[0] for b in indicators), min(b[0] for b in results)
    return [(left, middle), (middle, last), (last, right)]


def _frame(cells: list[PrintedCell]) -> bytes:
    """Rules around each cell, and around each column: a cell without words has rules, too."""
    _, top, _, bottom = _edges(cells)
    boxes = [_box(cell) for cell in _table(cells)]
    has_front = cells[0].page == 1
    for x0, x1 in _columns(cells):
        boxes.append((x0, top, x1, bottom))
        if has_front:
            boxes.append((x0, top - _HEADER_HEIGHT, x1, top))
    rules = [
        b"%.2f %.2f %.2f %.2f re S\n" % (x0, _PAGE_HEIGHT - y1, x1 - x0, y1 - y0)
        for x0, y0, x1, y1 in boxes
    ]
    return b"0.7 w\n" + b"".join(rules)


def _write(x0: float, top: float, x1: float, bottom: float, text: str) -> bytes:
    """Write a cell's lines as large as fits: each character is as wide as it is high."""
    lines = text.split("\n")
    longest = max(len(line) for line in lines) or 1
    pitch = (bottom - top) / (len(lines) + 0.2)
    size = min(_FONT_SIZE, (x1 - x0 - 2 * _MARGIN) / longest, 0.9 * pitch)
    return b"".join(
        show(line, x0 + _MARGIN, _PAGE_HEIGHT - top - (number + 0.9) * pitch, size)
        for number, line in enumerate(lines)
        if line
    )


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    print(f"{len(write_editions(folder, int(sys.argv[2])))} editions in {folder}")


if __name__ == "__main__":
    main()
