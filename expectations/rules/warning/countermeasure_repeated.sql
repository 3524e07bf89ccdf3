-- why: the countermeasure of the edition before is repeated though the miss has grown
-- why_zh: 落後擴大，因應對策卻與前一年度相同
select
    status_history.issuer,
    status_history.report_year,
    status_history.indicator_code,
    null::integer as measure_no,
    {
        'before': previous_report_year,
        'likeness': countermeasure_similarity::text,
        'points': round(-worst_attainment_change, 2)::text
    } as facts,
    attainment.page_first as page
from marts.status_history
inner join marts.attainment using (issuer, report_year, indicator_code)
where attainment.measure_no = 1 and is_countermeasure_repeated and is_miss_growing
