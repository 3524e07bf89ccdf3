-- One row per target that a document states for a year other than its own.
create table staging.stg_other_target (
    report_id text not null references staging.stg_report (report_id),
    indicator_code text not null,
    occurrence_no integer not null,
    statement_no integer not null,
    measure_no integer not null,
    section text not null check (section in ('target', 'reason', 'countermeasure')),
    target_year integer not null,
    target_period text,
    target_basis text not null check (target_basis in ('level', 'cumulative', 'average', 'growth_rate')),
    comparator text check (comparator in ('ge', 'le', 'eq', 'between')),
    target_low double,
    target_high double,
    unit text,
    target_words text not null,
    page integer not null,
    primary key (report_id, indicator_code, occurrence_no, statement_no)
);
comment on table staging.stg_other_target is 'One row per target that a document states for a year other than its own';
comment on column staging.stg_other_target.report_id is 'Document';
comment on column staging.stg_other_target.indicator_code is 'Code as printed';
comment on column staging.stg_other_target.occurrence_no is 'As in stg_indicator';
comment on column staging.stg_other_target.statement_no is 'From 1 in printed order within the row';
comment on column staging.stg_other_target.measure_no is 'Measure that the target is of';
comment on column staging.stg_other_target.section is 'Section that states it: target 目標, reason 落後原因, countermeasure 因應對策';
comment on column staging.stg_other_target.target_year is 'Year that the target is for; the last one of a window';
comment on column staging.stg_other_target.target_period is 'First and last year of a window';
comment on column staging.stg_other_target.target_basis is 'level, cumulative 累計, average over a window 平均, growth_rate 成長率';
comment on column staging.stg_other_target.comparator is 'As in stg_measure';
comment on column staging.stg_other_target.target_low is 'Lower bound in its unit';
comment on column staging.stg_other_target.target_high is 'Upper bound in its unit';
comment on column staging.stg_other_target.unit is 'Base unit';
comment on column staging.stg_other_target.target_words is 'Printed words';
comment on column staging.stg_other_target.page is 'Page on which they stand';
