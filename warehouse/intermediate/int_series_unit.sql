-- One row per measure key and unit that converts to its series' own: 21.05 GW in a series told in MW.
create view intermediate.int_series_unit as
with printed as (
    select
        int_series.series_key,
        stg_report.report_year,
        int_standing.standing,
        coalesce(stg_measure.actual_unit, stg_measure.unit) as unit
    from staging.stg_measure
    inner join staging.stg_report using (report_id)
    inner join intermediate.int_measure_key using (report_id, indicator_code, measure_no)
    inner join intermediate.int_standing using (report_id, indicator_code)
    inner join intermediate.int_series using (measure_key)
    where stg_measure.occurrence_no = 1 and stg_report.is_current
),

newest as (
    select series_key, arg_max(unit, (report_year, -standing)) as unit
    from printed
    where unit is not null
    group by series_key
)

select
    int_series.measure_key,
    other.unit,
    newest.unit as series_unit,
    other.factor / own.factor as factor
from intermediate.int_series
inner join newest using (series_key)
inner join intermediate.int_unit as own on newest.unit = own.unit
inner join intermediate.int_unit as other on own.base_unit = other.base_unit;
comment on view intermediate.int_series_unit is 'One row per measure key and unit that converts to the unit of its series, which is that of the newest current edition: values and targets of all years are told in it';
comment on column intermediate.int_series_unit.measure_key is 'Measure, stable over the years';
comment on column intermediate.int_series_unit.unit is 'Unit of a statement';
comment on column intermediate.int_series_unit.series_unit is 'Unit of the series';
comment on column intermediate.int_series_unit.factor is 'How many units of the series one of it is';
