-- One row per reviewed correction and document of its edition.
create table staging.stg_correction (
    report_id text not null references staging.stg_report (report_id),
    indicator_code text not null,
    measure_no integer not null,
    field text not null check (field in ('actual_value', 'actual_year', 'target_low', 'target_high', 'prior_value')),
    data_year integer,
    printed_expected double not null,
    printed_found double,
    corrected_value double not null,
    is_applied boolean not null,
    reason text not null
);
comment on table staging.stg_correction is 'One row per reviewed correction and document of the edition that it is for';
comment on column staging.stg_correction.report_id is 'Document';
comment on column staging.stg_correction.indicator_code is 'Code as printed';
comment on column staging.stg_correction.measure_no is 'Measure';
comment on column staging.stg_correction.field is 'What is corrected';
comment on column staging.stg_correction.data_year is 'Data year of a prior_value, else null';
comment on column staging.stg_correction.printed_expected is 'Printed value that the correction is made for, in its unit';
comment on column staging.stg_correction.printed_found is 'Printed value that the document holds; null if there is none';
comment on column staging.stg_correction.corrected_value is 'Value used instead, in its unit';
comment on column staging.stg_correction.is_applied is 'True if the printed value was the expected one';
comment on column staging.stg_correction.reason is 'Why the printed value is wrong, and how the right one is known';
