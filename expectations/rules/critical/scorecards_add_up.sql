-- why: each scorecard must account for every indicator that it counts
-- why_zh: 各計分表須涵蓋其所計的每一項指標
with counted as (
    select
        report_year,
        sum(n_indicators) as n_scored,
        sum(n_attained + n_not_attained + n_pending + n_no_target + n_qualitative + n_unjudged) as n_statuses
    from marts.goal_scorecard
    group by report_year
),

printed as (
    select report_year, count(*) filter (where counts_in_goal) as n_printed
    from marts.indicator_result
    group by report_year
)

select
    null::text as issuer,
    printed.report_year,
    null::text as indicator_code,
    null::integer as measure_no,
    {
        'n_scored': coalesce(n_scored, 0)::integer,
        'n_statuses': coalesce(n_statuses, 0)::integer,
        'n_published': n_printed
    } as facts,
    null::integer as page
from printed
left join counted on printed.report_year = counted.report_year
where n_scored is distinct from n_printed or n_statuses is distinct from n_printed
