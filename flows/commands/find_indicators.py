"""Which indicators a person means: by code of now or then, key, goal number, or part of a name."""

import re
import unicodedata
from typing import Any

from supply.terminal.issuer_words import issuer_cell
from supply.terminal.render_table import cell, console, printable, status_cell, word_table
from warehouse.errors import NotPublishedError
from warehouse.folder.published import Row, fetch
from warehouse.say import tell

_GOAL = re.compile(r"(?:goal|sdg|核心目標|目標)?\s*0?(\d{1,2})")
_CODE = re.compile(r"(\d{1,2})\.")
_LIKE_ENOUGH, _MOST_SUGGESTIONS = 60, 3
# One row for each indicator, as the newest edition that holds it prints it: of several issuers the one that leads.
# Codes, names and issuers are those of all editions.
_INDICATORS = """
    with statement as (
        select attainment.*, indicator_result.leads_key
        from attainment
        inner join indicator_result using (report_id, indicator_code)
    ),

    named as (
        select
            indicator_key,
            min(report_year) as first_report_year,
            max(report_year) as report_year,
            arg_max(indicator_code, (report_year, leads_key)) as indicator_code,
            arg_max(indicator_name, (report_year, leads_key)) as indicator_name,
            arg_max(goal_no, (report_year, leads_key)) as goal_no,
            arg_max(agencies_text, (report_year, leads_key)) as agencies_text,
            arg_max(issuer, (report_year, leads_key)) as issuer,
            list(distinct indicator_code) as codes,
            list(distinct issuer order by issuer) as issuers,
            string_agg(distinct indicator_name || ' ' || coalesce(measure_label, ''), ' ') as names
        from statement
        where $issuer is null or issuer = $issuer
        group by indicator_key
    )

    select named.*, indicator_result.status, status_history.name_en, dim_goal.name_en as goal_name_en
    from named
    inner join indicator_result using (issuer, report_year, indicator_code)
    left join status_history using (issuer, report_year, indicator_code)
    left join dim_goal on named.goal_no = dim_goal.goal_no
    -- As people count: 8.5.1 before 8.11.1.
    order by
        named.report_year desc,
        list_transform(string_split(named.indicator_code, '.'), lambda part: lpad(part, 4, '0')),
        named.indicator_key
"""


def find_indicators(connection: Any, asked: str, issuer: str | None = None) -> list[Row]:
    """Find what fits, each indicator as its newest edition prints it; with `issuer`, as its reports do.

    A code or key goes before a goal's number, that before a part of a name. An indicator whose key or code of
    now was asked for goes before those that had the code once.

    Raises:
        NotPublishedError: nothing fits.
    """
    rows = fetch(connection, _INDICATORS, {"issuer": issuer})
    wanted = tidy_code(asked)
    goal = _GOAL.fullmatch(wanted)
    fitting = (
        [row for row in rows if row["indicator_key"] == wanted]
        or [row for row in rows if wanted in row["codes"]]
        or [row for row in rows if goal and row["goal_no"] == int(goal[1])]
        or _bear_name(rows, asked)
    )
    if not fitting:
        raise _nothing_fits(rows, asked, wanted)
    return fitting


def tidy_code(asked: str) -> str:
    """A code as people give it: full-width, starred, or the key of one of its measures."""
    text = unicodedata.normalize("NFKC", asked).strip().lstrip("*").strip().lower()
    return text.partition("#")[0]


def _bear_name(rows: list[Row], asked: str) -> list[Row]:
    """Every word that was asked for stands in a name or label of any edition, in our English name, or in the goal's."""
    words = _fold(asked).split()
    if not words:
        return []
    return [
        row
        for row in rows
        if all(word in _fold(row["names"]) for word in words)
        or all(word in _fold(row["name_en"] or "") for word in words)
        or all(word in _fold(row["goal_name_en"] or "") for word in words)
    ]


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().replace("台", "臺")


def _nothing_fits(rows: list[Row], asked: str, code: str) -> NotPublishedError:
    """Name what is most like it: a slip of the keyboard is no dead end. One code is like every other."""
    goal = _CODE.match(code)
    if goal:
        return NotPublishedError("no-indicator-of-code", asked=repr(asked), goal=goal[1])
    # Needed for a slip alone.
    from rapidfuzz import fuzz, process

    known = {
        f"{row['indicator_code']} {row['indicator_name']}": f"{row['indicator_code']} {row['names']}"
        for row in rows
    }
    found = process.extract(
        asked, known, scorer=fuzz.partial_ratio, processor=_fold,
        limit=_MOST_SUGGESTIONS, score_cutoff=_LIKE_ENOUGH,
    )  # fmt: skip
    if not found:
        return NotPublishedError("no-indicator", asked=repr(asked))
    likely = "; ".join(name for _, _, name in found)
    return NotPublishedError("no-indicator-but", asked=repr(asked), likely=likely)


def print_fitting(asked: str, rows: list[Row]) -> None:
    """List what fits; the first column is what to ask for."""
    has_issuers = len({row["issuer"] for row in rows}) > 1
    grid = word_table(
        "ask for", *(["issuer"] * has_issuers), "indicator", "agencies", "edition", "verdict",
        title=tell("show-fitting", count=len(rows), asked=printable(asked)),
    )  # fmt: skip
    for row in rows:
        grid.add_row(
            cell(row["indicator_key"]),
            *([issuer_cell(row["issuer"])] * has_issuers),
            cell(row["indicator_name"]),
            cell(row["agencies_text"]),
            cell(row["report_year"]),
            status_cell(row["status"]),
        )
    console().print(grid)
