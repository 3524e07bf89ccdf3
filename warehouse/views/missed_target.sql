-- What the newest edition missed, by how much, since when, and what the ministry says to it.
create view marts.missed_target as
select
    current_verdict.report_year,
    current_verdict.indicator_code,
    current_verdict.measure_no,
    current_verdict.indicator_key,
    current_verdict.measure_key,
    current_verdict.goal_no,
    current_verdict.goal_name,
    current_verdict.indicator_name,
    current_verdict.measure_label,
    current_verdict.agencies_text,
    current_verdict.target_shown,
    current_verdict.actual_shown,
    current_verdict.gap_shown,
    current_verdict.attainment_pct,
    status_history.n_missed_in_a_row,
    status_history.is_miss_growing,
    current_verdict.declared_status,
    current_verdict.reason_text,
    status_history.is_reason_repeated,
    current_verdict.countermeasure_text,
    status_history.is_countermeasure_repeated,
    indicator_result.twin_codes_text,
    indicator_result.counts_in_total,
    current_verdict.status_rule,
    current_verdict.status_rule_zh,
    current_verdict.comparator_rule_zh,
    current_verdict.page,
    current_verdict.file_name,
    current_verdict.issuer
from marts.current_verdict
inner join marts.status_history using (issuer, report_year, indicator_code)
inner join marts.indicator_result using (issuer, report_year, indicator_code)
where current_verdict.status = 'not_attained';
comment on view marts.missed_target is 'One row per measure that misses its target in the newest edition: by how much, how many editions in a row, why, and what is done';
comment on column marts.missed_target.report_year is 'Edition';
comment on column marts.missed_target.indicator_code is 'Code as printed in that edition';
comment on column marts.missed_target.measure_no is 'Quantity of the indicator, from 1 in printed order';
comment on column marts.missed_target.indicator_key is 'Indicator, stable over the years';
comment on column marts.missed_target.measure_key is 'Measure, stable over the years';
comment on column marts.missed_target.goal_no is 'Core goal 核心目標';
comment on column marts.missed_target.goal_name is 'Chinese name of the goal';
comment on column marts.missed_target.indicator_name is 'Name 對應指標';
comment on column marts.missed_target.measure_label is 'Words that name the quantity; null if only a number is printed';
comment on column marts.missed_target.agencies_text is 'Responsible agencies under their current short names';
comment on column marts.missed_target.target_shown is 'Target 目標 as the comparator and the words were read, e.g. ≥ 980.526 億元; null where no quantity is set';
comment on column marts.missed_target.actual_shown is 'Actual 實績值 in its own unit; null where there is no number';
comment on column marts.missed_target.gap_shown is 'What is missing in the better direction';
comment on column marts.missed_target.attainment_pct is 'Per cent of the target reached, uncapped';
comment on column marts.missed_target.n_missed_in_a_row is 'How many held editions in a row, up to this one, miss a target of the indicator';
comment on column marts.missed_target.is_miss_growing is 'Missed in the edition before, too, and attainment_pct fell; null if not comparable';
comment on column marts.missed_target.declared_status is 'What the report says: met, not_met, lagging; null if nothing';
comment on column marts.missed_target.reason_text is 'Section 落後原因 as printed';
comment on column marts.missed_target.is_reason_repeated is 'The reason is like that of the edition before';
comment on column marts.missed_target.countermeasure_text is 'Section 因應對策 as printed';
comment on column marts.missed_target.is_countermeasure_repeated is 'The countermeasure is like that of the edition before';
comment on column marts.missed_target.twin_codes_text is 'Codes of the same indicator under other goals';
comment on column marts.missed_target.counts_in_total is 'False for the second and later print of a twin, so that a total counts it once';
comment on column marts.missed_target.status_rule is 'The comparison or rule that made it';
comment on column marts.missed_target.status_rule_zh is 'The same in Chinese';
comment on column marts.missed_target.comparator_rule_zh is 'What decided the comparator, in Chinese';
comment on column marts.missed_target.page is 'Page on which the actual stands, or on which the row begins';
comment on column marts.missed_target.file_name is 'File that was read';
comment on column marts.missed_target.issuer is 'Whose report it is';
