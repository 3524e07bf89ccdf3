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

from supply.terminal.measure_words import tell_value
from supply.terminal.render_table import cell, quantity, word_table
from transforms.write_target import write_target
from warehouse.folder.published import Row
from warehouse.say import chosen_language, in_clauses, in_reader_language, listed, tell

_MIN_POINTS, _HEIGHT, _MAX_STEP, _MAX_WIDTH, _YEAR_WIDTH = 3, 9, 8, 100, 4
_SEVERAL, _TARGET = "#", "T"
_MARKS = {"actual": "o", "prior_value": "+", "external": "x"}
_STYLES = {"o": "bold green", "+": "cyan", "x": "magenta", _TARGET: "bold yellow", _SEVERAL: "bold"}
_LEGEND = {
    "o": "series-actual",
    "+": "series-earlier",
    "x": "series-external",
    _TARGET: "series-target",
    _SEVERAL: "series-several",
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
    screen.print(cell(tell("series-head", key=measure["measure_key"], label=label), "bold"))
    for group in comparable_groups(measure["observations"]):
        _print_group(screen, group, measure["targets"])
    _print_targets(screen, measure["targets"])
    for line in disagreements(measure["observations"]):
        screen.print(Text.assemble((tell("series-disagreement"), "yellow"), cell(line)))
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
    words = [_basis_words(first["value_basis"]), first["unit"] or ""]
    if first["segment_no"] > 1:
        words.append(tell("series-definition", number=first["segment_no"]))
    title = listed(filter(None, words))
    if len(group) < _MIN_POINTS:
        _print_values(screen, group, title)
        return
    screen.print(cell(f"  {title or tell('series-no-unit')}"))
    marks = [Mark(row["data_year"], row["value"], _MARKS[row["source"]]) for row in group]
    marks += [mark for row in targets for mark in _target_marks(row, first)]
    for line in draw_chart(marks, first["unit"], min(screen.width, _MAX_WIDTH)):
        screen.print(line)
    values = (f"{row['data_year']}: {quantity(row['value'], None)}" for row in group)
    screen.print(cell(tell("series-values", values=listed(values))))


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
        line.append(sign, style=_STYLES[sign]).append(f" {tell(_LEGEND[sign])}   ")
    line.rstrip()
    return line


def _print_values(screen: Console, group: list[Row], title: str) -> None:
    grid = word_table("year", "value", "source", "stated in", "page", right=("value", "page"))
    for row in group:
        grid.add_row(
            cell(row["data_year"]),
            cell(quantity(row["value"], row["unit"])),
            cell(tell_value("source", row["source"])),
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
    grid = word_table(
        "for", "target", "basis", "stated in", "restated", "page", right=("target", "page")
    )
    for row in current:
        basis = tell(f"series-basis-{row['target_basis']}")
        grid.add_row(
            cell(row["target_period"] or row["target_year"]),
            cell(target_words(row) or row["text"]),
            cell(basis),
            cell(stated_in(row)),
            cell(
                ""
                if row["restatement"] == "first"
                else tell_value("restatement", row["restatement"])
            ),
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
        return str(row.get("source_url") or tell("series-external"))
    vintage = row.get("vintage_no")
    whose = f" {row['whose']}" if row.get("whose") else ""
    return f"{row['report_year']}" + (f" v{vintage}" if vintage and vintage > 1 else "") + whose


def disagreements(observations: Iterable[Row]) -> list[str]:
    """Say which years have more than one value, and who states which."""
    by_year: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in observations:
        by_year[row["data_year"], row["value_basis"], row["segment_no"]].append(row)
    return [
        f"{year}: " + listed(f"{quantity(r['value'], r['unit'])} ({_by_whom(r)})" for r in rows)
        for (year, *_), rows in sorted(by_year.items())
        if len({(row["value"], row["unit"]) for row in rows}) > 1
    ]


def _by_whom(row: Row) -> str:
    page = f" {tell('screen-page', page=row['page'])}" if row["page"] else ""
    used = [tell("series-used")] if row["is_latest"] else []
    return listed([f"{stated_in(row)}{page}", tell_value("source", row["source"]), *used])


def trend_words(trend: Row | None) -> str:
    """Say the trend's state, why, how much a year, and the weather rating."""
    if trend is None:
        return tell("series-trend-none")
    state = tell(f"series-trend-{trend['trend']}")
    text = tell("series-trend", state=state, reason=_tell_reason(trend))
    if trend["slope_per_year"] is not None:
        unit = tell("series-points") if trend["unit"] == "%" else trend["unit"]
        slope = quantity(float(f"{trend['slope_per_year']:.4g}"), unit).replace("  ", " ")
        sign = "+" if trend["slope_per_year"] > 0 else ""
        text += tell("series-slope", slope=f"{sign}{slope}")
    weather = tell(f"series-weather-{trend['weather'] or 'none'}")
    text += tell("series-weather", weather=weather)
    contrast = in_reader_language(trend, "contrast")
    return in_clauses([text, contrast]) if contrast else text


def _tell_reason(trend: Row) -> str:
    """Why: as the mart says it; in Chinese by what decides most."""
    if chosen_language() == "en":
        return str(trend["trend_reason"])
    p = trend.get("mann_kendall_p")
    if p is None:
        return tell("series-reason-few", n_years=trend.get("n_years"))
    return tell("series-reason-test", n_years=trend.get("n_years"), p=f"{p:.3g}")


def _basis_words(basis: str) -> str:
    """A level is what everybody expects."""
    return "" if basis == "level" else tell(f"series-basis-{basis}")
