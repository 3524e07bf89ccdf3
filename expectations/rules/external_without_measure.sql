-- severity: info
-- why: a reviewed figure published elsewhere names an indicator that goes by another name, or a measure that is not there
select
    seed_external_observation.edition_year as report_year,
    seed_external_observation.indicator_code,
    seed_external_observation.measure_no,
    count(*) || ' figures wait for measure ' || seed_external_observation.measure_no
    || ' of an indicator whose name holds ' || seed_external_observation.indicator_name_contains as message,
    any_value(stg_indicator.page_first) as page
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
where
    stg_measure.measure_no is null
    or not contains(stg_indicator.indicator_name, seed_external_observation.indicator_name_contains)
group by
    seed_external_observation.edition_year,
    seed_external_observation.indicator_code,
    seed_external_observation.measure_no,
    seed_external_observation.indicator_name_contains
