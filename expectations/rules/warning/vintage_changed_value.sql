-- why: a corrected edition changed a value
-- why_zh: 更正版變更了數值
select
    issuer,
    report_year_after as report_year,
    coalesce(indicator_code_after, indicator_code_before) as indicator_code,
    coalesce(measure_no_after, measure_no_before) as measure_no,
    {'before': if(before = 'no unit', 'no_unit', before), 'after': if(after = 'no unit', 'no_unit', after)} as facts,
    page
from marts.edition_change
where change in ('value_changed', 'unit_changed') and is_vintage
