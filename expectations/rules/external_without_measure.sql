-- severity: info
-- why: a reviewed figure published elsewhere belongs to no measure of the edition that it names
select
    seed_external_observation.edition_year as report_year,
    seed_external_observation.indicator_code,
    seed_external_observation.measure_no,
    count(*) || ' figures wait for an indicator whose name holds '
    || seed_external_observation.indicator_name_contains as message,
    null::integer as page
from staging.seed_external_observation
inner join staging.stg_report
    on seed_external_observation.edition_year = stg_report.report_year and stg_report.is_current
where
    not exists (
        select 1
        from staging.stg_indicator
        inner join staging.stg_measure using (report_id, indicator_code, occurrence_no)
        where
            stg_indicator.report_id = stg_report.report_id
            and stg_indicator.indicator_code = seed_external_observation.indicator_code
            and stg_measure.measure_no = seed_external_observation.measure_no
            and contains(stg_indicator.indicator_name, seed_external_observation.indicator_name_contains)
    )
group by
    seed_external_observation.edition_year,
    seed_external_observation.indicator_code,
    seed_external_observation.measure_no,
    seed_external_observation.indicator_name_contains
