"""The years are linked: editions and goals, statements of one value, what became of each series."""

from typing import Any

import polars as pl

from flows.garbage import without_collector
from flows.runs.name_issuers import load_issuer_names
from flows.stages.compare_documents import compare_successive
from flows.stages.load_lexicon import (
    load_link_reviews,
    load_name_terms,
    load_unit_groups,
    load_units,
)
from transforms.years.compare_names import NameComparison
from transforms.years.compare_texts import compare_texts
from transforms.years.gather_link_facts import gather_link_facts
from transforms.years.link_editions import link_editions
from transforms.years.link_twins import link_twins
from transforms.years.measure_trend import measure_trends
from transforms.years.resolve_observations import resolve_observations
from transforms.years.stand_statements import stand_statements
from warehouse.candidate import Candidate

_INDICATORS = """
    select
        report_id, report_year, issuer, vintage_no, is_current, row_no, indicator_code,
        indicator_name, goal_no, agencies
    from staging.stg_indicator
    inner join staging.stg_report using (report_id, report_year)
    where occurrence_no = 1
"""
_PRINTS = """
    select
        report_id, indicator_code, report_year, issuer, is_sample, row_no, goal_no, indicator_key, agencies
    from staging.stg_indicator
    inner join staging.stg_report using (report_id, report_year)
    inner join intermediate.int_indicator_key using (report_id, indicator_code)
    where occurrence_no = 1
"""
# 2.1 GW of one document is the earlier value 2,100 MW of the next.
_MEASURES_IN_BASE_UNITS = """
    select stg_measure.* replace (actual_value * coalesce(factor, 1) as actual_value)
    from staging.stg_measure
    left join intermediate.int_unit on stg_measure.actual_unit = int_unit.unit
    where occurrence_no = 1
"""
_PRIOR_VALUES_IN_BASE_UNITS = """
    select stg_prior_value.* replace (data_value * coalesce(factor, 1) as data_value)
    from staging.stg_prior_value
    left join intermediate.int_unit on stg_prior_value.unit = int_unit.unit
    where occurrence_no = 1
"""
# Each pair once, as printed.
_TWINS = """
    select
        int_twin.report_id, int_twin.indicator_code, int_twin.twin_report_id, int_twin.twin_code,
        int_twin.is_reviewed, int_twin.is_noted_here, back.is_noted_here as is_noted_there
    from intermediate.int_twin
    inner join intermediate.int_twin as back
        on
            int_twin.report_id = back.twin_report_id
            and int_twin.twin_report_id = back.report_id
            and int_twin.indicator_code = back.twin_code
            and int_twin.twin_code = back.indicator_code
    inner join staging.stg_report on int_twin.report_id = stg_report.report_id
    inner join staging.stg_report as twin_report
        on int_twin.twin_report_id = twin_report.report_id
    inner join staging.stg_indicator as one
        on int_twin.report_id = one.report_id and int_twin.indicator_code = one.indicator_code
    inner join staging.stg_indicator as twin
        on int_twin.twin_report_id = twin.report_id and int_twin.twin_code = twin.indicator_code
    where
        stg_report.is_current and one.occurrence_no = 1 and twin.occurrence_no = 1
        and (stg_report.issuer, one.row_no) < (twin_report.issuer, twin.row_no)
    order by
        stg_report.report_year, stg_report.issuer, one.row_no, twin_report.issuer, twin.row_no
"""

# Twins are one thing, and have one trend.
_OBSERVATIONS = """
    select int_series.measure_key, data_year, value, unit, value_basis, segment_no, source
    from intermediate.int_series_value
    inner join intermediate.int_series using (series_key)
"""
# Of each measure the names and the direction in its newest current edition; its latest target that of the
# furthest year stated there, of the basis that the measure itself has.
_MEASURES = """
    with newest as (
        select
            int_measure_key.measure_key,
            any_value(int_indicator_key.indicator_key) as indicator_key,
            arg_max(stg_indicator.goal_no, (stg_report.report_year, -standing)) filter (is_current)
                as goal_no,
            arg_max(stg_indicator.indicator_name, (stg_report.report_year, -standing))
                filter (is_current) as indicator_name,
            arg_max(stg_measure.measure_label, (stg_report.report_year, -standing))
                filter (is_current) as measure_label,
            arg_max(stg_measure.direction, (stg_report.report_year, -standing)) filter (is_current)
                as direction,
            arg_max(stg_measure.target_basis, (stg_report.report_year, -standing))
                filter (is_current) as target_basis
        from staging.stg_measure
        inner join staging.stg_indicator using (report_id, indicator_code, occurrence_no)
        inner join staging.stg_report using (report_id)
        inner join intermediate.int_indicator_key using (report_id, indicator_code)
        inner join intermediate.int_measure_key using (report_id, indicator_code, measure_no)
        inner join intermediate.int_standing using (report_id, indicator_code)
        where occurrence_no = 1
        group by int_measure_key.measure_key
    ),

    aimed as (
        select
            measure_key,
            target_basis,
            arg_max(
                {'low': target_low, 'high': target_high, 'unit': unit, 'year': target_year},
                target_year * 10000 + report_year
            ) as target
        from intermediate.int_target
        where is_latest
        group by measure_key, target_basis
    )

    select
        newest.*,
        case
            when newest.direction = 'higher' then coalesce(aimed.target.low, aimed.target.high)
            when newest.direction = 'lower' then coalesce(aimed.target.high, aimed.target.low)
        end as target_value,
        aimed.target.year as target_year,
        aimed.target.unit as unit
    from newest
    left join aimed
        on newest.measure_key = aimed.measure_key and newest.target_basis = aimed.target_basis
"""

