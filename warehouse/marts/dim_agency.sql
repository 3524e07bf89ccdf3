-- One row per agency under its current short name.
create table marts.dim_agency (
    agency text primary key,
    agency_name text not null,
    agency_name_en text,
    former_names text,
    is_reviewed boolean not null
);
comment on table marts.dim_agency is 'One row per agency under its current short name';
comment on column marts.dim_agency.agency is 'Current short name, as in attainment.agencies';
comment on column marts.dim_agency.agency_name is 'Current full name';
comment on column marts.dim_agency.agency_name_en is 'English name';
comment on column marts.dim_agency.former_names is 'Former names with the day on which each ended and how';
comment on column marts.dim_agency.is_reviewed is 'False for a printed name that the reviewed seed file does not know yet';

insert into marts.dim_agency by name
with known as (
    select
        agency_short_name as agency,
        arg_min(agency_name, printed_name) as agency_name,
        arg_min(agency_name_en, printed_name) as agency_name_en,
        string_agg(
            printed_name || ' (' || change_kind || ', until ' || strftime(valid_to, '%Y-%m-%d') || ')',
            '; ' order by valid_to, printed_name
        ) filter (where valid_to is not null) as former_names,
        true as is_reviewed
    from staging.seed_agency
    group by agency_short_name
),

printed as (
    select distinct unnest(agencies) as agency from staging.stg_indicator
)

select * from known
union all by name
select
    printed.agency,
    printed.agency as agency_name,
    false as is_reviewed
from printed
anti join known on printed.agency = known.agency
order by agency;
