-- why: an indicator missed in two or more editions running needs more than the same answer
-- why_zh: 連續兩個以上年度未達標，相同的說明已不足夠
select
    status_history.issuer,
    status_history.report_year,
    status_history.indicator_code,
    null::integer as measure_no,
    {'n_editions': n_missed_in_a_row, 'since': missed_since} as facts,
    attainment.page_first as page
from marts.status_history
inner join marts.attainment using (issuer, report_year, indicator_code)
where attainment.measure_no = 1 and n_missed_in_a_row >= 2
