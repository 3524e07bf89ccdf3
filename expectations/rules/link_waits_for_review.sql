-- severity: info
-- why: two indicators or measures may be one series; a person should say so
select
    issuer_b as issuer,
    report_year_b as report_year,
    indicator_code_b as indicator_code,
    measure_no_b as measure_no,
    'may go on ' || indicator_code_a || coalesce('#' || measure_no_a, '') || ' of ' || report_year_a
    || ' (score ' || score || ': ' || evidence || '): question ' || question_id as message,
    null::integer as page
from marts.indicator_link
where not is_confirmed
