-- One row per report year and issuer of an earlier year's report that has none of that year here.
create view intermediate.int_missing_report as
with held as (
    select distinct report_year, issuer from staging.stg_report
),

edition as (
    select distinct report_year from held
),

-- A joint report speaks for each of its ministries, and they for it.
reporting as (
    select distinct report_year, unnest(string_split(issuer, '、')) as ministry from held
),

former as (
    select
        edition.report_year,
        held.issuer,
        max(held.report_year) as last_report_year
    from edition
    inner join held on edition.report_year > held.report_year
    group by edition.report_year, held.issuer
),

silent as (
    select former.*, unnest(string_split(former.issuer, '、')) as ministry
    from former
    anti join held using (report_year, issuer)
),

printed as (
    select distinct
        stg_report.report_year,
        int_indicator_key.indicator_key
    from intermediate.int_indicator_key
    inner join staging.stg_report using (report_id)
    where stg_report.is_current
),

-- What most of a report said is said by others now, as after a merger: then nothing is missing.
taken_over as (
    select former.report_year, former.issuer
    from former
    inner join staging.stg_report as last
        on former.issuer = last.issuer and former.last_report_year = last.report_year and last.is_current
    inner join intermediate.int_indicator_key using (report_id)
    left join printed
        on former.report_year = printed.report_year and int_indicator_key.indicator_key = printed.indicator_key
    group by former.report_year, former.issuer
    having 2 * count(printed.indicator_key) > count(*)
)

select distinct
    silent.report_year,
    silent.issuer,
    silent.last_report_year
from silent
anti join reporting using (report_year, ministry)
anti join taken_over on silent.report_year = taken_over.report_year and silent.issuer = taken_over.issuer;
comment on view intermediate.int_missing_report is 'One row per report year and issuer that has a report of an earlier year and none of that year here, alone or joint, and whose indicators no other reports';
comment on column intermediate.int_missing_report.report_year is 'Year of which a report is missing';
comment on column intermediate.int_missing_report.issuer is 'Whose report is missing';
comment on column intermediate.int_missing_report.last_report_year is 'The newest earlier year of which it has one';
