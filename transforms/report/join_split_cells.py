"""Cells on pages → whole table rows: what page breaks cut is rejoined, goal cells are carried."""

import re
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from transforms.normalize_text import drop_typesetting_spaces, join_lines, normalize_text
from transforms.report.plain_code import heading_code

# 指標 12.4. / 6: … : a heading that a page break cut inside its code.
_CUT_HEADING = re.compile(
    r"^(?:[*＊]\s*)?指標\s*(?:\d{1,2}(?:\.(?:\d{0,2}|[a-z])){0,2}\.?)?$|^[*＊]$"
)
_TARGET_LABEL = re.compile(
    r"^\s*[【\[(（■●◆-]?\s*(?:\d{2,4}\s*年度?\s*)?(?:預期|年度|績效|預定)*目標"
)
_WHOLE_TARGET_LABEL = re.compile(
    r"^\s*[【\[(（■●◆-]?\s*(?:\d{2,4}\s*年度?\s*)?(?:預期|年度|績效|預定)*目標(?:值)?[)）】\]]?\s*[:：]"
)
_GOAL_START = re.compile(r"^(?:核心)?(?:目標)?\s*(?P<number>\d{1,2})\s*(?:[:：.、]|(?=[^\d\s%]))")

# Some programs print the header's word again wherever a cell goes on.
_GOAL_HEADER = re.compile(r"^(?:核心|永續|永續發展)?目標$")


@dataclass(slots=True)
class TableRow:
    """One indicator's row, whole: each cell as its pieces in order, with the page of each piece."""

    row_no: int
    goal: list[str] = field(default_factory=list)
    indicator: list[str] = field(default_factory=list)
    result: list[tuple[int, str]] = field(default_factory=list)
    page_first: int = 0
    page_last: int = 0
    goal_no_printed: int | None = None
    # Whether a goal cell with that number stands beside the row itself, not only before it.
    has_own_goal: bool = False
    printed_rows: list[int] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    # Where target, actual and more have columns of their own: the pieces of each.
    columns: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    @property
    def heading_text(self) -> str:
        """The indicator cell in one line, with the agency if it has a column of its own."""
        heading = drop_typesetting_spaces(join_lines("\n".join(self.indicator)))
        agency = drop_typesetting_spaces(join_lines("\n".join(self.agencies)))
        return f"{heading}({agency})" if agency else heading

    @property
    def result_text(self) -> str:
        """The result cell with its printed line breaks."""
        return "\n".join(text for _, text in self.result)


@dataclass(frozen=True, slots=True)
class JoinedTable:
    """Whole rows in printed order, the goal texts by number, and row pieces that belong nowhere."""

    rows: list[TableRow]
    goals: dict[int, str]
    strays: list[tuple[int, str]]


def join_split_cells(cells: pl.DataFrame) -> JoinedTable:
    """Rejoin the cells of one document.

    Args:
        cells: one row per cell (row_no, column_name, page, cell_text), in order of reading.
    """
    table = JoinedTable([], {}, [])
    goal_texts: list[tuple[int, list[str]]] = []
    beside = _goals_beside(cells)
    for printed_row, page, pieces in _pieces(cells):
        columns = _take_columns(pieces)
        goal, heading, result = (pieces.get(name, "") for name in ("goal", "indicator", "result"))
        _collect_goal(goal, goal_texts)
        if columns:
            heading = _head_of_columns(pieces)
            result = "\n".join(columns.values())
            is_begun = _begins_row_of_columns(heading, columns, page, table.rows)
        else:
            is_begun = _begins_row(heading, result, table.rows)
        if is_begun:
            table.rows.append(TableRow(len(table.rows) + 1, page_first=page))
        elif not table.rows:
            table.strays.append((page, f"{heading}{result}".strip()))
            continue
        _append(table.rows[-1], page, heading, "" if columns else result)
        for name, text in columns.items():
            table.rows[-1].columns.setdefault(name, []).append((page, text))
        if pieces.get("agency"):
            table.rows[-1].agencies.append(pieces["agency"])
        table.rows[-1].printed_rows.append(printed_row)
        if goal_texts and table.rows[-1].goal_no_printed is None:
            number = goal_texts[-1][0]
            table.rows[-1].goal_no_printed = number
            table.rows[-1].has_own_goal = beside.get(printed_row) == number
    for row in table.rows:
        row.result += _compose(row.columns)
    table.goals.update(_choose_goal_texts(goal_texts))
    return table


def _pieces(cells: pl.DataFrame) -> list[tuple[int, int, dict[str, str]]]:
    """One entry per row on paper: number, page, normalised cells; empty rows are left out."""
    inside = cells.filter(~pl.col("column_name").is_in(["outside", "note"])).sort("cell_no")
    pieces: list[tuple[int, int, dict[str, str]]] = []
    for (_, _), group in inside.group_by("row_no", "page", maintain_order=True):
        row: dict[str, str] = {}
        for name, text in group.select("column_name", "cell_text").iter_rows():
            # A text conversion may break a cell over several lines of the file.
            row[name] = "\n".join(filter(None, (row.get(name), normalize_text(text).strip())))
        if any(row.values()):
            pieces.append((group["row_no"][0], group["page"][0], row))
    return pieces


