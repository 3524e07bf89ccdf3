-- why: every value read must be an observation, neither lost nor doubled
-- why_zh: 每個讀得的數值都須發布，不遺漏也不重複
with counted as (
    select
        (select count(*) from intermediate.int_statement) as n_stated,
        (select count(*) from marts.observation) as n_published,
        (
            select count(*)
            from (
                select 1 as one
                from marts.observation
                where is_latest
                group by measure_key, data_year
                having count(*) > 1
            )
        ) as n_doubled,
        (
            select count(*) from staging.stg_measure where occurrence_no = 1 and actual_kind = 'numeric'
        ) as n_read,
        (select count(*) from marts.observation where source = 'actual') as n_actual
)

select
    null::text as issuer,
    (select max(report_year) from staging.stg_report) as report_year,
    null::text as indicator_code,
    null::integer as measure_no,
    {
        'n_stated': n_stated,
        'n_published': n_published,
        'n_read': n_read,
        'n_actual': n_actual,
        'n_doubled': n_doubled
    } as facts,
    null::integer as page
from counted
where n_stated <> n_published or n_read <> n_actual or n_doubled > 0
