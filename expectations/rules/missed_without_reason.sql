-- severity: warning
-- why: a missed target calls for a reason 落後原因 in the report
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    {
        'measure': measure_label,
        'verdict': status_rule,
        'verdict_zh': coalesce(status_rule_zh, status_rule)
    } as facts,
    coalesce(actual_page, page_first) as page
from marts.attainment
where status = 'not_attained' and certainty = 'sure' and reason_text is null
