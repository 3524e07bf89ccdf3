-- why: an agency under a name that had ended when the report came out
-- why_zh: 報告發布時該機關名稱已停用
with printed as (
    select
        stg_report.issuer,
        stg_indicator.report_year,
        stg_indicator.indicator_code,
        stg_indicator.page_first,
        unnest(stg_indicator.agencies_printed) as printed_name,
        coalesce(raw_report.published_date, make_date(stg_indicator.report_year, 12, 31)) as published_date
    from staging.stg_indicator
    inner join staging.stg_report using (report_id)
    inner join raw.raw_report using (report_id)
    where stg_report.is_current and stg_indicator.occurrence_no = 1
)

select
    printed.issuer,
    printed.report_year,
    printed.indicator_code,
    null::integer as measure_no,
    {
        'printed': printed.printed_name,
        'now': if(seed_agency.change_kind = 'abolished', null, seed_agency.agency_short_name),
        'ended': seed_agency.valid_to::text
    } as facts,
    printed.page_first as page
from printed
inner join staging.seed_agency on printed.printed_name = seed_agency.printed_name
where seed_agency.is_sourced and seed_agency.valid_to <= printed.published_date
