-- severity: info
-- why: a value to come without a day cannot be followed up
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    page
from marts.release_calendar
where release_due is null
