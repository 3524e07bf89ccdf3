-- One row per core goal.
create table marts.dim_goal (
    goal_no integer primary key,
    name_zh text not null,
    name_en text,
    name_zh_printed text,
    is_sourced boolean not null,
    name_zh_source text not null,
    source_url text,
    source_date date,
    seen_on date,
    color_hex text not null,
    color_source text not null,
    lead_agency text,
    lead_agency_by_edition text
);
comment on table marts.dim_goal is 'One row per core goal 核心目標';
comment on column marts.dim_goal.goal_no is 'Number of the core goal';
comment on column marts.dim_goal.name_zh is 'Chinese name';
comment on column marts.dim_goal.name_en is 'English short name of the UN goal of that number; null for goal 18, which is Taiwan''s own. Goals 6 and 9 differ in scope from the UN goals';
comment on column marts.dim_goal.name_zh_printed is 'Name in the newest edition that prints the goal';
comment on column marts.dim_goal.is_sourced is 'Whether a public source gives the Chinese name; false: nothing rests on it. What an edition prints stands in name_zh_printed';
comment on column marts.dim_goal.name_zh_source is 'Title of the source of the Chinese name, or that there is none';
comment on column marts.dim_goal.source_url is 'Its address; null for an edition of the report';
comment on column marts.dim_goal.source_date is 'Its date; null where it shows none';
comment on column marts.dim_goal.seen_on is 'Day on which it was read';
comment on column marts.dim_goal.color_hex is 'Official colour; the project''s own for goal 18';
comment on column marts.dim_goal.color_source is 'Who chose the colour';
comment on column marts.dim_goal.lead_agency is 'Lead agency 主政 as printed in the newest edition that prints the goal';
comment on column marts.dim_goal.lead_agency_by_edition is 'Lead agency by edition, e.g. 2024: 衛福部';

insert into marts.dim_goal by name
with printed as (
    select
        stg_indicator.report_year,
        stg_indicator.goal_no,
        first(stg_indicator.goal_name order by stg_report.issuer, stg_indicator.row_no)
            filter (where stg_indicator.goal_name is not null) as goal_name,
        first(stg_indicator.goal_lead order by stg_report.issuer, stg_indicator.row_no)
            filter (where stg_indicator.goal_lead is not null) as goal_lead
    from staging.stg_indicator
    inner join staging.stg_report using (report_id)
    where stg_report.is_current
    group by stg_indicator.report_year, stg_indicator.goal_no
),

newest as (
    select
        goal_no,
        arg_max(goal_name, report_year) as goal_name,
        arg_max(goal_lead, report_year) as goal_lead,
        string_agg(report_year || ': ' || goal_lead, '; ' order by report_year) as lead_by_edition
    from printed
    group by goal_no
)

select
    seed_goal.goal_no,
    seed_goal.name_zh,
    seed_goal.name_en,
    newest.goal_name as name_zh_printed,
    seed_goal.is_sourced,
    seed_goal.name_zh_source,
    seed_goal.source_url,
    seed_goal.source_date,
    seed_goal.seen_on,
    seed_goal.color_hex,
    seed_goal.color_source,
    newest.goal_lead as lead_agency,
    newest.lead_by_edition as lead_agency_by_edition
from staging.seed_goal
left join newest on seed_goal.goal_no = newest.goal_no
order by seed_goal.goal_no;
