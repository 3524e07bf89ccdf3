-- One row per reviewed correction applied to a current edition.
create table marts.correction (
    report_year integer not null,
    indicator_code text not null,
    measure_no integer not null,
    measure_key text,
    field text not null check (field in ('actual_value', 'actual_year', 'target_low', 'target_high', 'prior_value')),
    data_year integer,
    printed_value double not null,
    corrected_value double not null,
    reason text not null,
    report_id text not null,
    issuer text not null,
    unique (report_id, indicator_code, measure_no, field, data_year)
);
comment on table marts.correction is 'One row per known error of a source that a reviewed row corrects: what is printed, and what is used instead';
comment on column marts.correction.report_year is 'Edition';
comment on column marts.correction.indicator_code is 'Code as printed';
comment on column marts.correction.measure_no is 'Measure';
comment on column marts.correction.measure_key is 'Measure, stable over the years';
comment on column marts.correction.field is 'What is corrected: actual_value 實績值, its year, a bound of the target 目標, or prior_value (an earlier year''s value)';
comment on column marts.correction.data_year is 'Data year of a prior_value, else null';
comment on column marts.correction.printed_value is 'Printed value in the unit of its measure';
comment on column marts.correction.corrected_value is 'Value used instead, in the unit of its measure';
comment on column marts.correction.reason is 'Why the printed value is wrong, and how the right one is known';
comment on column marts.correction.report_id is 'Document (vintage)';
comment on column marts.correction.issuer is 'Whose report it is: see dim_report';

insert into marts.correction by name
select
    stg_report.report_year,
    stg_correction.indicator_code,
    stg_correction.measure_no,
    int_measure_key.measure_key,
    stg_correction.field,
    stg_correction.data_year,
    stg_correction.printed_found as printed_value,
    stg_correction.corrected_value,
    stg_correction.reason,
    stg_correction.report_id,
    stg_report.issuer
from staging.stg_correction
inner join staging.stg_report using (report_id)
left join intermediate.int_measure_key using (report_id, indicator_code, measure_no)
where stg_correction.is_applied and stg_report.is_current
order by stg_report.report_year, stg_report.issuer, stg_correction.indicator_code, stg_correction.measure_no, stg_correction.field, stg_correction.data_year;
