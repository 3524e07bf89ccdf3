"""What a run brought, from the marts: scorecard, misses, changes, overdue promises, what waits for a person."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import duckdb

from supply.news.one_line import one_line
from supply.news.read_changes import RULES_TOLD_AS_CHANGES, read_changes
from supply.news.run_news import Listing, ReviewNews, RunNews
from supply.news.tell_outcome import Figures, tell_actions, tell_subject
from warehouse.errors import NotPublishedError
from warehouse.folder.held_reports import (
    HeldReports,
    read_held,
    tell_issuers,
    tell_sample,
    tell_sample_in_words,
)
from warehouse.folder.published import Row, fetch
from warehouse.folder.run_ending import RunEnding
from warehouse.say import (
    chosen_language,
    in_reader_language,
    listed,
    listed_issuers,
    name_value,
    tell,
)

_MOST_ROWS, _MOST_SCORECARDS = 20, 6
# So many findings of one rule are told one by one; more are told as one row with their places.
_FEW = 3
_MOST_PLACES = 12
_NAME_LENGTH = 60
_SEVERITIES = ("critical", "warning", "info")
_MISSED = """
    select
        verdict.*,
        coalesce(verdict.measure_label, verdict.indicator_name) as name,
        indicator_result.twin_codes_text,
        int_standing.group_no
    from marts.verdict
    inner join marts.indicator_result using (report_id, indicator_code)
    inner join intermediate.int_standing using (report_id, indicator_code)
    where list_contains(?, verdict.report_year) and verdict.status = 'not_attained'
    order by
        verdict.report_year desc, verdict.attainment_pct nulls last, verdict.issuer, verdict.goal_no,
        verdict.indicator_code, verdict.measure_no
"""
# By the day of this run, not by that on which the warehouse was made.
_OVERDUE = """
    select
        release_calendar.*,
        coalesce(release_calendar.measure_label, release_calendar.indicator_name) as name,
        indicator_result.twin_codes_text,
        indicator_result.counts_in_total,
        int_standing.group_no
    from marts.release_calendar
    inner join marts.indicator_result using (issuer, report_year, indicator_code)
    inner join intermediate.int_standing using (report_id, indicator_code)
    where
        release_calendar.delivered_report_year is null
        and release_calendar.elsewhere_value is null
        and release_calendar.release_due < ?
    order by release_calendar.release_due, release_calendar.report_year, release_calendar.issuer,
        release_calendar.goal_no, release_calendar.indicator_code, release_calendar.measure_no
"""
_FINDINGS = """
    select * from marts.finding where not is_accepted
    order by report_year desc, rule, issuer, indicator_code, measure_no, finding_id
