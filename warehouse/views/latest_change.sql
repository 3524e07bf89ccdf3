-- What is new in the newest edition: against the edition before it, and against its own superseded vintage.
create view marts.latest_change as
select
    edition_change.report_year_after as report_year,
    edition_change.report_year_before as compared_with_year,
    edition_change.is_vintage,
    edition_change.change,
    edition_change.effect,
    edition_change.indicator_key,
    edition_change.measure_key,
    coalesce(edition_change.indicator_code_after, edition_change.indicator_code_before) as indicator_code,
    edition_change.indicator_code_before,
    edition_change.goal_no,
    dim_goal.name_zh as goal_name,
    edition_change.indicator_name,
    edition_change.measure_label,
    edition_change.before,
    edition_change.after,
    edition_change.page,
    dim_report.file_name,
    edition_change.issuer,
    edition_change.issuer_before
from marts.edition_change
left join marts.dim_goal using (goal_no)
left join marts.dim_report
    on
        dim_report.report_id = case
            when edition_change.indicator_code_after is null then edition_change.report_id_before
            else edition_change.report_id_after
        end
where edition_change.report_year_after = (select max(newest.report_year) from marts.dim_report as newest);
comment on view marts.latest_change is 'One row per change that the newest edition brings, against the edition held before it and between its own vintages';
comment on column marts.latest_change.report_year is 'Newest edition';
comment on column marts.latest_change.compared_with_year is 'Edition that it is compared with';
comment on column marts.latest_change.is_vintage is 'Two vintages of the newest edition; false: the edition before it';
comment on column marts.latest_change.change is 'What changed: see edition_change';
comment on column marts.latest_change.effect is 'Of a target tightened or loosened, of a value or verdict better or worse; null where neither can be told';
comment on column marts.latest_change.indicator_key is 'Indicator, stable over the years';
comment on column marts.latest_change.measure_key is 'Measure, stable over the years; null if the indicator as a whole changed';
comment on column marts.latest_change.indicator_code is 'Code as printed after the change, or before it if vanished';
comment on column marts.latest_change.indicator_code_before is 'Code as printed before; null if added';
comment on column marts.latest_change.goal_no is 'Core goal 核心目標';
comment on column marts.latest_change.goal_name is 'Chinese name of the goal';
comment on column marts.latest_change.indicator_name is 'Name after, or before if vanished';
comment on column marts.latest_change.measure_label is 'Words that name the quantity; null if only a number is printed';
comment on column marts.latest_change.before is 'What it was';
comment on column marts.latest_change.after is 'What it is';
comment on column marts.latest_change.page is 'Page of file_name';
comment on column marts.latest_change.file_name is 'File in which the change is seen; of a vanished indicator the earlier one';
comment on column marts.latest_change.issuer is 'Whose document the change is seen in';
comment on column marts.latest_change.issuer_before is 'Whose document it is compared with: another issuer''s for an indicator that moved, else the same';
