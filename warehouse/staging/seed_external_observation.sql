-- One row per figure of an earlier year that was published elsewhere.
create table staging.seed_external_observation (
    edition_year integer not null,
    indicator_code text not null,
    measure_no integer not null,
    indicator_name_contains text not null,
    data_year integer not null,
    value double not null,
    unit text,
    value_basis text not null check (value_basis in ('level', 'cumulative', 'average', 'growth_rate')),
    source_url text not null,
    reason text,
    primary key (edition_year, indicator_code, measure_no, data_year, source_url)
);
comment on table staging.seed_external_observation is 'Reviewed seed: figures of single years published elsewhere, each with its source';
comment on column staging.seed_external_observation.edition_year is 'Edition whose codes and measure numbers the row uses';
comment on column staging.seed_external_observation.indicator_code is 'Code in that edition';
comment on column staging.seed_external_observation.measure_no is 'Measure in that edition';
comment on column staging.seed_external_observation.indicator_name_contains is 'Words that the indicator''s name must hold for the row to be used';
comment on column staging.seed_external_observation.data_year is 'Year that the value is for';
comment on column staging.seed_external_observation.value is 'Value in the base unit';
comment on column staging.seed_external_observation.unit is 'Base unit';
comment on column staging.seed_external_observation.value_basis is 'level, cumulative, average or growth_rate';
comment on column staging.seed_external_observation.source_url is 'Where it was published';
comment on column staging.seed_external_observation.reason is 'What a reader should know of it';
