"""The page of each indicator: all that is known of it, and its document for programs."""

from collections.abc import Hashable, Iterable, Iterator
from functools import partial
from typing import Any

from supply.site.addresses import indicator_page
from supply.site.charts.doubtful_values import mark_doubts
from supply.site.charts.series_lines import describe_series
from supply.site.evidence_store import EvidenceStore
from supply.site.page_tables import SERIES_COLUMNS, PageTable, keep_told
from supply.site.pages.counted_prints import leading_first
from supply.site.pages.page import Page
from supply.site.pages.side_by_side import editions_side_by_side
from supply.site.read_marts import SiteMarts, group_by, place
from supply.site.statements import Statements
from warehouse.folder.published import Row

# Columns that place a row among others of the warehouse and tell a reader of one indicator nothing.
_LAYOUT = frozenset(
    {
        "leads_key",
        "series_key",
        "leads_series",
        "counts_in_goal",
        "counts_in_report",
        "indicator_key",
        "method",
    }
)


def indicator_pages(marts: SiteMarts, evidence: EvidenceStore) -> Iterator[Page]:
    """Yield the page of each indicator, those of one document after each other."""
    groups = {
        name: marts.group(name, "indicator_key")
        for name in ("measures", "observations", "targets", "changes")
    }
    trends = {row["measure_key"]: row for row in marts["trends"]}
    findings = marts.group("findings", "issuer", "report_year", "indicator_code")
    former = marts.group("former_codes", "indicator_key")
    bridges = {row["indicator_key"]: row for row in marts["un_bridges"]}
    twins = marts.group("twins", "own_key")
    namesakes = marts.group("results", "report_year", "indicator_code")
    statements = Statements(marts["results"])
    for key, unordered in _by_document(marts.group("results", "indicator_key")):
        results = leading_first(unordered)
        own = {name: group.get(key, []) for name, group in groups.items()}
        own["findings"] = [finding for row in results for finding in findings.get(place(row), [])]
        newest, measures = results[0], own["measures"]
        prints = group_by(measures, lambda row: (row["report_year"], row["issuer"]))
        others = namesakes[newest["report_year"], newest["indicator_code"]]
        values = mark_doubts(own["observations"], measures, own["findings"])
        all_series = describe_series(measures, values, own["targets"], trends, statements)
        context = {
            "key": key,
            "newest": newest,
            "has_issuers": len({row["issuer"] for row in results}) > 1,
            "newest_prints": [
                (row, prints[row["report_year"], row["issuer"]])
                for row in results
                if row["report_year"] == newest["report_year"]
            ],
            "agencies": prints[newest["report_year"], newest["issuer"]][0]["agencies"],
            "results": results,
            "all_series": all_series,
            "side_by_side": editions_side_by_side(measures, own["changes"]),
            "reasons": _reasons(prints.values()),
            "evidence": [evidence.describe(rows) for rows in prints.values()],
            "findings": own["findings"],
            "changes": own["changes"],
            "twins": sorted({(row["key"], row["indicator_code"]) for row in twins.get(key, []) if row["key"] != key}),
            "namesakes": [row for row in others if row["indicator_key"] != key and row["leads_key"]],
            "un_bridge": bridges.get(str(key)),
            "former": _former_codes(former.get(key, []), newest["indicator_code"]),
            "sample_documents": marts.samples_of([*results, *(row for rows in own.values() for row in rows)]),
        }  # fmt: skip
        yield Page(
            indicator_page(str(key)),
            "indicator.html.j2",
            "indicators.html",
            context,
            table=_series_table(newest, measures, own["observations"]),
            document=partial(_indicator_document, context, own, trends),
            charts={one["chart"]: one["points"] for one in all_series if one["chart"]},
        )


def _by_document(groups: dict[Hashable, list[Row]]) -> list[tuple[Hashable, list[Row]]]:
    """Indicators of one document after the other: a page of it is drawn once for all its rows."""
    return sorted(groups.items(), key=lambda group: group[1][0]["report_id"], reverse=True)


def _reasons(prints: Iterable[list[Row]]) -> list[Row]:
    firsts = [rows[0] for rows in prints]
    return [row for row in firsts if row["reason_text"] or row["countermeasure_text"]]


def _former_codes(rows: list[Row], newest_code: str) -> list[tuple[str, int, int | None]]:
    return [
        (row["indicator_code"], row["valid_from_report_year"], row["valid_to_report_year"])
        for row in rows
        if row["indicator_code"] != newest_code
    ]


def _series_table(newest: Row, measures: list[Row], observations: list[Row]) -> PageTable:
    labels = {row["measure_key"]: row["measure_label"] for row in reversed(measures)}
    rows = [
        {
            **row,
            "indicator_code": newest["indicator_code"],
            "measure_label": labels.get(row["measure_key"]),
        }
        for row in observations
    ]
    return PageTable(SERIES_COLUMNS, rows)


def _indicator_document(
    context: dict[str, Any], own: dict[str, list[Row]], trends: dict[str, Row]
) -> dict[str, Any]:
    """Everything about an indicator, by the names that the marts use: a documented interface (docs/site_data.md)."""
    newest, keys = context["newest"], {row["measure_key"] for row in own["measures"]}
    return {
        "indicator_key": context["key"],
        "indicator_code": newest["indicator_code"],
        "indicator_name": newest["indicator_name"],
        "indicator_name_en": newest["name_en"],
        "goal_no": newest["goal_no"],
        "agencies": context["agencies"],
        "former_codes": [
            {"indicator_code": code, "from_report_year": first, "to_report_year": last}
            for code, first, last in context["former"]
        ],
        "printed_also_as": [code for _, code in context["twins"]],
        "editions": keep_told(context["results"], _LAYOUT),
        "measures": keep_told(own["measures"], _LAYOUT),
        "observations": keep_told(own["observations"], _LAYOUT),
        "targets": keep_told(own["targets"], _LAYOUT),
        "trends": keep_told([trends[key] for key in sorted(keys) if key in trends], _LAYOUT),
        "findings": keep_told(own["findings"], _LAYOUT),
        "un_bridge": context["un_bridge"],
    }