# Of each issuer and indicator what it said year by year; in a year without its report what stands first.
_REASONS = """
    with said as (
        select
            issuer, indicator_key, report_year, indicator_code, leads_key, reason_text,
            countermeasure_text
        from staging.stg_indicator
        inner join staging.stg_report using (report_id, report_year)
        inner join intermediate.int_indicator_key using (report_id, indicator_code)
        inner join intermediate.int_standing using (report_id, indicator_code)
        where is_current and occurrence_no = 1
    )

    select
        owner.issuer, indicator_key, report_year, indicator_code, reason_text, countermeasure_text,
        said.issuer = owner.issuer as is_own
    from said
    inner join (select distinct indicator_key, issuer from said) as owner using (indicator_key)
    qualify row_number() over (
        partition by indicator_key, owner.issuer, report_year
        order by said.issuer <> owner.issuer, not leads_key, said.issuer, indicator_code
    ) = 1
"""
# What follows from links and standing, in the order in which one needs another.
_OF_STANDING = (
    "intermediate.int_verdict",
    "intermediate.int_scorecard",
    "intermediate.int_series",
    "intermediate.int_series_unit",
    "intermediate.int_statement",
    "intermediate.int_target",
)


def link_years(candidate: Candidate) -> None:
    """Fill the intermediate tables, and the marts that tell what became of each series."""
    link_series(candidate)
    order_prints(candidate)
    resolve_statements(candidate)
    measure_series(candidate)
    compare_reasons(candidate)
    compare_successive_documents(candidate)


@without_collector()
def link_series(candidate: Candidate) -> None:
    """Fill int_unit, int_indicator_key, int_measure_key and int_link."""
    names = NameComparison(load_name_terms())
    candidate.load("intermediate.int_unit", _unit_rows())
    documents = gather_link_facts(
        candidate.read(_INDICATORS),
        candidate.read(_MEASURES_IN_BASE_UNITS),
        candidate.read(_PRIOR_VALUES_IN_BASE_UNITS),
        load_unit_groups(),
    )
    linked = link_editions(documents, names, load_link_reviews())
    candidate.load("intermediate.int_indicator_key", linked.indicator_keys)
    candidate.load("intermediate.int_measure_key", linked.measure_keys)
    candidate.keep("intermediate.int_twin")
    # Two issuers' prints are twins by their key.
    linked.links += link_twins(documents, candidate.read(_TWINS), names)
    candidate.load("intermediate.int_link", linked.links)


@without_collector()
def order_prints(candidate: Candidate) -> None:
    """Fill int_ministry and int_standing: of all prints of an indicator in a year, which counts."""
    ministries = load_issuer_names().ministries
    rows = [{"agency": agency, "ministry": name} for agency, name in ministries.items()]
    candidate.load("intermediate.int_ministry", rows)
    twins = candidate.read("select * from intermediate.int_twin")
    standing = stand_statements(candidate.read(_PRINTS), twins, ministries)
    candidate.load("intermediate.int_standing", standing)
    candidate.keep(*_OF_STANDING)


def resolve_statements(candidate: Candidate) -> None:
    """Fill int_observation and int_disagreement."""
    statements = candidate.read("select * from intermediate.int_statement")
    marked, disagreements = resolve_observations(_with_unit_group(statements))
    candidate.load("intermediate.int_observation", marked)
    candidate.load("intermediate.int_disagreement", disagreements)
    candidate.keep("intermediate.int_series_value")


def measure_series(candidate: Candidate) -> None:
    """Fill the mart trend from the statements to use and the latest targets."""
    observations = _with_unit_group(candidate.read(_OBSERVATIONS))
    measures = _with_unit_group(candidate.read(_MEASURES))
    trends = measure_trends(observations, measures.rename({"unit_group": "target_unit_group"}))
    names = measures.select(
        "measure_key", "indicator_key", "goal_no", "indicator_name", "measure_label"
    )
    named = trends.join(names, on="measure_key", how="left", maintain_order="left")
    candidate.load("marts.trend", named)


def compare_reasons(candidate: Candidate) -> None:
    """Fill int_text_repetition."""
    said = candidate.read(_REASONS)
    own = said.filter("is_own").select("issuer", "indicator_key", "report_year")
    compared = compare_texts(said).join(own, on=own.columns, how="semi")
    candidate.load("intermediate.int_text_repetition", compared)


@without_collector()
def compare_successive_documents(candidate: Candidate) -> None:
    """Fill the mart edition_change."""
    candidate.load("marts.edition_change", compare_successive(candidate.connection))


def _unit_rows() -> list[dict[str, Any]]:
    units = load_units()
    return [
        {"unit": u, "base_unit": rule.base_unit, "factor": rule.factor} for u, rule in units.items()
    ]


def _with_unit_group(frame: pl.DataFrame) -> pl.DataFrame:
    groups = load_unit_groups()
    return frame.with_columns(unit_group=pl.col("unit").replace(groups))
