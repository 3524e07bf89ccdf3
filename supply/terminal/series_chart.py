"""A measure's series in the terminal: values and targets by year, the trend in words, disagreements.

Drawn in plain ASCII, one column position per year: box-drawing and round marks take two cells in a
terminal with a Chinese locale, and years must stand where they belong though some are missing.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from supply.terminal.render_table import cell, quantity, table
from transforms.write_target import write_target
from warehouse.published import Row

_MIN_POINTS, _HEIGHT, _MAX_STEP, _MAX_WIDTH, _YEAR_WIDTH = 3, 9, 8, 100, 4
_SEVERAL, _TARGET = "#", "T"
_MARKS = {"actual": "o", "prior_value": "+", "external": "x"}
_STYLES = {"o": "bold green", "+": "cyan", "x": "magenta", _TARGET: "bold yellow", _SEVERAL: "bold"}
_LEGEND = {
    "o": "actual",
    "+": "earlier year told by a report",
    "x": "external",
    _TARGET: "target",
    _SEVERAL: "several in one place",
}
_BASIS_WORDS = {
    "level": "",
    "cumulative": "running total",
    "average": "average over years",
    "growth_rate": "growth rate",
}
_TREND_WORDS = {
    "insufficient": "too little to tell a trend",
    "no_clear_trend": "no clear trend",
    None: "not told",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign in a chart."""

    year: int
    value: float
    sign: str


def print_measure_series(screen: Console, measure: Row) -> None:
    """Print a measure of `tsdg show`: key, label, observations, targets, trend."""
    label = f" {measure['measure_label']}" if measure["measure_label"] else ""
    screen.print(cell(f"Series {measure['measure_key']}{label}", "bold"))
    for group in comparable_groups(measure["observations"]):
        _print_group(screen, group, measure["targets"])
    _print_targets(screen, measure["targets"])
    for line in disagreements(measure["observations"]):
        screen.print(Text.assemble(("stated differently ", "yellow"), cell(line)))
    screen.print(cell(trend_words(measure["trend"])))


def comparable_groups(observations: Iterable[Row]) -> list[list[Row]]:
    """Values that may stand on one axis: one unit, one basis, one definition; by year."""
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in observations:
        if row["is_latest"]:
            groups[row["value_basis"], row["unit"], row["segment_no"]].append(row)
    in_order = sorted(groups.values(), key=lambda group: min(row["data_year"] for row in group))
    return [sorted(group, key=lambda row: int(row["data_year"])) for group in in_order]


def _print_group(screen: Console, group: list[Row], targets: Iterable[Row]) -> None:
    first = group[0]
    words = [_BASIS_WORDS[first["value_basis"]], first["unit"] or ""]
    if first["segment_no"] > 1:
        words.append(f"definition {first['segment_no']}")
    title = ", ".join(filter(None, words))
    if len(group) < _MIN_POINTS:
        _print_values(screen, group, title)
        return
    screen.print(cell(f"  {title}" if title else "  no unit printed"))
    marks = [Mark(row["data_year"], row["value"], _MARKS[row["source"]]) for row in group]
    marks += [mark for row in targets for mark in _target_marks(row, first)]
    for line in draw_chart(marks, first["unit"], min(screen.width, _MAX_WIDTH)):
        screen.print(line)
    values = (f"{row['data_year']}: {quantity(row['value'], None)}" for row in group)
    screen.print(cell("  values " + ", ".join(values)))


def _target_marks(target: Row, like: Row) -> list[Mark]:
    """Draw a bound where it is in force: the newest statement, in the same unit and basis."""
    if not target["is_latest"]:
        return []
    if (target["unit"], target["target_basis"]) != (like["unit"], like["value_basis"]):
        return []
    bounds = {target["target_low"], target["target_high"]} - {None}
    return [Mark(target["target_year"], bound, _TARGET) for bound in sorted(bounds)]


