-- One row per document held, with its place among the vintages of its year.
create table staging.stg_report (
    report_id text primary key,
    report_year integer not null,
    vintage_no integer not null check (vintage_no > 0),
    is_current boolean not null,
    issuer text not null,
    issuer_basis text not null check (
        issuer_basis in ('option', 'folder', 'source_list', 'printed', 'held_edition', 'agencies')
    ),
    issuer_printed text,
    is_sample boolean not null,
    unique (issuer, report_year, vintage_no)
);
comment on table staging.stg_report is 'One row per document held: its issuer, and its place among the vintages of issuer and year';
comment on column staging.stg_report.report_id is 'Document';
comment on column staging.stg_report.report_year is 'Year that the report is about';
comment on column staging.stg_report.vintage_no is 'From 1 in order of publication date, then of correction mark in the title, then of checksum, so that the order of ingestion does not matter';
comment on column staging.stg_report.is_current is 'True for the newest vintage of its issuer and year';
comment on column staging.stg_report.issuer is 'Whose report it is: the current short name of the ministry 主政機關, several joined by 、 for a joint report';
comment on column staging.stg_report.issuer_basis is 'What told so: option, folder, source_list (named by somebody), printed (title or front note), held_edition (shares most codes and names with one), agencies (the ministry of most of them)';
comment on column staging.stg_report.issuer_printed is 'Issuer that title or front note names, where somebody named one; null where neither does';
comment on column staging.stg_report.is_sample is 'Marked as a sample 樣本 in title or front note';
