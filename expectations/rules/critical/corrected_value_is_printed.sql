-- why: a correction is for a printed value that is no longer there; look at the new document and at corrections.csv
-- why_zh: 更正所針對的原值已不在報告中；請核對新文件與 corrections.csv
select
    stg_report.issuer,
    stg_report.report_year,
    stg_correction.indicator_code,
    stg_correction.measure_no,
    {
        'field': stg_correction.field,
        'expected': stg_correction.printed_expected::text,
        'found': stg_correction.printed_found::text
    } as facts,
    null::integer as page
from staging.stg_correction
inner join staging.stg_report using (report_id)
where stg_report.is_current and not stg_correction.is_applied
