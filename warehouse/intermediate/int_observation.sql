-- One row per statement of a value: whether it is the one to use.
create table intermediate.int_observation (
    observation_id text primary key,
    is_latest boolean not null
);
comment on table intermediate.int_observation is 'One row per statement of a value: whether it is the one to use for its measure and year';
comment on column intermediate.int_observation.observation_id is 'Statement, as in int_statement';
comment on column intermediate.int_observation.is_latest is 'The newest current edition that states the year, else external figures that agree';
