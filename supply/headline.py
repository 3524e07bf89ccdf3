"""One sentence that says what an edition came to."""

from typing import Any

from warehouse.folder.held_reports import HeldReports, tell_sample
from warehouse.folder.published import Row, fetch
from warehouse.say import in_clauses, tell

# The worst of those counted: furthest from its target.
_HEADLINE = """
    with worst as (
        select report_year, indicator_code as worst_code, issuer as worst_issuer
        from marts.attainment
        where report_year = $year and counts_in_total and status = 'not_attained'
        order by attainment_pct nulls last, goal_no, indicator_code, issuer
        limit 1
    )

    select edition_scorecard.*, worst_code, worst_issuer
    from marts.edition_scorecard
    left join worst using (report_year)
    where report_year = $year
"""


def tell_headline(connection: Any, held: HeldReports, year: int) -> str:
    """Say how many of the judged attained, how many missed and which the most, how many are pending or in doubt.

    Args:
        connection: the published warehouse.
        held: the documents in it.
        year: of an edition that is held.
    """
    (row,) = fetch(connection, _HEADLINE, {"year": year})
    rate = row["attainment_rate_pct"]
    words = [
        tell(
            "edition-attained",
            attained=row["n_attained"],
            judged=row["n_judged"],
            rate="none" if rate is None else f"{rate:.1f}",
        )
    ]
    if row["n_not_attained"]:
        worst = _name_worst(row, with_issuer=len(held.current_of(year)) > 1)
        words.append(tell("edition-missed", count=row["n_not_attained"], worst=worst))
    if row["n_pending"]:
        words.append(tell("edition-pending", count=row["n_pending"]))
    if row["n_unjudged"]:
        words.append(tell("edition-doubtful", count=row["n_unjudged"]))
    if held.has_several_issuers:
        words.append(tell("edition-issuers", count=len(held.current_of(year))))
    return tell("edition-headline", year=year, told=in_clauses(words)) + tell_sample(held, year)


def _name_worst(row: Row, *, with_issuer: bool) -> str:
    if not row["worst_code"]:
        return "none"
    whose = tell("held-in-brackets", words=row["worst_issuer"]) if with_issuer else ""
    return f"{row['worst_code']}{whose}"
