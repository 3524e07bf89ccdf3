-- One row per pair of indicators, or of measures, that are the same or may be.
create table intermediate.int_link (
    relation text not null check (relation in ('same_series', 'same_measure')),
    report_year_a integer not null,
    indicator_code_a text not null,
    measure_no_a integer,
    report_year_b integer not null,
    indicator_code_b text not null,
    measure_no_b integer,
    basis text not null check (basis in ('printed_note', 'code_and_name', 'name', 'identical_content', 'reviewed')),
    score double not null check (score between 0 and 100),
    is_confirmed boolean not null,
    evidence text not null,
    question_id text,
    issuer_a text not null,
    issuer_b text not null
);
comment on table intermediate.int_link is 'One row per pair of indicators (measure numbers null) or of measures, found over the years or across goals';
comment on column intermediate.int_link.relation is 'same_series over the years, same_measure across goals';
comment on column intermediate.int_link.report_year_a is 'Edition of the earlier, or first printed, side';
comment on column intermediate.int_link.indicator_code_a is 'Code of the earlier, or first printed, side';
comment on column intermediate.int_link.measure_no_a is 'Measure of that side; null for the indicator as a whole';
comment on column intermediate.int_link.report_year_b is 'Edition of the other side';
comment on column intermediate.int_link.indicator_code_b is 'Code of the other side';
comment on column intermediate.int_link.measure_no_b is 'Measure of the other side; null for the indicator as a whole';
comment on column intermediate.int_link.basis is 'What the link rests on';
comment on column intermediate.int_link.score is 'How much speaks for it, 0 to 100';
comment on column intermediate.int_link.is_confirmed is 'True: taken. False: an open question that joins nothing';
comment on column intermediate.int_link.evidence is 'What was compared, in words';
comment on column intermediate.int_link.question_id is 'Name of the open question, null if taken';
comment on column intermediate.int_link.issuer_a is 'Whose report side a is in';
comment on column intermediate.int_link.issuer_b is 'Whose report side b is in';
