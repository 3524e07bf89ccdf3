-- One row per measure key: the series that it has in common with its twins, under other goals or in other issuers' reports.
create view intermediate.int_series as
with recursive printed as (
    select
        stg_report.issuer,
        stg_report.report_year,
        int_measure_key.indicator_code,
        int_measure_key.measure_no,
        int_measure_key.measure_key,
        int_standing.standing
    from intermediate.int_measure_key
    inner join staging.stg_report using (report_id)
    inner join intermediate.int_standing using (report_id, indicator_code)
    where stg_report.is_current
),

twin as (
    select distinct
        side_a.measure_key as one_key,
        side_b.measure_key as other_key
    from intermediate.int_link
    inner join printed as side_a
        on
            int_link.issuer_a = side_a.issuer
            and int_link.report_year_a = side_a.report_year
            and int_link.indicator_code_a = side_a.indicator_code
            and int_link.measure_no_a = side_a.measure_no
    inner join printed as side_b
        on
            int_link.issuer_b = side_b.issuer
            and int_link.report_year_b = side_b.report_year
            and int_link.indicator_code_b = side_b.indicator_code
            and int_link.measure_no_b = side_b.measure_no
    where int_link.relation = 'same_measure' and int_link.is_confirmed and side_a.measure_key <> side_b.measure_key
),

beside as (
    select one_key, other_key from twin
    union
    select other_key, one_key from twin
),

reached as (
    select measure_key, measure_key as reached_key from intermediate.int_measure_key
    union
    select reached.measure_key, beside.other_key
    from reached
    inner join beside on reached.reached_key = beside.one_key
),

-- The key that names the series: that of the print which counts in the newest year.
named as (
    select measure_key, max(report_year) as newest, arg_max(standing, (report_year, -standing)) as standing
    from printed
    group by measure_key
)

select
    reached.measure_key,
    first(reached.reached_key order by named.newest desc nulls last, named.standing, reached.reached_key) as series_key
from reached
left join named on reached.reached_key = named.measure_key
group by reached.measure_key;
comment on view intermediate.int_series is 'One row per measure key: the series that it has in common with its twins';
comment on column intermediate.int_series.measure_key is 'Measure, stable over the years';
comment on column intermediate.int_series.series_key is 'Measure key of the print that stands first; the same for all twins';
