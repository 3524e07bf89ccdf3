-- why: the same indicator under two goals, or in two reports of a year, has one value
-- why_zh: 同一指標列於兩個目標或同年兩份報告，數值應為同一個
with measure as (
    select
        report_id,
        indicator_code,
        measure_no,
        (actual_kind, actual_value) as actual,
        (target_low, target_high) as target,
        {'kind': if(actual_words is null, actual_kind, 'words'), 'words': actual_words} as actual_shown,
        {'kind': if(target_words is null, 'no_target', 'words'), 'words': target_words} as target_shown,
        coalesce(actual_page, page_first) as page
    from marts.attainment
),

here as (
    select int_twin.*, measure.* exclude (report_id, indicator_code)
    from intermediate.int_twin
    inner join measure using (report_id, indicator_code)
),

there as (
    select int_twin.*, measure.* exclude (report_id, indicator_code)
    from intermediate.int_twin
    inner join measure
        on int_twin.twin_report_id = measure.report_id and int_twin.twin_code = measure.indicator_code
),

beside as (
    select
        here.measure_no as measure_no,
        here.actual is distinct from there.actual as is_other_actual,
        here.target is distinct from there.target as is_other_target,
        if(is_other_actual, here.actual_shown, here.target_shown) as printed_here,
        if(is_other_actual, there.actual_shown, there.target_shown) as printed_there,
        here.page,
        report_id,
        indicator_code,
        twin_report_id,
        twin_code
    from here
    full join there using (report_id, indicator_code, twin_report_id, twin_code, measure_no)
)

select
    stg_report.issuer,
    stg_report.report_year,
    beside.indicator_code,
    beside.measure_no,
    {
        'twin': beside.twin_code,
        'twin_issuer': if(twin_report.issuer = stg_report.issuer, null, twin_report.issuer),
        'kind_here': coalesce(beside.printed_here.kind, 'no_measure'),
        'words_here': beside.printed_here.words,
        'kind_there': coalesce(beside.printed_there.kind, 'no_measure'),
        'words_there': beside.printed_there.words
    } as facts,
    coalesce(beside.page, stg_indicator.page_first) as page
from beside
inner join staging.stg_report using (report_id)
inner join staging.stg_report as twin_report on beside.twin_report_id = twin_report.report_id
inner join staging.stg_indicator
    on
        beside.report_id = stg_indicator.report_id
        and beside.indicator_code = stg_indicator.indicator_code
        and stg_indicator.occurrence_no = 1
where beside.is_other_actual or beside.is_other_target
