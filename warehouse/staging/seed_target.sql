-- One row per target 具體目標 whose title was found in a public source.
create table staging.seed_target (
    target_code text primary key,
    title_zh text not null,
    is_sourced boolean not null default false,
    title_source text not null,
    source_url text,
    source_date date,
    seen_on date,
    check (not is_sourced or seen_on is not null)
);
comment on table staging.seed_target is 'Reviewed seed: titles of targets 具體目標 that were read in a public source';
comment on column staging.seed_target.target_code is 'Code of the target: that of its indicators without the last part';
comment on column staging.seed_target.title_zh is 'Chinese title';
comment on column staging.seed_target.is_sourced is 'Whether a public source gives the title; false: it is not published';
comment on column staging.seed_target.title_source is 'Where it stands, and of which edition it is';
comment on column staging.seed_target.source_url is 'Address of the source';
comment on column staging.seed_target.source_date is 'Date of the source; null where it shows none';
comment on column staging.seed_target.seen_on is 'Day on which it was read';
