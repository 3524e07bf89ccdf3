-- severity: warning
-- why: an address of the source list that brings another year's report may bring an old one again, or the wrong file
select
    stg_report.issuer,
    stg_report.report_year,
    null::text as indicator_code,
    null::integer as measure_no,
    {'listed': raw_report.report_year_listed, 'printed': stg_report.report_year} as facts,
    1 as page
from staging.stg_report
inner join raw.raw_report on stg_report.report_id = raw_report.report_id
where stg_report.is_current and raw_report.report_year_listed <> stg_report.report_year
