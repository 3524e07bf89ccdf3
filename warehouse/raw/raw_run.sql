-- One row per run that went so far as to read a file, published or not; runs that had nothing to do have none.
create table raw.raw_run (
    run_no integer primary key,
    outcome text not null check (outcome in ('published', 'audit_failed', 'failed', 'interrupted', 'damaged', 'withdrawn')),
    started_at timestamp not null,
    ended_at timestamp,
    published_at timestamp,
    seconds double,
    as_of_date date not null,
    program_version text not null,
    program_fingerprint text not null,
    reason text,
    error text,
    n_reports_new integer not null,
    n_reports_held integer not null,
    n_refused integer not null
);
comment on table raw.raw_run is 'One row per run that went so far as to read a file, published or not';
comment on column raw.raw_run.run_no is 'From 1; the name of its folder under runs/';
comment on column raw.raw_run.outcome is 'published; audit_failed (the audit forbade publishing); failed (an error ended it); interrupted (killed, or the power went); damaged (published, and its file was found unreadable later); withdrawn (published, and taken back by tsdg rollback)';
comment on column raw.raw_run.started_at is 'Start, UTC';
comment on column raw.raw_run.ended_at is 'End, UTC; for an interrupted run the moment at which that was noticed';
comment on column raw.raw_run.published_at is 'Moment of publishing, UTC; null where nothing was published';
comment on column raw.raw_run.seconds is 'Duration [s]; of the run that made this file up to the moment of publishing';
comment on column raw.raw_run.as_of_date is 'Day for which overdue promises were determined';
comment on column raw.raw_run.program_version is 'Version of tsdg';
comment on column raw.raw_run.program_fingerprint is 'Checksum of program and seed files: a change rebuilds the marts from the raw cells';
comment on column raw.raw_run.reason is 'Why it ran where no file was new, e.g. the program or a reviewed file changed';
comment on column raw.raw_run.error is 'In one line why it failed or what the audit found';
comment on column raw.raw_run.n_reports_new is 'Documents ingested in this run';
comment on column raw.raw_run.n_reports_held is 'Documents held after it';
comment on column raw.raw_run.n_refused is 'Inputs that could not be used';
