-- One row per statement of a value: each document's actuals and earlier values, and external figures.
create view intermediate.int_statement as
with printed as (
    select
        stg_measure.report_id,
        stg_measure.indicator_code,
        stg_measure.measure_no,
        stg_measure.actual_year as data_year,
        stg_measure.actual_value as value,
        stg_measure.actual_unit as unit,
        'actual' as source,
        stg_measure.actual_words as text,
        stg_measure.actual_page as page,
        stg_measure.target_basis as value_basis
    from staging.stg_measure
    where stg_measure.occurrence_no = 1 and stg_measure.actual_kind = 'numeric'

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
        printed.*,
        stg_report.report_year,
        stg_report.vintage_no,
        stg_report.is_current,
        stg_report.issuer,
        int_standing.standing,
        int_measure_key.measure_key,
        int_indicator_key.indicator_key,
        int_measure_key.measure_key || '/' || printed.data_year || '/' || printed.report_id as observation_id,
        stg_correction.printed_found as value_printed
    from printed
    inner join staging.stg_report using (report_id)
    inner join intermediate.int_indicator_key using (report_id, indicator_code)
    inner join intermediate.int_measure_key using (report_id, indicator_code, measure_no)
    inner join intermediate.int_standing using (report_id, indicator_code)
    left join staging.stg_correction
        on
            printed.report_id = stg_correction.report_id
            and printed.indicator_code = stg_correction.indicator_code
            and printed.measure_no = stg_correction.measure_no
            and stg_correction.is_applied
            and (
                (printed.source = 'actual' and stg_correction.field = 'actual_value')
                or (
                    printed.source = 'prior_value'
                    and stg_correction.field = 'prior_value'
                    and printed.data_year = stg_correction.data_year
                )
            )
),

-- An external row speaks of an edition's code; it is used if that edition is held and the name fits.
meant as (
    select distinct
        int_measure_key.measure_key,
        int_indicator_key.indicator_key,
        seed_external_observation.data_year,
        seed_external_observation.value,
        seed_external_observation.unit,
        seed_external_observation.value_basis,
        seed_external_observation.source_url,
        seed_external_observation.publisher,
        seed_external_observation.data_set,
        seed_external_observation.source_kind,
        seed_external_observation.is_provisional,
        seed_external_observation.seen_on,
        seed_external_observation.reason as text
    from staging.seed_external_observation
    inner join staging.stg_report
        on seed_external_observation.edition_year = stg_report.report_year and stg_report.is_current
    inner join staging.stg_indicator
        on
            stg_report.report_id = stg_indicator.report_id
            and seed_external_observation.indicator_code = stg_indicator.indicator_code
            and stg_indicator.occurrence_no = 1
            and contains(stg_indicator.indicator_name, seed_external_observation.indicator_name_contains)
    inner join intermediate.int_indicator_key
        on
            stg_report.report_id = int_indicator_key.report_id
            and seed_external_observation.indicator_code = int_indicator_key.indicator_code
    inner join intermediate.int_measure_key
        on
            stg_report.report_id = int_measure_key.report_id
            and seed_external_observation.indicator_code = int_measure_key.indicator_code
            and seed_external_observation.measure_no = int_measure_key.measure_no
),

external as (
    select
        *,
        'external' as source,
        false as is_current,
        measure_key || '/' || data_year || '/external/'
        || row_number() over (partition by measure_key, data_year order by source_url) as observation_id
    from meant
),

stated as (
    select * from keyed
    union all by name
    select * from external
),

broken as (
    select distinct
        twin.measure_key,
        seed_definition_break.from_data_year
    from staging.seed_definition_break
    inner join staging.stg_report
        on seed_definition_break.edition_year = stg_report.report_year and stg_report.is_current
    inner join staging.stg_indicator
        on
            stg_report.report_id = stg_indicator.report_id
            and seed_definition_break.indicator_code = stg_indicator.indicator_code
            and stg_indicator.occurrence_no = 1
            and contains(stg_indicator.indicator_name, seed_definition_break.indicator_name_contains)
    inner join intermediate.int_measure_key
        on
            stg_report.report_id = int_measure_key.report_id
            and seed_definition_break.indicator_code = int_measure_key.indicator_code
            and seed_definition_break.measure_no = int_measure_key.measure_no
    inner join intermediate.int_series using (measure_key)
    inner join intermediate.int_series as twin on int_series.series_key = twin.series_key
)

select
    stated.* replace (
        stated.value * coalesce(int_series_unit.factor, 1) as value,
        stated.value_printed * coalesce(int_series_unit.factor, 1) as value_printed,
        coalesce(int_series_unit.series_unit, stated.unit) as unit
    ),
    (
        select 1 + count(*)::integer
        from broken
        where broken.measure_key = stated.measure_key and broken.from_data_year <= stated.data_year
    ) as segment_no
from stated
left join intermediate.int_series_unit using (measure_key, unit);
comment on view intermediate.int_statement is 'One row per statement of a value: each document''s actuals and earlier years'' values, and external figures';
comment on column intermediate.int_statement.report_id is 'Document, null for external';
comment on column intermediate.int_statement.indicator_code is 'Code as printed, null for external';
comment on column intermediate.int_statement.measure_no is 'Measure in that document, null for external';
comment on column intermediate.int_statement.data_year is 'Year that the value is for';
comment on column intermediate.int_statement.value is 'Value in its unit, corrected if a reviewed correction applies';
comment on column intermediate.int_statement.unit is 'Base unit';
comment on column intermediate.int_statement.source is 'actual, prior_value or external';
comment on column intermediate.int_statement.text is 'Printed words, or what a reader should know of an external figure';
comment on column intermediate.int_statement.page is 'Page on which they stand';
comment on column intermediate.int_statement.value_basis is 'level, cumulative, average or growth_rate';
comment on column intermediate.int_statement.report_year is 'Edition, null for external';
comment on column intermediate.int_statement.vintage_no is 'Vintage of the edition, null for external';
comment on column intermediate.int_statement.is_current is 'Stated by a current vintage; false for external';
comment on column intermediate.int_statement.measure_key is 'Measure, stable over the years';
comment on column intermediate.int_statement.indicator_key is 'Indicator, stable over the years';
comment on column intermediate.int_statement.observation_id is 'Name of the statement';
comment on column intermediate.int_statement.value_printed is 'Printed value where a correction applies';
comment on column intermediate.int_statement.source_url is 'Where an external figure was published';
comment on column intermediate.int_statement.publisher is 'Who published it first';
comment on column intermediate.int_statement.data_set is 'Name of its data set, page or article';
comment on column intermediate.int_statement.source_kind is 'Kind of its source: official, copy, press, secondary, computed';
comment on column intermediate.int_statement.is_provisional is 'Whether its source calls it provisional; null if it does not tell';
comment on column intermediate.int_statement.seen_on is 'Day on which it was compared with its source';
comment on column intermediate.int_statement.segment_no is 'Run of years under one definition, from 1';
comment on column intermediate.int_statement.issuer is 'Whose report states it; null for external';
comment on column intermediate.int_statement.standing is 'Place of the print among those of its indicator in that year, from 1; null for external';
