"""Charts as SVG, described in Vega-Lite and drawn by vl-convert while the site is built; points carry numbers, not words."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any
from xml.etree import ElementTree as ET

from supply.site.charts.chart_points import ChartPoint, ChartPoints
from supply.site.charts.unit_scale import choose_scale

_ACTUAL, _TARGET, _EXTERNAL, _DOUBT = "#1f4e79", "#b35900", "#5f6368", "#7a2fa8"
_SOLID = {"color": _ACTUAL, "strokeWidth": 2}
_DOTTED = {"color": _EXTERNAL, "strokeWidth": 1.5, "strokeDash": [2, 3]}
_DASHED = {"strokeWidth": 1, "strokeDash": [6, 4]}
_LINE: dict[str, Any] = {"type": "line"}
_STEP = {"type": "line", "color": _TARGET, "strokeWidth": 2}
_BAR = {"type": "tick", "orient": "horizontal", "color": _TARGET, "thickness": 4, "size": 12, "opacity": 1}  # fmt: skip
_BREAK = {"type": "rule", "color": _DOUBT, "strokeDash": [3, 3]}
_FILLED = {"type": "point", "color": _ACTUAL, "filled": True, "size": 60, "opacity": 1}
_HOLLOW = {"type": "point", "color": _EXTERNAL, "fill": "white", "size": 40, "opacity": 1, "strokeWidth": 1.5}  # fmt: skip
_QUESTION = {"type": "text", "color": _DOUBT, "fontSize": 16, "fontWeight": "bold"}
_MARK = {"field": "mark", "type": "nominal"}
_NAME = {"description": {"field": "name", "type": "nominal"}}
_BY_RUN = {"detail": {"field": "run", "type": "nominal"}}
_WIDTH, _HEIGHT = 560, 230
# A chart of a million points would be as unreadable as it is large.
_MAX_POINTS = 400
_MOST_YEARS_NAMED = 12
# How far a year reaches to both sides of its point, and what the frame keeps clear beyond.
_HALF, _CLEAR = 0.5, 0.62
_ROOM = 0.08
_CHART = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "width": _WIDTH,
    "height": _HEIGHT,
    "config": {
        "background": "white",
        "view": {"stroke": None},
        "axis": {
            "labelFontSize": 12,
            "titleFontSize": 12,
            "labelColor": "#333",
            "titleColor": "#333",
        },
    },
}
_NAMED = re.compile(r' aria-label="p(\d+)"')
# What is the same for every mark, or said by Vega for readers of another page.
_UNREAD = re.compile(r' (?:aria-[a-z]+|role|class|pointer-events|font-family|stroke-miterlimit)="[^"]*"| opacity="1"| stroke-width="1"')  # fmt: skip
_NOTHING = re.compile(r"(?:M0,0h[\d.]+v[\d.]+h-?[\d.]+Z)?|M[-\d.,]+Z")
_INHERITED = (
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "font-size",
    "font-weight",
    "text-anchor",
)
_CIRCLE = re.compile(
    r'<path((?: data-p="\d+")?) transform="translate\(([-\d.]+),([-\d.]+)\)" d="M([\d.]+),0A[^"]*"'
)
_SVG = "http://www.w3.org/2000/svg"
_PLACED_TEXT = re.compile(
    r'(<text(?: data-p="\d+")?(?: text-anchor="\w+")?) transform="translate\(([-\d.]+),([-\d.]+)\)"'
)
_PLACE = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")
_LINE_ALONE = frozenset({"transform", "x2", "y2"})
_FEWEST_LINES = 2
_LONG_NUMBER = re.compile(r"(\d+\.\d\d)\d+")


def draw_chart(chart: ChartPoints) -> str:
    """Draw the series of a measure, or the rate of all editions: values by year and the targets of the years.

    Returns:
        An SVG. A point has `data-p`, its number in `chart.points`; it has no words but years, numbers and the unit.
    """
    # A tenth of a second, and here only where no other process draws.
    import vl_convert

    return slim(vl_convert.vegalite_to_svg(describe_chart(chart), allowed_base_urls=[]))


def describe_chart(chart: ChartPoints) -> dict[str, Any]:
    """Describe a chart to the library that draws it."""
    points = list(enumerate(chart.points))[-_MAX_POINTS:]
    scale = choose_scale([point.value for _, point in points if not point.is_doubtful], chart.unit)
    frame = _frame([point for _, point in points], scale.size, from_zero=chart.from_zero)
    rows = [_row(number, point, scale.size, frame) for number, point in points]
    axes = _axes(sorted(chart.years), frame, scale.words)
    layers = [*_break_layers(rows, axes), *_target_layers(rows, axes), *_value_layers(rows, axes)]
    return {**_CHART, "layer": layers}


def _frame(points: Sequence[ChartPoint], size: float, *, from_zero: bool) -> tuple[float, float]:
    """Lowest and highest value of the scale: a value in doubt must not make the others flat."""
    sure = [point.value / size for point in points if not point.is_doubtful]
    values = sure or [point.value / size for point in points]
    low, high = min(values), max(values)
    room = (high - low) * _ROOM or abs(high) * _ROOM or 1.0
    return 0.0 if from_zero else low - room, high + room


def _row(number: int, point: ChartPoint, size: float, frame: tuple[float, float]) -> dict[str, Any]:
    value = point.value / size
    low, high = frame
    beyond = "▲" if value > high else "▼" if value < low else ""
    return {
        "name": f"p{number}",
        "year": point.year,
        "value": min(max(value, low), high),
        "kind": "doubt" if point.is_doubtful else point.kind,
        "line": point.line,
        "segment": point.segment_no,
        "mark": f"?{beyond}",
    }


def _axes(years: Sequence[int], frame: tuple[float, float], unit: str | None) -> dict[str, Any]:
    """One pair of axes for all layers: each layer alone would set ticks for its own years."""
    first, last = years[0], years[-1]
    step = max(1, -(-(last - first + 1) // _MOST_YEARS_NAMED))
    ticks = {"format": "d", "values": list(range(last, first - 1, -step))[::-1], "grid": False}
    # Chinese reads badly on its side.
    words = {"title": unit, "titleAngle": 0, "titleAlign": "left", "titleX": -30, "titleY": -12}
    return {
        "x": {
            "field": "year",
            "type": "quantitative",
            "title": None,
            "axis": ticks,
            "scale": {"domain": [first - _CLEAR, last + _CLEAR], "nice": False, "zero": False},
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "axis": {**words, "tickCount": 5},
            "scale": {"domain": list(frame), "nice": False, "zero": False},
        },
    }


def _value_layers(rows: list[dict[str, Any]], axes: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Values of reports joined, those published elsewhere joined otherwise, those in doubt alone."""
    own, external, doubtful = (_of(rows, kind) for kind in ("own", "external", "doubt"))
    for joined, others, line in ((external, own, _DOTTED), (own, external, _SOLID)):
        gaps = [row for gap in _gaps(joined, {row["year"] for row in others}) for row in gap]
        if gaps:
            yield _layer(gaps, _LINE | line | _DASHED, {**axes, **_BY_RUN})
        if joined:
            yield _layer(_runs(joined), _LINE | line, {**axes, **_BY_RUN})
    if external:
        yield _layer(external, _HOLLOW, {**axes, **_NAME})
    if own:
        yield _layer(own, _FILLED, {**axes, **_NAME})
    if doubtful:
        yield _layer(doubtful, _QUESTION, {**axes, **_NAME, "text": _MARK})


