"""What each page of the dashboard is given: which rows of the marts, in which order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from supply.site.addresses import agency_page, goal_page, indicator_page
from supply.site.evidence_store import EvidenceStore
from supply.site.read_marts import SiteMarts, group_by
from supply.site.series_lines import describe_series
from warehouse.published import Row

_STATUSES = ("attained", "not_attained", "pending", "no_target", "qualitative", "undecided")
_CERTAINTIES = ("sure", "assumed", "doubtful")
_SEVERITIES = ("critical", "warning", "info")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where it goes, below its language's folder, its template, and what that is given.

    What depends on the language is made by `worded`, from the language's function for words.
    """

    address: str
    template: str
    menu_page: str
    context: dict[str, Any]
    worded: Callable[[Callable[[str, str | None], str]], dict[str, Any]] = lambda _: {}


def list_pages(marts: SiteMarts, evidence: EvidenceStore) -> Iterator[Page]:
    """Yield every page of the dashboard."""
    yield _overview(marts)
    yield from _goals(marts)
    yield from _indicators(marts, evidence)
    yield _indicator_list(marts)
    yield _history(marts)
    yield from _agencies(marts)
    yield Page("findings.html", "findings.html.j2", "findings.html", {}, _finding_options(marts))
    as_of = marts["runs"][0]["as_of_date"] if marts["runs"] else None
    yield Page("releases.html", "releases.html.j2", "releases.html", {"as_of": as_of})
    yield Page("changes.html", "changes.html.j2", "changes.html", {}, _change_options(marts))
    yield Page("method.html", "method.html.j2", "method.html", {})


def _overview(marts: SiteMarts) -> Page:
    year = marts.newest_year
    changes = [
        row
        for row in marts["changes"]
        if row["report_year_after"] == year and not row["is_vintage"]
    ]
    # With both of two twins: they may disagree, and then one of them alone is missed.
    newest_measures = _newest_measures(marts)
    missed = [row for row in newest_measures if row["status"] == "not_attained"]
    waiting = [row for row in marts["releases"] if row["delivered_report_year"] is None]
    severities = group_by(marts["findings"], lambda row: row["severity"])
    return Page(
        "index.html",
        "overview.html.j2",
        "index.html",
        {
            "edition": marts["editions"][0],
            "scores": [row for row in marts["goal_scores"] if row["report_year"] == year],
            "newest_measures": newest_measures,
            "missed": missed,
            "changes": sorted(changes, key=_change_weight),
            "change_counts": _counts(changes, "change"),
            "releases": sorted(waiting, key=lambda row: not row["is_overdue"]),
            "severities": [(s, len(severities[s])) for s in _SEVERITIES if s in severities],
        },
    )


def _change_weight(row: Row) -> int:
    """What changes a reader's picture comes first; words last."""
    if row["effect"] in {"worse", "loosened"}:
        return 0
    order = ("status_changed", "target_changed", "value_changed", "indicator_vanished", "indicator_added")  # fmt: skip
    return 1 + order.index(row["change"]) if row["change"] in order else len(order) + 1


def _counts(rows: list[Row], column: str) -> list[tuple[Any, int]]:
    groups = group_by(rows, lambda row: row[column])
    return sorted(((name, len(found)) for name, found in groups.items()), key=lambda pair: -pair[1])


def _goals(marts: SiteMarts) -> Iterator[Page]:
    scores = marts.group("goal_scores", "goal_no")
    measures = group_by(_newest_measures(marts), lambda row: row["goal_no"])
    results = marts.group("results", "goal_no")
    for goal_no, rows in scores.items():
        years = sorted({row["report_year"] for row in rows}, reverse=True)
        context = {
            "goal_no": goal_no,
            "scores": rows,
            "measures": measures.get(goal_no, []),
            "years": years,
            "history": list(_status_matrix(results.get(goal_no, []))),
        }
        yield Page(goal_page(int(str(goal_no))), "goal.html.j2", "index.html", context)


def _history(marts: SiteMarts) -> Page:
    """Every indicator under every edition: where the counts of earlier editions lead."""
    context = {
        "years": [row["report_year"] for row in marts["editions"]],
        "history": list(_status_matrix(marts["results"])),
    }
    return Page("history.html", "history.html.j2", "indicators.html", context)


def _status_matrix(results: list[Row]) -> Iterator[tuple[Any, str, dict[int, str]]]:
    for key, rows in group_by(results, lambda row: row["indicator_key"]).items():
        yield key, rows[0]["indicator_name"], {row["report_year"]: row["status"] for row in rows}


def _indicators(marts: SiteMarts, evidence: EvidenceStore) -> Iterator[Page]:
    groups = {
        name: marts.group(name, "indicator_key")
        for name in ("measures", "observations", "targets", "changes")
    }
    trends = {row["measure_key"]: row for row in marts["trends"]}
    findings = marts.group("findings", "report_year", "indicator_code")
    former = marts.group("former_codes", "indicator_key")
    twins = marts.group("twins", "own_key")
    for key, results in marts.group("results", "indicator_key").items():
        newest, measures = results[0], groups["measures"].get(key, [])
        own = [row for row in measures if row["report_year"] == newest["report_year"]]
        by_edition = group_by(measures, lambda row: row["report_year"])
        context = {
            "key": key,
            "newest": newest,
            "newest_measures": own,
            "agencies": own[0]["agencies"] if own else [],
            "results": results,
            "all_series": describe_series(
                measures,
                groups["observations"].get(key, []),
                groups["targets"].get(key, []),
                trends,
            ),
            "reasons": _reasons(by_edition),
            "evidence": [evidence.describe(rows) for rows in by_edition.values()],
            "findings": [
                finding
                for row in results
                for finding in findings.get((row["report_year"], row["indicator_code"]), [])
            ],
            "changes": groups["changes"].get(key, []),
            "twins": sorted({(row["key"], row["indicator_code"]) for row in twins.get(key, []) if row["key"] != key}),
            "former": _former_codes(former.get(key, []), newest["indicator_code"]),
        }  # fmt: skip
        yield Page(indicator_page(str(key)), "indicator.html.j2", "indicators.html", context)


