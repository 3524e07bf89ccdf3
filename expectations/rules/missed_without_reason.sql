-- severity: warning
-- why: a missed target calls for a reason 落後原因 in the report
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    coalesce(measure_label || ': ', '') || status_rule || ', but no reason is given' as message,
    coalesce(actual_page, page_first) as page
from marts.attainment
where status = 'not_attained' and certainty = 'sure' and reason_text is null
