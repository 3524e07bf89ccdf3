-- One row per target 具體目標 that an indicator's code names.
create table marts.dim_target (
    target_code text primary key,
    goal_no integer not null,
    title_zh text,
    is_sourced boolean not null,
    title_source text,
    source_url text,
    source_date date,
    seen_on date,
    first_report_year integer not null,
    last_report_year integer not null,
    n_indicators integer not null
);
comment on table marts.dim_target is 'One row per target 具體目標 to which the code of an indicator held belongs: 6.4.1 to target 6.4. The reports print codes of targets alone, no titles';
comment on column marts.dim_target.target_code is 'Code of the target, e.g. 6.4 or 6.e';
comment on column marts.dim_target.goal_no is 'Core goal 核心目標';
comment on column marts.dim_target.title_zh is 'Chinese title; null where no public source was found';
comment on column marts.dim_target.is_sourced is 'Whether a public source gives the title; false where there is none';
comment on column marts.dim_target.title_source is 'Where the title stands, and of which edition it is';
comment on column marts.dim_target.source_url is 'Address of the source';
comment on column marts.dim_target.source_date is 'Date of the source; null where it shows none';
comment on column marts.dim_target.seen_on is 'Day on which it was read';
comment on column marts.dim_target.first_report_year is 'First edition held that prints an indicator of it';
comment on column marts.dim_target.last_report_year is 'Last edition held that prints one';
comment on column marts.dim_target.n_indicators is 'Its indicators in that last edition, by code, over all issuers';

insert into marts.dim_target by name
with printed as (
    select distinct
        target_of(stg_indicator.indicator_code) as target_code,
        stg_indicator.goal_no,
        stg_indicator.report_year,
        stg_indicator.indicator_code
    from staging.stg_indicator
    inner join staging.stg_report using (report_id)
    where stg_report.is_current and target_of(stg_indicator.indicator_code) is not null
),

edition as (
    select
        target_code,
        report_year,
        min(goal_no) as goal_no,
        count(distinct indicator_code) as n_indicators
    from printed
    group by target_code, report_year
),

held as (
    select
        target_code,
        arg_max(goal_no, report_year) as goal_no,
        min(report_year) as first_report_year,
        max(report_year) as last_report_year,
        arg_max(n_indicators, report_year) as n_indicators
    from edition
    group by target_code
)

select
    held.target_code,
    held.goal_no,
    seed_target.title_zh,
    coalesce(seed_target.is_sourced, false) as is_sourced,
    seed_target.title_source,
    seed_target.source_url,
    seed_target.source_date,
    seed_target.seen_on,
    held.first_report_year,
    held.last_report_year,
    held.n_indicators
from held
left join staging.seed_target on held.target_code = seed_target.target_code and seed_target.is_sourced
order by held.goal_no, try_cast(split_part(held.target_code, '.', 2) as integer), held.target_code;
