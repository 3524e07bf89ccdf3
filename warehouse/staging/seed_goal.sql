-- One row per core goal.
create table staging.seed_goal (
    goal_no integer primary key,
    name_zh text not null,
    name_en text,
    color_hex text not null,
    color_source text not null,
    name_zh_source text not null
);
comment on table staging.seed_goal is 'Reviewed seed: core goals';
comment on column staging.seed_goal.goal_no is 'Number of the core goal';
comment on column staging.seed_goal.name_zh is 'Chinese name';
comment on column staging.seed_goal.name_en is 'English short name of the UN goal, null for goal 18';
comment on column staging.seed_goal.color_hex is 'Colour';
comment on column staging.seed_goal.color_source is 'Who chose the colour';
comment on column staging.seed_goal.name_zh_source is 'How sure the Chinese name is';
