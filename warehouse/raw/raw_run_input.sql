-- One row per input that a run was given.
create table raw.raw_run_input (
    run_no integer not null,
    input_no integer not null,
    file_name text not null,
    outcome text not null check (outcome in ('new', 'held', 'refused', 'withdrawn')),
    sha256 text,
    report_id text,
    reason text,
    primary key (run_no, input_no)
);
comment on table raw.raw_run_input is 'One row per input that a run was given, and what became of it';
comment on column raw.raw_run_input.run_no is 'The run';
comment on column raw.raw_run_input.input_no is 'From 1';
comment on column raw.raw_run_input.file_name is 'Name of the file';
comment on column raw.raw_run_input.outcome is 'new (read in this run), held (the same content was held), refused (cannot be used), withdrawn (set aside by tsdg rollback)';
comment on column raw.raw_run_input.sha256 is 'Checksum of the content; null where it could not be read';
comment on column raw.raw_run_input.report_id is 'The document that it became; null unless new';
comment on column raw.raw_run_input.reason is 'Why it was refused, and what to do';
