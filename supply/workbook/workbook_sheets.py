"""Which sheets the workbook has, in which order and under which Chinese name."""

import re
from dataclasses import dataclass
from typing import Any

import polars as pl

from warehouse.catalog import Table
from warehouse.errors import TsdgError

# What answers most questions comes first; a mart that is not named here joins the last group.
_GROUPS = {
    "成績與達成情形 Results": {
        "edition_scorecard": "年度成績",
        "issuer_scorecard": "各部會成績",
        "goal_scorecard": "各核心目標成績",
        "agency_scorecard": "各機關成績",
        "attainment": "達成情形",
        "indicator_result": "指標判定",
        "current_verdict": "最新年度判定",
        "missed_target": "最新年度未達標",
        "pending_release": "尚待公布",
        "ministry_disagreement": "判定與報告不一致",
        "latest_change": "最新變動",
    },
    "歷年 Over the years": {
        "verdict": "歷年判定",
        "status_history": "判定沿革",
        "indicator_history": "指標沿革",
        "series": "時間序列與目標",
        "observation": "數值",
        "target": "目標值",
        "trend": "趨勢",
        "edition_change": "版本間變動",
        "release_calendar": "公布時程",
    },
    "查核與出處 Checks and sources": {
        "finding": "疑義",
        "correction": "更正",
        "dim_report": "報告文件",
        "printed_row": "報告中位置",
        "stated_number": "文中數字",
        "indicator_link": "指標連結",
    },
    "對照 Lists": {
        "dim_goal": "核心目標",
        "dim_indicator": "指標",
        "dim_agency": "機關",
        "agency_succession": "機關沿革",
        "indicator_agency": "指標與機關",
    },
}
_TAB_COLORS = ("#173A5E", "#2E7D6B", "#8A6D1B", "#6B7280")
_NAME_LIMIT = 31
_ROW_LIMIT = 1_048_575
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class MartSheet:
    """A mart that becomes a sheet."""

    table: Table
    frame: pl.DataFrame
    group: str
    chinese_name: str
    tab_color: str

    @property
    def name(self) -> str:
        """The mart's name, as far as Excel allows."""
        return sheet_name(self.table.table_name)

    def check_length(self) -> None:
        """Refuse what Excel would drop in silence.

        Raises:
            TsdgError: the mart has too many rows.
        """
        if self.frame.height > _ROW_LIMIT:
            raise TsdgError(
                "sheet-too-small", table_name=self.table.table_name, height=self.frame.height
            )


def sort_rows(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """Sort as people count: 3.9.2 before 10.6.2, which a database does not."""
    columns = {column.name: column for column in table.columns}
    names = _sorted_by(table)
    rows = list(frame.select(names).iter_rows())
    lists = [columns[name].allowed_values or () for name in names]
    keys = [[_rank(*pair) for pair in zip(row, lists, strict=True)] for row in rows]
    return frame[sorted(range(len(rows)), key=keys.__getitem__)]


def _sorted_by(table: Table) -> list[str]:
    """The key, unless it is a checksum, which says nothing to a reader: then all that follows it."""
    names = [column.name for column in table.columns]
    if not table.keys:
        return names
    key = list(table.keys[0])
    is_checksum = len(key) == 1 and key[0].endswith("_id")
    return [name for name in names if name not in key] if is_checksum else key


def _rank(value: Any, closed_list: tuple[str, ...]) -> tuple[bool, list[tuple[int, Any]]]:
    """What a value sorts by: missing ones last, listed ones as listed, digits in a text by their number."""
    if value in closed_list:
        return False, [(0, closed_list.index(value))]
    if isinstance(value, str):
        parts = [(0, int(p)) if p.isdecimal() else (1, p) for p in _DIGITS.split(value) if p]
        return False, parts
    return value is None, [] if value is None else [(0, value)]


def sheet_name(table_name: str) -> str:
    """Name of a mart's sheet."""
    return table_name[:_NAME_LIMIT]


def order_tables(tables: list[Table]) -> list[tuple[Table, str, str, str]]:
    """Sort by group and place in it; with the group, the Chinese name and the tab's colour."""
    places = {
        name: (number, group, chinese)
        for number, (group, names) in enumerate(_GROUPS.items())
        for name, chinese in names.items()
    }
    ranks = {name: rank for rank, name in enumerate(places)}
    last = (len(_GROUPS) - 1, list(_GROUPS)[-1], "")
    ordered = sorted(tables, key=lambda t: (ranks.get(t.table_name, len(ranks)), t.table_name))
    return [
        (table, group, chinese, _TAB_COLORS[number])
        for table in ordered
        for number, group, chinese in (places.get(table.table_name, last),)
    ]
