-- severity: warning
-- why: two editions state different values for the same measure and year
select
    used.issuer,
    used.report_year,
    used.indicator_code,
    used.measure_no,
    'for ' || used.data_year || ' printed ' || coalesce(used.text, used.value::text)
    || ', the ' || other.report_year || ' edition' || if(other.issuer = used.issuer, '', ' of ' || other.issuer)
    || ' printed ' || coalesce(other.text, other.value::text) as message,
    used.page
from intermediate.int_disagreement
inner join intermediate.int_statement as used using (observation_id)
inner join intermediate.int_statement as other on int_disagreement.other_observation_id = other.observation_id
where int_disagreement.kind = 'restated'
