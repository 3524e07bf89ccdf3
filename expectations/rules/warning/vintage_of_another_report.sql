-- why: a document that shares few indicators with its issuer's vintage before it is most likely no correction of it
-- why_zh: 與同機關前一版相同的指標太少，多半不是其更正版
with vintage as (
    select
        stg_report.issuer,
        stg_report.report_year,
        stg_report.vintage_no,
        int_indicator_key.report_id,
        int_indicator_key.indicator_key
    from intermediate.int_indicator_key
    inner join staging.stg_report using (report_id)
),

size as (
    select issuer, report_year, vintage_no, report_id, count(*) as n_indicators
    from vintage
    group by issuer, report_year, vintage_no, report_id
),

shared as (
    select one.report_id as report_id_before, other.report_id as report_id_after, count(*) as n_shared
    from vintage as one
    inner join vintage as other
        on
            one.issuer = other.issuer
            and one.report_year = other.report_year
            and one.vintage_no + 1 = other.vintage_no
            and one.indicator_key = other.indicator_key
    group by one.report_id, other.report_id
)

select
    later.issuer,
    later.report_year,
    null::text as indicator_code,
    null::integer as measure_no,
    {
        'after': later.report_id,
        'n_shared': coalesce(n_shared, 0),
        'n_indicators': later.n_indicators,
        'before': earlier.report_id
    } as facts,
    null::integer as page
from size as later
inner join size as earlier
    on
        later.issuer = earlier.issuer
        and later.report_year = earlier.report_year
        and later.vintage_no = earlier.vintage_no + 1
left join shared
    on shared.report_id_before = earlier.report_id and shared.report_id_after = later.report_id
where 2 * coalesce(n_shared, 0) < least(earlier.n_indicators, later.n_indicators)
