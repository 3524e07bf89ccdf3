-- why: a value to come without a day cannot be followed up
-- why_zh: 待公布而未載日期，無從追蹤
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    page
from marts.release_calendar
where release_due is null
