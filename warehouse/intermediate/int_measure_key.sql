-- One row per measure and document: the key under which it is one series over the years.
create table intermediate.int_measure_key (
    report_id text not null,
    indicator_code text not null,
    measure_no integer not null,
    measure_key text not null,
    primary key (report_id, indicator_code, measure_no)
);
comment on table intermediate.int_measure_key is 'One row per measure and document: the key under which it is one series over the years';
comment on column intermediate.int_measure_key.report_id is 'Document';
comment on column intermediate.int_measure_key.indicator_code is 'Code as printed';
comment on column intermediate.int_measure_key.measure_no is 'Measure in that document';
comment on column intermediate.int_measure_key.measure_key is 'Key of the indicator # number in the newest edition that prints the measure; @year of that edition added where a newer measure has the number';
