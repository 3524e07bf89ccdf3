-- severity: info
-- why: two indicators or measures may be one series; a person should say so
with said as (
    -- A longer phrase stands before one that it holds.
    select [
        {'en': ', ', 'zh': '，'},
        {'en': 'names say different things: ', 'zh': '名稱所指不同：'},
        {'en': 'different things: ', 'zh': '所指不同：'},
        {'en': 'one names more things than the other', 'zh': '一方所列項目較多'},
        {'en': 'no label to compare', 'zh': '無細項名稱可比較'},
        {'en': 'name likeness ', 'zh': '名稱相似度 '},
        {'en': 'label likeness ', 'zh': '細項名稱相似度 '},
        {'en': 'another code', 'zh': '代碼不同'},
        {'en': 'same code', 'zh': '代碼相同'},
        {'en': 'same place', 'zh': '項次相同'},
        {'en': 'same units', 'zh': '單位相同'},
        {'en': 'other units', 'zh': '單位不同'},
        {'en': 'unit not printed', 'zh': '未載單位'},
        {'en': 'unit ', 'zh': '單位 '},
        {'en': 'same agencies', 'zh': '機關相同'},
        {'en': 'other agencies', 'zh': '機關不同'},
        {'en': ' earlier values agree', 'zh': ' 個往年值相符'},
        {'en': ' earlier value agrees', 'zh': ' 個往年值相符'},
        {'en': ' earlier values differ', 'zh': ' 個往年值不符'},
        {'en': ' earlier value differs', 'zh': ' 個往年值不符'}
    ] as phrases
)

select
    issuer_b as issuer,
    report_year_b as report_year,
    indicator_code_b as indicator_code,
    measure_no_b as measure_no,
    {
        'code': indicator_code_a,
        'measure_no': measure_no_a,
        'year': report_year_a,
        'score': score::text,
        'evidence': evidence,
        'evidence_zh': list_reduce(
            list_prepend({'en': '', 'zh': regexp_replace(evidence, 'running total fell from (\S+) to (\S+)', '累計值由 \1 降為 \2')}, phrases),
            lambda told, phrase: {'en': '', 'zh': replace(told.zh, phrase.en, phrase.zh)}
        ).zh,
        'question': question_id
    } as facts,
    null::integer as page
from marts.indicator_link
cross join said
where not is_confirmed
