"""What each page of the dashboard is given: which rows of the marts, in which order."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from supply.site.addresses import agency_page, goal_page, indicator_page, issuer_page
from supply.site.evidence_store import EvidenceStore
from supply.site.first_screen import OPEN_STATES, first_screen
from supply.site.page_tables import (
    AGENCY_COLUMNS,
    CHANGE_COLUMNS,
    FINDING_COLUMNS,
    GOAL_COLUMNS,
    ISSUER_COLUMNS,
    MEASURE_COLUMNS,
    PART_COLUMNS,
    RELEASE_COLUMNS,
    RESULT_COLUMNS,
    SERIES_COLUMNS,
    PageTable,
    keep_told,
)
from supply.site.publication import describe_publication
from supply.site.read_marts import SiteMarts, code_order, group_by, place
from supply.site.search_index import KINDS
from supply.site.series_lines import describe_series
from supply.site.statements import Statements
from warehouse.published import Row

_STATUSES = ("attained", "not_attained", "pending", "no_target", "qualitative", "undecided")
_JUDGED = "attained|not_attained"
_DOUBT = "doubt"
_CERTAINTIES = ("sure", "assumed", "doubtful")
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
    table: PageTable | None = None
    # More than the table's rows, for programs.
    document: Callable[[], dict[str, Any]] | None = None

    def told(self) -> dict[str, Any] | None:
        """What the page tells programs, if it has a table."""
        if self.document is not None:
            return self.document()
        return None if self.table is None else {"rows": self.table.records()}


def list_pages(marts: SiteMarts, evidence: EvidenceStore) -> Iterator[Page]:
    """Yield every page of the dashboard."""
    yield _overview(marts)
    yield from _goals(marts)
    yield from _indicators(marts, evidence)
    yield _indicator_list(marts)
    yield _history(marts)
    yield from _agencies(marts)
    yield _issuer_list(marts)
    yield from _issuers(marts)
    yield _finding_list(marts)
    yield _release_list(marts)
    yield _change_list(marts)
    yield _search(marts)
    yield _data(marts)
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
    return Page(
        "index.html",
        "overview.html.j2",
        "index.html",
        {
            "edition": marts["editions"][0],
            "documents": [
                r for r in marts["documents"] if r["report_year"] == year and r["is_current"]
            ],
            "issuer_scores": _newest_of(marts, "issuer_scores"),
            "missing_reports": _newest_of(marts, "missing"),
            "has_other_issuers": len(
                {_issuers_of(marts, r["report_year"]) for r in marts["editions"]}
            )
            > 1,
            "sample_documents": marts.samples_of(newest_measures),
            "scores": _newest_of(marts, "goal_scores"),
            "newest_measures": newest_measures,
            "missed": missed,
            "change_counts": _counts(changes, "change"),
            **first_screen(marts, sorted(changes, key=_change_weight)),
        },
        table=PageTable(GOAL_COLUMNS, marts["goal_scores"]),
    )


def _newest_of(marts: SiteMarts, table: str) -> list[Row]:
    return [row for row in marts[table] if row["report_year"] == marts.newest_year]


def _issuers_of(marts: SiteMarts, year: int) -> frozenset[str]:
    return frozenset(r["issuer"] for r in marts["issuer_scores"] if r["report_year"] == year)


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
    prints_of = _prints(marts)
    for goal_no, rows in scores.items():
        years = sorted({row["report_year"] for row in rows}, reverse=True)
        context = {
            "goal_no": goal_no,
            "scores": rows,
            "measures": measures.get(goal_no, []),
            "years": years,
            "history": list(_status_matrix(results.get(goal_no, []))),
            "prints_of": prints_of,
            "sample_documents": marts.samples_of(results.get(goal_no, [])),
        }
        table = PageTable(PART_COLUMNS, measures.get(goal_no, []))
        yield Page(goal_page(int(str(goal_no))), "goal.html.j2", "index.html", context, table=table)


def _history(marts: SiteMarts) -> Page:
    """Every indicator under every edition: where the counts of earlier editions lead."""
    years = [row["report_year"] for row in marts["editions"]]
    context = {
        "years": years,
        "history": list(_status_matrix(marts["results"])),
        "prints_of": _prints(marts),
        "year_options": [(year, year) for year in years],
        "goal_options": _goal_options(marts["results"]),
        "issuer_options": _issuer_options(marts["results"]),
        "sample_documents": marts.samples_of(marts["results"]),
    }
    return Page(
        "history.html",
        "history.html.j2",
        "indicators.html",
        context,
        lambda say: {
            "status_options": _status_options(say),
            "certainty_options": [(c, say("certainty", c)) for c in _CERTAINTIES],
        },
        table=PageTable(RESULT_COLUMNS, marts["results"]),
    )


def _prints(marts: SiteMarts) -> Callable[[list[Row]], str]:
    """What an indicator was in each of its prints, so that a count of any year finds its own.

    Of a print: year, goal, issuer, status, certainty and the totals that count it, parted by |; prints by ;.
    """
    totals_of = _totals(marts)

    def prints(results: list[Row]) -> str:
        return ";".join(
            "|".join(
                (
                    str(row["report_year"]),
                    str(row["goal_no"]),
                    row["issuer"],
                    row["status"] or "undecided",
                    _certainty_of(row),
                    ",".join(totals_of(row)),
                )
            )
            for row in results
        )

    return prints


def _status_options(say: Callable[[str, str | None], str]) -> list[tuple[str, str]]:
    words = [(status, say("status", status)) for status in _STATUSES]
    return [*words, (_JUDGED, say("filter", "judged"))]


def _status_matrix(
    results: list[Row],
) -> Iterator[tuple[Any, list[Row], dict[Hashable, list[Row]]]]:
    """Each indicator with the prints of each year, that which leads first."""
    for key, rows in group_by(results, lambda row: row["indicator_key"]).items():
        ordered = _leading_first(rows)
        yield key, ordered, group_by(ordered, lambda row: row["report_year"])


def _leading_first(results: list[Row]) -> list[Row]:
    """Newest edition first, and of its issuers the one that leads."""
    return sorted(
        results, key=lambda row: (-row["report_year"], not row["leads_key"], row["issuer"])
    )


def _indicators(marts: SiteMarts, evidence: EvidenceStore) -> Iterator[Page]:
    groups = {
        name: marts.group(name, "indicator_key")
        for name in ("measures", "observations", "targets", "changes")
    }
    trends = {row["measure_key"]: row for row in marts["trends"]}
    findings = marts.group("findings", "issuer", "report_year", "indicator_code")
    former = marts.group("former_codes", "indicator_key")
    twins = marts.group("twins", "own_key")
    namesakes = marts.group("results", "report_year", "indicator_code")
    statements = Statements(marts["results"])
    for key, unordered in _by_document(marts.group("results", "indicator_key")):
        results = _leading_first(unordered)
        own = {name: group.get(key, []) for name, group in groups.items()}
        own["findings"] = [finding for row in results for finding in findings.get(place(row), [])]
        newest, measures = results[0], own["measures"]
        prints = group_by(measures, lambda row: (row["report_year"], row["issuer"]))
        others = namesakes[newest["report_year"], newest["indicator_code"]]
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
            "all_series": describe_series(
                measures, own["observations"], own["targets"], trends, statements
            ),
            "reasons": _reasons(prints.values()),
            "evidence": [evidence.describe(rows) for rows in prints.values()],
            "findings": own["findings"],
            "changes": own["changes"],
            "twins": sorted({(row["key"], row["indicator_code"]) for row in twins.get(key, []) if row["key"] != key}),
            "namesakes": [row for row in others if row["indicator_key"] != key and row["leads_key"]],
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
        )


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
    }


def _data(marts: SiteMarts) -> Page:
    """Every file of the publication: what it is, and how to cite it."""
    names = ("index", "indicators", "history", "agencies", "issuers", "changes", "releases", "findings")  # fmt: skip
    words = {"index": ("overview", "by_goal"), "history": ("indicator", "history")}
    context = {"publication": describe_publication(marts)}
    return Page(
        "data.html",
        "data.html.j2",
        "data.html",
        context,
        lambda say: {"tables": [(name, say(*words.get(name, ("page", name)))) for name in names]},
    )


def _search(marts: SiteMarts) -> Page:
    """Every indicator of every edition, to be searched."""
    newest: dict[str, Row] = {}
    years: dict[str, set[int]] = {}
    codes: dict[str, set[str]] = {}
    for row in marts["measures"]:
        newest.setdefault(row["indicator_key"], row)
        years.setdefault(row["indicator_key"], set()).add(row["report_year"])
        codes.setdefault(row["indicator_key"], set()).add(row["indicator_code"])
    rows = sorted(
        newest.values(), key=lambda row: (row["goal_no"], code_order(row["indicator_code"]))
    )
    context = {
        "rows": rows,
        "years_of": years,
        "codes_of": {key: "|".join(sorted(found)) for key, found in codes.items()},
        "goal_options": _goal_options(rows),
        "sample_documents": marts.samples_of(rows),
    }
    return Page(
        "search.html",
        "search.html.j2",
        "indicators.html",
        context,
        lambda say: {"kinds": {kind: say("search", kind) for kind in KINDS}},
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


def _indicator_list(marts: SiteMarts) -> Page:
    results = {(r["report_id"], r["indicator_code"]): r for r in marts["results"]}
    measures = _newest_measures(marts)
    agencies = sorted({agency for row in measures for agency in row["agencies"]})
    former = {
        key: " ".join(sorted({row["indicator_code"] for row in rows}))
        for key, rows in marts.group("former_codes", "indicator_key").items()
    }
    states = {(*place(row), row["measure_no"]): row["state"] for row in marts["releases"]}
    context = {
        "release_of": lambda row: states.get((*place(row), row["measure_no"]), ""),
        "rows": [(row, results[row["report_id"], row["indicator_code"]]) for row in measures],
        "certainty_of": _certainty_of,
        "totals_of": _totals(marts),
        "former_codes": lambda key: former.get(key, ""),
        "agency_options": [(agency, agency) for agency in agencies],
        "goal_options": _goal_options(measures),
        "issuer_options": _issuer_options(measures),
        "sample_documents": marts.samples_of(measures),
    }
    return Page(
        "indicators.html",
        "indicators.html.j2",
        "indicators.html",
        context,
        lambda say: {
            "status_options": _status_options(say),
            "part_options": [(s, say("status", s)) for s in _STATUSES],
            "release_options": _release_options(say),
            "certainty_options": [(c, say("certainty", c)) for c in _CERTAINTIES],
        },
        table=PageTable(MEASURE_COLUMNS, measures),
    )


def _totals(marts: SiteMarts) -> Callable[[Row], list[str]]:
    """Which totals count an indicator's row: 1 (all goals), goal, issuer, or an agency's name.

    A count leads to the list with its total asked for, which then shows as many indicators as it says.
    """
    agencies = marts.group("agency_counts", "issuer", "report_year", "indicator_code")

    def totals(result: Row) -> list[str]:
        named = {"1": "counts_in_total", "goal": "counts_in_goal", "issuer": "counts_in_report"}
        return [
            *(name for name, column in named.items() if result[column]),
            *(row["agency"] for row in agencies.get(place(result), [])),
        ]

    return totals


def _issuer_options(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """What a list may be filtered by; nothing where it has one issuer."""
    issuers = sorted({row["issuer"] for row in rows if row["issuer"]})
    return [(issuer, issuer) for issuer in issuers] if len(issuers) > 1 else []


def _release_options(say: Callable[[str, str | None], str]) -> list[tuple[str, str]]:
    words = [(state, say("release_state", state)) for state in (*OPEN_STATES, "elsewhere")]
    return [*words, ("delivered", say("release", "delivered"))]


def _certainty_of(result: Row) -> str:
    """How sure the verdict on an indicator is: as unsure as what it rests on."""
    if result["status"] is None:
        return "doubtful"
    return "assumed" if result["is_assumed"] else "sure"


def _agencies(marts: SiteMarts) -> Iterator[Page]:
    scores = marts.group("agency_scores", "agency")
    newest = _newest_of(marts, "agency_scores")
    shown = {row["agency"] for row in newest}
    context = {
        "scores": newest,
        "others": sorted(str(agency) for agency in scores if agency not in shown),
        "sample_documents": marts.samples_of(_newest_of(marts, "measures")),
    }
    table = PageTable(AGENCY_COLUMNS, newest)
    yield Page("agencies.html", "agencies.html.j2", "agencies.html", context, table=table)
    measures = group_by(
        [{**row, "agency": agency} for row in marts["measures"] for agency in row["agencies"]],
        lambda row: row["agency"],
    )
    for agency, rows in scores.items():
        own = measures.get(agency, [])
        newest_own = [row for row in own if row["report_year"] == rows[0]["report_year"]]
        context = {
            "agency": agency,
            "scores": rows,
            "measures": _in_printed_order(marts, newest_own),
            "sample_documents": marts.samples_of(own),
        }
        table = PageTable(PART_COLUMNS, _in_printed_order(marts, newest_own))
        yield Page(
            agency_page(str(agency)), "agency.html.j2", "agencies.html", context, table=table
        )


def _issuer_list(marts: SiteMarts) -> Page:
    context = {
        "scores": _newest_of(marts, "issuer_scores"),
        "missing_reports": _newest_of(marts, "missing"),
        "sample_documents": marts.samples_of(_newest_of(marts, "results")),
    }
    table = PageTable(ISSUER_COLUMNS, marts["issuer_scores"])
    return Page("issuers.html", "issuers.html.j2", "issuers.html", context, table=table)


def _issuers(marts: SiteMarts) -> Iterator[Page]:
    tables = {
        name: marts.group(name, "issuer")
        for name in ("documents", "measures", "results", "releases", "findings")
    }
    scores = marts.group("issuer_scores", "issuer")
    agencies = {row["agency"]: row for row in marts["agencies"]}
    prints_of = _prints(marts)
    for issuer in marts.issuers:
        own = {name: groups.get(issuer, []) for name, groups in tables.items()}
        year = scores[issuer][0]["report_year"]
        measures = [row for row in own["measures"] if row["report_year"] == year]
        measures = _in_printed_order(marts, measures)
        waiting = [row for row in own["releases"] if row["state"] in {*OPEN_STATES, "elsewhere"}]
        context = {
            "issuer": issuer,
            "ministries": [agencies[name] for name in issuer.split("、") if name in agencies],
            "scores": scores[issuer],
            "year": year,
            "documents": own["documents"],
            "measures": measures,
            "missed": [row for row in measures if row["status"] == "not_attained"],
            "years": [row["report_year"] for row in scores[issuer]],
            "history": list(_status_matrix(own["results"])),
            "prints_of": prints_of,
            "releases": sorted(waiting, key=lambda row: row["state"] != "overdue"),
            "findings": own["findings"],
            "sample_documents": marts.samples_of(
                [*own["documents"], *_beside(marts, own["findings"])]
            ),
        }
        # With one issuer its table is that of the list of indicators.
        table = PageTable(PART_COLUMNS, measures) if len(marts.issuers) > 1 else None
        yield Page(issuer_page(issuer), "issuer.html.j2", "issuers.html", context, table=table)


def _beside(marts: SiteMarts, findings: list[Row]) -> Iterator[Row]:
    """Every print of the indicators of findings: one may tell that another issuer says otherwise."""
    prints = marts.group("results", "indicator_key", "report_year")
    places = marts.group("results", "issuer", "report_year", "indicator_code")
    for finding in findings:
        for own in places.get(place(finding), []):
            yield from prints[own["indicator_key"], own["report_year"]]


def _finding_list(marts: SiteMarts) -> Page:
    context = {
        "issuer_options": _issuer_options(marts["findings"]),
        "year_options": _year_options(marts["findings"]),
        "sample_documents": marts.samples_of(marts["findings"]),
    }
    address = "findings.html"
    table = PageTable(FINDING_COLUMNS, marts["findings"])
    return Page(address, "findings.html.j2", address, context, _finding_options(marts), table)


def _release_list(marts: SiteMarts) -> Page:
    context = {
        "as_of": marts["runs"][0]["as_of_date"] if marts["runs"] else None,
        "year_options": _year_options(marts["releases"]),
        "issuer_options": _issuer_options(marts["releases"]),
        "sample_documents": marts.samples_of(marts["releases"]),
    }
    return Page(
        "releases.html",
        "releases.html.j2",
        "releases.html",
        context,
        lambda say: {
            "state_options": [("open", say("filter", "open")), *_release_options(say)],
        },
        PageTable(RELEASE_COLUMNS, marts["releases"]),
    )


def _year_options(rows: Iterable[Row]) -> list[tuple[int, int]]:
    years = {row["report_year"] for row in rows if row["report_year"]}
    return [(year, year) for year in sorted(years, reverse=True)]


def _change_list(marts: SiteMarts) -> Page:
    context = {
        "issuer_options": _issuer_options(marts["changes"]),
        "sample_documents": marts.samples_of(marts["changes"]),
    }
    table = PageTable(CHANGE_COLUMNS, marts["changes"])
    address = "changes.html"
    return Page(address, "changes.html.j2", address, context, _change_options(marts), table)


def _finding_options(marts: SiteMarts) -> Callable[..., dict[str, Any]]:
    rows = marts["findings"]
    rules = sorted({row["rule"] for row in rows})
    known = {severity for severity in _SEVERITIES if any(r["severity"] == severity for r in rows)}
    goals = sorted({int(r["indicator_code"].split(".")[0]) for r in rows if r["indicator_code"]})

    def options(say: Callable[[str, str | None], str]) -> dict[str, Any]:
        return {
            "severity_options": [
                (_DOUBT, say("filter", _DOUBT)),
                *((s, say("severity", s)) for s in _SEVERITIES if s in known),
            ],
            "rule_options": [(rule, _word(say, "rule", rule)) for rule in rules],
            "goal_options": [(goal, goal) for goal in goals],
        }

    return options


def _change_options(marts: SiteMarts) -> Callable[..., dict[str, Any]]:
    kinds = sorted({row["change"] for row in marts["changes"]})
    editions = sorted(
        {(row["report_year_after"], bool(row["is_vintage"])) for row in marts["changes"]},
        reverse=True,
    )

    def options(say: Callable[[str, str | None], str]) -> dict[str, Any]:
        return {
            "change_options": [(kind, _word(say, "change", kind)) for kind in kinds],
            "goal_options": _goal_options(marts["changes"]),
            "edition_options": [
                (f"{year}v", f"{year} {say('filter', 'vintage')}") if is_vintage else (year, year)
                for year, is_vintage in editions
            ],
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
    return _in_printed_order(marts, _newest_of(marts, "measures"))


def _in_printed_order(marts: SiteMarts, measures: list[Row]) -> list[Row]:
    order = {(r["report_id"], r["indicator_code"]): i for i, r in enumerate(marts["results"])}
    return sorted(
        measures,
        key=lambda row: (order[row["report_id"], row["indicator_code"]], row["measure_no"]),
    )