def draw_chart(marks: Sequence[Mark], unit: str | None, width: int) -> list[Text]:
    """Draw marks over years; lines no wider than `width` cells."""
    low, high = min(mark.value for mark in marks), max(mark.value for mark in marks)
    height = _HEIGHT if high > low else 1
    labels = _value_labels(low, high, height, unit, width // 3)
    margin = max(map(cell_len, labels)) + _YEAR_WIDTH
    places = _year_places(marks, width - margin - _YEAR_WIDTH)
    grid: dict[tuple[int, int], str] = {}
    for mark in marks:
        row = round((mark.value - low) / (high - low) * (height - 1)) if high > low else 0
        place = (row, places[mark.year])
        grid[place] = _SEVERAL if grid.get(place, mark.sign) != mark.sign else mark.sign
    n_columns = max(places.values()) + 1
    lines = [
        _chart_line(labels[row], margin, [grid.get((row, column), " ") for column in range(n_columns)])
        for row in reversed(range(height))
    ]  # fmt: skip
    lines += [Text(line) for line in _year_axis(places, margin)]
    return [*lines, _legend({mark.sign for mark in marks} | set(grid.values()))]


def _value_labels(low: float, high: float, height: int, unit: str | None, width: int) -> list[str]:
    """Name the lowest and highest value, and the middle to three digits, from the bottom up.

    Where 公噸二氧化碳當量 would leave no room for the years, the title alone names the unit.
    """
    values = {height // 2: float(f"{(low + high) / 2:.3g}"), 0: low, height - 1: high}
    for words in (
        {row: quantity(value, unit) for row, value in values.items()},
        {row: quantity(value, None) for row, value in values.items()},
        {row: f"{value:.3g}" for row, value in values.items()},
    ):
        if max(map(cell_len, words.values())) <= width:
            break
    return [words.get(row, "") for row in range(height)]


def _year_places(marks: Sequence[Mark], n_columns: int) -> dict[int, int]:
    """Give each year its column: distances are true, so that a gap is seen."""
    years = sorted({mark.year for mark in marks})
    span = years[-1] - years[0]
    step = min(_MAX_STEP, (max(n_columns, 2) - 1) / span) if span else 0
    return {year: round((year - years[0]) * step) for year in years}


def _chart_line(label: str, margin: int, signs: Sequence[str]) -> Text:
    line = Text(" " * (margin - cell_len(label) - 3) + label + " |  ")
    for sign in signs:
        line.append(sign, style=_STYLES.get(sign, ""))
    line.rstrip()
    return line


def _year_axis(places: dict[int, int], margin: int) -> list[str]:
    """Draw the axis with a tick for each year drawn; years that would overlap are not named."""
    ticks = ["-"] * (max(places.values()) + 1)
    names = [" "] * (len(ticks) + _YEAR_WIDTH)
    last_year, free_from = max(places), 0
    for year, place in sorted(places.items()):
        ticks[place] = "'"
        fits = place >= free_from and place + _YEAR_WIDTH < places[last_year]
        if fits or year == last_year:
            names[place : place + _YEAR_WIDTH] = str(year)
            free_from = place + _YEAR_WIDTH + 1
    axis = " " * (margin - 2) + "+--" + "".join(ticks)
    # A name begins two places before its tick, which so stands over its middle.
    return [axis, " " * (margin - 1) + "".join(names).rstrip()]


def _legend(signs: set[str]) -> Text:
    line = Text("  ")
    for sign in filter(signs.__contains__, _LEGEND):
        line.append(sign, style=_STYLES[sign]).append(f" {_LEGEND[sign]}   ")
    line.rstrip()
    return line


def _print_values(screen: Console, group: list[Row], title: str) -> None:
    grid = table("year", "value", "source", "stated in", "page", right=("value", "page"))
    for row in group:
        grid.add_row(
            cell(row["data_year"]),
            cell(quantity(row["value"], row["unit"])),
            cell(row["source"]),
            cell(stated_in(row)),
            cell(row["page"]),
        )
    if group[0]["value_basis"] != "level" or group[0]["segment_no"] > 1:
        screen.print(cell(f"  {title}"))
    screen.print(grid)


def _print_targets(screen: Console, targets: Sequence[Row]) -> None:
    """List targets as stated, once there is more than one edition's own."""
    current = [row for row in targets if row["is_current"]]
    if len(current) < 2 and all(row["target_year"] == row["report_year"] for row in current):  # noqa: PLR2004 - one target is shown with its measure
        return
    grid = table(
        "for", "target", "basis", "stated in", "restated", "page", right=("target", "page")
    )
    for row in current:
        basis = _BASIS_WORDS[row["target_basis"]] or "level"
        grid.add_row(
            cell(row["target_period"] or row["target_year"]),
            cell(target_words(row) or row["text"]),
            cell(basis),
            cell(stated_in(row)),
            cell("" if row["restatement"] == "first" else row["restatement"]),
            cell(row["page"]),
        )
    screen.print(grid)


def target_words(row: Row) -> str:
    """Write a target by its bounds, an exact one as its number; empty if it has none."""
    comparator = None if row["comparator"] == "eq" else row["comparator"]
    return write_target(comparator, row["target_low"], row["target_high"], row["unit"], quantity)


def stated_in(row: Row) -> str:
    """Name the edition, with the vintage where it is not the first and whose it is if told, or the external source."""
    if row["report_year"] is None:
        return str(row.get("source_url") or "external")
    vintage = row.get("vintage_no")
    whose = f" {row['whose']}" if row.get("whose") else ""
    return f"{row['report_year']}" + (f" v{vintage}" if vintage and vintage > 1 else "") + whose


def disagreements(observations: Iterable[Row]) -> list[str]:
    """Say which years have more than one value, and who states which."""
    by_year: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in observations:
        by_year[row["data_year"], row["value_basis"], row["segment_no"]].append(row)
    return [
        f"{year}: " + ", ".join(f"{quantity(r['value'], r['unit'])} ({_by_whom(r)})" for r in rows)
        for (year, *_), rows in sorted(by_year.items())
        if len({(row["value"], row["unit"]) for row in rows}) > 1
    ]


def _by_whom(row: Row) -> str:
    page = f" p. {row['page']}" if row["page"] else ""
    used = ", used" if row["is_latest"] else ""
    return f"{stated_in(row)}{page}, {row['source']}{used}"


def trend_words(trend: Row | None) -> str:
    """Say the trend's state, why, how much a year, and the weather rating."""
    if trend is None:
        return "trend: none, fewer than two years with a value"
    words = _TREND_WORDS.get(trend["trend"], str(trend["trend"]))
    text = f"trend: {words} ({trend['trend_reason']})"
    if trend["slope_per_year"] is not None:
        unit = " percentage points" if trend["unit"] == "%" else trend["unit"]
        slope = quantity(float(f"{trend['slope_per_year']:.4g}"), unit).replace("  ", " ")
        text += f"; {'+' if trend['slope_per_year'] > 0 else ''}{slope} a year"
    weather = trend["weather"]
    return f"{text}; weather: {weather.replace('_', ' and ') if weather else 'not rated'}"
