-- One row per report edition, per edition and goal, and per edition and agency: the counts of all three scorecards.
create view intermediate.int_scorecard as
with judged as (
    select
        stg_indicator.report_year,
        stg_indicator.row_no,
        stg_indicator.goal_no,
        stg_indicator.agencies,
        int_verdict.*
    from intermediate.int_verdict
    inner join staging.stg_indicator using (report_id, indicator_code)
    inner join staging.stg_report using (report_id)
    where stg_report.is_current and stg_indicator.occurrence_no = 1
),

responsible as (
    select
        judged.*,
        unnest(judged.agencies) as agency
    from judged
),

-- The second and later print of a twin, where the same agency answers for both.
repeated as (
    select distinct
        responsible.report_id,
        responsible.indicator_code,
        responsible.agency
    from responsible
    inner join intermediate.int_twin using (report_id, indicator_code)
    inner join responsible as twin
        on
            responsible.report_id = twin.report_id
            and int_twin.twin_code = twin.indicator_code
            and responsible.agency = twin.agency
            and twin.row_no < responsible.row_no
),

placed as (
    select 'edition' as scope, null::integer as goal_no, null::text as agency, * exclude (goal_no)
    from judged
    where counts_in_total
    union all by name
    select 'goal' as scope, * from judged
    union all by name
    select 'agency' as scope, * exclude (goal_no)
    from responsible
    anti join repeated using (report_id, indicator_code, agency)
),

counted as (
    select
        scope,
        report_year,
        goal_no,
        agency,
        count(*) as n_indicators,
        sum(parts_total) as n_measures,
        count(*) filter (where status = 'attained') as n_attained,
        count(*) filter (where status = 'not_attained') as n_not_attained,
        count(*) filter (where status = 'pending') as n_pending,
        count(*) filter (where status = 'no_target') as n_no_target,
        count(*) filter (where status = 'qualitative') as n_qualitative,
        count(*) filter (where status is null) as n_unjudged,
        count(*) filter (where has_assumed and status in ('attained', 'not_attained')) as n_assumed,
        sum(parts_attained) as n_measures_attained
    from placed
    group by scope, report_year, goal_no, agency
),

rated as (
    select
        *,
        100 * n_attained / nullif(n_attained + n_not_attained, 0) as attainment_rate_pct,
        100 * n_attained / n_indicators as attainment_of_all_pct
    from counted
)

select
    rated.*,
    rated.attainment_rate_pct - before.attainment_rate_pct as attainment_rate_change,
    rated.attainment_of_all_pct - before.attainment_of_all_pct as attainment_of_all_change
from rated
left join rated as before
    on
        rated.scope = before.scope
        and rated.goal_no is not distinct from before.goal_no
        and rated.agency is not distinct from before.agency
        and rated.report_year = before.report_year + 1;
comment on view intermediate.int_scorecard is 'One row per report edition, per edition and goal, and per edition and agency: the counts of edition_scorecard, goal_scorecard and agency_scorecard, where they are explained';
comment on column intermediate.int_scorecard.scope is 'What is counted: edition (a twin once), goal (a twin in each of its goals) or agency (a twin once for an agency)';
comment on column intermediate.int_scorecard.report_year is 'Edition';
comment on column intermediate.int_scorecard.goal_no is 'Core goal; null unless scope is goal';
comment on column intermediate.int_scorecard.agency is 'Current short name; null unless scope is agency';
comment on column intermediate.int_scorecard.n_indicators is 'Indicators';
comment on column intermediate.int_scorecard.n_measures is 'Measures';
comment on column intermediate.int_scorecard.n_attained is 'Indicators attained';
comment on column intermediate.int_scorecard.n_not_attained is 'Indicators not attained';
comment on column intermediate.int_scorecard.n_pending is 'Indicators pending';
comment on column intermediate.int_scorecard.n_no_target is 'Indicators without a target';
comment on column intermediate.int_scorecard.n_qualitative is 'Indicators that are tasks';
comment on column intermediate.int_scorecard.n_unjudged is 'Indicators not judged';
comment on column intermediate.int_scorecard.n_assumed is 'Indicators judged by a custom in part';
comment on column intermediate.int_scorecard.n_measures_attained is 'Measures attained';
comment on column intermediate.int_scorecard.attainment_rate_pct is 'Of those judged, per cent';
comment on column intermediate.int_scorecard.attainment_of_all_pct is 'Of all, per cent';
comment on column intermediate.int_scorecard.attainment_rate_change is 'On the edition of the year before, percentage points';
comment on column intermediate.int_scorecard.attainment_of_all_change is 'On the edition of the year before, percentage points';
