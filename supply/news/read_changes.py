"""What changed in the editions that a run read: against the edition before, and against an earlier vintage."""

from collections import Counter
from collections.abc import Sequence

import duckdb

from supply.news.one_line import one_line
from supply.news.run_news import EditionChanges, Listing
from supply.terminal.measure_words import tell_value
from supply.terminal.render_table import status_word
from warehouse.folder.held_reports import HeldReports
from warehouse.folder.published import Row, fetch
from warehouse.say import listed, tell

# Findings that say of a value or target what the changes say.
RULES_TOLD_AS_CHANGES = frozenset(
    {
        "value_restated",
        "vintage_changed_value",
        "vintage_changed_target",
        "vintage_added_or_lost",
    }
)
_MOST_ROWS, _MOST_EDITIONS = 20, 3
_NAME_LENGTH = 60
# In the order in which they are told: `news-n-KIND` counts them, `news-KIND` is what one of them is called.
_KINDS = (
    "value_changed",
    "target_changed",
    "status_changed",
    "unit_changed",
    "indicator_added",
    "indicator_vanished",
    "indicator_renumbered",
    "indicator_renamed",
    "issuer_changed",
    "agency_changed",
    "same_as_changed",
    "measure_added",
    "measure_vanished",
    "text_changed",
)
_CHANGES = """
    select edition_change.*, before.vintage_no as vintage_before, after.vintage_no as vintage_after
    from marts.edition_change
    inner join marts.dim_report as before on edition_change.report_id_before = before.report_id
    inner join marts.dim_report as after on edition_change.report_id_after = after.report_id
    where list_contains($places, {'issuer': after.issuer, 'year': after.report_year}) and after.is_current
    order by all
"""
_RESTATED = """
    select
        used.report_year,
        used.issuer,
        used.indicator_code,
        used.measure_no,
        coalesce(attainment.measure_label, attainment.indicator_name) as name,
        used.data_year,
        other.report_year as other_report_year,
        other.issuer as other_issuer,
        coalesce(other.text, other.value::text) as before,
        coalesce(used.text, used.value::text) as after,
        used.page
    from intermediate.int_disagreement
    inner join intermediate.int_statement as used using (observation_id)
    inner join intermediate.int_statement as other
        on int_disagreement.other_observation_id = other.observation_id
    left join marts.attainment
        on
            used.report_id = attainment.report_id
            and used.indicator_code = attainment.indicator_code
            and used.measure_no = attainment.measure_no
    where int_disagreement.kind = 'restated'
        and (
            list_contains($places, {'issuer': used.issuer, 'year': used.report_year})
            or list_contains($places, {'issuer': other.issuer, 'year': other.report_year})
        )
    order by all
"""
_COUNT_ALL = (
    'tsdg sql "select report_year_after, is_vintage, change, count(*) from edition_change '
    'group by all order by all"'
)
_COUNT_ALL_OF_ISSUERS = _COUNT_ALL.replace("report_year_after", "report_year_after, issuer")


def read_changes(
    connection: duckdb.DuckDBPyConnection, read: Sequence[Row], held: HeldReports
) -> list[EditionChanges]:
    """Read what changed in the current documents of some issuers and years.

    Between years the changes are counted, since nearly every value is another one, and verdicts are
    told one by one; between vintages all but texts are told one by one. Values of an earlier year
    that two editions state differently come first.

    Args:
        connection: the published warehouse.
        read: rows of dim_report whose issuers and years are told.
        held: all documents held.
    """
    places = [{"issuer": row["issuer"], "year": row["report_year"]} for row in read]
    changes = _read_restated(connection, places, has_issuers=held.has_several_issuers)
    pairs: dict[tuple[str, str], list[Row]] = {}
    for row in fetch(connection, _CHANGES, {"places": places}):
        pairs.setdefault((row["report_id_before"], row["report_id_after"]), []).append(row)
    newest_first = sorted(
        pairs.values(), key=lambda rows: (-rows[0]["report_year_after"], not rows[0]["is_vintage"])
    )
    changes += [_tell_pair(rows, held) for rows in newest_first[:_MOST_EDITIONS]]
    left_out = newest_first[_MOST_EDITIONS:]
    if left_out:
        n_changes = sum(map(len, left_out))
        title, command = tell("news-earlier-changes"), _COUNT_ALL
        if held.has_several_issuers:
            title, command = tell("news-other-changes"), _COUNT_ALL_OF_ISSUERS
        changes.append(EditionChanges(title, [], Listing([], n_changes, command)))
    return changes


