-- severity: warning
-- why: a row without an actual 實績值 leaves the reader without an answer
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    page_first as page
from marts.attainment
where actual_kind = 'none'
