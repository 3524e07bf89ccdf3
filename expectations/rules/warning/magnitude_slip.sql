-- why: a value a thousand times off its own target has most likely lost its 億 or 萬
-- why_zh: 數值與目標相差千倍，多半漏了「億」或「萬」
select
    attainment.issuer,
    attainment.report_year,
    attainment.indicator_code,
    attainment.measure_no,
    {'year': observation.data_year, 'words': observation.text, 'target': attainment.target_words} as facts,
    coalesce(observation.page, attainment.page_first) as page
from marts.observation
inner join marts.attainment
    on
        observation.report_id = attainment.report_id
        and observation.indicator_code = attainment.indicator_code
        and observation.measure_no = attainment.measure_no
where
    attainment.certainty = 'sure'
    and observation.value > 0
    and coalesce(attainment.target_low, attainment.target_high) > 0
    and abs(log10(observation.value / coalesce(attainment.target_low, attainment.target_high))) >= 3
