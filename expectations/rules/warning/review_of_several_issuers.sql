-- why: an answer about a code that several issuers print was given to one question and would decide others
-- why_zh: 多個機關均載有此代碼，一項答覆不應決定其他問題
with side as (
    select report_year_a as report_year, indicator_code_a as indicator_code, reason, decision
    from staging.seed_link_review
    where issuer_a is null
    union
    select report_year_b, indicator_code_b, reason, decision
    from staging.seed_link_review
    where issuer_b is null
),

printer as (
    select
        stg_report.report_year,
        stg_indicator.indicator_code,
        list(distinct stg_report.issuer order by stg_report.issuer) as issuers
    from staging.stg_indicator
    inner join staging.stg_report using (report_id)
    where stg_indicator.occurrence_no = 1
    group by stg_report.report_year, stg_indicator.indicator_code
)

select
    null::text as issuer,
    printer.report_year,
    printer.indicator_code,
    null::integer as measure_no,
    {'issuers': array_to_string(printer.issuers, '、')} as facts,
    null::integer as page
from (select distinct report_year, indicator_code from side) as asked
inner join printer using (report_year, indicator_code)
where len(printer.issuers) > 1
