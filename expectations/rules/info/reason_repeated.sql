-- why: the reason given is that of the edition before
-- why_zh: 落後原因與前一年度相同
select
    status_history.issuer,
    status_history.report_year,
    status_history.indicator_code,
    null::integer as measure_no,
    {'before': previous_report_year, 'likeness': reason_similarity::text} as facts,
    attainment.page_first as page
from marts.status_history
inner join marts.attainment using (issuer, report_year, indicator_code)
where attainment.measure_no = 1 and is_reason_repeated
