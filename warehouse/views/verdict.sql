-- Every verdict as a person reads it: names of the goal, quantities written as the reports write them.
create view marts.verdict as
select
    attainment.report_year,
    attainment.indicator_code,
    attainment.measure_no,
    attainment.indicator_key,
    attainment.measure_key,
    attainment.goal_no,
    dim_goal.name_zh as goal_name,
    dim_goal.name_en as goal_name_en,
    attainment.indicator_name,
    attainment.measure_label,
    attainment.agencies_text,
    attainment.target_shown,
    attainment.actual_shown,
    attainment.gap_shown,
    attainment.target_basis,
    coalesce(attainment.target_period, attainment.target_year::text) as target_for,
    attainment.actual_year,
    attainment.attainment_pct,
    attainment.status,
    attainment.status_zh,
    attainment.status_rule,
    attainment.status_rule_zh,
    attainment.comparator_rule_zh,
    attainment.declared_status,
    attainment.is_consistent,
    attainment.certainty,
    attainment.doubt,
    attainment.doubt_zh,
    attainment.release_due,
    attainment.reason_text,
    attainment.countermeasure_text,
    attainment.target_words,
    attainment.actual_words,
    coalesce(attainment.actual_page, attainment.page_first) as page,
    dim_report.file_name,
    attainment.report_id,
    attainment.issuer,
    attainment.counts_in_total
from marts.attainment
left join marts.dim_goal using (goal_no)
left join marts.dim_report using (report_id);
comment on view marts.verdict is 'One row per measure and report edition: attainment with names and with quantities as the reports write them. For numbers to calculate with use attainment';
comment on column marts.verdict.report_year is 'Edition';
comment on column marts.verdict.indicator_code is 'Code as printed in that edition';
comment on column marts.verdict.measure_no is 'Quantity of the indicator, from 1 in printed order';
comment on column marts.verdict.indicator_key is 'Indicator, stable over the years';
comment on column marts.verdict.measure_key is 'Measure, stable over the years';
comment on column marts.verdict.goal_no is 'Core goal 核心目標';
comment on column marts.verdict.goal_name is 'Chinese name of the goal';
comment on column marts.verdict.goal_name_en is 'English name of the UN goal of that number; null for goal 18';
comment on column marts.verdict.indicator_name is 'Name 對應指標';
comment on column marts.verdict.measure_label is 'Words that name the quantity; null if only a number is printed';
comment on column marts.verdict.agencies_text is 'Responsible agencies under their current short names';
comment on column marts.verdict.target_shown is 'Target 目標 as the comparator and the words were read, e.g. ≥ 980.526 億元; null where no quantity is set';
comment on column marts.verdict.actual_shown is 'Actual 實績值 in its own unit; null where there is no number';
comment on column marts.verdict.gap_shown is 'What is missing in the better direction; zero or with a minus sign when reached';
comment on column marts.verdict.target_basis is 'level, cumulative, average or growth_rate: what kind of number target and actual are';
comment on column marts.verdict.target_for is 'Year that the target is for, or first and last year of a cumulative or average one';
comment on column marts.verdict.actual_year is 'Year that the actual is for, which may be another than the edition';
comment on column marts.verdict.attainment_pct is 'Per cent of the target reached, uncapped';
comment on column marts.verdict.status is 'Computed verdict: attained, not_attained, pending, no_target, qualitative; null where it could not be told';
comment on column marts.verdict.status_zh is 'The verdict in Chinese';
comment on column marts.verdict.status_rule is 'The comparison or rule that made it';
comment on column marts.verdict.status_rule_zh is 'The same in Chinese';
comment on column marts.verdict.comparator_rule_zh is 'Which words, term or reviewed row decided the comparator, in Chinese';
comment on column marts.verdict.declared_status is 'What the report says: met, not_met, lagging; null if nothing';
comment on column marts.verdict.is_consistent is 'Declared and computed agree; null where there is nothing to compare';
comment on column marts.verdict.certainty is 'sure, assumed (a custom decided something) or doubtful';
comment on column marts.verdict.doubt is 'What speaks against the reading of a doubtful row';
comment on column marts.verdict.doubt_zh is 'The same in Chinese';
comment on column marts.verdict.release_due is 'Day by which a pending value was promised';
comment on column marts.verdict.reason_text is 'Section 落後原因 as printed';
comment on column marts.verdict.countermeasure_text is 'Section 因應對策 as printed';
comment on column marts.verdict.target_words is 'Printed words of the target quantity';
comment on column marts.verdict.actual_words is 'Printed words of the actual quantity';
comment on column marts.verdict.page is 'Page on which the actual stands, or on which the row begins';
comment on column marts.verdict.file_name is 'File that was read';
comment on column marts.verdict.report_id is 'Document: see dim_report';
comment on column marts.verdict.issuer is 'Whose report it is';
comment on column marts.verdict.counts_in_total is 'True where totals count this row';
