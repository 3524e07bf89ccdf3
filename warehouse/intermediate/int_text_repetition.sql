-- One row per indicator and edition that has one before it: are reason and countermeasure the same again.
create table intermediate.int_text_repetition (
    indicator_key text not null,
    report_year integer not null,
    indicator_code text not null,
    previous_report_year integer not null,
    reason_similarity double,
    is_reason_repeated boolean,
    countermeasure_similarity double,
    is_countermeasure_repeated boolean,
    issuer text not null,
    primary key (issuer, report_year, indicator_code)
);
comment on table intermediate.int_text_repetition is 'One row per indicator and edition that has one before it: likeness of its reason and countermeasure to those before';
comment on column intermediate.int_text_repetition.indicator_key is 'Indicator, stable over the years';
comment on column intermediate.int_text_repetition.report_year is 'Edition';
comment on column intermediate.int_text_repetition.indicator_code is 'Code as printed in that edition';
comment on column intermediate.int_text_repetition.previous_report_year is 'Edition before it that prints the indicator';
comment on column intermediate.int_text_repetition.reason_similarity is 'Likeness of the reason 落後原因 to that of the edition before, 0 to 100, numbers and marks left out; null if either is missing';
comment on column intermediate.int_text_repetition.is_reason_repeated is 'Likeness of 75 or more';
comment on column intermediate.int_text_repetition.countermeasure_similarity is 'Likeness of the countermeasure 因應對策 to that of the edition before';
comment on column intermediate.int_text_repetition.is_countermeasure_repeated is 'Likeness of 75 or more';
comment on column intermediate.int_text_repetition.issuer is 'Whose report it is';
