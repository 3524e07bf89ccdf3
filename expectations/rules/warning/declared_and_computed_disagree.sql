-- why: the ministry's own word and the printed numbers cannot both be right
-- why_zh: 機關自述與所載數字不可能同時正確
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    {
        'declared': declared_status,
        'computed': status,
        'verdict': status_rule,
        'verdict_zh': coalesce(status_rule_zh, status_rule)
    } as facts,
    coalesce(actual_page, page_first) as page
from marts.attainment
where is_consistent = false and certainty = 'sure'
