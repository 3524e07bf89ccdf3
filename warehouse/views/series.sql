-- One line to draw: the value to use for each year, the target of that year, and where both stand.
create view marts.series as
with stated as (
    select * from marts.measure_observation where is_latest
),

aimed as (
    select * from marts.target where is_latest
),

-- A target of another basis (a running total beside a level) is not beside its like: it has no place in the line.
beside as (
    select
        coalesce(stated.measure_key, aimed.measure_key) as measure_key,
        coalesce(stated.indicator_key, aimed.indicator_key) as indicator_key,
        coalesce(stated.data_year, aimed.target_year) as data_year,
        stated.value,
        stated.unit,
        coalesce(stated.value_basis, aimed.target_basis) as value_basis,
        stated.segment_no,
        stated.source,
        stated.report_year,
        stated.report_id,
        stated.text,
        stated.page,
        stated.source_url,
        stated.value_printed,
        aimed.comparator as target_comparator,
        aimed.target_low,
        aimed.target_high,
        aimed.unit as target_unit,
        aimed.report_year as target_report_year,
        aimed.text as target_text,
        aimed.page as target_page
    from stated
    full outer join aimed
        on
            stated.measure_key = aimed.measure_key
            and stated.data_year = aimed.target_year
            and stated.value_basis = aimed.target_basis
    qualify
        row_number() over (
            partition by
                coalesce(stated.measure_key, aimed.measure_key), coalesce(stated.data_year, aimed.target_year)
            order by stated.measure_key is null, aimed.section is distinct from 'target', aimed.target_basis
        ) = 1
),

named as (
    select
        measure_key,
        first(goal_no order by report_year desc, counts_in_total desc, issuer) as goal_no,
        first(indicator_name order by report_year desc, counts_in_total desc, issuer) as indicator_name,
        first(coalesce(measure_label, indicator_name) order by report_year desc, counts_in_total desc, issuer)
            as measure_name
    from marts.attainment
    group by measure_key
)

select
    beside.measure_key,
    beside.data_year,
    beside.indicator_key,
    named.goal_no,
    named.indicator_name,
    named.measure_name,
    beside.value,
    beside.unit,
    beside.value_basis,
    beside.segment_no,
    beside.target_comparator,
    beside.target_low,
    beside.target_high,
    beside.target_unit,
    beside.source,
    beside.report_year,
    beside.text,
    beside.page,
    dim_report.file_name,
    beside.source_url,
    beside.value_printed,
    beside.target_report_year,
    beside.target_text,
    beside.target_page,
    dim_report.issuer
from beside
left join named using (measure_key)
left join marts.dim_report using (report_id);
comment on view marts.series is 'One row per measure and data year: the value to use, the target of that year, and where both stand. observation and target have all statements, those not used, too';
comment on column marts.series.measure_key is 'Measure, stable over the years';
comment on column marts.series.data_year is 'Year that value and target are for';
comment on column marts.series.indicator_key is 'Indicator, stable over the years';
comment on column marts.series.goal_no is 'Core goal in the newest edition that prints the measure';
comment on column marts.series.indicator_name is 'Name in that edition';
comment on column marts.series.measure_name is 'Name of the quantity in that edition; that of the indicator if only a number is printed';
comment on column marts.series.value is 'Value in the base unit, as printed or as a reviewed correction says; null for a year with a target alone';
comment on column marts.series.unit is 'Base unit of the value';
comment on column marts.series.value_basis is 'level, cumulative, average or growth_rate, of value and target alike: join no years of different basis by a line';
comment on column marts.series.segment_no is 'Run of years under one definition, from 1: join no years of different runs by a line';
comment on column marts.series.target_comparator is 'ge at least, le at most, eq exactly, between';
comment on column marts.series.target_low is 'Lower bound in the base unit, of the newest statement of a target for that year and of the same basis';
comment on column marts.series.target_high is 'Upper bound';
comment on column marts.series.target_unit is 'Base unit of the target';
comment on column marts.series.source is 'actual 實績值, prior_value (an earlier year told by a report), external (published elsewhere, only where no report has the year)';
comment on column marts.series.report_year is 'Edition that states the value; null for external';
comment on column marts.series.text is 'Printed words of the value; for external what a reader should know of it';
comment on column marts.series.page is 'Page on which they stand; null for external';
comment on column marts.series.file_name is 'File that was read; null for external';
comment on column marts.series.source_url is 'Where an external figure was published';
comment on column marts.series.value_printed is 'What is printed, where a reviewed correction changed the value; else null';
comment on column marts.series.target_report_year is 'Edition that states the target';
comment on column marts.series.target_text is 'Printed words of the target';
comment on column marts.series.target_page is 'Page on which they stand';
comment on column marts.series.issuer is 'Whose report states the value; null for external';
