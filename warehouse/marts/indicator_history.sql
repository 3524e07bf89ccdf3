-- One row per indicator over all editions: its verdicts.
create table marts.indicator_history (
    indicator_key text primary key,
    goal_no integer not null,
    indicator_name text not null,
    first_report_year integer not null,
    last_report_year integer not null,
    n_editions integer not null,
    n_attained integer not null,
    n_not_attained integer not null,
    n_pending integer not null,
    history_text text not null,
    n_status_changes integer not null,
    stability text not null check (stability in ('stable', 'volatile', 'insufficient')),
    n_missed_in_a_row integer not null,
    is_missed_now boolean not null
);
comment on table marts.indicator_history is 'One row per indicator over all editions held: its verdicts, how steady they are, and whether it is missed again and again';
comment on column marts.indicator_history.indicator_key is 'Indicator, stable over the years';
comment on column marts.indicator_history.goal_no is 'Core goal in the newest edition';
comment on column marts.indicator_history.indicator_name is 'Name in the newest edition';
comment on column marts.indicator_history.first_report_year is 'First edition held that prints it';
comment on column marts.indicator_history.last_report_year is 'Last edition held that prints it';
comment on column marts.indicator_history.n_editions is 'Editions held that print it';
comment on column marts.indicator_history.n_attained is 'Editions that attained';
comment on column marts.indicator_history.n_not_attained is 'Editions that did not';
comment on column marts.indicator_history.n_pending is 'Editions in which it was pending';
comment on column marts.indicator_history.history_text is 'Verdicts by edition';
comment on column marts.indicator_history.n_status_changes is 'Changes between attained and not attained, from one judged edition to the next';
comment on column marts.indicator_history.stability is 'insufficient: fewer than three judged editions; volatile: two changes or more, or a change in at least half of the steps; else stable';
comment on column marts.indicator_history.n_missed_in_a_row is 'Editions in a row, up to the last, that did not attain';
comment on column marts.indicator_history.is_missed_now is 'The newest edition held prints it and did not attain';

insert into marts.indicator_history by name
with judged as (
    select
        indicator_key,
        count(*) as n_judged,
        count(*) filter (where is_change) as n_status_changes
    from (
        select
            indicator_key,
            status <> lag(status) over (partition by indicator_key order by report_year, indicator_code) as is_change
        from marts.status_history
        where leads_key and status in ('attained', 'not_attained')
    )
    group by indicator_key
),

summed as (
    select
        indicator_key,
        arg_max(goal_no, report_year) as goal_no,
        arg_max(indicator_name, report_year) as indicator_name,
        min(report_year) as first_report_year,
        max(report_year) as last_report_year,
        count(distinct report_year) as n_editions,
        count(*) filter (where status = 'attained') as n_attained,
        count(*) filter (where status = 'not_attained') as n_not_attained,
        count(*) filter (where status = 'pending') as n_pending,
        string_agg(
            report_year || ' ' || coalesce(status, 'undecided'), ', ' order by report_year, indicator_code
        ) as history_text,
        arg_max(n_missed_in_a_row, report_year) as n_missed_in_a_row
    from marts.status_history
    where leads_key
    group by indicator_key
)

select
    summed.*,
    coalesce(judged.n_status_changes, 0) as n_status_changes,
    case
        when coalesce(judged.n_judged, 0) < 3 then 'insufficient'
        when judged.n_status_changes >= 2 or 2 * judged.n_status_changes >= judged.n_judged - 1 then 'volatile'
        else 'stable'
    end as stability,
    summed.n_missed_in_a_row > 0
    and summed.last_report_year = (select max(report_year) from marts.status_history) as is_missed_now
from summed
left join judged using (indicator_key)
order by summed.goal_no, summed.indicator_key;
