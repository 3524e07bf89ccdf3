-- One row per stage of a run, in order.
create table raw.raw_run_stage (
    run_no integer not null,
    stage_no integer not null,
    stage text not null,
    started_at timestamp not null,
    seconds double,
    n_rows bigint,
    primary key (run_no, stage_no)
);
comment on table raw.raw_run_stage is 'One row per stage of a run, in order; the last stages of the run that made this file stand in its run.json and in the next warehouse';
comment on column raw.raw_run_stage.run_no is 'The run';
comment on column raw.raw_run_stage.stage_no is 'From 1';
comment on column raw.raw_run_stage.stage is 'Name of the stage: read, stage, link, marts, audit, publish, dashboard';
comment on column raw.raw_run_stage.started_at is 'Start, UTC';
comment on column raw.raw_run_stage.seconds is 'Duration [s]';
comment on column raw.raw_run_stage.n_rows is 'Rows that the stage wrote: cells read, rows of its layer, checks of the audit; null where it writes none';
