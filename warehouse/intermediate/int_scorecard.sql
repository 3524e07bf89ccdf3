-- One row per report edition, and per edition and goal, agency or issuer: the counts of all scorecards.
create view intermediate.int_scorecard as
with judged as (
    select
        stg_indicator.report_year,
        stg_report.issuer,
        stg_report.is_sample,
        stg_indicator.goal_no,
        stg_indicator.agencies,
        int_indicator_key.indicator_key,
        int_verdict.*
    from intermediate.int_verdict
    inner join staging.stg_indicator using (report_id, indicator_code)
    inner join staging.stg_report using (report_id)
    inner join intermediate.int_indicator_key using (report_id, indicator_code)
    where stg_report.is_current and stg_indicator.occurrence_no = 1
),

responsible as (
    select
        judged.*,
        unnest(judged.agencies) as agency
    from judged
),

-- The second and later print of an indicator, where the same agency answers for both.
repeated as (
    select distinct
        responsible.report_id,
        responsible.indicator_code,
        responsible.agency
    from responsible
    inner join responsible as twin
        on
            responsible.group_no = twin.group_no
            and responsible.agency = twin.agency
            and twin.standing < responsible.standing
),

placed as (
    select 'edition' as scope, null::integer as goal_no, null::text as agency, null::text as issuer,
        * exclude (goal_no, issuer)
    from judged
    where counts_in_total
    union all by name
    select 'goal' as scope, * exclude (issuer)
    from judged
    where counts_in_goal
    union all by name
    select 'issuer' as scope, * exclude (goal_no)
    from judged
    where counts_in_report
    union all by name
    select 'agency' as scope, * exclude (goal_no, issuer)
    from responsible
    anti join repeated using (report_id, indicator_code, agency)
),

counted as (
    select
        scope,
        report_year,
        goal_no,
        agency,
        issuer,
        count(*) as n_indicators,
        sum(parts_total) as n_measures,
        count(*) filter (where status = 'attained') as n_attained,
        count(*) filter (where status = 'not_attained') as n_not_attained,
        count(*) filter (where status = 'pending') as n_pending,
        count(*) filter (where status = 'no_target') as n_no_target,
        count(*) filter (where status = 'qualitative') as n_qualitative,
        count(*) filter (where status is null) as n_unjudged,
        count(*) filter (where has_assumed and status in ('attained', 'not_attained')) as n_assumed,
        sum(parts_attained) as n_measures_attained,
        count(*) filter (where is_sample) as n_of_sample
    from placed
    group by scope, report_year, goal_no, agency, issuer
),

-- A change compares what both years hold: every indicator that is counted in the one and in the other.
common as (
    select
        placed.scope,
        placed.report_year,
        placed.goal_no,
        placed.agency,
        placed.issuer,
        count(*) as n_common,
        count(*) filter (where placed.status = 'attained') as n_attained,
        count(*) filter (where placed.status in ('attained', 'not_attained')) as n_judged,
        count(*) filter (where before.status = 'attained') as n_attained_before,
        count(*) filter (where before.status in ('attained', 'not_attained')) as n_judged_before
    from placed
    inner join placed as before
        on
            placed.scope = before.scope
            and placed.goal_no is not distinct from before.goal_no
            and placed.agency is not distinct from before.agency
            and placed.issuer is not distinct from before.issuer
            and placed.indicator_key = before.indicator_key
            and placed.report_year = before.report_year + 1
    group by placed.scope, placed.report_year, placed.goal_no, placed.agency, placed.issuer
),

printing as (
    select 'edition' as scope, report_year, null::integer as goal_no, issuer from judged
    union
    select 'goal', report_year, goal_no, issuer from judged
),

held as (
    select scope, report_year, goal_no, string_agg(issuer, '；' order by issuer) as issuers
    from printing
    group by scope, report_year, goal_no
),

missing as (
    select
        held.scope,
        held.report_year,
        held.goal_no,
        string_agg(distinct former.issuer, '；' order by former.issuer) as issuers_missing
    from held
    inner join printing as former
        on
            held.scope = former.scope
            and held.goal_no is not distinct from former.goal_no
            and held.report_year > former.report_year
    semi join intermediate.int_missing_report as lacking
        on held.report_year = lacking.report_year and former.issuer = lacking.issuer
    group by held.scope, held.report_year, held.goal_no
)

select
    counted.*,
    counted.n_attained + counted.n_not_attained as n_judged,
    100 * counted.n_attained / nullif(counted.n_attained + counted.n_not_attained, 0) as attainment_rate_pct,
    100 * counted.n_attained / counted.n_indicators as attainment_of_all_pct,
    coalesce(common.n_common, 0) as n_common,
    100 * common.n_attained / nullif(common.n_judged, 0)
    - 100 * common.n_attained_before / nullif(common.n_judged_before, 0) as attainment_rate_change,
    100 * common.n_attained / common.n_common
    - 100 * common.n_attained_before / common.n_common as attainment_of_all_change,
    held.issuers,
    missing.issuers_missing
from counted
left join held
    on
        counted.scope = held.scope
        and counted.report_year = held.report_year
        and counted.goal_no is not distinct from held.goal_no
left join missing
    on
        held.scope = missing.scope
        and held.report_year = missing.report_year
        and held.goal_no is not distinct from missing.goal_no
left join common
    on
        counted.scope = common.scope
        and counted.report_year = common.report_year
        and counted.goal_no is not distinct from common.goal_no
        and counted.agency is not distinct from common.agency
        and counted.issuer is not distinct from common.issuer;
comment on view intermediate.int_scorecard is 'One row per report edition, per edition and goal, agency or issuer: the counts of the four scorecards, where they are explained';
comment on column intermediate.int_scorecard.scope is 'What is counted: edition (a twin once), goal (a twin in each of its goals), agency (a twin once for an agency) or issuer (a twin once for an issuer)';
comment on column intermediate.int_scorecard.report_year is 'Edition';
comment on column intermediate.int_scorecard.goal_no is 'Core goal; null unless scope is goal';
comment on column intermediate.int_scorecard.agency is 'Current short name; null unless scope is agency';
comment on column intermediate.int_scorecard.issuer is 'Issuer; null unless scope is issuer';
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
comment on column intermediate.int_scorecard.n_judged is 'Indicators attained or not attained';
comment on column intermediate.int_scorecard.attainment_rate_pct is 'Of those judged, per cent';
comment on column intermediate.int_scorecard.attainment_of_all_pct is 'Of all, per cent';
comment on column intermediate.int_scorecard.n_common is 'Indicators that the edition of the year before holds, too';
comment on column intermediate.int_scorecard.attainment_rate_change is 'On the edition of the year before, of the indicators that both hold, percentage points';
comment on column intermediate.int_scorecard.attainment_of_all_change is 'On the edition of the year before, of the indicators that both hold, percentage points';
comment on column intermediate.int_scorecard.n_of_sample is 'Indicators that a document marked as a sample (樣本) states';
comment on column intermediate.int_scorecard.issuers is 'Issuers whose reports of that year print something of it, by name, parted by ；; null unless scope is edition or goal';
comment on column intermediate.int_scorecard.issuers_missing is 'Issuers that printed something of it in an earlier year and have no report of that year here; null if none';
