-- severity: warning
-- why: a later edition states another target for the same measure and year
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    'the target for ' || target_year || ' is ' || restatement || ': ' || coalesce(text, '') as message,
    page
from marts.target
where restatement in ('tightened', 'loosened', 'changed')
