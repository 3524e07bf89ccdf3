-- severity: info
-- why: a verdict that rests on a custom (more of a rate or a count is better) waits for a reviewed direction
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    direction || ' is taken to be better, as of any such quantity, by ' || direction_rule || ': '
    || target_words as message,
    page_first as page
from marts.attainment
where certainty = 'assumed'
