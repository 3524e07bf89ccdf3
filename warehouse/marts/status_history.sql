-- One row per indicator per report edition: its verdict beside that of the edition before.
create table marts.status_history (
    report_year integer not null,
    indicator_code text not null,
    indicator_key text not null,
    goal_no integer not null,
    indicator_name text not null,
    name_en text,
    status text check (status in ('attained', 'not_attained', 'pending', 'no_target', 'qualitative')),
    previous_report_year integer,
    previous_status text check (previous_status in ('attained', 'not_attained', 'pending', 'no_target', 'qualitative')),
    status_change text not null check (status_change in ('first', 'unchanged', 'improved', 'worsened', 'other')),
    n_missed_in_a_row integer not null,
    missed_since integer,
    worst_attainment_pct double,
    worst_attainment_change double,
    reason_similarity double,
    is_reason_repeated boolean,
    countermeasure_similarity double,
    is_countermeasure_repeated boolean,
    is_miss_growing boolean,
    issuer text not null,
    leads_key boolean not null,
    primary key (issuer, report_year, indicator_code)
);
comment on table marts.status_history is 'One row per indicator per report edition: its verdict beside that of the edition before, and whether reason 落後原因 and countermeasure 因應對策 are the same again';
comment on column marts.status_history.report_year is 'Edition';
comment on column marts.status_history.indicator_code is 'Code as printed in that edition';
comment on column marts.status_history.indicator_key is 'Indicator, stable over the years';
comment on column marts.status_history.goal_no is 'Core goal';
comment on column marts.status_history.indicator_name is 'Name as printed in that edition';
comment on column marts.status_history.name_en is 'English translation of that very name by this project: see dim_indicator; null where there is none';
comment on column marts.status_history.status is 'Verdict of that edition; null where undecided';
comment on column marts.status_history.previous_report_year is 'Edition before it that prints the indicator; null for the first';
comment on column marts.status_history.previous_status is 'Verdict of that one';
comment on column marts.status_history.status_change is 'first: no edition before; improved: missed before, attained now; worsened: the other way round; other: any other change, or a verdict undecided';
comment on column marts.status_history.n_missed_in_a_row is 'How many held editions in a row, up to this one, say not_attained; an edition that is not held breaks no row';
comment on column marts.status_history.missed_since is 'First of these editions; null if not missed';
comment on column marts.status_history.worst_attainment_pct is 'Lowest attainment_pct of its measures';
comment on column marts.status_history.worst_attainment_change is 'Change of it on the edition before, percentage points';
comment on column marts.status_history.reason_similarity is 'Likeness of the reason 落後原因 to that of the edition before, 0 to 100, numbers and marks left out; null if either is missing';
comment on column marts.status_history.is_reason_repeated is 'Likeness of 75 or more';
comment on column marts.status_history.countermeasure_similarity is 'Likeness of the countermeasure 因應對策 to that of the edition before';
comment on column marts.status_history.is_countermeasure_repeated is 'Likeness of 75 or more';
comment on column marts.status_history.is_miss_growing is 'Missed in both editions and worst_attainment_pct fell; null if not comparable';
comment on column marts.status_history.issuer is 'Whose report it is: see dim_report';
comment on column marts.status_history.leads_key is 'True for the row that stands for its indicator_key in its year: see indicator_result';

insert into marts.status_history by name
with edition as (
    select
        indicator_result.report_year,
        indicator_result.indicator_code,
        indicator_result.indicator_key,
        indicator_result.goal_no,
        indicator_result.status,
        indicator_result.issuer,
        indicator_result.leads_key,
        any_value(attainment.indicator_name) as indicator_name,
        min(attainment.attainment_pct) as worst_attainment_pct
    from marts.indicator_result
    inner join marts.attainment using (report_id, indicator_code)
    group by
        indicator_result.report_year,
        indicator_result.indicator_code,
        indicator_result.indicator_key,
        indicator_result.goal_no,
        indicator_result.status,
        indicator_result.issuer,
        indicator_result.leads_key
),

-- What went before a row is what its own issuer printed, and in a year without that the print that leads.
line as (
    select
        edition.*,
        owner.issuer as line_issuer
    from edition
    inner join (select distinct indicator_key, issuer from edition) as owner using (indicator_key)
    qualify
        row_number() over (
            partition by edition.indicator_key, owner.issuer, edition.report_year
            order by edition.issuer <> owner.issuer, not edition.leads_key, edition.issuer, edition.indicator_code
        ) = 1
),

beside as (
    select
        *,
        lag(report_year) over series as previous_report_year,
        lag(status) over series as previous_status,
        lag(worst_attainment_pct) over series as previous_attainment_pct,
        count(*) filter (where status is distinct from 'not_attained') over (
            partition by indicator_key, line_issuer
            order by report_year, indicator_code
            rows unbounded preceding
        ) as n_breaks
    from line
    window series as (partition by indicator_key, line_issuer order by report_year, indicator_code)
),

counted as (
    select
        *,
        case
            when status = 'not_attained'
                then count(*) filter (where status = 'not_attained') over (
                    partition by indicator_key, line_issuer, n_breaks
                    order by report_year, indicator_code
                    rows unbounded preceding
                )
            else 0
        end as n_missed_in_a_row,
        case
            when status = 'not_attained'
                then min(report_year) filter (where status = 'not_attained') over (
                    partition by indicator_key, line_issuer, n_breaks
                    order by report_year, indicator_code
                    rows unbounded preceding
                )
        end as missed_since,
        -- 0.6 of 0.7 and 6 of 7 differ in the last digit of a double: that is no change.
        round(worst_attainment_pct - previous_attainment_pct, 6) as worst_attainment_change
    from beside
)

select
    counted.* exclude (n_breaks, previous_attainment_pct, line_issuer),
    case
        when counted.previous_report_year is null then 'first'
        when counted.status = counted.previous_status then 'unchanged'
        when counted.previous_status = 'not_attained' and counted.status = 'attained' then 'improved'
        when counted.previous_status = 'attained' and counted.status = 'not_attained' then 'worsened'
        else 'other'
    end as status_change,
    int_text_repetition.reason_similarity,
    int_text_repetition.is_reason_repeated,
    int_text_repetition.countermeasure_similarity,
    int_text_repetition.is_countermeasure_repeated,
    case
        when counted.status = 'not_attained' and counted.previous_status = 'not_attained'
            then counted.worst_attainment_change < 0
    end as is_miss_growing,
    seed_indicator_name.name_en
from counted
left join intermediate.int_text_repetition using (issuer, report_year, indicator_code)
left join staging.seed_indicator_name
    on name_key(counted.indicator_name) = name_key(seed_indicator_name.indicator_name)
where counted.issuer = counted.line_issuer
order by counted.report_year, counted.issuer, counted.goal_no, counted.indicator_code;
