-- why: a published number that cannot be traced to printed words and a page is worth nothing
-- why_zh: 發布的數字若無法追溯到原文與頁次，即無價值
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    page_first as page
from marts.attainment
where
    (actual_value is not null and (actual_words is null or actual_page is null))
    or (coalesce(target_low, target_high) is not null and target_words is null)
