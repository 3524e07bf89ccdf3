-- One row per further successor of an agency that was split, or taker of some of its duties.
create table staging.seed_agency_succession (
    former_name text not null,
    successor text not null,
    change_kind text not null check (change_kind in ('rename', 'merge', 'split', 'transfer')),
    changed_on date,
    part text,
    is_sourced boolean not null default false,
    source text not null,
    source_url text,
    source_date date,
    seen_on date,
    primary key (former_name, successor),
    check (not is_sourced or (source_url is not null and seen_on is not null))
);
comment on table staging.seed_agency_succession is 'Reviewed seed: further successors of an agency that was split, the main one stands in seed_agency; and who took duties of an agency that goes on';
comment on column staging.seed_agency_succession.former_name is 'Former name as printed in reports; for a transfer the name of the agency that goes on';
comment on column staging.seed_agency_succession.successor is 'Current short name of the further successor';
comment on column staging.seed_agency_succession.change_kind is 'rename, merge, split, or transfer: duties moved, the agency goes on';
comment on column staging.seed_agency_succession.changed_on is 'Day of the change';
comment on column staging.seed_agency_succession.part is 'What went to this successor';
comment on column staging.seed_agency_succession.is_sourced is 'Whether a public source says so; what is not sourced blames nobody and joins nothing';
comment on column staging.seed_agency_succession.source is 'Title of the source, or that there is none';
comment on column staging.seed_agency_succession.source_url is 'Its address';
comment on column staging.seed_agency_succession.source_date is 'Its date; null where it shows none';
comment on column staging.seed_agency_succession.seen_on is 'Day on which it was read';
