-- One row per edition, indicator and responsible agency: the list attainment.agencies for tools that cannot read lists.
create table marts.indicator_agency (
    report_year integer not null,
    indicator_code text not null,
    agency text not null,
    indicator_key text not null,
    agency_no integer not null,
    n_agencies integer not null,
    counts_for_agency boolean not null,
    issuer text not null,
    primary key (issuer, report_year, indicator_code, agency)
);
comment on table marts.indicator_agency is 'One row per report edition, indicator and responsible agency under its current name: joins indicators to agencies in tools that cannot read lists';
comment on column marts.indicator_agency.report_year is 'Edition';
comment on column marts.indicator_agency.indicator_code is 'Code as printed in that edition';
comment on column marts.indicator_agency.agency is 'Current short name: see dim_agency';
comment on column marts.indicator_agency.indicator_key is 'Indicator, stable over the years';
comment on column marts.indicator_agency.agency_no is 'Place among the agencies of the indicator, from 1 in printed order';
comment on column marts.indicator_agency.n_agencies is 'Agencies of the indicator: above 1, a sum over agencies counts it more than once';
comment on column marts.indicator_agency.counts_for_agency is 'False for the second and later print of a twin for which the same agency answers; agency_scorecard counts the true ones';
comment on column marts.indicator_agency.issuer is 'Whose report it is: see dim_report';

insert into marts.indicator_agency by name
with current_indicator as (
    select
        stg_indicator.report_id,
        stg_indicator.report_year,
        stg_indicator.indicator_code,
        stg_report.issuer,
        int_standing.group_no,
        int_standing.standing,
        stg_indicator.row_no,
        stg_indicator.agencies
    from staging.stg_indicator
    inner join staging.stg_report using (report_id)
    inner join intermediate.int_standing using (report_id, indicator_code)
    where stg_report.is_current and stg_indicator.occurrence_no = 1
),

responsible as (
    select
        report_id,
        report_year,
        indicator_code,
        issuer,
        group_no,
        standing,
        row_no,
        unnest(agencies) as agency,
        generate_subscripts(agencies, 1) as agency_no,
        len(agencies) as n_agencies
    from current_indicator
),

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
)

select
    responsible.report_year,
    responsible.indicator_code,
    responsible.agency,
    indicator_result.indicator_key,
    responsible.agency_no,
    responsible.n_agencies,
    repeated.agency is null as counts_for_agency,
    responsible.issuer
from responsible
inner join marts.indicator_result using (report_id, indicator_code)
left join repeated using (report_id, indicator_code, agency)
order by responsible.report_year, responsible.issuer, responsible.row_no, responsible.agency_no;
