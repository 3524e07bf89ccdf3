-- One row per report edition and current agency.
create table marts.agency_scorecard (
    report_year integer not null,
    agency text not null,
    n_indicators integer not null,
    n_measures integer not null,
    n_attained integer not null,
    n_not_attained integer not null,
    n_pending integer not null,
    n_no_target integer not null,
    n_qualitative integer not null,
    n_unjudged integer not null,
    n_measures_attained integer not null,
    attainment_rate_pct double,
    attainment_of_all_pct double,
    attainment_rate_change double,
    attainment_of_all_change double,
    primary key (report_year, agency)
);
comment on table marts.agency_scorecard is 'One row per report edition and responsible agency under its current name. An indicator counts for each of its agencies; a twin counts once for an agency';
comment on column marts.agency_scorecard.report_year is 'Edition';
comment on column marts.agency_scorecard.agency is 'Current short name: see dim_agency';
comment on column marts.agency_scorecard.n_indicators is 'Indicators';
comment on column marts.agency_scorecard.n_measures is 'Measures';
comment on column marts.agency_scorecard.n_attained is 'Indicators attained';
comment on column marts.agency_scorecard.n_not_attained is 'Indicators not attained';
comment on column marts.agency_scorecard.n_pending is 'Indicators with a part pending and none missed';
comment on column marts.agency_scorecard.n_no_target is 'Indicators without a target this year';
comment on column marts.agency_scorecard.n_qualitative is 'Indicators that are tasks without a quantity';
comment on column marts.agency_scorecard.n_unjudged is 'Indicators whose direction could not be told surely: see finding';
comment on column marts.agency_scorecard.n_measures_attained is 'Measures attained';
comment on column marts.agency_scorecard.attainment_rate_pct is 'attained / (attained + not attained), per cent';
comment on column marts.agency_scorecard.attainment_of_all_pct is 'attained / all, per cent: the way the official review counts (257 of 336 in 2019)';
comment on column marts.agency_scorecard.attainment_rate_change is 'Change of attainment_rate_pct on the edition of the year before, percentage points';
comment on column marts.agency_scorecard.attainment_of_all_change is 'Change of attainment_of_all_pct on the edition of the year before, percentage points';

insert into marts.agency_scorecard by name
with printed as (
    select
        stg_indicator.report_id,
        stg_indicator.report_year,
        stg_indicator.indicator_code,
        stg_indicator.row_no,
        unnest(stg_indicator.agencies) as agency
    from staging.stg_indicator
    inner join staging.stg_report using (report_id)
    where stg_report.is_current and stg_indicator.occurrence_no = 1
),

-- The second and later print of a twin, where the same agency answers for both.
repeated as (
    select distinct
        printed.report_id,
        printed.indicator_code,
        printed.agency
    from printed
    inner join intermediate.int_twin using (report_id, indicator_code)
    inner join printed as twin
        on
            printed.report_id = twin.report_id
            and int_twin.twin_code = twin.indicator_code
            and printed.agency = twin.agency
            and twin.row_no < printed.row_no
),

responsible as (
    select
        printed.agency,
        indicator_result.*
    from printed
    anti join repeated using (report_id, indicator_code, agency)
    inner join marts.indicator_result using (report_year, indicator_code)
),

counted as (
    select
        report_year,
        agency,
        count(*) as n_indicators,
        sum(parts_total) as n_measures,
        count(*) filter (where status = 'attained') as n_attained,
        count(*) filter (where status = 'not_attained') as n_not_attained,
        count(*) filter (where status = 'pending') as n_pending,
        count(*) filter (where status = 'no_target') as n_no_target,
        count(*) filter (where status = 'qualitative') as n_qualitative,
        count(*) filter (where status is null) as n_unjudged,
        sum(parts_attained) as n_measures_attained
    from responsible
    group by report_year, agency
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
    on rated.agency = before.agency and rated.report_year = before.report_year + 1
order by rated.report_year, rated.agency;
