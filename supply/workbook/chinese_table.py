"""A view of schema zh as a sheet: words for people, nothing cut, the first columns on paper."""

from datetime import date
from typing import Any

from supply.files.cell_text import cell_text
from supply.terminal.render_table import header
from supply.workbook.chinese_sheets import CODE, MOST_LINES, PAGE, ChineseSheet
from supply.workbook.workbook_formats import Formats, line_count
from supply.workbook.workbook_links import ChineseLinks
from supply.workbook.workbook_print import PrintWords, set_up_list
from warehouse.folder.published import Row
from warehouse.language import chosen_language, speaking
from warehouse.say import say
from warehouse.value_words import read_value_words

_LINE_HEIGHT, _ROW_MARGIN, _HEADER_LINE = 15, 5, 14
_GOAL, _REACHED = "核心目標", "達成率"
_TAB_COLORS = {"總表": "#173A5E", "未達標": "#B3261E", "待公布": "#8A6D1B", "疑點": "#5B1F8A"}
# Closed lists whose words are coloured, by column.
_COLORED = {
    "判定": "status",
    "程度": "severity",
    "確定程度": "certainty",
    "公布狀態": "release_state",
}
# English headers beside the Chinese ones, by their names in the catalogue.
_HEADERS = {
    "年度": "year", "發布機關": "issuer", "核心目標": "goal", "目標名稱": "goal name", "指標代碼": "code", "項次": "item",
    "指標名稱": "indicator", "項目": "measure", "主辦機關": "agencies", "目標": "target", "實績": "actual",
    "實績年度": "year of actual", "達成率": "reached", "判定": "verdict", "判定依據": "rule", "機關自述": "ministry says",
    "自述一致": "agrees", "確定程度": "certainty", "存疑原因": "doubt", "預計公布日": "promised by", "目標原文": "target printed",
    "實績原文": "actual printed", "落後原因": "reason", "因應對策": "countermeasure", "頁次": "page", "檔名": "file",
    "落差": "missing", "連續未達年數": "years missed", "同指標": "same as", "公布狀態": "state", "剩餘天數": "days left",
    "程度": "severity", "類別": "kind", "說明": "finding", "規則代號": "rule name",
}  # fmt: skip


class ChineseTable:
    """Writes one of the four sheets."""

    def __init__(
        self,
        target: Any,
        sheet: ChineseSheet,
        formats: Formats,
        links: ChineseLinks,
        colors: dict[int, str],
    ) -> None:
        self._target, self._sheet, self._formats = target, sheet, formats
        self._links, self._colors = links, colors
        self._names = [column.name for column in sheet.columns]

    def write(self, words: PrintWords) -> None:
        """Write header, rows and how the sheet behaves on screen and on paper."""
        self._write_header()
        for number, row in enumerate(self._sheet.rows, start=1):
            self._target.set_row(number, self._row_height(row))
            for column, (name, value) in enumerate(row.items()):
                self._write_cell(number, column, name, value, row)
        if not self._sheet.rows:
            self._target.write_string(1, 0, say("book-nothing", "zh"), self._formats.text())
        self._arrange(words)

    def _write_header(self) -> None:
        titles = [_title(name) for name in self._names]
        lines = [
            line_count(title, width + 1)
            for title, width in zip(titles, self._sheet.widths, strict=True)
        ]
        self._target.set_row(0, _HEADER_LINE * max(lines) + 6)
        for number, (title, column) in enumerate(zip(titles, self._sheet.columns, strict=True)):
            self._target.set_column(number, number, self._sheet.widths[number])
            self._target.write_string(0, number, title, self._formats.header)
            if column.comment:
                size = {"width": 220, "height": 24 + 18 * line_count(column.comment, 34)}
                self._target.write_comment(0, number, column.comment, size | {"font_size": 9})

    def _row_height(self, row: Row) -> float:
        lines = max(
            line_count(cell_text(value), width) if isinstance(value, str) else 1
            for value, width in zip(row.values(), self._sheet.widths, strict=True)
        )
        return _LINE_HEIGHT * min(lines, MOST_LINES + 1) + _ROW_MARGIN

    def _write_cell(self, number: int, column: int, name: str, value: Any, row: Row) -> None:
        place, formats = (number, column), self._formats
        if value is None:
            self._target.write_blank(*place, None, formats.text())
            return
        link = self._links.find(self._sheet.name, name, row) if name in {CODE, PAGE} else None
        if link:
            # The value is written over the link's text, so that a page stays a number.
            self._target.write_url(*place, link, None, "-")
        if isinstance(value, bool):
            # As TRUE and FALSE they would be English.
            word = say("book-yes" if value else "book-no", "zh")
            self._target.write_string(*place, word, formats.text())
        elif name == _GOAL and value in self._colors:
            self._target.write_number(*place, value, formats.goal(self._colors[value]))
        elif name == _REACHED:
            self._target.write_number(*place, value, formats.per_cent(value))
        elif isinstance(value, int | float):
            self._target.write_number(
                *place, value, formats.number("no", value, is_link=bool(link))
            )
        elif isinstance(value, date):
            self._target.write_datetime(*place, value, formats.day())
        else:
            style = formats.text(is_link=bool(link))
            self._target.write_string(*place, cell_text(str(value)), style)

    def _arrange(self, words: PrintWords) -> None:
        target, n_columns = self._target, len(self._names)
        last_row = max(len(self._sheet.rows), 1)
        target.freeze_panes(1, self._sheet.n_frozen)
        target.autofilter(0, 0, last_row, n_columns - 1)
        target.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row + 1}"})
        for column, name in enumerate(self._names):
            if name in _COLORED:
                told = {w.zh: value for value, w in read_value_words()[_COLORED[name]].items()}
                self._formats.color_words(target, (1, column, last_row, column), told)
        target.set_tab_color(_TAB_COLORS[self._sheet.name])
        target.hide_gridlines(2)
        set_up_list(target, words, self._sheet.name, last_row, self._sheet.n_printed - 1)


def _title(name: str) -> str:
    """The Chinese name; below it, for readers of English, what it is called there."""
    if chosen_language() == "zh" or name not in _HEADERS:
        return name
    with speaking("en"):
        return f"{name}\n{header(_HEADERS[name])}"
