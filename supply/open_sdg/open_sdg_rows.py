"""Rows of an Open SDG data file: actuals as the headline, targets and figures from elsewhere told apart."""

from collections import Counter
from collections.abc import Iterator

from supply.open_sdg.open_sdg_fields import READ_AS_MISSING
from supply.open_sdg.open_sdg_text import plain
from warehouse.folder.published import Row

COLUMNS = ("Year", "Series", "Kind", "Units", "COMMENT_OBS", "Value")
# Kind is blank for what the report gives as actual: Open SDG shows rows without disaggregation first.
TARGET, TARGET_LOW, TARGET_HIGH, ELSEWHERE = "Target", "Target low", "Target high", "Elsewhere"
OTHER_BASES = {
    "level": "Level",
    "cumulative": "Running total",
    "average": "Average of a period",
    "growth_rate": "Rate of change",
}
KINDS = (TARGET, TARGET_LOW, TARGET_HIGH, ELSEWHERE, *OTHER_BASES.values())


def data_rows(
    measures: list[Row], observations: list[Row], targets: list[Row], sources: dict[str, str]
) -> list[dict[str, str]]:
    """Rows of one indicator, one for each year and combination of Series, Kind and Units.

    Args:
        measures: rows of attainment, one of each measure that an edition has had.
        observations: of the indicator, those to use and external ones.
        targets: of the indicator, the latest of each year.
        sources: how to name a document, by report_id.
    """
    labels = series_labels(measures)
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for measure in measures:
        key = measure["measure_key"]
        stated = [o for o in observations if o["measure_key"] == key and o["value"] is not None]
        aims = [t for t in targets if t["measure_key"] == key]
        for row in (*_values(measure, stated, sources), *_targets(aims, sources), *_pending(measure, stated)):  # fmt: skip
            complete = {"Series": labels[key], **row}
            place = tuple(complete[name] for name in ("Year", "Series", "Kind", "Units"))
            found.setdefault(place, complete)
    return [found[place] for place in sorted(found)]


def series_labels(measures: list[Row]) -> dict[str, str]:
    """Name each measure by its key; an indicator with one has none, and equal labels get their number."""
    if len(measures) == 1:
        return {measures[0]["measure_key"]: ""}
    labels = {m["measure_key"]: _cell(m["measure_label"]) for m in measures}
    counts = Counter(labels.values())
    return {
        key: label if label and counts[label] == 1 else f"{label} #{key.rpartition('#')[2]}".strip()
        for key, label in labels.items()
    }


def _values(measure: Row, stated: list[Row], sources: dict[str, str]) -> Iterator[dict[str, str]]:
    headline = _headline_basis(measure, stated)
    for value in stated:
        if value["source"] == "external":
            kind, source = ELSEWHERE, value["source_url"] or ""
        elif value["value_basis"] == headline:
            kind, source = "", _place(value, sources)
        else:
            kind, source = OTHER_BASES[value["value_basis"]], _place(value, sources)
        yield _row(value["data_year"], kind, value["unit"], source, value["value"])


def _headline_basis(measure: Row, stated: list[Row]) -> str:
    """A running total never shares a line with yearly values: the newest actual says which is meant."""
    own = [o for o in stated if o["source"] == "actual"] or stated
    return str(own[-1]["value_basis"] if own else measure["target_basis"])


def _targets(targets: list[Row], sources: dict[str, str]) -> Iterator[dict[str, str]]:
    for target in targets:
        bounds = {"ge": ((TARGET, "target_low"),), "le": ((TARGET, "target_high"),), "eq": ((TARGET, "target_low"),)}  # fmt: skip
        both = ((TARGET_LOW, "target_low"), (TARGET_HIGH, "target_high"))
        for kind, column in bounds.get(target["comparator"], both):
            if target[column] is not None:
                basis = "" if target["target_basis"] == "level" else f"; {OTHER_BASES[target['target_basis']]}"  # fmt: skip
                comment = _place(target, sources) + basis
                yield _row(target["target_year"], kind, target["unit"], comment, target[column])


def _pending(measure: Row, stated: list[Row]) -> Iterator[dict[str, str]]:
    year = measure["report_year"]
    told = {o["data_year"] for o in stated if o["source"] != "external"}
    if measure["status"] == "pending" and year not in told:
        due = f", {measure['release_due']}" if measure["release_due"] else ""
        yield _row(year, "", measure["unit"], f"待公布 pending{due}", None)


def _place(row: Row, sources: dict[str, str]) -> str:
    page = f", p. {row['page']}" if row["page"] else ""
    return plain(f"{sources.get(row['report_id'], row['report_id'] or '')}{page}")


def _row(
    year: int, kind: str, unit: str | None, comment: str, value: float | None
) -> dict[str, str]:
    return {
        "Year": str(year),
        "Kind": kind,
        "Units": _cell(unit),
        "COMMENT_OBS": plain(comment),
        "Value": "" if value is None else repr(int(value) if float(value).is_integer() else value),
    }


def _cell(text: str | None) -> str:
    cell = plain(text or "")
    return f"({cell})" if cell in READ_AS_MISSING else cell
