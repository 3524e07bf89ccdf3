-- One row per number printed in target or actual of a document, with what the reading took it for.
create table staging.stg_printed_number (
    report_id text not null references staging.stg_report (report_id),
    indicator_code text not null,
    occurrence_no integer not null,
    section text not null check (section in ('target', 'actual')),
    number_no integer not null check (number_no > 0),
    item_no integer not null,
    measure_no integer,
    number_text text not null,
    role text not null,
    context text not null,
    primary key (report_id, indicator_code, occurrence_no, section, number_no)
);
comment on table staging.stg_printed_number is 'One row per number printed in target 目標 or actual 實績值 of a document: none may be lost between the text and the measures';
comment on column staging.stg_printed_number.report_id is 'Document';
comment on column staging.stg_printed_number.indicator_code is 'Code as printed';
comment on column staging.stg_printed_number.occurrence_no is 'Second and later prints of one code in a document count up';
comment on column staging.stg_printed_number.section is 'Where it stands: target or actual';
comment on column staging.stg_printed_number.number_no is 'Its place in the section, from 1';
comment on column staging.stg_printed_number.item_no is 'List item that holds it, from 1';
comment on column staging.stg_printed_number.measure_no is 'Measure whose target or value it is; null for any other role';
comment on column staging.stg_printed_number.number_text is 'The number as printed, in one spelling';
comment on column staging.stg_printed_number.role is 'target or value of a measure; quantity (another amount: earlier year, base, part); year, date, definition, denominator, ordinal, list number, document, name …; unaccounted where nothing tells';
comment on column staging.stg_printed_number.context is 'Words around it';
