-- One row per statement that contradicts another of the same measure and year.
create table intermediate.int_disagreement (
    kind text not null check (kind in ('restated', 'external', 'external_sources')),
    measure_key text not null,
    data_year integer not null,
    observation_id text not null,
    other_observation_id text not null,
    primary key (kind, observation_id, other_observation_id)
);
comment on table intermediate.int_disagreement is 'One row per pair of statements that contradict each other about a measure and year';
comment on column intermediate.int_disagreement.kind is 'restated: an earlier edition; external: a source outside against a report; external_sources: two sources outside';
comment on column intermediate.int_disagreement.measure_key is 'Measure';
comment on column intermediate.int_disagreement.data_year is 'Year that the values are for';
comment on column intermediate.int_disagreement.observation_id is 'Statement that is used, or the first of the sources';
comment on column intermediate.int_disagreement.other_observation_id is 'Statement that contradicts it';
