-- One row per measure, target year and document that states a target for it.
create table marts.target (
    measure_key text not null,
    indicator_key text not null,
    target_year integer not null,
    report_year integer not null,
    report_id text not null,
    is_current boolean not null,
    is_latest boolean not null,
    section text not null check (section in ('target', 'reason', 'countermeasure')),
    comparator text check (comparator in ('ge', 'le', 'eq', 'between')),
    target_low double,
    target_high double,
    unit text,
    target_basis text not null check (target_basis in ('level', 'cumulative', 'average', 'growth_rate')),
    target_period text,
    restatement text check (restatement in ('first', 'unchanged', 'tightened', 'loosened', 'changed')),
    indicator_code text not null,
    measure_no integer not null,
    statement_no integer not null,
    text text,
    page integer not null,
    issuer text not null,
    primary key (measure_key, target_year, report_id, statement_no)
);
comment on table marts.target is 'One row per measure, target year and document (vintage) that states a target 目標 for it: the report year''s own targets, and those that a report states for other years';
comment on column marts.target.measure_key is 'Measure, stable over the years';
comment on column marts.target.indicator_key is 'Indicator, stable over the years';
comment on column marts.target.target_year is 'Year that the target is for; the last one of a window';
comment on column marts.target.report_year is 'Edition that states it';
comment on column marts.target.report_id is 'Document (vintage) that states it';
comment on column marts.target.is_current is 'Stated by the current vintage of its edition';
comment on column marts.target.is_latest is 'The newest statement of a target for this measure, year and basis among the current vintages';
comment on column marts.target.section is 'Section that states it: target 目標, reason 落後原因, countermeasure 因應對策';
comment on column marts.target.comparator is 'ge at least, le at most, eq exactly, between; null where it could not be told surely';
comment on column marts.target.target_low is 'Lower bound in `unit`';
comment on column marts.target.target_high is 'Upper bound in `unit`';
comment on column marts.target.unit is 'Unit of the series: that of its newest edition, to which other units of its group are converted';
comment on column marts.target.target_basis is 'level, cumulative 累計, average over a window 平均, or growth_rate 成長率';
comment on column marts.target.target_period is 'First and last year of a cumulative or average target, where printed';
comment on column marts.target.restatement is 'Against the statement before it for the same measure, year and basis, among current vintages: first, unchanged, tightened or loosened (by the better direction), changed (no direction, or another comparator or unit); null for a superseded vintage';
comment on column marts.target.indicator_code is 'Code as printed in that edition';
comment on column marts.target.measure_no is 'Measure in that edition';
comment on column marts.target.statement_no is '0 for the report year''s own target, else in printed order';
comment on column marts.target.text is 'Printed words';
comment on column marts.target.page is 'Page on which they stand, or on which the row begins';
comment on column marts.target.issuer is 'Whose report states it: see dim_report';

insert into marts.target by name
select * from intermediate.int_target
order by measure_key, target_year, report_year, report_id, statement_no;
