-- severity: info
-- why: a verdict that rests on a custom (more of a rate or a count is better) waits for a reviewed direction
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
