-- One row per indicator and document: the key under which it is one series over the years.
create table intermediate.int_indicator_key (
    report_id text not null,
    indicator_code text not null,
    indicator_key text not null,
    primary key (report_id, indicator_code)
);
comment on table intermediate.int_indicator_key is 'One row per indicator and document: the key under which it is one series over the years';
comment on column intermediate.int_indicator_key.report_id is 'Document';
comment on column intermediate.int_indicator_key.indicator_code is 'Code as printed';
comment on column intermediate.int_indicator_key.indicator_key is 'Newest code of the series; code@year for an indicator of that code whose name says it is another one';
