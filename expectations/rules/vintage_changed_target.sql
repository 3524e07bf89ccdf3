-- severity: warning
-- why: a corrected edition changed a target
select
    issuer,
    report_year_after as report_year,
    coalesce(indicator_code_after, indicator_code_before) as indicator_code,
    coalesce(measure_no_after, measure_no_before) as measure_no,
    'corrected from ' || before || ' to ' || after || coalesce(' (' || effect || ')', '') as message,
    page
from marts.edition_change
where change = 'target_changed' and is_vintage
