-- why: a verdict on another year's target is most likely left over from an earlier report
-- why_zh: 以他年目標作判定，多半是沿用先前報告的文字
with spoken as (
    select
        issuer,
        report_year,
        indicator_code,
        page_first,
        regexp_extract(actual_text, '未達(?:到|成)?(\d{2,4})年度?[^，。；]{0,8}目標', 1) as year_text,
        regexp_extract(actual_text, '未達(?:到|成)?\d{2,4}年度?[^，。；]{0,8}目標', 0) as words
    from staging.stg_indicator
    inner join staging.stg_report using (report_id, report_year)
    where is_current and occurrence_no = 1
)

select
    issuer,
    report_year,
    indicator_code,
    null::integer as measure_no,
    {'words': words} as facts,
    page_first as page
from spoken
where
    year_text <> ''
    and case when year_text::integer < 1911 then year_text::integer + 1911 else year_text::integer end
    <> report_year