def _target_layers(rows: list[dict[str, Any]], axes: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A step for each year that has a target, joined over years that follow each other."""
    targets = _of(rows, "target")
    if not targets:
        return
    steps = [
        {**row, "year": row["year"] + side * _HALF, "run": f"{row['line']} {row['run']}"}
        for line in sorted({row["line"] for row in targets})
        for row in _runs([row for row in targets if row["line"] == line])
        for side in (-1, 1)
    ]
    ordered = {**axes, **_BY_RUN, "order": {"field": "order", "type": "quantitative"}}
    yield _layer([{**row, "order": n} for n, row in enumerate(steps)], _STEP, ordered)
    yield _layer(targets, _BAR, {**axes, **_NAME})


def _break_layers(rows: list[dict[str, Any]], axes: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A line between the last year under one definition and the first under another."""
    values = sorted(
        (row for row in rows if row["kind"] != "target"), key=lambda row: int(row["year"])
    )
    breaks = [
        {"year": (before["year"] + after["year"]) / 2}
        for before, after in pairwise(values)
        if before["segment"] != after["segment"]
    ]
    if breaks:
        yield _layer(breaks, _BREAK, {"x": axes["x"]})


def _of(rows: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return sorted((row for row in rows if row["kind"] == kind), key=lambda row: int(row["year"]))


def _runs(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Number the runs of years that follow each other under one definition."""
    numbered, run = [], 0
    for n, row in enumerate(rows):
        before = rows[n - 1] if n else row
        follows = row["year"] - before["year"] <= 1 and row["segment"] == before["segment"]
        run += 0 if follows else 1
        numbered.append({**row, "run": str(run)})
    return numbered


def _gaps(rows: list[dict[str, Any]], known: set[int]) -> Iterator[list[dict[str, Any]]]:
    """Pairs of values with years between them that nobody tells; what others tell lies there itself."""
    runs = [list(run) for _, run in groupby(_runs(rows), key=lambda row: str(row["run"]))]
    for before, after in pairwise(runs):
        first, last = before[-1], after[0]
        between = range(first["year"] + 1, last["year"])
        if first["segment"] == last["segment"] and not known.intersection(between):
            yield [{**row, "run": f"gap {last['year']}"} for row in (first, last)]


def _layer(
    rows: list[dict[str, Any]], mark: dict[str, Any], encoding: dict[str, Any]
) -> dict[str, Any]:
    return {"data": {"values": rows}, "mark": mark, "encoding": encoding}


def slim(svg: str) -> str:
    """Leave out what a browser draws without: a page holds its charts, and Vega's SVG is three parts repetition."""
    svg = _UNREAD.sub("", _NAMED.sub(r' data-p="\1"', svg))
    svg = _LONG_NUMBER.sub(r"\1", _CIRCLE.sub(r'<circle\1 cx="\2" cy="\3" r="\4"', svg))
    svg = _PLACED_TEXT.sub(r'\1 x="\2" y="\3"', svg)
    root = ET.fromstring(svg)  # noqa: S314 - drawn by ourselves just now
    _unwrap(root)
    ET.register_namespace("", _SVG)
    # Its fonts are those of the page.
    drawn = ET.tostring(root, encoding="unicode").replace(" />", "/>")
    return drawn.replace(f' xmlns="{_SVG}" version="1.1"', "", 1)


def _unwrap(parent: ET.Element) -> None:
    """Put the content of groups that say nothing in their place, and drop what draws nothing."""
    kept = []
    _share(parent)
    _join_lines(parent)
    for child in parent:
        _unwrap(child)
        child.tail = None
        is_group = child.tag == f"{{{_SVG}}}g"
        if is_group and child.get("transform") == "translate(0,0)":
            del child.attrib["transform"]
        if is_group and not child.attrib:
            kept += list(child)
        elif not _draws_nothing(child):
            kept.append(child)
    parent[:] = kept


def _join_lines(parent: ET.Element) -> None:
    """Draw the lines of a grid, or the ticks of an axis, in one go."""
    lines = list(parent)
    if len(lines) < _FEWEST_LINES or not all(_LINE_ALONE.issuperset(line.attrib) and line.tag == f"{{{_SVG}}}line" for line in lines):  # fmt: skip
        return
    places = (_PLACE.fullmatch(line.get("transform", "translate(0,0)")) for line in lines)
    drawn = [
        f"M{place[1]},{place[2]}l{line.get('x2', '0')},{line.get('y2', '0')}"
        for line, place in zip(lines, places, strict=True)
        if place is not None
    ]
    parent[:] = [ET.Element(f"{{{_SVG}}}path", {"d": "".join(drawn)})]


def _share(parent: ET.Element) -> None:
    """Say once for a group what all its children say."""
    children = [child for child in parent if not _draws_nothing(child)]
    for name in _INHERITED:
        said = {child.get(name) for child in children}
        if len(children) > 1 and len(said) == 1 and None not in said and not parent.get(name):
            parent.set(name, said.pop() or "")
            for child in children:
                del child.attrib[name]
    for child in children:
        for name in ("x2", "y2"):
            if child.get(name) == "0":
                del child.attrib[name]


def _draws_nothing(element: ET.Element) -> bool:
    """Boxes that only hold place, and lines of one point."""
    path = element.get("d")
    return path is not None and _NOTHING.fullmatch(path) is not None
