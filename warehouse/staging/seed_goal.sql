-- One row per core goal.
create table staging.seed_goal (
    goal_no integer primary key,
    name_zh text not null,
    name_en text,
    color_hex text not null,
    color_source text not null,
    is_sourced boolean not null default false,
    name_zh_source text not null,
    source_url text,
    source_date date,
    seen_on date,
    check (not is_sourced or seen_on is not null)
);
comment on table staging.seed_goal is 'Reviewed seed: core goals';
comment on column staging.seed_goal.goal_no is 'Number of the core goal';
comment on column staging.seed_goal.name_zh is 'Chinese name';
comment on column staging.seed_goal.name_en is 'English short name of the UN goal, null for goal 18';
comment on column staging.seed_goal.color_hex is 'Colour';
comment on column staging.seed_goal.color_source is 'Who chose the colour';
comment on column staging.seed_goal.is_sourced is 'Whether a public source gives the Chinese name';
comment on column staging.seed_goal.name_zh_source is 'Title of its source, or that there is none';
comment on column staging.seed_goal.source_url is 'Its address; null for an edition of the report';
comment on column staging.seed_goal.source_date is 'Its date; null where it shows none';
comment on column staging.seed_goal.seen_on is 'Day on which it was read';
