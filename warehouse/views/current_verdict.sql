-- The newest edition alone.
create view marts.current_verdict as
select *
from marts.verdict
where report_year = (select max(dim_report.report_year) from marts.dim_report);
comment on view marts.current_verdict is 'One row per measure of the newest edition held: verdict without the earlier editions';
comment on column marts.current_verdict.report_year is 'Edition';
comment on column marts.current_verdict.indicator_code is 'Code as printed in that edition';
comment on column marts.current_verdict.measure_no is 'Quantity of the indicator, from 1 in printed order';
comment on column marts.current_verdict.indicator_key is 'Indicator, stable over the years';
comment on column marts.current_verdict.measure_key is 'Measure, stable over the years';
comment on column marts.current_verdict.goal_no is 'Core goal 核心目標';
comment on column marts.current_verdict.goal_name is 'Chinese name of the goal';
comment on column marts.current_verdict.goal_name_en is 'English name of the UN goal of that number; null for goal 18';
comment on column marts.current_verdict.indicator_name is 'Name 對應指標';
comment on column marts.current_verdict.measure_label is 'Words that name the quantity; null if only a number is printed';
comment on column marts.current_verdict.agencies_text is 'Responsible agencies under their current short names';
comment on column marts.current_verdict.target_shown is 'Target 目標 as the comparator and the words were read, e.g. ≥ 980.526 億元; null where no quantity is set';
comment on column marts.current_verdict.actual_shown is 'Actual 實績值 in its own unit; null where there is no number';
comment on column marts.current_verdict.gap_shown is 'What is missing in the better direction; zero or with a minus sign when reached';
comment on column marts.current_verdict.target_basis is 'level, cumulative, average or growth_rate: what kind of number target and actual are';
comment on column marts.current_verdict.target_for is 'Year that the target is for, or first and last year of a cumulative or average one';
comment on column marts.current_verdict.actual_year is 'Year that the actual is for, which may be another than the edition';
comment on column marts.current_verdict.attainment_pct is 'Per cent of the target reached, uncapped';
comment on column marts.current_verdict.status is 'Computed verdict: attained, not_attained, pending, no_target, qualitative; null where it could not be told';
comment on column marts.current_verdict.status_zh is 'The verdict in Chinese';
comment on column marts.current_verdict.status_rule is 'The comparison or rule that made it';
comment on column marts.current_verdict.status_rule_zh is 'The same in Chinese';
comment on column marts.current_verdict.comparator_rule_zh is 'Which words, term or reviewed row decided the comparator, in Chinese';
comment on column marts.current_verdict.declared_status is 'What the report says: met, not_met, lagging; null if nothing';
comment on column marts.current_verdict.is_consistent is 'Declared and computed agree; null where there is nothing to compare';
comment on column marts.current_verdict.certainty is 'sure, assumed (a custom decided something) or doubtful';
comment on column marts.current_verdict.doubt is 'What speaks against the reading of a doubtful row';
comment on column marts.current_verdict.doubt_zh is 'The same in Chinese';
comment on column marts.current_verdict.release_due is 'Day by which a pending value was promised';
comment on column marts.current_verdict.reason_text is 'Section 落後原因 as printed';
comment on column marts.current_verdict.countermeasure_text is 'Section 因應對策 as printed';
comment on column marts.current_verdict.target_words is 'Printed words of the target quantity';
comment on column marts.current_verdict.actual_words is 'Printed words of the actual quantity';
comment on column marts.current_verdict.page is 'Page on which the actual stands, or on which the row begins';
comment on column marts.current_verdict.file_name is 'File that was read';
comment on column marts.current_verdict.report_id is 'Document: see dim_report';
comment on column marts.current_verdict.issuer is 'Whose report it is';
comment on column marts.current_verdict.counts_in_total is 'True where totals count this row';
