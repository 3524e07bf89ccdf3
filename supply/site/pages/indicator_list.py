"""The list of every measure."""

from typing import Any

from supply.site.editions import measures_of
from supply.site.page_tables import MEASURE_COLUMNS, PageTable
from supply.site.pages.counted_prints import totals_by_row
from supply.site.pages.filter_options import (
    CERTAINTIES,
    STATUSES,
    certainty_of,
    goal_options,
    issuer_options,
    release_options,
    status_options,
)
from supply.site.pages.page import Page
from supply.site.read_marts import SiteMarts, place
from warehouse.folder.published import Row


def indicator_list(marts: SiteMarts, year: int) -> Page:
    """List every measure of an edition."""
    measures = measures_of(marts, year)
    agencies = sorted({agency for row in measures for agency in row["agencies"]})
    context = {
        "rows": _rows(marts, measures),
        "measures": measures,
        "agency_options": [(agency, agency) for agency in agencies],
        "goal_options": goal_options(measures),
        "issuer_options": issuer_options(measures),
        "sample_documents": marts.samples_of(measures),
    }
    return Page(
        "indicators.html",
        "indicators.html.j2",
        "indicators.html",
        context,
        lambda say: {
            "status_options": status_options(say),
            "part_options": [(s, say("status", s)) for s in STATUSES],
            "release_options": release_options(say),
            "certainty_options": [(c, say("certainty", c)) for c in CERTAINTIES],
        },
        table=PageTable(MEASURE_COLUMNS, measures),
        year=year,
    )


def _rows(marts: SiteMarts, measures: list[Row]) -> list[tuple[Row, Row, dict[str, str]]]:
    """Each measure with its indicator's result, and what filters ask of it as attributes."""
    results = {(r["report_id"], r["indicator_code"]): r for r in marts["results"]}
    states = {(*place(row), row["measure_no"]): row["state"] for row in marts["releases"]}
    codes = marts.group("former_codes", "indicator_key")
    totals_of = totals_by_row(marts)
    rows = []
    for row in measures:
        result, code = results[row["report_id"], row["indicator_code"]], row["indicator_code"]
        former = " ".join(sorted({one["indicator_code"] for one in codes[row["indicator_key"]]}))
        facts = {
            **_facts(row, result, totals_of(result)),
            "former": former if former not in {"", code} else None,
            "release": states.get((*place(row), row["measure_no"])),
        }
        rows.append((row, result, _attributes(facts)))
    return rows


def _facts(row: Row, result: Row, totals: list[str]) -> dict[str, str | None]:
    """Tell what is not as a matter of course; what is, `COURSE` in site.js knows."""
    status, own = (one["status"] or "undecided" for one in (result, row))
    certainty, code, agencies = certainty_of(result), row["indicator_code"], row["agencies"]
    usual = ["1", "goal", "issuer", *agencies]
    return {
        "status": status,
        "part": own if own != status else None,
        "certainty": certainty if certainty != CERTAINTIES[0] else None,
        "goal": str(row["goal_no"]) if str(row["goal_no"]) != code.split(".")[0] else None,
        "agency": "|".join(agencies) if agencies != [row["issuer"]] else None,
        "issuer": row["issuer"],
        "total": "|".join(totals) if sorted(totals) != sorted(usual) else None,
        "indicator": code,
        "key": row["indicator_key"] if row["indicator_key"] != code else None,
    }


def _attributes(facts: dict[str, Any]) -> dict[str, str]:
    return {f"data-{name}": value for name, value in facts.items() if value is not None}
