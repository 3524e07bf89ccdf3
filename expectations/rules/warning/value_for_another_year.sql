-- why: a value for another year says nothing of this year's target
-- why_zh: 他年數值無法說明本年目標是否達成
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    {'year': actual_year, 'words': actual_words} as facts,
    coalesce(actual_page, page_first) as page
from marts.attainment
where actual_kind = 'numeric' and actual_year <> report_year and certainty <> 'doubtful'
