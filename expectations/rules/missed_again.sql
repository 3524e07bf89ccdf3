-- severity: info
-- why: an indicator missed in two or more editions running needs more than the same answer
select
    status_history.report_year,
    status_history.indicator_code,
    null::integer as measure_no,
    'missed in ' || status_history.n_missed_in_a_row || ' editions running'
    || coalesce(', since ' || max(began.report_year), '') as message,
    attainment.page_first as page
from marts.status_history
inner join marts.attainment using (report_year, indicator_code)
left join marts.status_history as began
    on
        status_history.indicator_key = began.indicator_key
        and status_history.report_year > began.report_year
        and began.n_missed_in_a_row = 1
where attainment.measure_no = 1 and status_history.n_missed_in_a_row >= 2
group by
    status_history.report_year,
    status_history.indicator_code,
    status_history.n_missed_in_a_row,
    attainment.page_first
