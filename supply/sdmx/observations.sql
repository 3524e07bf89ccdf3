-- One row per measure, year, statement and basis: actual values, targets, and values that a report promises for later.
with document as (
    select report_id, file_name, is_sample from marts.dim_report
),

actual as (
    select
        observation.measure_key,
        'actual' as statement,
        observation.value_basis,
        observation.data_year,
        observation.value,
        case
            when observation.source = 'external' and observation.is_provisional then 'p'
            when attainment.certainty = 'doubtful' then 'u'
            else 'a'
        end as obs_status,
        observation.unit,
        case when attainment.report_id is not null then coalesce(attainment.status, 'undecided') end as verdict,
        attainment.certainty,
        observation.source as source_kind,
        coalesce(observation.issuer, observation.publisher) as issuer,
        observation.report_id,
        observation.report_year,
        observation.page,
        observation.source_url,
        observation.text,
        observation.leads_series
    from marts.observation
    left join marts.attainment
        on
            observation.source = 'actual'
            and observation.report_id = attainment.report_id
            and observation.indicator_code = attainment.indicator_code
            and observation.measure_no = attainment.measure_no
    where observation.is_latest
),

bound as (
    select
        target.measure_key,
        side.statement,
        target.target_basis as value_basis,
        target.target_year as data_year,
        side.value,
        'a' as obs_status,
        target.unit,
        'actual' as source_kind,
        target.issuer,
        target.report_id,
        target.report_year,
        target.page,
        target.text
    from marts.target,
        lateral (
            select unnest(case target.comparator
                when 'ge' then [{'statement': 'target_min', 'value': target.target_low}]
                when 'le' then [{'statement': 'target_max', 'value': target.target_high}]
                when 'eq' then [{'statement': 'target', 'value': target.target_low}]
                when 'between' then [
                    {'statement': 'target_min', 'value': target.target_low},
                    {'statement': 'target_max', 'value': target.target_high}
                ]
            end) as side
        )
    where target.is_current and target.is_latest and side.value is not null
),

promised as (
    select
        measure_key,
        'actual' as statement,
        target_basis as value_basis,
        report_year as data_year,
        'o' as obs_status,
        unit,
        status as verdict,
        certainty,
        'actual' as source_kind,
        issuer,
        report_id,
        report_year,
        page_first as page,
        actual_text as text,
        counts_in_total as leads_series
    from marts.attainment
    where
        status = 'pending'
        and not exists (
            from actual
            where actual.measure_key = attainment.measure_key and actual.data_year = attainment.report_year
        )
    qualify row_number() over (
        partition by measure_key, report_year order by counts_in_total desc, issuer
    ) = 1
),

stated as (
    select * from actual
    union all by name
    select * from bound
    union all by name
    select * from promised
),

measure as (
    select
        measure_key,
        arg_max(goal_no, report_year) as goal_no,
        arg_max(indicator_key, report_year) as indicator_key
    from marts.attainment
    group by measure_key
)

select
    'A' as freq,
    'TW' as ref_area,
    stated.measure_key as series,
    upper(stated.statement) as statement,
    upper(stated.value_basis) as value_basis,
    stated.data_year as time_period,
    stated.value as obs_value,
    upper(stated.obs_status) as obs_status,
    stated.unit as unit_measure,
    upper(stated.verdict) as verdict,
    upper(stated.certainty) as certainty,
    upper(stated.source_kind) as source_kind,
    stated.issuer,
    case when document.is_sample then 'Y' when not document.is_sample then 'N' end as is_sample,
    stated.report_year,
    stated.page,
    coalesce(stated.source_url, document.file_name) as source,
    stated.text as comment_obs,
    case when stated.leads_series then 'Y' when not stated.leads_series then 'N' end as leads_series,
    measure.goal_no as goal,
    un_bridge.un_indicator,
    upper(un_bridge.grade) as un_grade,
    upper(un_bridge.status) as un_review
from stated
left join document using (report_id)
left join measure using (measure_key)
left join marts.un_bridge using (indicator_key)
order by series, statement, value_basis, time_period
