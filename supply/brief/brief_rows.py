"""What the brief tells, asked once: scorecard, misses, promises, doubts of the newest edition."""

from dataclasses import dataclass

import duckdb

from warehouse.folder.published import Row, fetch

_SCORES = """
    select goal_scorecard.*, dim_goal.name_en as goal_name, dim_goal.name_zh as goal_name_zh
    from marts.goal_scorecard left join marts.dim_goal using (goal_no)
    where report_year = $year
    order by goal_no
"""
_TOTAL = "select * from marts.edition_scorecard where report_year = $year"
# The worst measure of each indicator that counts as missed: as many rows as the headline says.
_MISSED = """
    select missed.*, dim_report.report_id, dim_report.issuer_shown
    from marts.missed_target as missed
    inner join marts.dim_report using (issuer, report_year)
    where dim_report.is_current and missed.counts_in_total
    qualify row_number() over (
        partition by missed.issuer, missed.indicator_code order by missed.attainment_pct nulls last, missed.measure_no
    ) = 1
    order by missed.attainment_pct nulls last, missed.goal_no, missed.indicator_code, missed.issuer
"""
# Two issuers may promise one value.
_PENDING = """
    select pending.*, dim_report.issuer_shown
    from marts.pending_release as pending
    inner join marts.dim_report using (issuer, report_year)
    where dim_report.is_current
    qualify row_number() over (partition by pending.report_year, pending.measure_key order by pending.issuer) = 1
    order by pending.release_due nulls last, pending.indicator_code, pending.measure_no, pending.issuer
"""
_DOUBTS = """
    select finding.*, dim_report.issuer_shown
    from marts.finding
    left join marts.dim_report
        on finding.issuer = dim_report.issuer and finding.report_year = dim_report.report_year and dim_report.is_current
    where finding.report_year = $year and not finding.is_accepted and finding.severity <> 'info'
    order by list_position(['critical', 'warning'], severity), rule, indicator_code nulls first, measure_no, finding.issuer
"""


@dataclass(frozen=True, slots=True)
class BriefRows:
    """Rows of each section, in the order in which they are told; of doubts those that are warnings or worse."""

    scores: list[Row]
    total: Row
    missed: list[Row]
    pending: list[Row]
    doubts: list[Row]


def read_brief_rows(connection: duckdb.DuckDBPyConnection, year: int) -> BriefRows:
    """Read them for an edition that is held."""
    (total,) = fetch(connection, _TOTAL, {"year": year})
    return BriefRows(
        fetch(connection, _SCORES, {"year": year}),
        total,
        fetch(connection, _MISSED),
        fetch(connection, _PENDING),
        fetch(connection, _DOUBTS, {"year": year}),
    )
