-- One row per further successor of an agency that was split.
create table staging.seed_agency_succession (
    former_name text not null,
    successor text not null,
    change_kind text not null check (change_kind in ('rename', 'merge', 'split')),
    changed_on date,
    part text,
    source text not null,
    primary key (former_name, successor)
);
comment on table staging.seed_agency_succession is 'Reviewed seed: further successors of an agency that was split; the main one stands in seed_agency';
comment on column staging.seed_agency_succession.former_name is 'Former name as printed in reports';
comment on column staging.seed_agency_succession.successor is 'Current short name of the further successor';
comment on column staging.seed_agency_succession.change_kind is 'rename, merge or split';
comment on column staging.seed_agency_succession.changed_on is 'Day of the change';
comment on column staging.seed_agency_succession.part is 'What went to this successor';
comment on column staging.seed_agency_succession.source is 'Where this is from';
