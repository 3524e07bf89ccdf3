-- why: an actual ten times off its target may have lost its 億 or 萬
-- why_zh: 實績值與目標相差十倍，可能漏了「億」或「萬」
select
    issuer,
    report_year,
    indicator_code,
    measure_no,
    {'actual': actual_words, 'target': target_words, 'share': round(attainment_pct, 1)::text} as facts,
    coalesce(actual_page, page_first) as page
from marts.attainment
where
    (attainment_pct < 10 or attainment_pct > 1000)
    -- A fall against a wanted rise, or a change much larger than wanted, has lost no 億.
    and attainment_pct > 0
    and target_basis <> 'growth_rate'
    and certainty = 'sure'
    and actual_value > 0
    and coalesce(target_low, target_high) > 0
