-- One row per reviewed link.
create table staging.seed_link_review (
    relation text not null check (relation in ('same_series', 'same_measure')),
    report_year_a integer not null,
    indicator_code_a text not null,
    measure_no_a integer,
    report_year_b integer not null,
    indicator_code_b text not null,
    measure_no_b integer,
    decision text not null check (decision in ('same', 'different')),
    reason text,
    reviewer text,
    reviewed_on date,
    issuer_a text,
    issuer_b text
);
comment on table staging.seed_link_review is 'Reviewed seed: what people decided about links; always wins';
comment on column staging.seed_link_review.relation is 'same_series over the years, same_measure across goals';
comment on column staging.seed_link_review.report_year_a is 'Edition of one side';
comment on column staging.seed_link_review.indicator_code_a is 'Code of one side';
comment on column staging.seed_link_review.measure_no_a is 'Measure of one side; null for the indicator as a whole';
comment on column staging.seed_link_review.report_year_b is 'Edition of the other side';
comment on column staging.seed_link_review.indicator_code_b is 'Code of the other side';
comment on column staging.seed_link_review.measure_no_b is 'Measure of the other side';
comment on column staging.seed_link_review.decision is 'same or different';
comment on column staging.seed_link_review.reason is 'Why';
comment on column staging.seed_link_review.reviewer is 'Who decided';
comment on column staging.seed_link_review.reviewed_on is 'When';
comment on column staging.seed_link_review.issuer_a is 'Whose report one side is in; null for the one issuer that prints the code that year';
comment on column staging.seed_link_review.issuer_b is 'Whose report the other side is in, likewise';
