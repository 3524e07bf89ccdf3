-- One row per ordered pair of indicators of one document that are the same indicator under two goals.
create view intermediate.int_twin as
with indicator as (
    select * from staging.stg_indicator where occurrence_no = 1
),

noted as (
    select
        indicator.report_id,
        indicator.indicator_code,
        twin.indicator_code as twin_code
    from indicator
    inner join indicator as twin
        on
            indicator.report_id = twin.report_id
            and list_contains(indicator.same_as_codes, twin.indicator_code)
            and indicator.indicator_code <> twin.indicator_code
),

identical as (
    select
        indicator.report_id,
        indicator.indicator_code,
        twin.indicator_code as twin_code
    from indicator
    inner join indicator as twin
        on
            indicator.report_id = twin.report_id
            and indicator.indicator_code <> twin.indicator_code
            and indicator.target_text = twin.target_text
            and indicator.actual_text = twin.actual_text
    where
        -- "目標：100%" twice is no evidence; a name or a sentence is.
        length(indicator.target_text || indicator.actual_text) >= 30
        or indicator.indicator_name = twin.indicator_name
),

decided as (
    select
        stg_report.report_id,
        seed_link_review.indicator_code_a as indicator_code,
        seed_link_review.indicator_code_b as twin_code,
        seed_link_review.decision
    from staging.seed_link_review
    inner join staging.stg_report on seed_link_review.report_year_a = stg_report.report_year
    where
        seed_link_review.relation = 'same_measure'
        and seed_link_review.report_year_a = seed_link_review.report_year_b
        and seed_link_review.measure_no_a is null
),

reviewed as (
    select decided.report_id, decided.indicator_code, decided.twin_code, decided.decision
    from decided
    union
    select decided.report_id, decided.twin_code, decided.indicator_code, decided.decision
    from decided
),

pair as (
    select *, true as is_noted, false as is_reviewed from noted
    union all
    select report_id, twin_code, indicator_code, true, false from noted
    union all
    select *, false, false from identical
    union all
    select reviewed.report_id, reviewed.indicator_code, reviewed.twin_code, false, true
    from reviewed
    semi join indicator
        on reviewed.report_id = indicator.report_id and reviewed.indicator_code = indicator.indicator_code
    semi join indicator as twin
        on reviewed.report_id = twin.report_id and reviewed.twin_code = twin.indicator_code
    where reviewed.decision = 'same'
)

select
    pair.report_id,
    pair.indicator_code,
    pair.twin_code,
    bool_or(pair.is_noted) as is_noted,
    bool_or(pair.is_reviewed) as is_reviewed,
    bool_or(noted.twin_code is not null) as is_noted_here,
    bool_or(identical.twin_code is not null) as is_identical
from pair
left join noted
    on
        pair.report_id = noted.report_id
        and pair.indicator_code = noted.indicator_code
        and pair.twin_code = noted.twin_code
left join identical
    on
        pair.report_id = identical.report_id
        and pair.indicator_code = identical.indicator_code
        and pair.twin_code = identical.twin_code
anti join (select * from reviewed where decision = 'different') as apart
    on
        pair.report_id = apart.report_id
        and pair.indicator_code = apart.indicator_code
        and pair.twin_code = apart.twin_code
group by pair.report_id, pair.indicator_code, pair.twin_code;
comment on view intermediate.int_twin is 'One row per ordered pair of indicators of one document that are the same one under two goals, by printed note or identical content';
comment on column intermediate.int_twin.report_id is 'Document';
comment on column intermediate.int_twin.indicator_code is 'One code';
comment on column intermediate.int_twin.twin_code is 'The other code';
comment on column intermediate.int_twin.is_noted is 'A same-as note 同指標 on either side names the other';
comment on column intermediate.int_twin.is_reviewed is 'A reviewed row says that they are one';
comment on column intermediate.int_twin.is_noted_here is 'The note stands at indicator_code';
comment on column intermediate.int_twin.is_identical is 'Target and actual are the same text';
