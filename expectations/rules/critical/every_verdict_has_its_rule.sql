-- why: a verdict without a comparator and the rule that chose it cannot be checked
-- why_zh: 沒有比較方式及其依據的判定無從查核
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    {'status': status} as facts,
    page_first as page
from marts.attainment
where
    status in ('attained', 'not_attained')
    and (comparator is null or direction is null or comparator_rule is null or direction_rule is null)
