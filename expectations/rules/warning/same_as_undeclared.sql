-- why: identical target and actual in one report without a same-as note 同指標 would be counted twice
-- why_zh: 同一報告中目標與實績相同而無同指標註記，將重複計數
select
    stg_report.issuer,
    stg_report.report_year,
    int_twin.indicator_code,
    null::integer as measure_no,
    {'twin': int_twin.twin_code} as facts,
    stg_indicator.page_first as page
from intermediate.int_twin
inner join staging.stg_indicator using (report_id, indicator_code)
inner join staging.stg_report using (report_id)
where
    stg_report.is_current
    and stg_indicator.occurrence_no = 1
    and int_twin.twin_report_id = int_twin.report_id
    and not int_twin.is_noted
    and not int_twin.is_reviewed
