-- why: a verdict that nothing decides waits for a term or a review; one in doubt is told as such
-- why_zh: 無從判定者有待名稱清單或審閱；存疑者據實說明
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    {'verdict': status_rule, 'verdict_zh': coalesce(status_rule_zh, status_rule)} as facts,
    coalesce(actual_page, page_first) as page
from marts.attainment
where status is null and certainty <> 'doubtful'
