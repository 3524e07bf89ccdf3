-- why: a corrected edition added or lost an indicator or a measure
-- why_zh: 更正版增列或刪除指標或項目
select
    issuer,
    report_year_after as report_year,
    coalesce(indicator_code_after, indicator_code_before) as indicator_code,
    coalesce(measure_no_after, measure_no_before) as measure_no,
    {'change': change, 'name': indicator_name, 'measure': measure_label} as facts,
    page
from marts.edition_change
where change in ('indicator_added', 'indicator_vanished', 'measure_added', 'measure_vanished') and is_vintage
