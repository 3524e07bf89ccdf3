-- why: an indicator of the edition before is not printed any more
-- why_zh: 前一年度的指標不再刊載
select
    issuer,
    report_year_after as report_year,
    coalesce(indicator_code_after, indicator_code_before) as indicator_code,
    coalesce(measure_no_after, measure_no_before) as measure_no,
    {'name': indicator_name, 'before': report_year_before, 'after': report_year_after} as facts,
    page
from marts.edition_change
where change = 'indicator_vanished' and not is_vintage
