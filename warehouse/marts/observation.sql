-- One row per measure, data year and vintage that states a value for it.
create table marts.observation (
    measure_key text not null,
    data_year integer not null,
    value double not null,
    unit text,
    report_year integer not null,
    report_id text not null,
    is_latest boolean not null,
    source text not null check (source in ('actual', 'prior_value', 'external')),
    value_basis text not null check (value_basis in ('level', 'cumulative', 'average', 'growth_rate')),
    indicator_key text not null,
    indicator_code text not null,
    measure_no integer not null,
    text text,
    page integer,
    primary key (measure_key, data_year, report_id)
);
comment on table marts.observation is 'One row per measure, data year and vintage: actuals and the earlier years'' values that a report mentions';
comment on column marts.observation.measure_key is 'Measure, stable over the years';
comment on column marts.observation.data_year is 'Year that the value is for';
comment on column marts.observation.value is 'Value in the base unit, as printed';
comment on column marts.observation.unit is 'Base unit';
comment on column marts.observation.report_year is 'Edition that states it';
comment on column marts.observation.report_id is 'Document (vintage) that states it';
comment on column marts.observation.is_latest is 'True for the newest statement of this measure and data year among the current vintages';
comment on column marts.observation.source is 'actual 實績值, prior_value (an earlier year''s value mentioned in the text), external (reviewed figures published elsewhere)';
comment on column marts.observation.value_basis is 'level, cumulative, average or growth_rate: only like is compared with like';
comment on column marts.observation.indicator_key is 'Indicator, stable over the years';
comment on column marts.observation.indicator_code is 'Code as printed in that edition';
comment on column marts.observation.measure_no is 'Measure within the indicator in that edition';
comment on column marts.observation.text is 'Printed words';
comment on column marts.observation.page is 'Page on which they stand';

insert into marts.observation by name
with stated as (
    select
        report_id,
        indicator_code,
        measure_no,
        actual_year as data_year,
        actual_value as value,
        actual_unit as unit,
        'actual' as source,
        actual_words as text,
        actual_page as page,
        target_basis as value_basis
    from staging.stg_measure
    where occurrence_no = 1 and actual_kind = 'numeric'

    union all by name

    select
        stg_prior_value.report_id,
        stg_prior_value.indicator_code,
        stg_prior_value.measure_no,
        stg_prior_value.data_year,
        stg_prior_value.data_value as value,
        stg_prior_value.unit,
        'prior_value' as source,
        stg_prior_value.value_text as text,
        stg_prior_value.page,
        stg_measure.target_basis as value_basis
    from staging.stg_prior_value
    inner join staging.stg_measure using (report_id, indicator_code, occurrence_no, measure_no)
    where
        stg_prior_value.occurrence_no = 1
        and stg_prior_value.data_year is distinct from stg_measure.actual_year
),

keyed as (
    select
        stated.*,
        stg_report.report_year,
        stg_report.is_current,
        stg_report.vintage_no,
        int_indicator_key.indicator_key,
        int_indicator_key.indicator_key || '#' || stated.measure_no as measure_key
    from stated
    inner join staging.stg_report using (report_id)
    inner join intermediate.int_indicator_key using (report_id, indicator_code)
)

select
    * exclude (is_current, vintage_no),
    is_current and report_year = max(report_year) filter (where is_current) over (
        partition by measure_key, data_year
    ) as is_latest
from keyed
order by measure_key, data_year, report_year, vintage_no;
