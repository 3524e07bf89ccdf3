-- why: a missed target calls for a reason 落後原因 in the report
-- why_zh: 未達標應於報告說明落後原因
select
    attainment.issuer,
    attainment.report_year,
    attainment.indicator_code,
    attainment.measure_no,
    {
        'measure': attainment.measure_label,
        'verdict': attainment.status_rule,
        'verdict_zh': coalesce(attainment.status_rule_zh, attainment.status_rule),
        'of_others': if(attainment.reason_text is null, 'no', 'yes')
    } as facts,
    coalesce(attainment.actual_page, attainment.page_first) as page
from marts.attainment
inner join staging.stg_indicator
    on
        attainment.report_id = stg_indicator.report_id
        and attainment.indicator_code = stg_indicator.indicator_code
        and stg_indicator.occurrence_no = 1
where
    attainment.status = 'not_attained'
    and attainment.certainty = 'sure'
    and (
        attainment.reason_text is null
        or not list_contains(stg_indicator.reason_measures, attainment.measure_no)
    )
