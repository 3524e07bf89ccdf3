-- why: two indicators or measures may be one series; a person should say so
-- why_zh: 兩項指標或項目可能為同一系列，須由人判斷
select
    issuer_b as issuer,
    report_year_b as report_year,
    indicator_code_b as indicator_code,
    measure_no_b as measure_no,
    {
        'code': indicator_code_a,
        'measure_no': measure_no_a,
        'year': report_year_a,
        'score': score::text,
        'evidence': evidence,
        'question': question_id
    } as facts,
    null::integer as page
from marts.indicator_link
where not is_confirmed
