-- Where the report's own word on a measure and its numbers say different things.
create view marts.ministry_disagreement as
select
    report_year,
    indicator_code,
    measure_no,
    measure_key,
    goal_no,
    indicator_name,
    measure_label,
    agencies_text,
    declared_status,
    status,
    status_rule,
    target_shown,
    actual_shown,
    gap_shown,
    target_words,
    actual_words,
    page,
    file_name,
    issuer
from marts.verdict
where not is_consistent;
comment on view marts.ministry_disagreement is 'One row per measure and edition whose declared and computed verdicts disagree, in any edition held';
comment on column marts.ministry_disagreement.report_year is 'Edition';
comment on column marts.ministry_disagreement.indicator_code is 'Code as printed in that edition';
comment on column marts.ministry_disagreement.measure_no is 'Quantity of the indicator, from 1 in printed order';
comment on column marts.ministry_disagreement.measure_key is 'Measure, stable over the years';
comment on column marts.ministry_disagreement.goal_no is 'Core goal 核心目標';
comment on column marts.ministry_disagreement.indicator_name is 'Name 對應指標';
comment on column marts.ministry_disagreement.measure_label is 'Words that name the quantity; null if only a number is printed';
comment on column marts.ministry_disagreement.agencies_text is 'Responsible agencies under their current short names';
comment on column marts.ministry_disagreement.declared_status is 'What the report says: met, not_met, lagging';
comment on column marts.ministry_disagreement.status is 'Computed verdict: attained, not_attained, pending, no_target, qualitative; null where it could not be told';
comment on column marts.ministry_disagreement.status_rule is 'The comparison or rule that made it';
comment on column marts.ministry_disagreement.target_shown is 'Target 目標 as the comparator and the words were read, e.g. ≥ 980.526 億元; null where no quantity is set';
comment on column marts.ministry_disagreement.actual_shown is 'Actual 實績值 in its own unit; null where there is no number';
comment on column marts.ministry_disagreement.gap_shown is 'What is missing in the better direction; zero or with a minus sign when reached';
comment on column marts.ministry_disagreement.target_words is 'Printed words of the target quantity';
comment on column marts.ministry_disagreement.actual_words is 'Printed words of the actual quantity';
comment on column marts.ministry_disagreement.page is 'Page on which the actual stands, or on which the row begins';
comment on column marts.ministry_disagreement.file_name is 'File that was read';
comment on column marts.ministry_disagreement.issuer is 'Whose report it is';
