-- why: a corrected edition changed a target
-- why_zh: 更正版變更了目標
select
    issuer,
    report_year_after as report_year,
    coalesce(indicator_code_after, indicator_code_before) as indicator_code,
    coalesce(measure_no_after, measure_no_before) as measure_no,
    {
        'before': if(before = 'not found', 'not_found', before),
        'before_zh': regexp_replace(before, '^(\S+) to ', '\1 至 '),
        'after': if(after = 'not found', 'not_found', after),
        'after_zh': regexp_replace(after, '^(\S+) to ', '\1 至 '),
        'effect': effect
    } as facts,
    page
from marts.edition_change
where change = 'target_changed' and is_vintage
