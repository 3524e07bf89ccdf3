"""The four sheets that people read: views of schema zh, what is printed first, what is for the screen behind it."""

from dataclasses import dataclass
from typing import Any

import duckdb

from supply.files.cell_text import cell_text
from supply.workbook.workbook_formats import display_width
from supply.workbook.workbook_issuers import Issuers
from warehouse.catalog import Column, read_tables
from warehouse.folder.published import Row, fetch

ALL, MISSED, PENDING, DOUBTS = "總表", "未達標", "待公布", "疑點"
YEAR, ISSUER, CODE, ITEM, PAGE = "年度", "發布機關", "指標代碼", "項次", "頁次"
# What stands on paper, in this order; whatever else a view has follows to the right.
_PRINTED = {
    ALL: (
        "核心目標", CODE, "指標名稱", "項目", ISSUER, "主辦機關", "目標", "實績", "達成率", "判定", "落後原因", "預計公布日", PAGE,
    ),
    MISSED: (
        "核心目標", CODE, "指標名稱", "項目", ISSUER, "主辦機關", "目標", "實績", "落差", "達成率", "連續未達年數", "落後原因",
        "因應對策", PAGE,
    ),
    PENDING: (
        YEAR, "核心目標", CODE, "指標名稱", "項目", ISSUER, "主辦機關", "預計公布日", "公布狀態", "剩餘天數", "實績原文", PAGE,
    ),
    DOUBTS: ("程度", "類別", CODE, ITEM, ISSUER, "說明", PAGE),
}  # fmt: skip
# Two for a Chinese character; a wider word goes over several lines.
_WIDTHS = {
    "核心目標": 9, CODE: 9, "指標名稱": 24, "項目": 22, ISSUER: 11, "主辦機關": 12, "目標": 14, "實績": 14, "落差": 12,
    "達成率": 10, "判定": 11, "落後原因": 38, "因應對策": 46, "預計公布日": 12, PAGE: 7, YEAR: 7, ITEM: 7, "目標名稱": 32,
    "實績年度": 8, "判定依據": 40, "機關自述": 13, "自述一致": 8, "確定程度": 9, "存疑原因": 40, "目標原文": 50, "實績原文": 50,
    "檔名": 24, "連續未達年數": 8, "同指標": 10, "公布狀態": 12, "剩餘天數": 8, "程度": 8, "類別": 22, "說明": 92, "規則代號": 34,
}  # fmt: skip
_OTHER_WIDTH, _MOST_WIDTH = 20, 120
# Off paper there is room: a long text there must not make towers of what is printed.
_OFF_PAPER = {"因應對策": 120, "目標原文": 90, "實績原文": 90, "判定依據": 60, "落後原因": 120}
# Rows cannot be higher than so many lines: a longer text gets a wider column.
MOST_LINES = 25


@dataclass(frozen=True, slots=True)
class ChineseSheet:
    """A view of schema zh that becomes a sheet.

    Attributes:
        name: of view and sheet.
        comment: what a row is, in Chinese.
        columns: in the order of the sheet.
        rows: in the order of the view.
        n_printed: how many of the columns stand on paper.
        widths: of the columns.
    """

    name: str
    comment: str
    columns: tuple[Column, ...]
    rows: list[Row]
    n_printed: int
    widths: tuple[float, ...]

    @property
    def n_frozen(self) -> int:
        """Columns that stay in sight: up to the code, and its name if that stands beside it."""
        names = [column.name for column in self.columns]
        after = names.index(CODE) + 1
        return after + 1 if names[after] == "指標名稱" else after


def read_chinese_sheets(
    connection: duckdb.DuckDBPyConnection, issuers: Issuers
) -> list[ChineseSheet]:
    """Read the four views; whose a row is stands on paper where there are several issuers, or a sample."""
    is_told = issuers.are_several or any(document.is_sample for document in issuers.newest)
    views = {table.table_name: table for table in read_tables(connection, "zh")}
    sheets = []
    for name, printed in _PRINTED.items():
        columns = {column.name: column for column in views[name].columns}
        first = [column for column in printed if is_told or column != ISSUER]
        ordered = [*first, *(column for column in columns if column not in first)]
        rows = fetch(connection, f'select * from zh."{name}"')  # noqa: S608 - names of our own
        sheets.append(
            ChineseSheet(
                name,
                views[name].comment or "",
                tuple(columns[column] for column in ordered),
                [{column: row[column] for column in ordered} for row in rows],
                len(first),
                tuple(
                    _width(column, [row[column] for row in rows], is_printed=column in first)
                    for column in ordered
                ),
            )
        )
    return sheets


def _width(name: str, values: list[Any], *, is_printed: bool) -> float:
    longest = max((display_width(cell_text(v)) for v in values if isinstance(v, str)), default=0)
    wanted = _WIDTHS.get(name, _OTHER_WIDTH)
    if not is_printed:
        wanted = _OFF_PAPER.get(name, wanted)
    return min(max(wanted, longest / MOST_LINES * 1.2 + 2), _MOST_WIDTH)
