"""The editions of an indicator beside each other: what each sets and reports, how it is judged, what it changed."""

from dataclasses import dataclass

from supply.site.read_marts import group_by
from warehouse.folder.published import Row

# One edition has nothing beside it.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class MeasureEditions:
    """One measure: its row and what changed in it, by edition."""

    label: str | None
    measure_no: int
    by_year: dict[int, Row]
    changes: dict[int, list[Row]]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The editions of one issuer, the oldest first."""

    issuer: str
    years: list[int]
    measures: list[MeasureEditions]
    # Of the indicator as a whole: its name, code, agencies.
    changes: dict[int, list[Row]]


def editions_side_by_side(measures: list[Row], changes: list[Row]) -> list[SideBySide]:
    """Put the editions of each issuer beside each other, where there are several.

    Args:
        measures: rows of attainment of one indicator, newest edition first.
        changes: of the same from edition to edition and to corrected ones; the latter are left out.
    """
    tables = []
    for issuer, own in group_by(measures, lambda row: row["issuer"]).items():
        years = sorted({int(row["report_year"]) for row in own})
        if len(years) >= _FEWEST:
            changed = [r for r in changes if r["issuer"] == issuer and not r["is_vintage"]]
            tables.append(_table(str(issuer), years, own, changed))
    return tables


def _table(issuer: str, years: list[int], measures: list[Row], changes: list[Row]) -> SideBySide:
    of_measure = group_by(changes, lambda row: row["measure_key"])
    return SideBySide(
        issuer,
        years,
        [
            MeasureEditions(
                rows[0]["measure_label"],
                rows[0]["measure_no"],
                {row["report_year"]: row for row in rows},
                _by_year(of_measure.get(key, [])),
            )
            for key, rows in group_by(measures, lambda row: row["measure_key"]).items()
        ],
        _by_year(of_measure.get(None, [])),
    )


def _by_year(changes: list[Row]) -> dict[int, list[Row]]:
    return {
        int(rows[0]["report_year_after"]): rows
        for rows in group_by(changes, lambda row: row["report_year_after"]).values()
    }
