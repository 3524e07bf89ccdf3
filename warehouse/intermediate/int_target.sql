-- One row per measure, target year and document that states a target for it.
create view intermediate.int_target as
with own as (
    select
        stg_measure.report_id,
        stg_measure.indicator_code,
        stg_measure.measure_no,
        stg_measure.target_year,
        stg_measure.target_period,
        stg_measure.target_basis,
        stg_measure.comparator,
        stg_measure.target_low,
        stg_measure.target_high,
        stg_measure.unit,
        stg_measure.target_words as text,
        stg_indicator.page_first as page,
        'target' as section,
        0 as statement_no
    from staging.stg_measure
    inner join staging.stg_indicator using (report_id, indicator_code, occurrence_no)
    where
        stg_measure.occurrence_no = 1
        and stg_measure.target_kind in ('numeric', 'range')
        and stg_measure.target_year is not null
),

stated as (
    select * from own
    union all by name
    select
        * exclude (occurrence_no, target_words),
        target_words as text
    from staging.stg_other_target
    where occurrence_no = 1
),

keyed as (
    select
        stated.* replace (
            stated.target_low * coalesce(int_series_unit.factor, 1) as target_low,
            stated.target_high * coalesce(int_series_unit.factor, 1) as target_high,
            coalesce(int_series_unit.series_unit, stated.unit) as unit
        ),
        stg_report.report_year,
        stg_report.is_current,
        stg_report.issuer,
        int_standing.standing,
        int_indicator_key.indicator_key,
        int_measure_key.measure_key,
        stg_measure.direction
    from stated
    inner join staging.stg_report using (report_id)
    inner join intermediate.int_indicator_key using (report_id, indicator_code)
    inner join intermediate.int_measure_key using (report_id, indicator_code, measure_no)
    inner join staging.stg_measure using (report_id, indicator_code, measure_no)
    inner join intermediate.int_standing using (report_id, indicator_code)
    left join intermediate.int_series_unit
        on int_measure_key.measure_key = int_series_unit.measure_key and stated.unit = int_series_unit.unit
    where stg_measure.occurrence_no = 1
),

compared as (
    select
        *,
        is_current and row_number() over (
            partition by measure_key, target_year, target_basis, is_current
            order by report_year desc, standing, statement_no
        ) = 1 as is_latest,
        lag((comparator, target_low, target_high, unit)) over (
            partition by measure_key, target_year, target_basis, is_current, issuer
            order by report_year, statement_no desc
        ) as before
    from keyed
),

measured as (
    select
        *,
        -- How much harder than before, by the bound that counts in the better direction.
        case direction
            when 'higher' then coalesce(target_low, target_high) - coalesce(before[2], before[3])
            when 'lower' then coalesce(before[3], before[2]) - coalesce(target_high, target_low)
        end as tightening
    from compared
)

select
    measured.* exclude (direction, before, tightening, standing),
    case
        when not is_current then null
        when before is null then 'first'
        when before = (comparator, target_low, target_high, unit) then 'unchanged'
        when before[1] is distinct from comparator or before[4] is distinct from unit then 'changed'
        when tightening > 0 then 'tightened'
        when tightening < 0 then 'loosened'
        else 'changed'
    end as restatement
from measured;
comment on view intermediate.int_target is 'One row per measure, target year and document (vintage) that states a target for it';
comment on column intermediate.int_target.measure_key is 'Measure, stable over the years';
comment on column intermediate.int_target.indicator_key is 'Indicator, stable over the years';
comment on column intermediate.int_target.target_year is 'Year that the target is for; the last one of a window';
comment on column intermediate.int_target.report_year is 'Edition that states it';
comment on column intermediate.int_target.report_id is 'Document (vintage) that states it';
comment on column intermediate.int_target.is_current is 'Stated by the current vintage of its edition';
comment on column intermediate.int_target.is_latest is 'The newest statement of a target for this measure, year and basis among the current vintages';
comment on column intermediate.int_target.section is 'Section that states it: target 目標, reason 落後原因, countermeasure 因應對策';
comment on column intermediate.int_target.comparator is 'ge at least, le at most, eq exactly, between; null where it could not be told surely';
comment on column intermediate.int_target.target_low is 'Lower bound in its unit';
comment on column intermediate.int_target.target_high is 'Upper bound in its unit';
comment on column intermediate.int_target.unit is 'Base unit';
comment on column intermediate.int_target.target_basis is 'level, cumulative 累計, average over a window 平均, or growth_rate 成長率';
comment on column intermediate.int_target.target_period is 'First and last year of a cumulative or average target, where printed';
comment on column intermediate.int_target.restatement is 'Against the statement before it by the same issuer for the same measure, year and basis, among current vintages: first, unchanged, tightened or loosened (by the better direction), changed (no direction, or another comparator or unit); null for a superseded vintage';
comment on column intermediate.int_target.indicator_code is 'Code as printed in that edition';
comment on column intermediate.int_target.measure_no is 'Measure in that edition';
comment on column intermediate.int_target.statement_no is '0 for the report year''s own target, else in printed order';
comment on column intermediate.int_target.text is 'Printed words';
comment on column intermediate.int_target.page is 'Page on which they stand, or on which the row begins';
comment on column intermediate.int_target.issuer is 'Whose report states it';
