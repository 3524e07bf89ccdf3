-- One row per document held: every vintage of every edition.
create table marts.dim_report (
    report_id text primary key,
    report_year integer not null,
    vintage_no integer not null,
    is_current boolean not null,
    title text,
    published_date date,
    page_count integer not null,
    media_type text not null,
    file_name text not null,
    sha256 text not null,
    n_indicators integer not null,
    n_measures integer not null,
    issuer text not null,
    issuer_basis text not null check (
        issuer_basis in ('option', 'folder', 'source_list', 'printed', 'held_edition', 'agencies')
    ),
    is_sample boolean not null,
    issuer_shown text not null,
    unique (issuer, report_year, vintage_no)
);
comment on table marts.dim_report is 'One row per document held: editions 年度報告 and their vintages';
comment on column marts.dim_report.report_id is 'Document: report year and the first twelve digits of its checksum';
comment on column marts.dim_report.report_year is 'Year that the report is about';
comment on column marts.dim_report.vintage_no is 'From 1, oldest first, within issuer and year';
comment on column marts.dim_report.is_current is 'True for the vintage that the other marts show';
comment on column marts.dim_report.title is 'Title as printed';
comment on column marts.dim_report.published_date is 'Month of publication as its first day; null if none is printed';
comment on column marts.dim_report.page_count is 'Pages';
comment on column marts.dim_report.media_type is 'pdf or txt (text conversion)';
comment on column marts.dim_report.file_name is 'Name of the file when first ingested';
comment on column marts.dim_report.sha256 is 'SHA-256 of the file';
comment on column marts.dim_report.n_indicators is 'Indicators staged from the document';
comment on column marts.dim_report.n_measures is 'Measures staged from the document';
comment on column marts.dim_report.issuer is 'Whose report it is 主政機關: current short name, several joined by 、 for a joint report';
comment on column marts.dim_report.issuer_basis is 'What told so: option, folder, source_list (named by somebody), printed (title or front note), held_edition (shares most codes and names with one), agencies (the ministry of most of them)';
comment on column marts.dim_report.is_sample is 'Marked as a sample 樣本 in title or front note: no ministry''s file';
comment on column marts.dim_report.issuer_shown is 'Issuer as people are shown it: with the mark （樣本） where it is a sample';

insert into marts.dim_report by name
with indicator_count as (
    select report_id, count(*) as n_indicators from staging.stg_indicator group by report_id
),

measure_count as (
    select report_id, count(*) as n_measures from staging.stg_measure group by report_id
)

select
    stg_report.report_id,
    stg_report.report_year,
    stg_report.vintage_no,
    stg_report.is_current,
    stg_report.issuer,
    stg_report.issuer_basis,
    stg_report.is_sample,
    case when stg_report.is_sample then stg_report.issuer || '（樣本）' else stg_report.issuer end as issuer_shown,
    raw_report.title,
    raw_report.published_date,
    raw_report.page_count,
    raw_report.media_type,
    raw_report.file_name,
    raw_report.sha256,
    coalesce(indicator_count.n_indicators, 0) as n_indicators,
    coalesce(measure_count.n_measures, 0) as n_measures
from staging.stg_report
inner join raw.raw_report on stg_report.report_id = raw_report.report_id
left join indicator_count on stg_report.report_id = indicator_count.report_id
left join measure_count on stg_report.report_id = measure_count.report_id
order by stg_report.report_year, stg_report.issuer, stg_report.vintage_no;
