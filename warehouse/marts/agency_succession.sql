-- One row per former name of an agency and agency that carries it on, or took duties of it.
create table marts.agency_succession (
    former_name text not null,
    successor text not null,
    is_main_successor boolean not null,
    change_kind text not null check (change_kind in ('rename', 'merge', 'split', 'transfer')),
    changed_on date,
    part text,
    is_sourced boolean not null,
    source text not null,
    source_url text,
    source_date date,
    seen_on date,
    primary key (former_name, successor)
);
comment on table marts.agency_succession is 'One row per former name of an agency and agency that carries it on: renamed, merged or split, with the day; or duties moved while the agency goes on. Scorecards count a former name for its main successor if that is sourced';
comment on column marts.agency_succession.former_name is 'Former name as printed in reports; short, full, and with the ministry''s name each have a row. For a transfer the agency that goes on';
comment on column marts.agency_succession.successor is 'Current short name: see dim_agency';
comment on column marts.agency_succession.is_main_successor is 'The one under which reports that print the former name are counted';
comment on column marts.agency_succession.change_kind is 'rename; merge: several became one; split: one became several; transfer: some duties moved';
comment on column marts.agency_succession.changed_on is 'Day of the change';
comment on column marts.agency_succession.part is 'What went to this successor, or what else is to be known';
comment on column marts.agency_succession.is_sourced is 'Whether a public source says so; false: no finding and no roll-up rests on it';
comment on column marts.agency_succession.source is 'Title of the source, or that there is none';
comment on column marts.agency_succession.source_url is 'Its address';
comment on column marts.agency_succession.source_date is 'Its date; null where it shows none';
comment on column marts.agency_succession.seen_on is 'Day on which it was read';

insert into marts.agency_succession by name
select
    printed_name as former_name,
    agency_short_name as successor,
    true as is_main_successor,
    change_kind,
    valid_to as changed_on,
    reason as part,
    is_sourced,
    source,
    source_url,
    source_date,
    seen_on
from staging.seed_agency
where change_kind in ('rename', 'merge', 'split')
union all by name
select
    *,
    false as is_main_successor
from staging.seed_agency_succession
order by successor, former_name;
