-- One row per name under which an agency is or was printed.
create table staging.seed_agency (
    printed_name text primary key,
    agency_short_name text not null,
    agency_name text not null,
    agency_name_en text,
    valid_from date,
    valid_to date,
    change_kind text not null check (change_kind in ('current', 'alias', 'rename', 'merge', 'split', 'abolished')),
    is_sourced boolean not null default false,
    source text not null,
    source_url text,
    source_date date,
    seen_on date,
    reason text,
    check (not is_sourced or (source_url is not null and seen_on is not null))
);
comment on table staging.seed_agency is 'Reviewed seed: every name of an agency and the agency that carries it on';
comment on column staging.seed_agency.printed_name is 'Name as printed in reports';
comment on column staging.seed_agency.agency_short_name is 'Current short name';
comment on column staging.seed_agency.agency_name is 'Current full name';
comment on column staging.seed_agency.agency_name_en is 'English name';
comment on column staging.seed_agency.valid_from is 'First day of the printed name, null if not known';
comment on column staging.seed_agency.valid_to is 'Day on which the printed name ended, null if in force';
comment on column staging.seed_agency.change_kind is 'current, alias of a current name, or how the old name ended: rename, merge, split, abolished (nobody carries it on)';
comment on column staging.seed_agency.is_sourced is 'Whether a public source says so; what is not sourced blames nobody and joins nothing';
comment on column staging.seed_agency.source is 'Title of the source, or that there is none';
comment on column staging.seed_agency.source_url is 'Its address';
comment on column staging.seed_agency.source_date is 'Its date; null where it shows none';
comment on column staging.seed_agency.seen_on is 'Day on which it was read';
comment on column staging.seed_agency.reason is 'Why the row is so';
