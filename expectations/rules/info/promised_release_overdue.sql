-- why: the promised day has passed and no edition held here states the value
-- why_zh: 預計公布日已過，所存各年度報告均未載該數值
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    {'due': release_due::text, 'as_of': as_of_date::text} as facts,
    page
from marts.release_calendar
where is_overdue