def _reasons(by_edition: dict[Any, list[Row]]) -> list[Row]:
    firsts = [rows[0] for rows in by_edition.values()]
    return [row for row in firsts if row["reason_text"] or row["countermeasure_text"]]


def _former_codes(rows: list[Row], newest_code: str) -> list[tuple[str, int, int | None]]:
    return [
        (row["indicator_code"], row["valid_from_report_year"], row["valid_to_report_year"])
        for row in rows
        if row["indicator_code"] != newest_code
    ]


def _indicator_list(marts: SiteMarts) -> Page:
    results = {(r["report_year"], r["indicator_code"]): r for r in marts["results"]}
    measures = _newest_measures(marts)
    agencies = sorted({agency for row in measures for agency in row["agencies"]})
    former = {
        key: " ".join(sorted({row["indicator_code"] for row in rows}))
        for key, rows in marts.group("former_codes", "indicator_key").items()
    }
    context = {
        "rows": [(row, results[row["report_year"], row["indicator_code"]]) for row in measures],
        "certainty_of": _certainty_of,
        "former_codes": lambda key: former.get(key, ""),
        "agency_options": [(agency, agency) for agency in agencies],
        "goal_options": _goal_options(measures),
    }
    return Page(
        "indicators.html",
        "indicators.html.j2",
        "indicators.html",
        context,
        lambda say: {
            "status_options": [(s, say("status", s)) for s in _STATUSES],
            "certainty_options": [(c, say("certainty", c)) for c in _CERTAINTIES],
        },
    )


def _certainty_of(result: Row) -> str:
    """How sure the verdict on an indicator is: as unsure as what it rests on."""
    if result["status"] is None:
        return "doubtful"
    return "assumed" if result["is_assumed"] else "sure"


def _agencies(marts: SiteMarts) -> Iterator[Page]:
    scores = marts.group("agency_scores", "agency")
    newest = [r for r in marts["agency_scores"] if r["report_year"] == marts.newest_year]
    shown = {row["agency"] for row in newest}
    others = sorted(str(agency) for agency in scores if agency not in shown)
    yield Page(
        "agencies.html", "agencies.html.j2", "agencies.html", {"scores": newest, "others": others}
    )
    measures = group_by(
        [{**row, "agency": agency} for row in marts["measures"] for agency in row["agencies"]],
        lambda row: (row["agency"], row["report_year"]),
    )
    for agency, rows in scores.items():
        own = _in_printed_order(marts, measures.get((agency, rows[0]["report_year"]), []))
        context = {"agency": agency, "scores": rows, "measures": own}
        yield Page(agency_page(str(agency)), "agency.html.j2", "agencies.html", context)


def _finding_options(marts: SiteMarts) -> Callable[..., dict[str, Any]]:
    rows = marts["findings"]
    rules = sorted({row["rule"] for row in rows})
    known = {severity for severity in _SEVERITIES if any(r["severity"] == severity for r in rows)}
    goals = sorted({int(r["indicator_code"].split(".")[0]) for r in rows if r["indicator_code"]})

    def options(say: Callable[[str, str | None], str]) -> dict[str, Any]:
        return {
            "severity_options": [(s, say("severity", s)) for s in _SEVERITIES if s in known],
            "rule_options": [(rule, _word(say, "rule", rule)) for rule in rules],
            "goal_options": [(goal, goal) for goal in goals],
        }

    return options


def _change_options(marts: SiteMarts) -> Callable[..., dict[str, Any]]:
    kinds = sorted({row["change"] for row in marts["changes"]})

    def options(say: Callable[[str, str | None], str]) -> dict[str, Any]:
        return {
            "change_options": [(kind, _word(say, "change", kind)) for kind in kinds],
            "goal_options": _goal_options(marts["changes"]),
        }

    return options


def _goal_options(rows: list[Row]) -> list[tuple[int, int]]:
    return [(goal, goal) for goal in sorted({row["goal_no"] for row in rows})]


def _word(say: Callable[[str, str | None], str], section: str, name: str) -> str:
    """Say a word, or the name itself where a newer rule has no word yet."""
    try:
        return say(section, name)
    except KeyError:
        return name


def _newest_measures(marts: SiteMarts) -> list[Row]:
    year = marts.newest_year
    return _in_printed_order(
        marts, [row for row in marts["measures"] if row["report_year"] == year]
    )


def _in_printed_order(marts: SiteMarts, measures: list[Row]) -> list[Row]:
    order = {(r["report_year"], r["indicator_code"]): i for i, r in enumerate(marts["results"])}
    return sorted(
        measures,
        key=lambda row: (order[row["report_year"], row["indicator_code"]], row["measure_no"]),
    )
