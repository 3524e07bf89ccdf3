-- One row per indicator and document: its place among the prints of that indicator in its year, and where it counts.
create table intermediate.int_standing (
    report_id text not null,
    indicator_code text not null,
    group_no integer not null,
    standing integer not null check (standing > 0),
    counts_in_total boolean not null,
    counts_in_goal boolean not null,
    counts_in_report boolean not null,
    leads_key boolean not null,
    primary key (report_id, indicator_code)
);
comment on table intermediate.int_standing is 'One row per indicator and document: its place among the prints of that indicator in its year, under other goals or by other issuers, and where it counts';
comment on column intermediate.int_standing.report_id is 'Document';
comment on column intermediate.int_standing.indicator_code is 'Code as printed';
comment on column intermediate.int_standing.group_no is 'Prints that twins connect have one number';
comment on column intermediate.int_standing.standing is 'From 1: a report whose issuer its agencies belong to first, then printed order';
comment on column intermediate.int_standing.counts_in_total is 'True for the first';
comment on column intermediate.int_standing.counts_in_goal is 'False where another report that stands before it prints it under the same goal';
comment on column intermediate.int_standing.counts_in_report is 'True for the first of its report';
comment on column intermediate.int_standing.leads_key is 'True for the first that has its indicator_key: another issuer may print the same indicator';
