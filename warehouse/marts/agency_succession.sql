-- One row per former name of an agency and agency that carries it on.
create table marts.agency_succession (
    former_name text not null,
    successor text not null,
    is_main_successor boolean not null,
    change_kind text not null check (change_kind in ('rename', 'merge', 'split')),
    changed_on date,
    part text,
    source text not null,
    primary key (former_name, successor)
);
comment on table marts.agency_succession is 'One row per former name of an agency and agency that carries it on: renamed, merged or split, with the day. Scorecards count a former name for its main successor';
comment on column marts.agency_succession.former_name is 'Former name as printed in reports; short, full, and with the ministry''s name each have a row';
comment on column marts.agency_succession.successor is 'Current short name: see dim_agency';
comment on column marts.agency_succession.is_main_successor is 'The one under which reports that print the former name are counted';
comment on column marts.agency_succession.change_kind is 'rename; merge: several became one; split: one became several';
comment on column marts.agency_succession.changed_on is 'Day of the change';
comment on column marts.agency_succession.part is 'What went to this successor, or what else is to be known';
comment on column marts.agency_succession.source is 'Where this is from, and how sure the day is';

insert into marts.agency_succession by name
select
    printed_name as former_name,
    agency_short_name as successor,
    true as is_main_successor,
    change_kind,
    valid_to as changed_on,
    reason as part,
    source
from staging.seed_agency
where change_kind in ('rename', 'merge', 'split')
union all by name
select
    *,
    false as is_main_successor
from staging.seed_agency_succession
order by successor, former_name;
