-- severity: info
-- why: a known error of the source was corrected by a reviewed row
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    field || coalesce(' of ' || data_year, '') || ': printed ' || printed_value || ', used ' || corrected_value || ': '
    || reason as message,
    null::integer as page
from marts.correction
