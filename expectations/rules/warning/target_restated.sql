-- why: a later edition states another target for the same measure and year
-- why_zh: 較新年度對同一項目同一年載有不同目標
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    {'year': target_year, 'restatement': restatement, 'words': text} as facts,
    page
from marts.target
where restatement in ('tightened', 'loosened', 'changed')
