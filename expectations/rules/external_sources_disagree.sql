-- severity: info
-- why: figures published elsewhere for one measure and year contradict each other
with newest as (
    select measure_key, max_by({'year': report_year, 'code': indicator_code, 'no': measure_no}, report_year) as place
    from marts.attainment
    group by measure_key
)

select
    newest.place.year as report_year,
    newest.place.code as indicator_code,
    newest.place.no as measure_no,
    'for ' || one.data_year || ' ' || one.source_url || ' says ' || one.value || ', ' || other.source_url || ' says '
    || other.value as message,
    null::integer as page
from intermediate.int_disagreement
inner join intermediate.int_statement as one using (observation_id)
inner join intermediate.int_statement as other on int_disagreement.other_observation_id = other.observation_id
inner join newest on int_disagreement.measure_key = newest.measure_key
where int_disagreement.kind = 'external_sources'
