-- why: where the row speaks against our reading of it, the reading is in doubt before the ministry is
-- why_zh: 該列文字與判讀相左時，先疑判讀，不疑機關
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    {
        'doubt': doubt,
        'doubt_zh': coalesce(doubt_zh, doubt),
        'verdict': status_rule,
        'verdict_zh': coalesce(status_rule_zh, status_rule),
        'rule': direction_rule,
        'rule_zh': coalesce(direction_rule_zh, direction_rule)
    } as facts,
    coalesce(actual_page, page_first) as page
from marts.attainment
where doubt is not null
