-- One row per thing that reading a document found wrong or doubtful in it.
create table staging.stg_finding (
    report_id text not null references staging.stg_report (report_id),
    rule text not null,
    severity text not null check (severity in ('critical', 'warning', 'info')),
    indicator_code text,
    measure_no integer,
    facts text not null,
    page integer
);
comment on table staging.stg_finding is 'One row per thing found wrong or doubtful while reading the text of a document';
comment on column staging.stg_finding.report_id is 'Document';
comment on column staging.stg_finding.rule is 'Name of the rule';
comment on column staging.stg_finding.severity is 'critical, warning or info';
comment on column staging.stg_finding.indicator_code is 'Code as printed; null for the document as a whole';
comment on column staging.stg_finding.measure_no is 'Measure; null for the indicator as a whole';
comment on column staging.stg_finding.facts is 'What is wrong, as a JSON object, with the printed words: the text of the rule says it';
comment on column staging.stg_finding.page is 'Page';
