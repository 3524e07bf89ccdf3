-- why: a known error of the source was corrected by a reviewed row
-- why_zh: 報告的已知錯誤已依人工審閱更正
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    {
        'field': field,
        'data_year': data_year,
        'printed': printed_value::text,
        'used': corrected_value::text,
        'reason': reason
    } as facts,
    null::integer as page
from marts.correction
