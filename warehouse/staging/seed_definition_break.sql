-- One row per measure and year from which another definition holds.
create table staging.seed_definition_break (
    edition_year integer not null,
    indicator_code text not null,
    measure_no integer not null,
    indicator_name_contains text not null,
    from_data_year integer not null,
    reason text not null,
    primary key (edition_year, indicator_code, measure_no, from_data_year)
);
comment on table staging.seed_definition_break is 'Reviewed seed: where a series breaks because its definition changed';
comment on column staging.seed_definition_break.edition_year is 'Edition whose codes and measure numbers the row uses';
comment on column staging.seed_definition_break.indicator_code is 'Code in that edition';
comment on column staging.seed_definition_break.measure_no is 'Measure in that edition';
comment on column staging.seed_definition_break.indicator_name_contains is 'Words that the indicator''s name must hold for the row to be used';
comment on column staging.seed_definition_break.from_data_year is 'First data year of the new definition';
comment on column staging.seed_definition_break.reason is 'What changed, and where it is said';
