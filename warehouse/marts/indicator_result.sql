-- One row per indicator per report edition (current vintage).
create table marts.indicator_result (
    report_year integer not null,
    indicator_code text not null,
    indicator_key text not null,
    goal_no integer not null,
    status text check (status in ('attained', 'not_attained', 'pending', 'no_target', 'qualitative')),
    parts_attained integer not null,
    parts_total integer not null,
    declared_status text check (declared_status in ('met', 'not_met', 'lagging')),
    is_consistent boolean,
    is_starred boolean not null,
    twin_codes_text text,
    counts_in_total boolean not null,
    primary key (report_year, indicator_code)
);
comment on table marts.indicator_result is 'One row per indicator per report edition: the worst part decides (the most negative evaluation, as in Germany''s sustainability strategy)';
comment on column marts.indicator_result.report_year is 'Edition';
comment on column marts.indicator_result.indicator_code is 'Code as printed in that edition';
comment on column marts.indicator_result.indicator_key is 'Indicator, stable over the years';
comment on column marts.indicator_result.goal_no is 'Core goal';
comment on column marts.indicator_result.status is 'not_attained if any part is, else pending if any part is, else null if any part could not be judged, else attained if any part is; no_target and qualitative if nothing else is there';
comment on column marts.indicator_result.parts_attained is 'Measures attained';
comment on column marts.indicator_result.parts_total is 'Measures of the indicator';
comment on column marts.indicator_result.declared_status is 'What the report says of the indicator: not_met over lagging over met';
comment on column marts.indicator_result.is_consistent is 'Declared and computed agree; null where there is nothing to compare';
comment on column marts.indicator_result.is_starred is 'Marked with * in the report';
comment on column marts.indicator_result.twin_codes_text is 'Codes of the same indicator under other goals, by note 同指標 or identical content';
comment on column marts.indicator_result.counts_in_total is 'False for the second and later print of a twin, so that a total over all goals counts it once';

insert into marts.indicator_result by name
with part as (
    select
        report_year,
        report_id,
        indicator_code,
        indicator_key,
        goal_no,
        any_value(is_starred) as is_starred,
        count(*) as parts_total,
        count(*) filter (where status = 'attained') as parts_attained,
        bool_or(status = 'not_attained') as has_not_attained,
        bool_or(status = 'pending') as has_pending,
        bool_or(status is null) as has_unjudged,
        bool_or(status = 'attained') as has_attained,
        bool_or(status = 'no_target') as has_no_target
    from marts.attainment
    group by report_year, report_id, indicator_code, indicator_key, goal_no
),

verdict as (
    select
        *,
        case
            when has_not_attained then 'not_attained'
            when has_pending then 'pending'
            when has_unjudged then null
            when has_attained then 'attained'
            when has_no_target then 'no_target'
            else 'qualitative'
        end as status
    from part
),

twin as (
    select
        int_twin.report_id,
        int_twin.indicator_code,
        string_agg(int_twin.twin_code, '、' order by twin.row_no) as twin_codes_text,
        bool_or(twin.row_no < stg_indicator.row_no) as is_repeat
    from intermediate.int_twin
    inner join staging.stg_indicator using (report_id, indicator_code)
    inner join staging.stg_indicator as twin
        on int_twin.report_id = twin.report_id and int_twin.twin_code = twin.indicator_code
    where stg_indicator.occurrence_no = 1 and twin.occurrence_no = 1
    group by int_twin.report_id, int_twin.indicator_code
)

select
    verdict.report_year,
    verdict.indicator_code,
    verdict.indicator_key,
    verdict.goal_no,
    verdict.status,
    verdict.parts_attained,
    verdict.parts_total,
    stg_indicator.declared_status,
    case
        when stg_indicator.declared_status is null or verdict.status is null then null
        when verdict.status in ('pending', 'qualitative') then null
        when stg_indicator.declared_status = 'met' then verdict.status = 'attained'
        else verdict.status = 'not_attained'
    end as is_consistent,
    verdict.is_starred,
    twin.twin_codes_text,
    not coalesce(twin.is_repeat, false) as counts_in_total
from verdict
inner join staging.stg_indicator using (report_id, indicator_code)
left join twin using (report_id, indicator_code)
where stg_indicator.occurrence_no = 1
order by verdict.report_year, stg_indicator.row_no;
