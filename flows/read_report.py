"""One report file → one document: format by content, identity by checksum, year from the document."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from flows.report_document import (
    MAX_YEAR,
    MIN_YEAR,
    DocumentContent,
    ReportDocument,
    UnusableReportError,
)
from transforms.recognize_table import read_front_matter, read_front_note, read_header_year

READABLE_SUFFIXES = (".pdf", ".txt")
_PDF_MAGIC = b"%PDF-"
_MAGIC_WINDOW = 1024
_SIZE_LIMIT = 200 * 1024 * 1024


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file that can be read and has content.

    Raises:
        UnusableReportError: missing, a folder, empty, too large or unreadable.
    """
    if path.is_dir():
        raise UnusableReportError("is a folder", "name the report files in it")
    try:
        size = path.stat().st_size
        if size == 0:
            raise UnusableReportError("the file is empty", "get the file again")
        if size > _SIZE_LIMIT:
            raise UnusableReportError("the file is larger than 200 MB", "give the report alone")
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError as error:
        raise UnusableReportError("no such file", "check the name") from error
    except OSError as error:
        raise UnusableReportError(f"cannot be read ({error.strerror})", "check it") from error


def read_report(path: Path, year: int | None = None) -> ReportDocument:
    """Read a report in any known format.

    Raises:
        UnusableReportError: what is wrong with the file, on which page, and what to do.
    """
    return _read_once(path, checksum(path), year)


@lru_cache(maxsize=8)
def _read_once(path: Path, sha256: str, year: int | None) -> ReportDocument:
    """Read one content of a file once per process: a run looks at its inputs before it starts Prefect."""
    media_type, content = _read_content(path)
    title, published, title_year = read_front_matter(content.front_lines)
    report_year, basis = _choose_year(year, read_header_year(content.header_cells), title_year)
    if not any(cell.column_name == "result" and cell.text.strip() for cell in content.cells):
        raise UnusableReportError("the table has no rows", "give the whole report")
    return ReportDocument(
        report_id=f"{report_year}-{sha256[:12]}",
        sha256=sha256,
        file_name=path.name,
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


def _read_content(path: Path) -> tuple[str, DocumentContent]:
    with path.open("rb") as file:
        start = file.read(_MAGIC_WINDOW)
    if _PDF_MAGIC in start:
        from flows.read_pdf import read_pdf

        return "pdf", read_pdf(path)
    if path.suffix.lower() == ".pdf" or re.search(rb"\x00", start):
        raise UnusableReportError("is not a PDF, nor a text", "give a PDF or a .txt conversion")
    from flows.read_text import read_text

    return "txt", read_text(path)


def _choose_year(option: int | None, header: int | None, title: int | None) -> tuple[int, str]:
    for year, basis in ((option, "option"), (header, "header"), (title, "title")):
        if year is not None:
            if not MIN_YEAR <= year <= MAX_YEAR:
                raise UnusableReportError(f"the year {year} cannot be right", "give it with --year")
            return year, basis
    raise UnusableReportError("no report year in header or title", "give it with --year")
