"""The series of an indicator's measures as lines of a table, and which of them can be drawn."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from supply.site.addresses import chart_file
from supply.site.charts.chart_points import ChartPoint, ChartPoints
from supply.site.read_marts import group_by
from supply.site.statements import Statements
from supply.terminal.render_table import quantity
from supply.terminal.series_chart import target_words
from warehouse.folder.published import Row

# One value beside one target says nothing that the table does not.
_FEWEST_YEARS = 2
# That it is a copy is told by its kind, in the language of the page.
_COPY = re.compile(r"\s*(?:\(copy [^()]*\)|（[^（）]*公開副本）)$")


def describe_series(
    measures: list[Row],
    observations: list[Row],
    targets: list[Row],
    trends: dict[str, Row],
    statements: Statements,
) -> list[Row]:
    """Describe each measure over the data years, those that the newest edition dropped last.

    Args:
        measures: rows of attainment of one indicator, newest edition first, the issuer that leads it first.
        observations: of the indicator, every statement, the one to use first within a year.
        targets: of the indicator, current documents.
        trends: by measure_key.
        statements: tell two issuers' measures of one year apart.
    """
    values = group_by(observations, lambda row: row["measure_key"])
    aims = group_by(targets, lambda row: row["measure_key"])
    return [
        _describe(
            row,
            values.get(row["measure_key"], []),
            aims.get(row["measure_key"], []),
            trends.get(row["measure_key"]),
            statements.suffix(row["indicator_key"], row["report_year"], row["issuer"]),
        )
        for row in _newest_of_each(measures)
    ]


def _newest_of_each(measures: list[Row]) -> list[Row]:
    newest: dict[str, Row] = {}
    for row in measures:
        newest.setdefault(row["measure_key"], row)
    return list(newest.values())


def _describe(
    measure: Row,
    values: list[Row],
    aims: list[Row],
    trend: Row | None,
    suffix: str,
) -> Row:
    points = _points(_comparable(values, measure), aims, {v["data_year"] for v in values})
    is_drawn = points.has_values and len(points.years) >= _FEWEST_YEARS
    return {
        "measure_no": measure["measure_no"],
        "report_year": measure["report_year"],
        "issuer": measure["issuer"],
        "anchor": f"s{measure['report_year']}-{measure['measure_no']}{suffix}",
        "label": measure["measure_label"],
        "trend": trend,
        "chart": chart_file(measure["measure_key"]) if is_drawn else None,
        "points": points,
        "lines": _lines(values, aims),
    }


def _points(drawn: list[Row], aims: list[Row], known_years: set[int]) -> ChartPoints:
    """What may share an axis: a target in another unit, or of an average, is not drawn among yearly values."""
    if not drawn:
        return ChartPoints((), None)
    unit, basis = drawn[-1]["unit"], drawn[-1]["value_basis"]
    points = [_value_point(value) for value in drawn]
    for aim in sorted(aims, key=lambda aim: int(aim["target_year"])):
        if aim["is_latest"] and aim["unit"] == unit and aim["target_basis"] == basis:
            points += _bounds(aim)
    years = {point.year for point in points}
    return ChartPoints(tuple(points), unit, tuple(sorted(known_years - years)))


def _value_point(value: Row) -> ChartPoint:
    is_external = value["source"] == "external"
    return ChartPoint(
        value["data_year"],
        value["value"],
        "external" if is_external else "own",
        quantity(value["value"], value["unit"]),
        segment_no=value.get("segment_no", 1),
        is_doubtful=value.get("is_doubtful", False),
        source=value["source"],
        report_year=value["report_year"],
        issuer=value["issuer"],
        page=value["page"],
        outside=_outside(value) if is_external else None,
    )


def _bounds(aim: Row) -> Iterator[ChartPoint]:
    for line in ("target_low", "target_high"):
        if aim[line] is not None:
            yield ChartPoint(
                aim["target_year"],
                aim[line],
                "target",
                target_words(aim),
                line=line if aim["target_low"] != aim["target_high"] else "",
                report_year=aim["report_year"],
                issuer=aim["issuer"],
                page=aim["page"],
            )


def _comparable(values: list[Row], measure: Row) -> list[Row]:
    """Values that may share an axis: one a year, of the newest unit and basis."""
    usable = [v for v in values if v["is_latest"] and v["value"] is not None]
    if not usable:
        return []
    unit = measure["actual_unit"] or usable[-1]["unit"]
    basis = next((v["value_basis"] for v in reversed(usable) if v["unit"] == unit), None)
    return [v for v in usable if v["unit"] == unit and v["value_basis"] == basis]


def _lines(values: list[Row], aims: list[Row]) -> list[dict[str, Any]]:
    """A line for each statement of a value, beside the targets of its year; what is left over has lines of its own."""
    lines: list[dict[str, Any]] = []
    aimed = _latest_of_each_issuer(aims)
    for year in sorted({v["data_year"] for v in values} | {aim["target_year"] for aim in aimed}):
        stated = [v for v in values if v["data_year"] == year]
        wanted = [aim for aim in aimed if aim["target_year"] == year]
        for value, target in _pair(stated, wanted):
            cells = {**_value_cells(value, stated), **_target_cells(target)}
            lines.append({"year": year, "is_as_above": False, **cells})
    _name_sources_once(lines)
    return lines


def _name_sources_once(lines: list[dict[str, Any]]) -> None:
    """Of values from one place outside the first names it: twenty times the same is no reading."""
    for before, line in pairwise(lines):
        places = [
            (one["source_url"], one["outside"].rpartition(", ")[0]) if one.get("outside") else None
            for one in (before, line)
        ]
        line["is_as_above"] = places[0] is not None and places[0] == places[1]


def _latest_of_each_issuer(aims: list[Row]) -> list[Row]:
    """Targets to use, and what other issuers set in the same year's reports: one of each."""
    used = [aim for aim in aims if aim["is_latest"]]
    places = {(aim["target_year"], aim["report_year"], aim["target_basis"]) for aim in used}
    known = {(aim["target_year"], aim["target_basis"], aim["issuer"]) for aim in used}
    for aim in aims:
        own = (aim["target_year"], aim["target_basis"], aim["issuer"])
        place = (aim["target_year"], aim["report_year"], aim["target_basis"])
        if place in places and own not in known:
            known.add(own)
            used.append(aim)
    return used


