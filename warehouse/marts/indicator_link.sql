-- One row per linked pair, and per pair that waits for a person.
create table marts.indicator_link (
    relation text not null check (relation in ('same_series', 'same_measure')),
    report_year_a integer not null,
    indicator_code_a text not null,
    measure_no_a integer,
    report_year_b integer not null,
    indicator_code_b text not null,
    measure_no_b integer,
    indicator_key_a text,
    indicator_key_b text,
    basis text not null check (basis in ('printed_note', 'code_and_name', 'name', 'identical_content', 'reviewed')),
    score double not null check (score between 0 and 100),
    is_confirmed boolean not null,
    evidence text not null,
    question_id text,
    issuer_a text not null,
    issuer_b text not null,
    unique (
        relation, issuer_a, report_year_a, indicator_code_a, measure_no_a,
        issuer_b, report_year_b, indicator_code_b, measure_no_b
    )
);
comment on table marts.indicator_link is 'One row per linked pair of indicators (measure numbers null) or of measures: over the years between editions next to each other in a series, and across goals within an edition (同指標); also pairs that wait for a person (is_confirmed false), which join nothing';
comment on column marts.indicator_link.relation is 'same_series: one series over the years; same_measure: one indicator under two goals 同指標';
comment on column marts.indicator_link.report_year_a is 'Edition of the earlier, or first printed, side';
comment on column marts.indicator_link.indicator_code_a is 'Code of that side as printed';
comment on column marts.indicator_link.measure_no_a is 'Measure of that side; null for the indicator as a whole';
comment on column marts.indicator_link.report_year_b is 'Edition of the other side';
comment on column marts.indicator_link.indicator_code_b is 'Code of the other side as printed';
comment on column marts.indicator_link.measure_no_b is 'Measure of the other side; null for the indicator as a whole';
comment on column marts.indicator_link.indicator_key_a is 'Key under which side a stands; null if only an earlier vintage prints it';
comment on column marts.indicator_link.indicator_key_b is 'Key under which side b stands; the same as side a for a taken same_series';
comment on column marts.indicator_link.basis is 'printed_note (同指標), code_and_name (same code, like name), name (another code), identical_content (same target and actual text), reviewed (a person decided)';
comment on column marts.indicator_link.score is 'How much speaks for it, 0 to 100: likeness of names (rapidfuzz), code, goal, units, agencies, continuity of values; for a chain over vintages the weakest step';
comment on column marts.indicator_link.is_confirmed is 'True: the link is taken and the keys follow it. False: an open question for tsdg review; the keys stay apart';
comment on column marts.indicator_link.evidence is 'What was compared, in words';
comment on column marts.indicator_link.question_id is 'Name of the open question, for tsdg review; null if taken';
comment on column marts.indicator_link.issuer_a is 'Whose report side a is in';
comment on column marts.indicator_link.issuer_b is 'Whose report side b is in';

insert into marts.indicator_link by name
with keyed as (
    select stg_report.issuer, stg_report.report_year, int_indicator_key.indicator_code, int_indicator_key.indicator_key
    from intermediate.int_indicator_key
    inner join staging.stg_report using (report_id)
    where stg_report.is_current
)

select
    int_link.*,
    side_a.indicator_key as indicator_key_a,
    side_b.indicator_key as indicator_key_b
from intermediate.int_link
left join keyed as side_a
    on int_link.issuer_a = side_a.issuer and int_link.report_year_a = side_a.report_year and int_link.indicator_code_a = side_a.indicator_code
left join keyed as side_b
    on int_link.issuer_b = side_b.issuer and int_link.report_year_b = side_b.report_year and int_link.indicator_code_b = side_b.indicator_code
order by
    int_link.relation,
    int_link.report_year_b,
    int_link.indicator_code_b,
    int_link.measure_no_b nulls first,
    int_link.report_year_a,
    int_link.indicator_code_a,
    int_link.measure_no_a nulls first,
    int_link.issuer_b,
    int_link.issuer_a;
