-- why: rows in equal rows out: each staged indicator has a measure, and each measure of it is published
-- why_zh: 列數須相符：每項指標都有項目，每個項目都要發布
select
    stg_report.issuer,
    stg_indicator.report_year,
    stg_indicator.indicator_code,
    null::integer as measure_no,
    {'n_staged': count(stg_measure.measure_no), 'n_published': count(attainment.measure_no)} as facts,
    any_value(stg_indicator.page_first) as page
from staging.stg_indicator
inner join staging.stg_report using (report_id)
left join staging.stg_measure using (report_id, indicator_code, occurrence_no)
left join marts.attainment
    on
        stg_measure.report_id = attainment.report_id
        and stg_measure.indicator_code = attainment.indicator_code
        and stg_measure.measure_no = attainment.measure_no
where stg_report.is_current and stg_indicator.occurrence_no = 1
group by stg_report.issuer, stg_indicator.report_year, stg_indicator.indicator_code
having count(stg_measure.measure_no) = 0 or count(stg_measure.measure_no) <> count(attainment.measure_no)
