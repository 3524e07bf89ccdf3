-- One row per document ever ingested (an edition may come in several vintages).
create table raw.raw_report (
    report_id text primary key,
    sha256 text not null unique check (length(sha256) = 64),
    file_name text not null,
    media_type text not null check (media_type in ('pdf', 'txt')),
    title text,
    front_note text,
    report_year integer not null check (report_year between 1990 and 2100),
    report_year_basis text not null check (report_year_basis in ('header', 'title', 'option')),
    published_date date,
    page_count integer not null check (page_count > 0),
    printed_codes text[] not null,
    issuer_named text,
    issuer_named_by text check (issuer_named_by in ('option', 'folder', 'source_list')),
    report_year_listed integer
);
comment on table raw.raw_report is 'One row per document ever ingested; never edited. Facts taken from the document itself.';
comment on column raw.raw_report.report_id is 'Report year and the first twelve digits of the checksum';
comment on column raw.raw_report.sha256 is 'SHA-256 of the file';
comment on column raw.raw_report.file_name is 'Name of the file when it was first ingested';
comment on column raw.raw_report.media_type is 'pdf or txt (text conversion)';
comment on column raw.raw_report.title is 'Title printed above the table';
comment on column raw.raw_report.front_note is 'Lines between the date and the table, such as the word that this is a sample or a draft';
comment on column raw.raw_report.report_year is 'Year that the report is about, e.g. 2024';
comment on column raw.raw_report.report_year_basis is 'Where the year was read: table header, title, or the --year option';
comment on column raw.raw_report.published_date is 'Month of publication as its first day (114.06 = 2025-06-01); null if none is printed';
comment on column raw.raw_report.page_count is 'Pages of the document; in a text conversion, repetitions of the header row';
comment on column raw.raw_report.printed_codes is 'Indicator codes found in the page text without the table finder, for reconciliation';
comment on column raw.raw_report.issuer_named is 'Issuer as somebody named it for this document; null where nobody did, the document itself tells then';
comment on column raw.raw_report.issuer_named_by is 'How it was named: option (tsdg run --issuer), folder (reports/<issuer>/), source_list';
comment on column raw.raw_report.report_year_listed is 'Report year that the source list expects at the address from which the document came; null where no list speaks of it. The document''s own year counts';
