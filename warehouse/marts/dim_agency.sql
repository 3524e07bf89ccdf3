-- One row per agency under its current short name.
create table marts.dim_agency (
    agency text primary key,
    agency_name text not null,
    agency_name_en text,
    former_names text,
    is_reviewed boolean not null,
    is_sourced boolean not null,
    source text,
    source_url text,
    source_date date,
    seen_on date,
    ministry text
);
comment on table marts.dim_agency is 'One row per agency under its current short name';
comment on column marts.dim_agency.agency is 'Current short name, as in attainment.agencies';
comment on column marts.dim_agency.agency_name is 'Current full name';
comment on column marts.dim_agency.agency_name_en is 'English name';
comment on column marts.dim_agency.former_names is 'Former names with the day on which each ended and how, as far as sourced';
comment on column marts.dim_agency.is_reviewed is 'False for a printed name under which the reviewed seed file knows no agency yet';
comment on column marts.dim_agency.is_sourced is 'Whether a public source gives the name; false: no finding and no roll-up rests on it';
comment on column marts.dim_agency.source is 'Title of the source of the name';
comment on column marts.dim_agency.source_url is 'Its address';
comment on column marts.dim_agency.source_date is 'Its date; null where it shows none';
comment on column marts.dim_agency.seen_on is 'Day on which it was read';
comment on column marts.dim_agency.ministry is 'Ministry that it belongs to, by the beginning of its full name; itself where it belongs to none; null where no reviewed row tells';

insert into marts.dim_agency by name
with known as (
    select
        agency_short_name as agency,
        arg_min(agency_name, printed_name) as agency_name,
        arg_min(agency_name_en, printed_name) as agency_name_en,
        string_agg(
            printed_name || ' (' || change_kind || ', until ' || strftime(valid_to, '%Y-%m-%d') || ')',
            '; ' order by valid_to, printed_name
        ) filter (where valid_to is not null and is_sourced) as former_names,
        true as is_reviewed,
        coalesce(bool_or(is_sourced) filter (where printed_name = agency_short_name), false) as is_sourced,
        any_value(source) filter (where printed_name = agency_short_name) as source,
        any_value(source_url) filter (where printed_name = agency_short_name) as source_url,
        any_value(source_date) filter (where printed_name = agency_short_name) as source_date,
        any_value(seen_on) filter (where printed_name = agency_short_name) as seen_on
    from staging.seed_agency
    group by agency_short_name
),

printed as (
    select distinct unnest(agencies) as agency from staging.stg_indicator
)

select
    known.*,
    int_ministry.ministry
from known
left join intermediate.int_ministry using (agency)
union all by name
select
    printed.agency,
    printed.agency as agency_name,
    false as is_reviewed,
    false as is_sourced
from printed
anti join known on printed.agency = known.agency
order by agency;
