-- why: an address of the source list that brings another year's report may bring an old one again, or the wrong file
-- why_zh: 來源清單某網址帶來他年報告，可能再次取得舊檔或取得錯誤檔案
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