def _goals_beside(cells: pl.DataFrame) -> dict[int, int]:
    """Printed row → number of the goal whose cell stands beside it on its page.

    A merged cell is a cell of its first row; how far down it goes tells which others it holds.
    """
    inside = cells.filter(~pl.col("column_name").is_in(["outside", "note"]))
    goals = inside.filter(pl.col("column_name") == "goal")
    beside: dict[int, int] = {}
    for goal in goals.iter_rows(named=True):
        match = _GOAL_START.match(normalize_text(goal["cell_text"]).strip())
        if match:
            held = {goal["row_no"], *_rows_within(goal, inside)}
            beside |= dict.fromkeys(held, int(match["number"]))
    return beside


def _rows_within(goal: dict[str, Any], cells: pl.DataFrame) -> list[int]:
    if goal.get("bottom") is None:
        return []
    middle = (pl.col("top") + pl.col("bottom")) / 2
    is_within = middle.is_between(goal["top"], goal["bottom"])
    return cells.filter(
        (pl.col("page") == goal["page"]) & (pl.col("column_name") != "goal") & is_within
    )["row_no"].to_list()


_LABELS = {"target": "目標", "actual": "實績值", "reason": "落後原因", "countermeasure": "因應對策"}
_OWN_LABEL = re.compile(
    r"^\s*[【\[(（■●◆]?\s*(?:落後|未達|因應|改善|改進|差異)[\u4e00-\u9fff]{0,6}\s*[:：】]"
)


def _take_columns(pieces: dict[str, str]) -> dict[str, str]:
    """What stands in columns of their own for target, actual and more, with the unit that has one, too."""
    unit = pieces.get("unit", "")
    taken = {name: text for name in _LABELS if (text := pieces.get(name, ""))}
    return {
        name: text + unit if name in {"target", "actual"} and text[-1].isdigit() else text
        for name, text in taken.items()
    }


def _head_of_columns(pieces: dict[str, str]) -> str:
    """The indicator with the code that stands in a column of its own; 編號 may count rows instead."""
    heading = pieces.get("indicator", "")
    coded = f"指標 {pieces.get('code', '')}：{heading}"
    return coded if heading_code(coded) and not heading_code(heading) else heading


def _begins_row_of_columns(
    heading: str, columns: dict[str, str], page: int, rows: list[TableRow]
) -> bool:
    """Without a code, the first row of a page is the rest of the row that the page break cut.

    Not so one with words of its own beside a target and an actual: better reported than read as another's.
    """
    if heading_code(heading) or _CUT_HEADING.match(heading):
        return True
    if not rows:
        return False
    is_whole = (
        heading and not heading.startswith(("(", "（")) and {"target", "actual"} <= columns.keys()
    )
    return bool(is_whole) or rows[-1].page_last == page


def _compose(columns: dict[str, list[tuple[int, str]]]) -> list[tuple[int, str]]:
    """Columns of their own become one result cell with its labels, each with its pieces in order."""
    composed = []
    for name, label in _LABELS.items():
        for number, (page, text) in enumerate(columns.get(name, [])):
            is_labelled = number > 0 or _OWN_LABEL.match(text)
            composed.append((page, text if is_labelled else f"{label}：{text}"))
    return composed


def _begins_row(heading: str, result: str, rows: list[TableRow]) -> bool:
    """A row begins where the indicator cell begins with a code, or is cut inside it.

    A second 目標 without an indicator cell begins a row, too: its indicator stands on the next page.

    Not so while the parenthesis of the row before is open: the cell was cut inside a same-as note.
    A heading without a code beside a second target is a row of its own, too: better one that is
    reported as not understood than its numbers under the indicator before.
    """
    if not heading:
        return bool(rows) and _has_target(result) and _has_target(rows[-1].result_text)
    if rows and not rows[-1].indicator and not _has_target(result):
        return False
    code = heading_code(heading)
    begins = code is not None or _CUT_HEADING.match(heading) is not None
    if not rows:
        return begins
    before = rows[-1].heading_text
    if before.count("(") > before.count(")") or _CUT_HEADING.match(before):
        return False
    has_second_target = bool(
        _TARGET_LABEL.match(result) and _TARGET_LABEL.match(rows[-1].result_text)
    )
    if code is not None and code == heading_code(before):
        return has_second_target
    return begins or has_second_target


def _has_target(result: str) -> bool:
    return _WHOLE_TARGET_LABEL.search(result) is not None


def _append(row: TableRow, page: int, heading: str, result: str) -> None:
    repeats = row.indicator and heading_code(heading) is not None
    repeats = repeats and heading_code(heading) == heading_code(row.heading_text)
    if heading and not repeats:
        row.indicator.append(heading)
    if result:
        row.result.append((page, result))
    row.page_last = page


def _collect_goal(text: str, goal_texts: list[tuple[int, list[str]]]) -> None:
    """Add a goal cell to the goal it continues, or begin the next one."""
    if not text or _GOAL_HEADER.match(text):
        return
    match = _GOAL_START.match(text)
    if match:
        goal_texts.append((int(match["number"]), [text[match.end() :]]))
    elif goal_texts:
        goal_texts[-1][1].append(text)


def _choose_goal_texts(goal_texts: list[tuple[int, list[str]]]) -> dict[int, str]:
    """A repeated goal cell is printed many times, here and there cut: the longest reading wins."""
    goals: dict[int, str] = {}
    for number, pieces in goal_texts:
        text = drop_typesetting_spaces(join_lines("\n".join(pieces)))
        if len(text) > len(goals.get(number, "")):
            goals[number] = text
    return goals
