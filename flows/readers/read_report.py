"""One report file → one document: format by content, identity by checksum, year from the document."""

import hashlib
import os
import re
import stat
from collections import Counter
from functools import lru_cache
from pathlib import Path

from flows.readers.report_document import MAX_YEAR, MIN_YEAR, DocumentContent, ReportDocument
from transforms.normalize_text import normalize_text
from transforms.report.plain_code import heading_code
from transforms.report.recognize_table import read_front_matter, read_front_note, read_header_year
from warehouse.errors import UnusableReportError

READABLE_SUFFIXES = (".pdf", ".txt")
_PDF_MAGIC = b"%PDF-"
_MAGIC_WINDOW = 1024
_SIZE_LIMIT = 200 * 1024 * 1024
# The fullest cells seen have 660 characters and 27 numbers; parsing takes the square of the numbers.
_LONGEST_CELL = 200_000
_MOST_NUMBERS = 1_000
# Of a table this small nothing can be said of most rows.
_FEW_ROWS = 4
# The result is one column, or has columns of its own for target and actual.
_RESULTS = {"result", "target", "actual"}
_NUMBER = re.compile(r"\d+|[零一二兩三四五六七八九十百千萬億兆]+")


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file that can be read and has content.

    Raises:
        UnusableReportError: missing, a folder, empty, too large or unreadable.
    """
    if path.is_dir():
        raise UnusableReportError("is-a-folder")
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            # A pipe or a device would keep the reader waiting for ever.
            raise UnusableReportError("not-a-file")
        size = status.st_size
        if size == 0:
            raise UnusableReportError("file-empty")
        if size > _SIZE_LIMIT:
            raise UnusableReportError("file-too-large")
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise UnusableReportError("no-such-file") from error
    except OSError as error:
        raise UnusableReportError("unreadable", why=error.strerror) from error


def read_report(path: Path, year: int | None = None) -> ReportDocument:
    """Read a report in any known format.

    Raises:
        UnusableReportError: what is wrong with the file, on which page, and what to do.
    """
    return _read_once(path, checksum(path), year)


@lru_cache(maxsize=8)
def _read_once(path: Path, sha256: str, year: int | None) -> ReportDocument:
    """Read one content of a file once per process: a run looks at its inputs before it starts Prefect."""
    return read_uncached(path, sha256, year)


def read_uncached(path: Path, sha256: str, year: int | None) -> ReportDocument:
    """Read the content of a file whose checksum is known.

    Raises:
        UnusableReportError: what is wrong with the file, on which page, and what to do.
    """
    media_type, content = _read_content(path)
    title, published, title_year = read_front_matter(content.front_lines)
    report_year, basis = _choose_year(year, read_header_year(content.header_cells), title_year)
    if not any(cell.column_name in _RESULTS and cell.text.strip() for cell in content.cells):
        raise UnusableReportError("no-rows")
    _check_codes(content)
    _check_rows(content)
    _check_cell_sizes(content)
    _check_sections(content)
    if checksum(path) != sha256:
        # Still being copied into the folder: the checksum would vouch for what was not read.
        raise UnusableReportError("file-changed")
    return ReportDocument(
        report_id=f"{report_year}-{sha256[:12]}",
        sha256=sha256,
        file_name=readable_name(path),
        media_type=media_type,
        title=title,
        front_note=read_front_note(content.front_lines),
        report_year=report_year,
        report_year_basis=basis,
        published_date=published,
        page_count=max(content.page_count, 1),
        printed_codes=content.printed_codes,
        cells=content.cells,
    )


def readable_name(path: Path) -> str:
    """The file's name as text; a system may allow bytes in it that no database takes."""
    return readable(path.name)


def readable(name: str) -> str:
    """A name of the file system as text of which every character can be seen, and sent anywhere."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _check_codes(content: DocumentContent) -> None:
    """Refuse a table in which no indicator can be told, such as one whose font has lost its letters."""
    cells = content.cells
    headings = [c.text for c in cells if c.column_name == "indicator"]
    headings += [f"指標 {c.text}" for c in cells if c.column_name == "code"]
    if not any(heading_code(normalize_text(text).strip()) for text in headings):
        raise UnusableReportError("no-codes")


def _check_rows(content: DocumentContent) -> None:
    """Refuse a table without rules between its rows: one cell would hold many indicators."""
    for cell in content.cells:
        if cell.column_name == "indicator":
            lines = (normalize_text(line).strip() for line in cell.text.split("\n"))
            codes = {code for line in lines if "指標" in line and (code := heading_code(line))}
            if len(codes) > 1:
                raise UnusableReportError(
                    "rows-without-rules", page=cell.page, n_indicators=len(codes)
                )


def _check_sections(content: DocumentContent) -> None:
    """Refuse a table whose cells do not say which is target and which actual, and no column does."""
    if any(cell.column_name in {"target", "actual"} for cell in content.cells):
        return
    results: dict[int, str] = {}
    for cell in content.cells:
        if cell.column_name == "result" and cell.text.strip():
            results.setdefault(cell.row_no, cell.text)
    labelled = sum(
        "目標" in plain or "實績" in plain for plain in map(normalize_text, results.values())
    )
    if len(results) >= _FEW_ROWS and labelled * 2 < len(results):
        columns = " | ".join(
            " ".join(cell.split()) for cell in content.header_cells if cell.strip()
        )
        raise UnusableReportError("rows-without-sections", columns=columns)


def _check_cell_sizes(content: DocumentContent) -> None:
    """Refuse what no table holds: it would keep whoever parses its phrases busy for hours."""
    lengths: Counter[tuple[int, int, str]] = Counter()
    numbers: Counter[tuple[int, int, str]] = Counter()
    for cell in content.cells:
        if cell.column_name not in {"outside", "note"}:
            place = (cell.page, cell.row_no, cell.column_name)
            lengths[place] += len(cell.text)
            numbers[place] += sum(1 for _ in _NUMBER.finditer(cell.text))
    for counts, limit, kind in (
        (lengths, _LONGEST_CELL, "characters"),
        (numbers, _MOST_NUMBERS, "numbers"),
    ):
        place, most = counts.most_common(1)[0]
        if most > limit:
            raise UnusableReportError("cell-too-large", page=place[0], most=f"{most:,}", kind=kind)


def _read_content(path: Path) -> tuple[str, DocumentContent]:
    with path.open("rb") as file:
        start = file.read(_MAGIC_WINDOW)
    if _PDF_MAGIC in start:
        from flows.readers.read_pdf import read_pdf

        return "pdf", read_pdf(path)
    if path.suffix.lower() == ".pdf" or re.search(rb"\x00", start):
        raise UnusableReportError("not-pdf")
    from flows.readers.read_text import read_text

    return "txt", read_text(path)


def _choose_year(option: int | None, header: int | None, title: int | None) -> tuple[int, str]:
    for year, basis in ((option, "option"), (header, "header"), (title, "title")):
        if year is not None:
            if not MIN_YEAR <= year <= MAX_YEAR:
                raise UnusableReportError("year-wrong", year=year)
            return year, basis
    raise UnusableReportError("no-report-year")
