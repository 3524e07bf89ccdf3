-- One row per series and data year: the statement to use, of whichever twin.
create view intermediate.int_series_value as
select
    int_series.series_key,
    int_statement.observation_id,
    int_statement.data_year,
    int_statement.value,
    int_statement.unit,
    int_statement.value_basis,
    int_statement.segment_no,
    int_statement.source
from intermediate.int_statement
inner join intermediate.int_observation using (observation_id)
inner join intermediate.int_series using (measure_key)
where int_observation.is_latest
qualify
    row_number() over (
        partition by int_series.series_key, int_statement.data_year
        order by int_statement.report_year desc nulls last, int_statement.standing, int_statement.observation_id
    ) = 1;
comment on view intermediate.int_series_value is 'One row per series and data year: of the statements to use for its twins that of the newest edition, of two prints in a year that which stands first, an external figure last';
comment on column intermediate.int_series_value.series_key is 'Series that twins have in common';
comment on column intermediate.int_series_value.observation_id is 'Statement, as in int_statement';
comment on column intermediate.int_series_value.data_year is 'Year that the value is for';
comment on column intermediate.int_series_value.value is 'Value in its unit';
comment on column intermediate.int_series_value.unit is 'Base unit';
comment on column intermediate.int_series_value.value_basis is 'level, cumulative, average or growth_rate';
comment on column intermediate.int_series_value.segment_no is 'Run of years under one definition, from 1';
comment on column intermediate.int_series_value.source is 'actual, prior_value or external';
