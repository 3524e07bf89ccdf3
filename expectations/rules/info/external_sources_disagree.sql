-- why: figures published elsewhere for one measure and year contradict each other
-- why_zh: 同一項目同一年度，他處公布的數字彼此不符
with newest as (
    select measure_key, issuer, report_year, indicator_code, measure_no
    from marts.attainment
    qualify
        row_number() over (
            partition by measure_key order by report_year desc, counts_in_total desc, issuer, indicator_code
        ) = 1
)

select
    newest.issuer,
    newest.report_year,
    newest.indicator_code,
    newest.measure_no,
    {
        'year': one.data_year,
        'source': one.source_url,
        'value': one.value::text,
        'other_source': other.source_url,
        'other_value': other.value::text
    } as facts,
    null::integer as page
from intermediate.int_disagreement
inner join intermediate.int_statement as one using (observation_id)
inner join intermediate.int_statement as other on int_disagreement.other_observation_id = other.observation_id
inner join newest on int_disagreement.measure_key = newest.measure_key
where int_disagreement.kind = 'external_sources'
