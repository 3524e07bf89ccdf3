-- One row per indicator and document: the verdict on all its measures, and whether a total counts it.
create view intermediate.int_verdict as
with part as (
    select
        report_id,
        indicator_code,
        count(*) as parts_total,
        count(*) filter (where status = 'attained') as parts_attained,
        bool_or(status = 'not_attained') as has_not_attained,
        bool_or(status = 'pending') as has_pending,
        bool_or(status is null) as has_unjudged,
        bool_or(status = 'attained') as has_attained,
        bool_or(status = 'no_target') as has_no_target,
        bool_or(certainty = 'assumed') as has_assumed
    from staging.stg_measure
    where occurrence_no = 1
    group by report_id, indicator_code
),

-- Other codes, those of its own document first; the same code in another issuer's report is none.
other_code as (
    select
        int_twin.report_id,
        int_twin.indicator_code,
        int_twin.twin_code,
        min((int_twin.twin_report_id <> int_twin.report_id, twin.row_no)) as place
    from intermediate.int_twin
    inner join staging.stg_indicator as twin
        on int_twin.twin_report_id = twin.report_id and int_twin.twin_code = twin.indicator_code
    where twin.occurrence_no = 1 and int_twin.twin_code <> int_twin.indicator_code
    group by int_twin.report_id, int_twin.indicator_code, int_twin.twin_code
),

twin as (
    select
        report_id,
        indicator_code,
        string_agg(twin_code, '、' order by place, twin_code) as twin_codes_text
    from other_code
    group by report_id, indicator_code
)

select
    part.report_id,
    part.indicator_code,
    case
        when part.has_not_attained then 'not_attained'
        when part.has_pending then 'pending'
        when part.has_unjudged then null
        when part.has_attained then 'attained'
        when part.has_no_target then 'no_target'
        else 'qualitative'
    end as status,
    part.parts_attained,
    part.parts_total,
    part.has_assumed,
    twin.twin_codes_text,
    int_standing.* exclude (report_id, indicator_code)
from part
inner join intermediate.int_standing using (report_id, indicator_code)
left join twin using (report_id, indicator_code);
comment on view intermediate.int_verdict is 'One row per indicator and document: the verdict on all its measures, the worst of which decides';
comment on column intermediate.int_verdict.report_id is 'Document';
comment on column intermediate.int_verdict.indicator_code is 'Code as printed';
comment on column intermediate.int_verdict.status is 'Verdict: see indicator_result';
comment on column intermediate.int_verdict.parts_attained is 'Measures attained';
comment on column intermediate.int_verdict.parts_total is 'Measures';
comment on column intermediate.int_verdict.has_assumed is 'A custom decided something in one of its measures';
comment on column intermediate.int_verdict.twin_codes_text is 'Other codes of the same indicator in that year';
comment on column intermediate.int_verdict.group_no is 'Prints of one indicator in a year have one number';
comment on column intermediate.int_verdict.standing is 'Place among these, from 1';
comment on column intermediate.int_verdict.counts_in_total is 'True for the first of these';
comment on column intermediate.int_verdict.counts_in_goal is 'False where another report that stands before it prints it under the same goal';
comment on column intermediate.int_verdict.counts_in_report is 'True for the first of its report';
comment on column intermediate.int_verdict.leads_key is 'True for the first that has its indicator_key';
