-- One row per series and data year: the statement to use, of whichever twin.
create view intermediate.int_series_value as
select
    int_series.series_key,
    int_statement.*
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
