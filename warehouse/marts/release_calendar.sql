-- One row per value that an edition promised to publish later.
create table marts.release_calendar (
    report_year integer not null,
    indicator_code text not null,
    measure_no integer not null,
    measure_key text not null,
    goal_no integer not null,
    indicator_name text not null,
    measure_label text,
    agencies_text text not null,
    release_due date,
    delivered_report_year integer,
    delivered_value double,
    elsewhere_value double,
    elsewhere_source text,
    is_overdue boolean not null,
    days_overdue integer,
    as_of_date date not null,
    actual_text text,
    page integer,
    issuer text not null,
    primary key (issuer, report_year, indicator_code, measure_no)
);
comment on table marts.release_calendar is 'One row per value that an edition said would be published later 預計…前公布, and whether an edition held here brought it, or it was published elsewhere';
comment on column marts.release_calendar.report_year is 'Edition that made the promise; also the year that the value is for';
comment on column marts.release_calendar.indicator_code is 'Code as printed';
comment on column marts.release_calendar.measure_no is 'Measure';
comment on column marts.release_calendar.measure_key is 'Measure, stable over the years';
comment on column marts.release_calendar.goal_no is 'Core goal';
comment on column marts.release_calendar.indicator_name is 'Name of the indicator';
comment on column marts.release_calendar.measure_label is 'Name of the quantity';
comment on column marts.release_calendar.agencies_text is 'Responsible agencies under their current short names';
comment on column marts.release_calendar.release_due is 'Promised day (month end if only a month is printed); null if pending without a date';
comment on column marts.release_calendar.delivered_report_year is 'First edition that states the value, a later one or another report of that year; null if none held here does';
comment on column marts.release_calendar.delivered_value is 'The value it states, in the unit of its measure';
comment on column marts.release_calendar.elsewhere_value is 'The value as published elsewhere, in the unit of its measure, where no edition held here states it: a reviewed figure (observation, source external); else null';
comment on column marts.release_calendar.elsewhere_source is 'Who published it, and in which data set';
comment on column marts.release_calendar.is_overdue is 'The promised day has passed, no edition held here states the value, and no figure published elsewhere is known here';
comment on column marts.release_calendar.days_overdue is 'Days since the promised day while overdue';
comment on column marts.release_calendar.as_of_date is 'Day for which overdue was determined: the day of the run';
comment on column marts.release_calendar.actual_text is 'Printed words';
comment on column marts.release_calendar.page is 'Page on which the row begins';
comment on column marts.release_calendar.issuer is 'Whose report it is: see dim_report';

insert into marts.release_calendar by name
with promised as (
    select * from marts.attainment where actual_kind = 'pending'
),

delivered as (
    select
        promised.issuer,
        promised.report_year,
        promised.indicator_code,
        promised.measure_no,
        min(observation.report_year) as delivered_report_year,
        first(observation.value order by observation.report_year, observation.observation_id) as delivered_value
    from promised
    inner join marts.observation
        on
            promised.series_key = observation.series_key
            and promised.report_year = observation.data_year
            and promised.report_year <= observation.report_year
    group by promised.issuer, promised.report_year, promised.indicator_code, promised.measure_no
),

elsewhere as (
    select
        series_key,
        data_year,
        value as elsewhere_value,
        coalesce(publisher || coalesce(' (' || data_set || ')', ''), data_set, source_url) as elsewhere_source
    from marts.observation
    where source = 'external' and leads_series
),

dated as (
    select
        promised.*,
        delivered.delivered_report_year,
        delivered.delivered_value,
        elsewhere.elsewhere_value,
        elsewhere.elsewhere_source,
        getvariable('as_of_date')::date as as_of_date,
        coalesce(
            delivered.delivered_report_year is null
            and elsewhere.elsewhere_value is null
            and promised.release_due < getvariable('as_of_date')::date,
            false
        ) as is_overdue
    from promised
    left join delivered using (issuer, report_year, indicator_code, measure_no)
    left join elsewhere on promised.series_key = elsewhere.series_key and promised.report_year = elsewhere.data_year
)

select
    report_year,
    indicator_code,
    measure_no,
    measure_key,
    goal_no,
    indicator_name,
    measure_label,
    agencies_text,
    release_due,
    delivered_report_year,
    delivered_value,
    elsewhere_value,
    elsewhere_source,
    is_overdue,
    case when is_overdue then as_of_date - release_due end as days_overdue,
    as_of_date,
    actual_text,
    page_first as page,
    issuer
from dated
order by report_year, release_due, indicator_code, measure_no, issuer;
