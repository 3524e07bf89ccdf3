-- severity: info
-- why: the promised day has passed and no edition held here states the value
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    'promised by ' || strftime(release_due, '%Y-%m-%d') || ', not in any edition held on '
    || strftime(as_of_date, '%Y-%m-%d') as message,
    page
from marts.release_calendar
where is_overdue
