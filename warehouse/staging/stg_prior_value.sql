-- One row per earlier year's value that a document mentions for a measure.
create table staging.stg_prior_value (
    report_id text not null references staging.stg_report (report_id),
    indicator_code text not null,
    occurrence_no integer not null,
    measure_no integer not null,
    data_year integer not null,
    data_value double not null,
    unit text,
    value_text text not null,
    page integer not null,
    primary key (report_id, indicator_code, occurrence_no, measure_no, data_year)
);
comment on table staging.stg_prior_value is 'One row per earlier year''s value that a document mentions for a measure';
comment on column staging.stg_prior_value.report_id is 'Document';
comment on column staging.stg_prior_value.indicator_code is 'Code as printed';
comment on column staging.stg_prior_value.occurrence_no is 'As in stg_indicator';
comment on column staging.stg_prior_value.measure_no is 'Measure';
comment on column staging.stg_prior_value.data_year is 'Year that the value is for';
comment on column staging.stg_prior_value.data_value is 'Value in its unit';
comment on column staging.stg_prior_value.unit is 'Base unit';
comment on column staging.stg_prior_value.value_text is 'Printed words';
comment on column staging.stg_prior_value.page is 'Page on which the words stand';
