-- why: a number printed in target or actual must not be lost between the text and the measures
-- why_zh: 目標或實績中所載數字不得於文字與項目之間遺失
with printed as (
    select
        report_id,
        report_year,
        indicator_code,
        occurrence_no,
        page_first,
        unnest([
            {'section': 'target', 'words': target_text}, {'section': 'actual', 'words': actual_text}
        ], recursive := true)
    from staging.stg_indicator
),

listed as (
    select
        report_id,
        indicator_code,
        occurrence_no,
        section,
        sum(length(regexp_replace(number_text, '[^0-9]', '', 'g'))) as n_digits
    from staging.stg_printed_number
    group by report_id, indicator_code, occurrence_no, section
)

select
    stg_report.issuer,
    printed.report_year,
    printed.indicator_code,
    null::integer as measure_no,
    {
        'section': printed.section,
        'n_printed': length(regexp_replace(printed.words, '[^0-9]', '', 'g')),
        'n_listed': coalesce(listed.n_digits, 0)::integer
    } as facts,
    printed.page_first as page
from printed
inner join staging.stg_report using (report_id)
left join listed using (report_id, indicator_code, occurrence_no, section)
where length(regexp_replace(printed.words, '[^0-9]', '', 'g')) <> coalesce(listed.n_digits, 0)
