-- One row per document held, with its place among the vintages of its year.
create table staging.stg_report (
    report_id text primary key,
    report_year integer not null,
    vintage_no integer not null check (vintage_no > 0),
    is_current boolean not null,
    unique (report_year, vintage_no)
);
comment on table staging.stg_report is 'One row per document held: its place among the vintages of its year';
comment on column staging.stg_report.report_id is 'Document';
comment on column staging.stg_report.report_year is 'Year that the report is about';
comment on column staging.stg_report.vintage_no is 'From 1 in order of publication date, then of correction mark in the title, then of checksum, so that the order of ingestion does not matter';
comment on column staging.stg_report.is_current is 'True for the newest vintage of its year';
