"""Reads the report's table out of a text conversion: tab-separated rows mixed with HTML fragments."""

import re
from pathlib import Path

from flows.readers.cut_numbers import mark_cut_numbers
from flows.readers.fragments.fragment_text import Fragment, FragmentText
from flows.readers.fragments.style_sheets import read_sheets
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
    return _Reading(text.replace("\r\n", "\n")).read()


class _Reading:
    """One file being read, line by line; what a line leaves open goes on in the next."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parser = FragmentText(read_sheets(text))
        self._content = DocumentContent()
        self._roles: dict[int, str] = {}
        self._years = TableYears()

    def read(self) -> DocumentContent:
        """Read all lines; only a line feed ends one: cells may hold other separators that splitlines() knows."""
        content = self._content
        for line_no, line in enumerate(self._text.split("\n"), start=1):
            fields = line.split("\t")
            header = recognize_columns(fields) if len(fields) > 1 else None
            if not header and self._roles:
                if line.strip():
                    self._keep_line(fields, line_no)
                    self._years.add_row(content.cells[-1].row_no)
                continue
            if header:
                self._roles = header
                content.page_count += 1
                content.header_cells = content.header_cells or fields
                self._years.begin(fields)
            else:
                content.front_lines.append(line)
            if "<" in line:
                self._fragment(line)
        if not self._roles:
            raise UnusableReportError("no-table-in-text")
        self._years.keep_one(content)
        mark_cut_numbers(content.cells)
        content.printed_codes = find_printed_codes(
            _plain(self._fragment(self._text, FragmentText()))
        )
        return content

    def _keep_line(self, fields: list[str], line_no: int) -> None:
        content = self._content
        if len(fields) <= max(self._roles):
            # A line break inside the last cell: it goes on with what follows.
            row_no = content.cells[-1].row_no if content.cells else 1
            self._keep(self._fragment(" ".join(fields)), row_no, "result", float(line_no))
            return
        row_no = content.cells[-1].row_no + 1 if content.cells else 1
        fragments = [self._fragment(field) for field in fields]
        for position, role in self._roles.items():
            self._keep(fragments[position], row_no, role, float(line_no))

    def _keep(self, fragment: Fragment, row_no: int, role: str, top: float) -> None:
        page = self._content.page_count
        self._content.cells.append(PrintedCell(row_no, role, page, _plain(fragment), top=top))
        self._content.cells += _notes_of(fragment, row_no, page)

    def _fragment(self, markup: str, parser: FragmentText | None = None) -> Fragment:
        try:
            return (parser or self._parser).read(markup)
        except AssertionError as error:
            # What the parser makes of a declaration that is none, such as `<![` with nothing behind.
            raise UnusableReportError("markup-unreadable") from error


def _notes_of(fragment: Fragment, row_no: int, page: int) -> list[PrintedCell]:
    """What was left out of a cell, where it holds digits."""
    left_out = (("struck_out_text", fragment.struck), ("unseen_text", fragment.unseen))
    notes = []
    for rule, parts in left_out:
        words = " ".join("".join(parts).split())[:_LONGEST]
        if any(character.isdigit() for character in words):
            facts = {"words": words} | ({"why": "hidden"} if rule == "unseen_text" else {})
            notes.append(note_cell(row_no, page, rule, "info", facts))
    return notes


def _plain(fragment: Fragment) -> str:
    text = re.sub(r"[ \t]*\n[\s]*", "\n", "".join(fragment.parts)).strip()
    # No column is too narrow for a number here: two lines are two numbers.
    return re.sub(r"(?<=\d)\n(?=\d)", " \n", text)
