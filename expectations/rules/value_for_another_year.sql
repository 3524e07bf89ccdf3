-- severity: warning
-- why: a value for another year says nothing of this year's target
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    'the value is for ' || actual_year || ': ' || actual_words as message,
    coalesce(actual_page, page_first) as page
from marts.attainment
where actual_kind = 'numeric' and actual_year <> report_year and certainty <> 'doubtful'
