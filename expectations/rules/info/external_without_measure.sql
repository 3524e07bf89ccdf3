-- why: a reviewed figure published elsewhere names an indicator that goes by another name, or a measure that is not there
-- why_zh: 經審閱的他處數字所指的指標另有名稱，或該項目並不存在
with looked_for as (
    select
        seed_external_observation.edition_year as report_year,
        seed_external_observation.indicator_code,
        seed_external_observation.measure_no,
        seed_external_observation.indicator_name_contains,
        stg_report.issuer,
        stg_indicator.page_first,
        stg_measure.measure_no is not null
        and contains(stg_indicator.indicator_name, seed_external_observation.indicator_name_contains) as is_found
    from staging.seed_external_observation
    inner join staging.stg_report
        on seed_external_observation.edition_year = stg_report.report_year and stg_report.is_current
    inner join staging.stg_indicator
        on
            stg_report.report_id = stg_indicator.report_id
            and seed_external_observation.indicator_code = stg_indicator.indicator_code
            and stg_indicator.occurrence_no = 1
    left join staging.stg_measure
        on
            stg_indicator.report_id = stg_measure.report_id
            and stg_indicator.indicator_code = stg_measure.indicator_code
            and stg_indicator.occurrence_no = stg_measure.occurrence_no
            and seed_external_observation.measure_no = stg_measure.measure_no
)

-- Of several issuers' reports that print the code one is enough.
select
    min(issuer) as issuer,
    report_year,
    indicator_code,
    measure_no,
    {
        'n_figures': count(*) filter (where issuer = first_issuer),
        'measure_no': measure_no,
        'name': indicator_name_contains
    } as facts,
    arg_min(page_first, issuer) as page
from (
    select
        *,
        min(issuer) over (
            partition by report_year, indicator_code, measure_no, indicator_name_contains
        ) as first_issuer
    from looked_for
)
group by report_year, indicator_code, measure_no, indicator_name_contains
having not bool_or(is_found)
