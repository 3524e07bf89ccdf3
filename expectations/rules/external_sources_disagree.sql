-- severity: info
-- why: figures published elsewhere for one measure and year contradict each other
with newest as (
    select measure_key, max_by((report_year, indicator_code, measure_no), report_year) as place
    from marts.attainment
    group by measure_key
)

select
    newest.place[1] as report_year,
    newest.place[2] as indicator_code,
    newest.place[3] as measure_no,
    'for ' || one.data_year || ' ' || one.source_url || ' says ' || one.value || ', ' || other.source_url || ' says '
    || other.value as message,
    null::integer as page
from intermediate.int_disagreement
inner join intermediate.int_statement as one using (observation_id)
inner join intermediate.int_statement as other on int_disagreement.other_observation_id = other.observation_id
inner join newest on int_disagreement.measure_key = newest.measure_key
where int_disagreement.kind = 'external_sources'
