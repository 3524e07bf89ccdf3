-- why: an indicator printed in the document and lost on the way is a number silently missing
-- why_zh: 報告所載指標若於處理中遺失，數字便悄然不見
with printed as (
    select distinct
        report_id,
        report_year,
        unnest(printed_codes) as indicator_code
    from raw.raw_report
)

select
    stg_report.issuer,
    printed.report_year,
    printed.indicator_code,
    null::integer as measure_no,
    {'code': printed.indicator_code} as facts,
    null::integer as page
from printed
left join staging.stg_report using (report_id)
anti join staging.stg_indicator
    on
        printed.report_id = stg_indicator.report_id
        and printed.indicator_code = stg_indicator.indicator_code
-- A code that a sentence mentions is no heading.
anti join raw.raw_report_cell as mention
    on
        printed.report_id = mention.report_id
        and mention.column_name = 'result'
        and contains(replace(mention.cell_text, ' ', ''), '指標' || printed.indicator_code)
