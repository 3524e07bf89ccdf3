-- severity: warning
-- why: a figure published elsewhere contradicts the report; one that was computed, or is called provisional, blames nobody
select
    used.report_year,
    used.indicator_code,
    used.measure_no,
    'for ' || used.data_year || ' the report says ' || used.value || ', ' || other.source_url || ' says ' || other.value
        as message,
    used.page
from intermediate.int_disagreement
inner join intermediate.int_statement as used using (observation_id)
inner join intermediate.int_statement as other on int_disagreement.other_observation_id = other.observation_id
where
    int_disagreement.kind = 'external'
    and other.source_kind is distinct from 'computed'
    and other.is_provisional is distinct from true
