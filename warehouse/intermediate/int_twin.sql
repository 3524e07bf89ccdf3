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

pair as (
    select *, true as is_noted from noted
    union all
    select report_id, twin_code, indicator_code, true from noted
    union all
    select *, false from identical
)

select
    pair.report_id,
    pair.indicator_code,
    pair.twin_code,
    bool_or(pair.is_noted) as is_noted,
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
group by pair.report_id, pair.indicator_code, pair.twin_code;
comment on view intermediate.int_twin is 'One row per ordered pair of indicators of one document that are the same one under two goals, by printed note or identical content';
comment on column intermediate.int_twin.report_id is 'Document';
comment on column intermediate.int_twin.indicator_code is 'One code';
comment on column intermediate.int_twin.twin_code is 'The other code';
comment on column intermediate.int_twin.is_noted is 'A same-as note 同指標 on either side names the other';
comment on column intermediate.int_twin.is_noted_here is 'The note stands at indicator_code';
comment on column intermediate.int_twin.is_identical is 'Target and actual are the same text';
