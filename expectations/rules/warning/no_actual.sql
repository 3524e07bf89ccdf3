-- why: a row without an actual 實績值 leaves the reader without an answer
-- why_zh: 未載實績值，讀者無從得知結果
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    page_first as page
from marts.attainment
where actual_kind = 'none'
