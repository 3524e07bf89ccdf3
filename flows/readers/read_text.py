"""Reads the report's table out of a text conversion: tab-separated rows mixed with HTML fragments."""

import re
from pathlib import Path

from flows.readers.fragment_text import FragmentText
from flows.readers.one_year import TableYears
from flows.readers.report_document import DocumentContent, PrintedCell, note_cell
from transforms.report.recognize_table import find_printed_codes, recognize_columns
from warehouse.errors import UnusableReportError

_LONGEST = 60


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
    years = TableYears()
    # Only a line feed ends a row: cells may hold other separators that splitlines() knows.
    for line_no, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        fields = line.split("\t")
        header = recognize_columns(fields) if len(fields) > 1 else None
        if header:
            roles = header
            content.page_count += 1
            content.header_cells = content.header_cells or fields
            years.begin(fields)
        elif not roles:
            content.front_lines.append(line)
        elif line.strip():
            _keep_line(fields, roles, line_no, content)
            years.add_row(content.cells[-1].row_no)
    if not roles:
        raise UnusableReportError("no-table-in-text")
    years.keep_one(content)
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
        fragment = _read_fragment(fields[position])
        text = _plain(fragment)
        content.cells.append(PrintedCell(row_no, role, page, text, top=float(line_no)))
        content.cells += _notes_of(fragment, row_no, page)


def _notes_of(fragment: FragmentText, row_no: int, page: int) -> list[PrintedCell]:
    """What was left out of a cell, where it holds digits."""
    left_out = (("struck_out_text", fragment.struck), ("unseen_text", fragment.unseen))
    notes = []
    for rule, parts in left_out:
        words = " ".join("".join(parts).split())[:_LONGEST]
        if any(character.isdigit() for character in words):
            facts = {"words": words} | ({"why": "hidden"} if rule == "unseen_text" else {})
            notes.append(note_cell(row_no, page, rule, "info", facts))
    return notes


def _strip_tags(text: str) -> str:
    return _plain(_read_fragment(text))


def _plain(fragment: FragmentText) -> str:
    text = re.sub(r"[ \t]*\n[\s]*", "\n", "".join(fragment.parts)).strip()
    # No column is too narrow for a number here: two lines are two numbers.
    return re.sub(r"(?<=\d)\n(?=\d)", " \n", text)


def _read_fragment(text: str) -> FragmentText:
    parser = FragmentText()
    try:
        parser.feed(text)
        parser.close()
    except AssertionError as error:
        # What the parser makes of a declaration that is none, such as `<![` with nothing behind.
        raise UnusableReportError("markup-unreadable") from error
    return parser
