-- why: an indicator that the edition before does not print
-- why_zh: 前一年度未載的指標
select
    issuer,
    report_year_after as report_year,
    coalesce(indicator_code_after, indicator_code_before) as indicator_code,
    coalesce(measure_no_after, measure_no_before) as measure_no,
    {'name': indicator_name, 'before': report_year_before} as facts,
    page
from marts.edition_change
where change = 'indicator_added' and not is_vintage
