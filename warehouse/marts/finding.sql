-- One row per thing wrong or doubtful in a source, as the audit found it.
create table marts.finding (
    finding_id text primary key,
    severity text not null check (severity in ('critical', 'warning', 'info')),
    rule text not null,
    report_year integer not null,
    indicator_code text,
    measure_no integer,
    message text not null,
    message_zh text not null,
    facts text not null,
    page integer,
    is_accepted boolean not null,
    accepted_reason text,
    issuer text
);
comment on table marts.finding is 'One row per thing wrong or doubtful in a source';
comment on column marts.finding.finding_id is 'Checksum of issuer, rule, edition, code, measure and message: the same finding keeps it from run to run';
comment on column marts.finding.severity is 'critical, warning or info';
comment on column marts.finding.rule is 'Name of the rule that found it: see the method page';
comment on column marts.finding.report_year is 'Edition';
comment on column marts.finding.indicator_code is 'Code as printed; null for the document as a whole';
comment on column marts.finding.measure_no is 'Measure; null for the indicator as a whole';
comment on column marts.finding.message is 'What is wrong, with the printed words';
comment on column marts.finding.message_zh is 'The same in Chinese';
comment on column marts.finding.facts is 'What both say, as a JSON object: names are those that the text of the rule asks for; …_zh is a fact said in Chinese';
comment on column marts.finding.page is 'Page';
comment on column marts.finding.is_accepted is 'A person has looked at it and recorded that it is known';
comment on column marts.finding.accepted_reason is 'What that person wrote';
comment on column marts.finding.issuer is 'Whose report it is about: see dim_report; null where it is about a year as a whole';