def _read_restated(
    connection: duckdb.DuckDBPyConnection, places: Sequence[Row], *, has_issuers: bool
) -> list[EditionChanges]:
    rows = fetch(connection, _RESTATED, {"places": places})
    told = [
        {
            "place": _place(row["indicator_code"], row["measure_no"]),
            "kind": tell("news-restated"),
            "name": one_line(
                tell("news-name-for", name=row["name"] or "", year=row["data_year"]), _NAME_LENGTH
            ),
            "before": _state(
                row["other_report_year"], row["other_issuer"], row["before"], has_issuers
            ),
            "after": _state(row["report_year"], row["issuer"], row["after"], has_issuers),
            "effect": "",
            "page": row["page"],
        }
        for row in rows[:_MOST_ROWS]
    ]
    if not rows:
        return []
    command = "tsdg sql \"select * from finding where rule = 'value_restated'\""
    return [EditionChanges(tell("news-stated-anew"), [], Listing(told, len(rows), command))]


def _state(year: int, issuer: str | None, words: str, has_issuers: bool) -> str:  # noqa: FBT001 - passed on
    whose = f" {issuer}" if has_issuers and issuer else ""
    return one_line(f"{year}{whose}: {words}", 2 * _NAME_LENGTH)


def _tell_pair(rows: Sequence[Row], held: HeldReports) -> EditionChanges:
    first = rows[0]
    before, after = first["report_year_before"], first["report_year_after"]
    whose = f"{first['issuer']} " if held.has_several_issuers else ""
    if first["is_vintage"]:
        title = tell(
            "news-corrected-against",
            whose=whose,
            year=after,
            vintage=first["vintage_after"],
            before=first["vintage_before"],
        )
        telling = [row for row in rows if row["change"] != "text_changed"]
    else:
        title = tell("news-against", whose=whose, year=after, before=before)
        telling = [row for row in rows if row["change"] == "status_changed"]
    told = [_tell_change(row) for row in telling[:_MOST_ROWS]]
    named = {row["report_id"]: held.name(row) for row in held.rows}
    sides = [named[first[side]] for side in ("report_id_before", "report_id_after")]
    command = f"tsdg diff {' '.join(sides)}"
    return EditionChanges(one_line(title), _count(rows), Listing(told, len(telling), command))


def _count(rows: Sequence[Row]) -> list[tuple[str, int, str]]:
    counts = Counter(row["change"] for row in rows)
    return [
        (tell(f"news-n-{change}"), counts[change], _tell_effects(rows, change))
        for change in _KINDS
        if counts[change]
    ]


def _tell_effects(rows: Sequence[Row], change: str) -> str:
    effects = Counter(row["effect"] for row in rows if row["change"] == change and row["effect"])
    return listed(
        f"{count:,} {tell_value('effect', effect)}" for effect, count in sorted(effects.items())
    )


def _tell_change(row: Row) -> Row:
    codes = [row["indicator_code_before"], row["indicator_code_after"]]
    numbers = [row["measure_no_before"], row["measure_no_after"]]
    places = [_place(*side) for side in zip(codes, numbers, strict=True) if side[0]]
    is_verdict = row["change"] == "status_changed"
    sides = [status_word(row[side]) if is_verdict else row[side] for side in ("before", "after")]
    kind = tell(f"news-{row['change']}")
    return {
        "place": " → ".join(dict.fromkeys(places)),
        "name": one_line(row["measure_label"] or row["indicator_name"], _NAME_LENGTH),
        "kind": kind,
        "before": one_line(sides[0], 2 * _NAME_LENGTH),
        "after": one_line(sides[1], 2 * _NAME_LENGTH),
        "effect": row["effect"] or "",
        "page": row["page"],
    }


def _place(code: str | None, measure_no: int | None) -> str:
    return one_line(f"{code}#{measure_no}" if measure_no else code, _NAME_LENGTH)
