-- severity: warning
-- why: where the row speaks against our reading of it, the reading is in doubt before the ministry is
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    doubt || ' (' || status_rule || '; direction by ' || coalesce(direction_rule, 'nothing')
    || '): a reviewed direction or a reading of the printed row would settle it' as message,
    coalesce(actual_page, page_first) as page
from marts.attainment
where doubt is not null
