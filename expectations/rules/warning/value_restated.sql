-- why: two editions state different values for the same measure and year
-- why_zh: 兩個年度對同一項目同一年載有不同數值
select
    used.issuer,
    used.report_year,
    used.indicator_code,
    used.measure_no,
    {
        'year': used.data_year,
        'words': coalesce(used.text, used.value::text),
        'other_edition': other.report_year,
        'other_issuer': if(other.issuer = used.issuer, null, other.issuer),
        'other_words': coalesce(other.text, other.value::text)
    } as facts,
    used.page
from intermediate.int_disagreement
inner join intermediate.int_statement as used using (observation_id)
inner join intermediate.int_statement as other on int_disagreement.other_observation_id = other.observation_id
where int_disagreement.kind = 'restated'
