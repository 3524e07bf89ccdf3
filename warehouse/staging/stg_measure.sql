-- One row per measure (one quantity of an indicator) printed in a document, as read and judged.
create table staging.stg_measure (
    report_id text not null references staging.stg_report (report_id),
    indicator_code text not null,
    occurrence_no integer not null,
    measure_no integer not null check (measure_no > 0),
    measure_label text,
    target_kind text check (target_kind in ('numeric', 'range', 'qualitative', 'not_set')),
    comparator text check (comparator in ('ge', 'le', 'eq', 'between')),
    comparator_rule text,
    target_low double,
    target_high double,
    unit text,
    target_year integer,
    target_period text,
    target_basis text not null check (target_basis in ('level', 'cumulative', 'average', 'growth_rate')),
    target_words text,
    direction text check (direction in ('higher', 'lower', 'none')),
    direction_rule text,
    actual_kind text not null check (actual_kind in ('numeric', 'pending', 'qualitative', 'none')),
    actual_value double,
    actual_unit text,
    actual_year integer,
    actual_words text,
    actual_page integer,
    attainment_pct double,
    gap double,
    status text check (status in ('attained', 'not_attained', 'pending', 'no_target', 'qualitative')),
    status_rule text not null,
    declared_status text check (declared_status in ('met', 'not_met', 'lagging')),
    is_consistent boolean,
    release_due date,
    is_direction_assumed boolean not null,
    unread_words text,
    certainty text not null check (certainty in ('sure', 'assumed', 'doubtful')),
    doubt text,
    comparator_rule_zh text,
    direction_rule_zh text,
    status_rule_zh text,
    doubt_zh text,
    primary key (report_id, indicator_code, occurrence_no, measure_no)
);
comment on table staging.stg_measure is 'One row per measure printed in a document: target and actual as read, and the verdict on them';
comment on column staging.stg_measure.report_id is 'Document';
comment on column staging.stg_measure.indicator_code is 'Code as printed';
comment on column staging.stg_measure.occurrence_no is 'As in stg_indicator';
comment on column staging.stg_measure.measure_no is 'From 1 in printed order within the indicator';
comment on column staging.stg_measure.measure_label is 'Words that name the quantity, from the target; null if only a number is printed';
comment on column staging.stg_measure.target_kind is 'numeric, range, qualitative (a task), or not_set (no target this year 不另訂定/不適用/不予列管); null where no section 目標 was found';
comment on column staging.stg_measure.comparator is 'ge at least, le at most, eq exactly, between; null where it could not be told surely';
comment on column staging.stg_measure.comparator_rule is 'Which words, term or reviewed row decided the comparator';
comment on column staging.stg_measure.target_low is 'Lower bound in its unit';
comment on column staging.stg_measure.target_high is 'Upper bound in its unit';
comment on column staging.stg_measure.unit is 'Base unit of the target, multipliers such as 億 and 萬 resolved';
comment on column staging.stg_measure.target_year is 'Year that the target is for';
comment on column staging.stg_measure.target_period is 'First and last year of a cumulative or average target';
comment on column staging.stg_measure.target_basis is 'level, cumulative 累計, average 平均 or growth_rate 成長/減少: only like is compared with like over the years';
comment on column staging.stg_measure.target_words is 'Printed words of the target quantity';
comment on column staging.stg_measure.direction is 'Which way is better';
comment on column staging.stg_measure.direction_rule is 'Which words, term or reviewed row decided the direction';
comment on column staging.stg_measure.actual_kind is 'numeric, pending 未達統計週期, qualitative, none';
comment on column staging.stg_measure.actual_value is 'Actual 實績值 in its unit';
comment on column staging.stg_measure.actual_unit is 'Base unit of the actual as printed';
comment on column staging.stg_measure.actual_year is 'Year that the actual is for';
comment on column staging.stg_measure.actual_words is 'Printed words of the actual quantity';
comment on column staging.stg_measure.actual_page is 'Page on which the words of the actual stand';
comment on column staging.stg_measure.attainment_pct is 'Share of the target reached, per cent, uncapped: 100 a/T where higher is better, 100 T/a where lower is better';
comment on column staging.stg_measure.gap is 'What is missing in the better direction, in its unit; zero or negative when reached';
comment on column staging.stg_measure.status is 'Verdict; null where the direction could not be told surely';
comment on column staging.stg_measure.status_rule is 'The comparison or rule that made the verdict';
comment on column staging.stg_measure.declared_status is 'What the report says: met, not_met, or lagging (a reason is given)';
comment on column staging.stg_measure.is_consistent is 'Declared and computed agree; null where there is nothing to compare';
comment on column staging.stg_measure.release_due is 'Day by which a pending value was promised';
comment on column staging.stg_measure.is_direction_assumed is 'A custom decided the direction, not a meaning or a word';
comment on column staging.stg_measure.unread_words is 'What looks like part of the answer and was taken for nothing';
comment on column staging.stg_measure.certainty is 'sure, assumed or doubtful: see attainment';
comment on column staging.stg_measure.doubt is 'What speaks against the reading; null if nothing does';
comment on column staging.stg_measure.comparator_rule_zh is 'comparator_rule in Chinese';
comment on column staging.stg_measure.direction_rule_zh is 'direction_rule in Chinese';
comment on column staging.stg_measure.status_rule_zh is 'status_rule in Chinese';
comment on column staging.stg_measure.doubt_zh is 'doubt in Chinese';