def _pair(stated: list[Row], wanted: list[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Put beside each value a target of its issuer; what was published elsewhere takes what is left."""
    left = list(wanted)
    for value in stated:
        own = (aim for aim in left if value["issuer"] in {None, aim["issuer"]})
        target = next(own, None)
        if target is not None:
            left.remove(target)
        yield value, target
    for target in left:
        yield None, target


def _value_cells(value: Row | None, stated: list[Row]) -> Row:
    if value is None:
        return {"value_text": "", "source": None, "issuer": None}
    url = value["source_url"]
    used = next((v for v in stated if v["is_latest"]), value)
    return {
        "value_text": quantity(value["value"], value["unit"]),
        "source": value["source"],
        "value_basis": value["value_basis"],
        "report_year": value["report_year"],
        "issuer": value["issuer"],
        "page": value["page"],
        "is_restated": value["source"] != "external"
        and (value["value"], value["unit"]) != (used["value"], used["unit"])
        and value["value_basis"] == used["value_basis"],
        # Only a reviewed file holds addresses; anything but the web's is not made a link.
        "source_url": url if url and urlsplit(url).scheme in {"http", "https"} else None,
        "outside": _outside(value, value["data_year"]) if value["source"] == "external" else None,
        "is_copy": value["source_kind"] == "copy",
        **_twin_cells(value),
    }


def _outside(value: Row, year: int | None = None) -> str:
    """Publisher, data set and year: where a copy of it lies on the web tells a reader nothing."""
    data_set = _COPY.sub("", value["data_set"] or "")
    parts = [part for part in (value["publisher"], data_set, year) if part]
    return ", ".join(map(str, parts))


def _twin_cells(value: Row) -> Row:
    """Under which indicator the value is printed, where that is another than the page's own."""
    if value["stated_as"] == value["measure_key"]:
        return {"stated_as_key": None, "stated_as_code": None}
    key = str(value["stated_as"]).rpartition("#")[0]
    # An indicator that only earlier years had is known by its code; which year it was stands in the key alone.
    return {
        "stated_as_key": key,
        "stated_as_code": value["indicator_code"] or key.partition("@")[0],
    }


def _target_cells(target: Row | None) -> Row:
    if target is None:
        return {"target_text": ""}
    return {
        "target_text": target_words(target) or target["text"],
        "target_report_year": target["report_year"],
        "target_issuer": target["issuer"],
        "target_page": target["page"],
        "target_basis": target["target_basis"],
    }
