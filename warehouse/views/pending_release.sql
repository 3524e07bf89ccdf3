-- Values promised and not seen yet, by the calendar of the day on which one asks: a warehouse made in June is asked in October.
create view marts.pending_release as
select
    release_calendar.report_year,
    release_calendar.indicator_code,
    release_calendar.measure_no,
    release_calendar.measure_key,
    release_calendar.goal_no,
    release_calendar.indicator_name,
    release_calendar.measure_label,
    release_calendar.agencies_text,
    release_calendar.release_due,
    case
        when release_calendar.elsewhere_value is not null then 'elsewhere'
        when release_calendar.release_due is null then 'undated'
        when release_calendar.release_due < current_date then 'overdue'
        else 'due'
    end as release_state,
    (release_calendar.release_due - current_date)::integer as days_left,
    release_calendar.actual_text,
    release_calendar.page,
    dim_report.file_name,
    release_calendar.issuer,
    release_calendar.elsewhere_value,
    release_calendar.elsewhere_source
from marts.release_calendar
left join marts.dim_report
    on
        release_calendar.issuer = dim_report.issuer
        and release_calendar.report_year = dim_report.report_year
        and dim_report.is_current
where release_calendar.delivered_report_year is null;
comment on view marts.pending_release is 'One row per pending value 未達統計週期 that no later edition held here states, by the day of asking; release_calendar has those delivered, too, and tells by the day of the run';
comment on column marts.pending_release.report_year is 'Edition that made the promise; also the year that the value is for';
comment on column marts.pending_release.indicator_code is 'Code as printed in that edition';
comment on column marts.pending_release.measure_no is 'Quantity of the indicator, from 1 in printed order';
comment on column marts.pending_release.measure_key is 'Measure, stable over the years';
comment on column marts.pending_release.goal_no is 'Core goal 核心目標';
comment on column marts.pending_release.indicator_name is 'Name 對應指標';
comment on column marts.pending_release.measure_label is 'Words that name the quantity; null if only a number is printed';
comment on column marts.pending_release.agencies_text is 'Responsible agencies under their current short names';
comment on column marts.pending_release.release_due is 'Promised day (month end if only a month is printed); null if pending without a date';
comment on column marts.pending_release.release_state is 'elsewhere: published, but in no edition held here; overdue: the day has passed; due: it is to come; undated';
comment on column marts.pending_release.days_left is 'Days from today to the promised day; below zero when overdue';
comment on column marts.pending_release.actual_text is 'Section 實績值 as printed';
comment on column marts.pending_release.page is 'Page on which the row begins';
comment on column marts.pending_release.file_name is 'File that was read';
comment on column marts.pending_release.issuer is 'Whose report promised it';
comment on column marts.pending_release.elsewhere_value is 'The value as published elsewhere, in the base unit; null if none is known here';
comment on column marts.pending_release.elsewhere_source is 'Who published it';
