-- One row per run that published a warehouse.
create table raw.raw_run (
    run_no integer primary key,
    started_at timestamp not null,
    published_at timestamp not null,
    as_of_date date not null,
    program_version text not null,
    program_fingerprint text not null,
    n_reports_new integer not null,
    n_reports_held integer not null,
    n_refused integer not null
);
comment on table raw.raw_run is 'One row per run that published a warehouse';
comment on column raw.raw_run.run_no is 'From 1';
comment on column raw.raw_run.started_at is 'Start, UTC';
comment on column raw.raw_run.published_at is 'Moment of publishing, UTC';
comment on column raw.raw_run.as_of_date is 'Day for which overdue promises were determined';
comment on column raw.raw_run.program_version is 'Version of tsdg';
comment on column raw.raw_run.program_fingerprint is 'Checksum of program and seed files: a change rebuilds the marts from the raw cells';
comment on column raw.raw_run.n_reports_new is 'Documents ingested in this run';
comment on column raw.raw_run.n_reports_held is 'Documents held after it';
comment on column raw.raw_run.n_refused is 'Inputs that could not be used';