"""
_OPEN_LINKS = "select count(*) as n from marts.indicator_link where not is_confirmed"


def read_news(ending: RunEnding, connection: duckdb.DuckDBPyConnection | None) -> RunNews:
    """Gather what is told of a run.

    Args:
        ending: of the run.
        connection: the published warehouse, of this run or of the last good one; null if there is none.

    Returns:
        The news. A warehouse of another version than this program's counts as none.
    """
    if connection is not None:
        try:
            return _read_with_marts(ending, connection)
        except NotPublishedError:
            pass
    return RunNews(
        ending,
        tell_subject(ending),
        tell_actions(ending),
        files=_list_files(ending, HeldReports([])),
    )


def _read_with_marts(ending: RunEnding, connection: duckdb.DuckDBPyConnection) -> RunNews:
    held = read_held(connection)
    is_published = ending.outcome == "published"
    # What stands since the last good run would only hide what is to be done now.
    is_well = ending.outcome in {"published", "nothing_new"}
    read = held.find_all(ending.documents) or held.current_of(held.years[-1])
    years = sorted({row["report_year"] for row in read})
    told_years = years if is_published else []
    files = _list_files(ending, held)
    missed = _tell_twins_once(fetch(connection, _MISSED, [told_years]))
    review = _read_review(connection, read, has_issuers=held.has_several_issuers)
    scorecards = _read_scorecards(connection, told_years, held)
    figures = _figures(scorecards, missed, review, held)
    return RunNews(
        ending,
        tell_subject(ending, _corrected_years(files), figures, _issuers_read(files, held)),
        tell_actions(ending),
        files,
        told_years,
        held.years,
        scorecards[:_MOST_SCORECARDS],
        _list_missed(missed, told_years) if is_published else None,
        read_changes(connection, read, held) if is_published else [],
        _list_overdue(connection, ending.as_of_date) if is_well else None,
        review if is_well else None,
        held.has_several_issuers,
        [one_line(line) for year in told_years[-1:] for line in tell_issuers(held, year)],
    )


def _list_files(ending: RunEnding, held: HeldReports) -> list[Row]:
    """The files read, each with its place among the vintages of its issuer and year."""
    files: list[Row] = []
    for document in ending.documents:
        own = held.find(document)
        vintages = held.vintages_of(own["issuer"], own["report_year"]) if own else []
        note = ""
        if own and len(vintages) > 1:
            note = tell("news-vintage", vintage=own["vintage_no"], count=len(vintages))
            if not own["is_current"]:
                current = next(row["file_name"] for row in vintages if row["is_current"])
                note += tell("news-superseded", current=one_line(current, _NAME_LENGTH))
        files.append(
            {
                "file_name": one_line(document.file_name, 2 * _NAME_LENGTH),
                "issuer": own["issuer"] if own else None,
                "whose": _tell_whose(own, held),
                "report_year": document.report_year,
                "n_indicators": document.n_indicators,
                "media_type": {"pdf": "PDF", "txt": tell("news-text-conversion")}.get(
                    document.media_type, one_line(document.media_type, _NAME_LENGTH)
                ),
                "note": note,
                "is_correction": own is not None and note != "" and own["is_current"],
            }
        )
    return files


def _tell_whose(own: Row | None, held: HeldReports) -> str:
    """The issuer, where several are held, and whether a file is a sample."""
    if own is None:
        return ""
    names = [own["issuer"]] if held.has_several_issuers else []
    names += [tell("held-sample")] if own["is_sample"] else []
    return one_line(listed(names), _NAME_LENGTH)


def _issuers_read(files: Sequence[Row], held: HeldReports) -> list[str]:
    """Whose documents were read, where a year does not tell."""
    names = dict.fromkeys(one_line(row["issuer"], _NAME_LENGTH) for row in files if row["issuer"])
    return list(names) if held.has_several_issuers else []


def _corrected_years(files: Sequence[Row]) -> list[int]:
    """Years of which nothing but corrections was read."""
    read = {(row["issuer"], row["report_year"]) for row in files}
    corrected = {(row["issuer"], row["report_year"]) for row in files if row["is_correction"]}
    others = {year for _, year in read - corrected}
    return sorted({year for _, year in corrected} - others)


def _tell_twins_once(rows: Sequence[Row]) -> list[Row]:
    """Leave out other prints of a twin, if the one that counts is among the rows: twins may disagree.

    Twins are prints under other goals and by other issuers; the row that stays names all their issuers.
    """
    issuers: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: not row["counts_in_total"]):
        issuers[_print_of(row)].append(row["issuer"])
    first_prints = {_print_of(row) for row in rows if row["counts_in_total"]}
    told: list[Row] = []
    for row in rows:
        if row["counts_in_total"]:
            told.append({**row, "issuers": listed_issuers(dict.fromkeys(issuers[_print_of(row)]))})
        elif _print_of(row) not in first_prints:
            told.append({**row, "issuers": row["issuer"]})
    return told


def _print_of(row: Row) -> tuple[Any, ...]:
    return row["report_year"], row["group_no"], row["measure_no"]


def _twins(row: Row) -> list[str]:
    return str(row["twin_codes_text"]).split("、") if row["twin_codes_text"] else []


def _place(row: Row) -> str:
    return one_line(" = ".join([row["indicator_code"], *_twins(row)]), _NAME_LENGTH)


def _list_missed(rows: Sequence[Row], years: Sequence[int]) -> Listing:
    shown = [
        {
            "report_year": row["report_year"],
            "place": _place(row),
            "issuer": one_line(row["issuers"], _NAME_LENGTH),
            "name": one_line(row["name"], _NAME_LENGTH),
            "target": one_line(row["target_shown"], _NAME_LENGTH),
            "actual": one_line(row["actual_shown"], _NAME_LENGTH),
            "gap": one_line(row["gap_shown"], _NAME_LENGTH),
            "attainment_pct": row["attainment_pct"],
            "page": row["page"],
        }
        for row in rows[:_MOST_ROWS]
    ]
    wanted = ", ".join(map(str, years))
    query = f"select * from verdict where report_year in ({wanted}) and status = 'not_attained'"  # noqa: S608 - years, shown and not run here
    return Listing(shown, len(rows), f'tsdg sql "{query}"')


def _list_overdue(connection: duckdb.DuckDBPyConnection, as_of_date: date) -> Listing:
    rows = _tell_twins_once(fetch(connection, _OVERDUE, [as_of_date]))
    shown = [
        {
            "report_year": row["report_year"],
            "place": _place(row),
            "issuer": one_line(row["issuers"], _NAME_LENGTH),
            "name": one_line(row["name"], _NAME_LENGTH),
            "agencies": one_line(row["agencies_text"], _NAME_LENGTH),
            "release_due": row["release_due"],
            "days": (as_of_date - row["release_due"]).days,
            "page": row["page"],
        }
        for row in rows[:_MOST_ROWS]
    ]
    command = "tsdg sql \"select * from pending_release where release_state = 'overdue'\""
    return Listing(shown, len(rows), command)


def _read_scorecards(
    connection: duckdb.DuckDBPyConnection, years: Sequence[int], held: HeldReports
) -> list[dict[str, Any]]:
    rows = fetch(connection, "select * from marts.edition_scorecard order by report_year desc")
    by_year = {row["report_year"]: row for row in rows}
    issuers = {year: {row["issuer"] for row in held.current_of(year)} for year in by_year}
    return [
        {
            **row,
            "edition": f"{year}{tell_sample(held, year)}",
            "n_judged": row["n_judged"],
            "n_issuers": len(issuers[year]),
            # Counts of other issuers' indicators are no change.
            "before": by_year.get(year - 1) if issuers[year] == issuers.get(year - 1) else None,
        }
        for year, row in by_year.items()
        if year in years
    ]


def _figures(
    scorecards: Sequence[Row], missed: Sequence[Row], review: ReviewNews, held: HeldReports
) -> Figures | None:
    if not scorecards:
        return None
    newest = scorecards[0]
    year = newest["report_year"]
    return Figures(
        year,
        sum(row["report_year"] == year for row in missed),
        newest["n_measures"],
        review.n_waiting,
        tell_sample_in_words(held, year),
        has_issuers=held.has_several_issuers,
    )


def _read_review(
    connection: duckdb.DuckDBPyConnection, read: Sequence[Row], *, has_issuers: bool
) -> ReviewNews:
    """What waits, of the documents read; a finding about a year as a whole belongs to all of that year."""
    rows = fetch(connection, _FINDINGS)
    years = sorted({row["report_year"] for row in read})
    places = {(row["issuer"], row["report_year"]) for row in read} | {(None, y) for y in years}
    own = [row for row in rows if (row["issuer"], row["report_year"]) in places]
    grave = [row for row in own if row["severity"] != "info"]
    n_grave = sum(row["severity"] != "info" for row in rows)
    # What the changes tell one by one is counted, and not told twice.
    told = _group(
        [row for row in grave if row["rule"] not in RULES_TOLD_AS_CHANGES], has_issuers=has_issuers
    )
    return ReviewNews(
        years,
        fetch(connection, _OPEN_LINKS)[0]["n"],
        {name: sum(row["severity"] == name for row in own) for name in _SEVERITIES},
        Listing(told[:_MOST_ROWS], len(told), "tsdg review --list"),
        n_grave - len(grave),
    )


def _group(findings: Sequence[Row], *, has_issuers: bool) -> list[Row]:
    """Tell few findings of a rule one by one, and many as one row with their places."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in findings:
        groups[row["severity"], row["rule"]].append(row)
    told: list[Row] = []
    for (severity, rule), rows in sorted(
        groups.items(), key=lambda group: (_SEVERITIES.index(group[0][0]), group[0][1])
    ):
        common = {"severity": severity, "rule": _name_rule(rule)}
        if len(rows) > _FEW:
            told.append(
                {
                    **common,
                    "place": _places(rows, has_issuers),
                    "message": tell("news-times", count=f"{len(rows):,}"),
                }
            )
        else:
            told += [{**common, "place": _places([r], has_issuers), "message": one_line(in_reader_language(r, "message"), 200)} for r in rows]  # fmt: skip
    return told


def _name_rule(rule: str) -> str:
    return name_value("rule", rule) if chosen_language() == "zh" else rule.replace("_", " ")


def _places(findings: Sequence[Row], has_issuers: bool) -> str:  # noqa: FBT001 - passed on
    places = list(dict.fromkeys(_place_of_finding(row, has_issuers) for row in findings))
    left_out = len(places) - _MOST_PLACES
    shown = listed(places[:_MOST_PLACES])
    if left_out > 0:
        shown = tell("news-places-more", places=shown, count=f"{left_out:,}")
    return one_line(shown)


def _place_of_finding(row: Row, has_issuers: bool) -> str:  # noqa: FBT001 - passed on
    whose = f"{row['issuer']} " if has_issuers and row["issuer"] else ""
    if row["page"]:
        page = tell("screen-page", page=row["page"])
        return f"{whose}{row['indicator_code']} ({page})"
    return f"{whose}{row['indicator_code'] or row['report_year']}"
