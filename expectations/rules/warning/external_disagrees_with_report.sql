-- why: a figure published elsewhere contradicts the report; one that was computed, or is called provisional, blames nobody
-- why_zh: 他處公布的數字與報告不符；推算值或初步值不歸咎任何一方
with statement as (
    select
        *,
        coalesce(publisher || coalesce(' (' || data_set || ')', ''), data_set, source_url) as published_by,
        rtrim(rtrim(format('{:,.10f}', value), '0'), '.') || coalesce(' ' || unit, '') as written
    from intermediate.int_statement
)

select
    used.issuer,
    used.report_year,
    used.indicator_code,
    used.measure_no,
    {
        'year': used.data_year,
        'printed': used.written,
        'publisher': other.published_by,
        'published': other.written
    } as facts,
    used.page
from intermediate.int_disagreement
inner join statement as used using (observation_id)
inner join statement as other on int_disagreement.other_observation_id = other.observation_id
where
    int_disagreement.kind = 'external'
    and other.source_kind is distinct from 'computed'
    and other.is_provisional is distinct from true
