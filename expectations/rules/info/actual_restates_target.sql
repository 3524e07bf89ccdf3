-- why: an actual that repeats the target's sentence word for word may have been copied, not measured
-- why_zh: 實績值逐字重複目標，可能是抄錄而非量測
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    {'words': actual_words} as facts,
    coalesce(actual_page, page_first) as page
from marts.attainment
where
    status = 'attained'
    and target_words = actual_words
    -- A bare label with its number (再利用率 81.7%) is how any value is printed; a verb makes a sentence.
    and regexp_matches(
        target_words,
        '^(完成|建立|建置|活化|輔導|推動|提升|提高|減少|降低|增加|協助|培訓|辦理|扶植|發展|設置|累計)|達|至少|以上|不超過'
    )
