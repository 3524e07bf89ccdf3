-- One row per indicator series and run of editions in which its code and name stayed the same.
create table marts.dim_indicator (
    indicator_key text not null,
    valid_from_report_year integer not null,
    valid_to_report_year integer,
    is_current boolean not null,
    indicator_code text not null,
    goal_no integer not null,
    target_code text,
    indicator_name text not null,
    is_starred boolean not null,
    agencies_text text not null,
    name_en text,
    name_en_review text check (name_en_review in ('proposed', 'confirmed')),
    primary key (indicator_key, valid_from_report_year)
);
comment on table marts.dim_indicator is 'One row per indicator and run of editions over which its code, name, star and agencies stayed the same';
comment on column marts.dim_indicator.indicator_key is 'Stable over the years: the newest code';
comment on column marts.dim_indicator.valid_from_report_year is 'First edition of the run';
comment on column marts.dim_indicator.valid_to_report_year is 'First edition after the run; null while it lasts';
comment on column marts.dim_indicator.is_current is 'In force in the newest edition held';
comment on column marts.dim_indicator.indicator_code is 'Code as printed';
comment on column marts.dim_indicator.goal_no is 'Core goal';
comment on column marts.dim_indicator.target_code is 'Target 具體目標 to which the code belongs: see dim_target';
comment on column marts.dim_indicator.indicator_name is 'Name as printed, without code, star, agency and same-as note';
comment on column marts.dim_indicator.is_starred is 'Marked with * in the report';
comment on column marts.dim_indicator.agencies_text is 'Responsible agencies under their current short names';
comment on column marts.dim_indicator.name_en is 'English translation of indicator_name by this project, not by the report; null where there is none for the name as printed';
comment on column marts.dim_indicator.name_en_review is 'Whether a person has confirmed the translation: proposed or confirmed; null without one';

insert into marts.dim_indicator by name
with edition as (
    select
        int_indicator_key.indicator_key,
        stg_indicator.report_year,
        stg_indicator.indicator_code,
        stg_indicator.goal_no,
        stg_indicator.indicator_name,
        stg_indicator.is_starred,
        array_to_string(stg_indicator.agencies, '、') as agencies_text,
        dense_rank() over (order by stg_indicator.report_year) as edition_no
    from staging.stg_indicator
    inner join staging.stg_report using (report_id)
    inner join intermediate.int_indicator_key using (report_id, indicator_code)
    inner join intermediate.int_standing using (report_id, indicator_code)
    where stg_report.is_current and stg_indicator.occurrence_no = 1 and int_standing.leads_key
),

changed as (
    select
        *,
        coalesce(
            lag((indicator_code, indicator_name, is_starred, agencies_text))
                over (partition by indicator_key order by report_year)
            <> (indicator_code, indicator_name, is_starred, agencies_text)
            or lag(edition_no) over (partition by indicator_key order by report_year) < edition_no - 1,
            true
        ) as is_change
    from edition
),

numbered as (
    select
        *,
        sum(is_change::integer) over (
            partition by indicator_key order by report_year rows unbounded preceding
        ) as run_no
    from changed
),

run as (
    select
        indicator_key,
        run_no,
        min(report_year) as valid_from_report_year,
        max(edition_no) as last_edition_no,
        any_value(indicator_code) as indicator_code,
        any_value(goal_no) as goal_no,
        any_value(indicator_name) as indicator_name,
        any_value(is_starred) as is_starred,
        any_value(agencies_text) as agencies_text
    from numbered
    group by indicator_key, run_no
),

following as (
    select edition_no - 1 as last_edition_no, min(report_year) as valid_to_report_year
    from edition
    group by edition_no
)

select
    run.indicator_key,
    run.valid_from_report_year,
    following.valid_to_report_year,
    following.valid_to_report_year is null as is_current,
    run.indicator_code,
    run.goal_no,
    target_of(run.indicator_code) as target_code,
    run.indicator_name,
    run.is_starred,
    run.agencies_text,
    seed_indicator_name.name_en,
    seed_indicator_name.review as name_en_review
from run
left join following on run.last_edition_no = following.last_edition_no
left join staging.seed_indicator_name
    on name_key(run.indicator_name) = name_key(seed_indicator_name.indicator_name)
order by run.goal_no, run.indicator_key, run.valid_from_report_year;
