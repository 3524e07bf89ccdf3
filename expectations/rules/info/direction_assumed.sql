-- why: a verdict that rests on a custom (more of a rate or a count is better) waits for a reviewed direction
-- why_zh: 判定依據一般慣例（比率或件數愈多愈好），有待審閱優劣方向
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    {
        'direction': direction,
        'rule': direction_rule,
        'rule_zh': coalesce(direction_rule_zh, direction_rule),
        'words': target_words
    } as facts,
    page_first as page
from marts.attainment
where certainty = 'assumed'
