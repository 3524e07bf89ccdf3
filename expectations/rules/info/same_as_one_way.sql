-- why: a same-as note 同指標 should stand on both sides
-- why_zh: 同指標註記應兩處並列
select
    stg_report.issuer,
    stg_report.report_year,
    int_twin.indicator_code,
    null::integer as measure_no,
    {'twin': int_twin.twin_code, 'noted': if(int_twin.is_noted_here, 'here', 'there')} as facts,
    stg_indicator.page_first as page
from intermediate.int_twin
inner join staging.stg_indicator using (report_id, indicator_code)
inner join staging.stg_report using (report_id)
inner join intermediate.int_twin as reverse
    on
        int_twin.report_id = reverse.twin_report_id
        and int_twin.indicator_code = reverse.twin_code
        and int_twin.twin_report_id = reverse.report_id
        and int_twin.twin_code = reverse.indicator_code
where
    stg_report.is_current
    and stg_indicator.occurrence_no = 1
    and int_twin.twin_code <> int_twin.indicator_code
    and int_twin.is_noted_here <> reverse.is_noted_here
