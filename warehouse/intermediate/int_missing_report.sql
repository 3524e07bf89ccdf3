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
)

select distinct
    silent.report_year,
    silent.issuer,
    silent.last_report_year
from silent
anti join reporting using (report_year, ministry);
comment on view intermediate.int_missing_report is 'One row per report year and issuer that has a report of an earlier year and none of that year here, alone or joint';
comment on column intermediate.int_missing_report.report_year is 'Year of which a report is missing';
comment on column intermediate.int_missing_report.issuer is 'Whose report is missing';
comment on column intermediate.int_missing_report.last_report_year is 'The newest earlier year of which it has one';
