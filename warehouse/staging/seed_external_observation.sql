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
    publisher text,
    data_set text,
    source_kind text check (source_kind in ('official', 'copy', 'press', 'secondary', 'computed')),
    is_provisional boolean,
    source_url text not null,
    seen_on date,
    reason text,
    primary key (edition_year, indicator_code, measure_no, data_year, source_url)
);
comment on table staging.seed_external_observation is 'Reviewed seed: figures of single years published elsewhere, each with its source';
comment on column staging.seed_external_observation.edition_year is 'Edition whose codes and measure numbers the row uses';
comment on column staging.seed_external_observation.indicator_code is 'Code in that edition';
comment on column staging.seed_external_observation.measure_no is 'Measure in that edition';
comment on column staging.seed_external_observation.indicator_name_contains is 'Words that the indicator''s name must hold for the row to be used';
comment on column staging.seed_external_observation.data_year is 'Year that the value is for';
comment on column staging.seed_external_observation.value is 'Value in its unit';
comment on column staging.seed_external_observation.unit is 'Base unit';
comment on column staging.seed_external_observation.value_basis is 'level, cumulative, average or growth_rate';
comment on column staging.seed_external_observation.publisher is 'Who published the figure first';
comment on column staging.seed_external_observation.data_set is 'Name of the data set, page or article, with its date';
comment on column staging.seed_external_observation.source_kind is 'official: the publisher''s own page; copy: its open data in a public repository; press; secondary: another body''s report; computed: from published figures, as the reason says';
comment on column staging.seed_external_observation.is_provisional is 'Whether the source calls it provisional; null if it does not tell';
comment on column staging.seed_external_observation.source_url is 'Where it was read';
comment on column staging.seed_external_observation.seen_on is 'Day on which it was compared with the source';
comment on column staging.seed_external_observation.reason is 'What a reader should know of it';
