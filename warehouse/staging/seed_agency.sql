-- One row per name under which an agency is or was printed.
create table staging.seed_agency (
    printed_name text primary key,
    agency_short_name text not null,
    agency_name text not null,
    agency_name_en text,
    valid_from date,
    valid_to date,
    change_kind text not null check (change_kind in ('current', 'rename', 'merge', 'split', 'alias')),
    source text not null,
    reason text
);
comment on table staging.seed_agency is 'Reviewed seed: every name of an agency and the agency that carries it on';
comment on column staging.seed_agency.printed_name is 'Name as printed in reports';
comment on column staging.seed_agency.agency_short_name is 'Current short name';
comment on column staging.seed_agency.agency_name is 'Current full name';
comment on column staging.seed_agency.agency_name_en is 'English name';
comment on column staging.seed_agency.valid_from is 'First day of the printed name, null if not known';
comment on column staging.seed_agency.valid_to is 'Day on which the printed name ended, null if in force';
comment on column staging.seed_agency.change_kind is 'current, alias of a current name, or how the old name ended: rename, merge, split';
comment on column staging.seed_agency.source is 'Where this is from';
comment on column staging.seed_agency.reason is 'Why the row is so';
