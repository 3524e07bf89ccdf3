"""Reads the report's table out of a text conversion: tab-separated rows mixed with HTML fragments."""

import re
from html.parser import HTMLParser
from pathlib import Path

from flows.readers.page.lay_out_lines import RAISED, SUNK
from flows.readers.report_document import DocumentContent, PrintedCell, note_cell
from transforms.report.recognize_table import find_printed_codes, recognize_columns
from warehouse.errors import UnusableReportError

_STRUCK_TAGS = {"del", "s", "strike"}
_MEANING_TAGS = {"sup", "sub", *_STRUCK_TAGS}
_BLOCK_TAGS = {"p", "li", "ol", "ul", "div", "br", "tr", "h1", "h2", "h3"}


def read_text(path: Path) -> DocumentContent:
    """Read a text conversion; each repetition of the header row begins a new page.

    Raises:
        UnusableReportError: not UTF-8 text, or without such a table.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableReportError("not-utf-text") from error
    if "\0" in text:
        raise UnusableReportError("zero-bytes")
    content = DocumentContent()
    roles: dict[int, str] = {}
    # Only a line feed ends a row: cells may hold other separators that splitlines() knows.
    for line_no, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        fields = line.split("\t")
        header = recognize_columns(fields) if len(fields) > 1 else None
        if header:
            roles = header
            content.page_count += 1
            content.header_cells = content.header_cells or fields
        elif not roles:
            content.front_lines.append(line)
        elif line.strip():
            _keep_line(fields, roles, line_no, content)
    if not roles:
        raise UnusableReportError("no-table-in-text")
    content.printed_codes = find_printed_codes(_strip_tags(text))
    return content


def _keep_line(
    fields: list[str], roles: dict[int, str], line_no: int, content: DocumentContent
) -> None:
    page = content.page_count
    if len(fields) <= max(roles):
        # A line break inside the last cell: it goes on with what follows.
        row_no = content.cells[-1].row_no if content.cells else 1
        text = _strip_tags(" ".join(fields))
        content.cells.append(PrintedCell(row_no, "result", page, text, top=float(line_no)))
        return
    row_no = content.cells[-1].row_no + 1 if content.cells else 1
    for position, role in roles.items():
        text, struck = _read_fragment(fields[position])
        content.cells.append(PrintedCell(row_no, role, page, text, top=float(line_no)))
        if any(character.isdigit() for character in struck):
            facts = {"words": struck[:60]}
            content.cells.append(note_cell(row_no, page, "struck_out_text", "info", facts))


def _strip_tags(text: str) -> str:
    return _read_fragment(text)[0]


def _read_fragment(text: str) -> tuple[str, str]:
    """The text of a fragment, and what is struck out in it."""
    parser = _FragmentText()
    try:
        parser.feed(text)
        parser.close()
    except AssertionError as error:
        # What the parser makes of a declaration that is none, such as `<![` with nothing behind.
        raise UnusableReportError("markup-unreadable") from error
    plain = re.sub(r"[ \t]*\n[\s]*", "\n", "".join(parser.parts)).strip()
    return plain, " ".join("".join(parser.struck).split())


class _FragmentText(HTMLParser):
    """Text of HTML fragments; a block begins a new line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.struck: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _BLOCK_TAGS:
            # A block ends what was left open before it.
            self._open.clear()
            self.parts.append("\n")
        elif tag in _MEANING_TAGS:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCK_TAGS:
            self._open.clear()
            self.parts.append("\n")
        elif tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        if any(tag in _STRUCK_TAGS for tag in self._open):
            self.struck.append(data)
            return
        for tag in self._open:
            data = _shift(data, tag)
        self.parts.append(data)


def _shift(data: str, tag: str) -> str:
    """Raised and lowered text as the characters for it; a mark for which there is none is left out."""
    shifted = data.strip().translate(RAISED if tag == "sup" else SUNK)
    is_mark = shifted == data.strip() and tag == "sup" and len(shifted) == 1
    return "" if is_mark else shifted
