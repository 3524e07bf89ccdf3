"""The tables of a page: pdfplumber's finder on the rules that PDFium paints."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from pdfplumber.table import (
    Table,
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
    merge_edges,
)

from flows.readers.page.page_model import Box, PageModel

_TOLERANCE = 3.0
_SHORTEST = 3.0
# Shorter pieces are no rules, but dots of one.
_DOT = 1.0
# A column rule this much longer than the last rule across belongs to a row that the page has cut.
_OPEN_POINTS = 3.0
_MIN_COLUMN_RULES = 3
# A rule of dots: so many squares no larger than this, in one line and as far apart as from each other.
_LARGEST_DOT = 3.0
_WIDEST_GAP = 9.0
_FEW_DOTS = 8


def find_tables(page: PageModel) -> list[Table]:
    """Find the tables that rules make; each cell is a box of the page."""
    edges = [_edge(rule) for rule in (*page.rules, *_dotted_rules(page))]
    across = [edge for edge in edges if edge["orientation"] == "h"]
    down = [edge for edge in edges if edge["orientation"] == "v"]
    missing = [_edge((0.0, y, page.width, y)) for y in _missing_rules(across, down)]
    missing += [_edge(rule) for rule in _closing_rules(across, down)]
    long = [edge for edge in (*down, *across) if _length(edge) >= _DOT]
    merged = merge_edges([*long, *missing], _TOLERANCE, _TOLERANCE, _TOLERANCE, _TOLERANCE)
    kept = [edge for edge in merged if _length(edge) >= _SHORTEST]
    cells = intersections_to_cells(edges_to_intersections(kept, _TOLERANCE, _TOLERANCE))
    tables = [Table(page, group) for group in cells_to_tables(cells)]
    return _in_reading_order(tables, is_wide=page.width > page.height)


def _in_reading_order(tables: list[Table], *, is_wide: bool) -> list[Table]:
    """Tables from top to bottom; of two pages on one sheet all of the left one comes first.

    Where both would do, sheets that are wide hold two pages, others rows of pages.
    """
    columns, rows = _parted(tables, along=0), _parted(tables, along=1)
    if len(columns) == len(rows) == 1:
        return sorted(tables, key=lambda table: (table.bbox[1], table.bbox[0]))
    is_by_columns = len(columns) > 1 and (is_wide or len(rows) == 1)
    parts = columns if is_by_columns else rows
    return [table for part in parts for table in _in_reading_order(part, is_wide=is_wide)]


def _parted(tables: list[Table], along: int) -> list[list[Table]]:
    """Groups of tables that nothing joins from left to right (0) or downwards (1)."""
    groups: list[list[Table]] = []
    end = float("-inf")
    for table in sorted(tables, key=lambda table: table.bbox[along]):
        if not groups or table.bbox[along] >= end - _TOLERANCE:
            groups.append([])
        groups[-1].append(table)
        end = max(end, table.bbox[along + 2])
    return groups


def _edge(rule: Box) -> dict[str, Any]:
    x0, top, x1, bottom = rule
    is_level = x1 - x0 >= bottom - top
    if is_level:
        bottom = top
    else:
        x1 = x0
    return {
        "object_type": "line",
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "doctop": top,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": "h" if is_level else "v",
    }


def _length(edge: dict[str, Any]) -> float:
    return float(edge["height"] if edge["orientation"] == "v" else edge["width"])


def _missing_rules(across: Sequence[dict[str, Any]], down: Sequence[dict[str, Any]]) -> list[float]:
    """Where a row is cut by the page and browsers draw no rule: the ends of the column rules tell."""
    # A column rule drawn as a thin box has tiny edges across at its ends.
    tops = [edge["top"] for edge in across if edge["width"] > _OPEN_POINTS]
    if not tops:
        return []
    below = {round(e["x0"]): e["bottom"] for e in down if e["bottom"] > max(tops) + _OPEN_POINTS}
    above = {round(e["x0"]): e["top"] for e in down if e["top"] < min(tops) - _OPEN_POINTS}
    return [
        find(ends.values())
        for ends, find in ((below, max), (above, min))
        if len(ends) >= _MIN_COLUMN_RULES
    ]


def _closing_rules(across: Sequence[dict[str, Any]], down: Sequence[dict[str, Any]]) -> list[Box]:
    """Where the page cuts a merged cell beside a row that ends there, browsers leave that cell open: close it.

    At the last end of all column rules, and at their first beginning, each column has a rule across.
    """
    long = [edge for edge in down if edge["height"] > _OPEN_POINTS]
    rules: list[Box] = []
    for side, find in (("bottom", max), ("top", min)) if long else ():
        end = find(edge[side] for edge in long)
        places = sorted({e["x0"] for e in long if abs(e[side] - end) <= _TOLERANCE})
        drawn = [edge for edge in across if abs(edge["top"] - end) <= _TOLERANCE]
        columns = [
            (left, right)
            for left, right in itertools.pairwise(places)
            if right - left > _OPEN_POINTS
        ]
        if len(columns) + 1 < _MIN_COLUMN_RULES or not drawn:
            continue
        rules += [
            (left, drawn[0]["top"], right, drawn[0]["top"])
            for left, right in columns
            if not _covers(drawn, left, right)
            # Between two tables side by side no rule goes across anywhere.
            and (left == places[0] or right == places[-1] or _covers(across, left, right))
        ]
    return rules


def _covers(across: Sequence[dict[str, Any]], left: float, right: float) -> bool:
    return any(e["x0"] <= left + _TOLERANCE and right - _TOLERANCE <= e["x1"] for e in across)


def _dotted_rules(page: PageModel) -> list[Box]:
    """Rules drawn as rows of small squares."""
    dots = [
        shape.box
        for shape in page.shapes
        if shape.box[2] - shape.box[0] <= _LARGEST_DOT
        and shape.box[3] - shape.box[1] <= _LARGEST_DOT
    ]
    return [
        *_join_dots(dots, along=0),
        *_join_dots(dots, along=1),
    ]


def _join_dots(dots: Sequence[Box], along: int) -> list[Box]:
    """Rules of dots from left to right (0) or downwards (1)."""
    rows: dict[int, list[Box]] = defaultdict(list)
    for dot in dots:
        rows[round(dot[1 - along] * 2)].append(dot)
    rules: list[Box] = []
    for row in rows.values():
        run: list[Box] = []
        places: list[Box | None] = [*sorted(row, key=lambda box: box[along]), None]
        for place in places:
            if place and (not run or place[along] - run[-1][along + 2] <= _WIDEST_GAP):
                run.append(place)
                continue
            if len(run) >= _FEW_DOTS and _is_regular(run, along):
                rules.append((run[0][0], run[0][1], run[-1][2], run[-1][3]))
            run = [place] if place else []
    return rules


def _is_regular(run: Sequence[Box], along: int) -> bool:
    steps = Counter(round(after[along] - one[along]) for one, after in itertools.pairwise(run))
    (step, _), *_ = steps.most_common(1)
    near = sum(count for other, count in steps.items() if abs(other - step) <= 1)
    return near >= 0.8 * (len(run) - 1)
