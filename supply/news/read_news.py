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
from warehouse.published import Row, fetch
from warehouse.run_ending import RunEnding

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
        indicator_result.counts_in_total
    from marts.verdict
    inner join marts.indicator_result using (report_year, indicator_code)
    where list_contains(?, verdict.report_year) and verdict.status = 'not_attained'
    order by
        verdict.report_year desc, verdict.attainment_pct nulls last, verdict.goal_no,
        verdict.indicator_code, verdict.measure_no
"""
# By the day of this run, not by that on which the warehouse was made.
_OVERDUE = """
    select
        release_calendar.*,
        coalesce(release_calendar.measure_label, release_calendar.indicator_name) as name,
        indicator_result.twin_codes_text,
        indicator_result.counts_in_total
    from marts.release_calendar
    inner join marts.indicator_result using (report_year, indicator_code)
    where release_calendar.delivered_report_year is null and release_calendar.release_due < ?
    order by release_calendar.release_due, release_calendar.report_year, release_calendar.goal_no,
        release_calendar.indicator_code, release_calendar.measure_no
"""
_FINDINGS = """
    select * from marts.finding where not is_accepted
    order by report_year desc, rule, indicator_code, measure_no, finding_id
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
        ending, tell_subject(ending), tell_actions(ending), files=_list_files(ending, [])
    )


def _read_with_marts(ending: RunEnding, connection: duckdb.DuckDBPyConnection) -> RunNews:
    reports = fetch(connection, "select * from marts.dim_report order by report_year, vintage_no")
    held = sorted({row["report_year"] for row in reports})
    is_published = ending.outcome == "published"
    # What stands since the last good run would only hide what is to be done now.
    is_well = ending.outcome in {"published", "nothing_new"}
    years = sorted({document.report_year for document in ending.documents} & set(held)) or held[-1:]
    told_years = years if is_published else []
    files = _list_files(ending, reports)
    missed = _tell_twins_once(fetch(connection, _MISSED, [told_years]))
    review = _read_review(connection, years)
    scorecards = _read_scorecards(connection, told_years)
    figures = _figures(scorecards, missed, review)
    corrected = [row["report_year"] for row in files if row["is_correction"]]
    return RunNews(
        ending,
        tell_subject(ending, corrected, figures),
        tell_actions(ending),
        files,
        told_years,
        held,
        scorecards[:_MOST_SCORECARDS],
        _list_missed(missed, told_years) if is_published else None,
        read_changes(connection, told_years),
        _list_overdue(connection, ending.as_of_date) if is_well else None,
        review if is_well else None,
    )


def _list_files(ending: RunEnding, reports: Sequence[Row]) -> list[Row]:
    """The files read, each with its place among the vintages of its year."""
    files: list[Row] = []
    for document in ending.documents:
        file_name, year = document.file_name, document.report_year
        of_year = [row for row in reports if row["report_year"] == year]
        own = [row for row in of_year if row["file_name"] == file_name]
        note = ""
        if len(of_year) > 1 and own:
            vintage = own[-1]
            note = f"vintage {vintage['vintage_no']} of {len(of_year)}"
            if not any(row["is_current"] for row in own):
                current = next(row["file_name"] for row in of_year if row["is_current"])
                note += f", kept as superseded: {one_line(current, _NAME_LENGTH)} stays current"
        files.append(
            {
                "file_name": one_line(file_name, 2 * _NAME_LENGTH),
                "report_year": year,
                "n_indicators": document.n_indicators,
                "media_type": {"pdf": "PDF", "txt": "text conversion"}.get(
                    document.media_type, one_line(document.media_type, _NAME_LENGTH)
                ),
                "note": note,
                "is_correction": note != "" and own[-1]["is_current"],
            }
        )
    return files


def _tell_twins_once(rows: Sequence[Row]) -> list[Row]:
    """Leave out the second print of a twin, if the first is among the rows: twins may disagree."""
    first_prints = {
        (row["report_year"], row["indicator_code"], row["measure_no"])
        for row in rows
        if row["counts_in_total"]
    }
    return [
        row
        for row in rows
        if row["counts_in_total"]
        or not any(
            (row["report_year"], code, row["measure_no"]) in first_prints for code in _twins(row)
        )
    ]


def _twins(row: Row) -> list[str]:
    return str(row["twin_codes_text"]).split("、") if row["twin_codes_text"] else []


def _place(row: Row) -> str:
    return one_line(" = ".join([row["indicator_code"], *_twins(row)]), _NAME_LENGTH)


def _list_missed(rows: Sequence[Row], years: Sequence[int]) -> Listing:
    shown = [
        {
            "report_year": row["report_year"],
            "place": _place(row),
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
    connection: duckdb.DuckDBPyConnection, years: Sequence[int]
) -> list[dict[str, Any]]:
    rows = fetch(connection, "select * from marts.edition_scorecard order by report_year desc")
    by_year = {row["report_year"]: row for row in rows}
    return [{**row, "before": by_year.get(year - 1)} for year, row in by_year.items() if year in years]  # fmt: skip


def _figures(
    scorecards: Sequence[Row], missed: Sequence[Row], review: ReviewNews
) -> Figures | None:
    if not scorecards:
        return None
    newest = scorecards[0]
    n_missed = sum(row["report_year"] == newest["report_year"] for row in missed)
    return Figures(newest["report_year"], n_missed, newest["n_measures"], review.n_waiting)


def _read_review(connection: duckdb.DuckDBPyConnection, years: Sequence[int]) -> ReviewNews:
    rows = fetch(connection, _FINDINGS)
    own = [row for row in rows if row["report_year"] in years]
    grave = [row for row in own if row["severity"] != "info"]
    elsewhere = [r for r in rows if r["report_year"] not in years and r["severity"] != "info"]
    # What the changes tell one by one is counted, and not told twice.
    told = _group([row for row in grave if row["rule"] not in RULES_TOLD_AS_CHANGES])
    return ReviewNews(
        years,
        fetch(connection, _OPEN_LINKS)[0]["n"],
        {name: sum(row["severity"] == name for row in own) for name in _SEVERITIES},
        Listing(told[:_MOST_ROWS], len(told), "tsdg review --list"),
        len(elsewhere),
    )


def _group(findings: Sequence[Row]) -> list[Row]:
    """Tell few findings of a rule one by one, and many as one row with their places."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in findings:
        groups[row["severity"], row["rule"]].append(row)
    told: list[Row] = []
    for (severity, rule), rows in sorted(
        groups.items(), key=lambda group: (_SEVERITIES.index(group[0][0]), group[0][1])
    ):
        common = {"severity": severity, "rule": rule.replace("_", " ")}
        if len(rows) > _FEW:
            told.append({**common, "place": _places(rows), "message": f"{len(rows):,} times"})
        else:
            told += [{**common, "place": _places([r]), "message": one_line(r["message"], 200)} for r in rows]  # fmt: skip
    return told


def _places(findings: Sequence[Row]) -> str:
    places = list(
        dict.fromkeys(
            f"{row['indicator_code']} (p. {row['page']})" if row["page"] else str(row["indicator_code"] or row["report_year"])
            for row in findings
        )
    )  # fmt: skip
    left_out = len(places) - _MOST_PLACES
    shown = ", ".join(places[:_MOST_PLACES])
    return one_line(f"{shown} and {left_out:,} more" if left_out > 0 else shown)
