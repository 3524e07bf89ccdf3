-- One row per ordered pair of prints of a year that are the same indicator: under two goals, or in reports of two issuers.
create view intermediate.int_twin as
with indicator as (
    select
        stg_indicator.*,
        stg_report.is_current,
        stg_report.issuer
    from staging.stg_indicator
    inner join staging.stg_report using (report_id)
    where stg_indicator.occurrence_no = 1
),

note as (
    select report_id, report_year, is_current, indicator_code, unnest(same_as_codes) as twin_code
    from indicator
),

-- A note means a row of its own report; only where that has none, one of another issuer's report of the year.
noted as (
    select
        note.report_id,
        note.indicator_code,
        twin.report_id as twin_report_id,
        twin.indicator_code as twin_code
    from note
    inner join indicator as twin
        on
            note.report_year = twin.report_year
            and note.twin_code = twin.indicator_code
            and (note.report_id = twin.report_id or (note.is_current and twin.is_current))
    where note.indicator_code <> note.twin_code
    qualify
        note.report_id = twin.report_id
        or not bool_or(note.report_id = twin.report_id) over (
            partition by note.report_id, note.indicator_code, note.twin_code
        )
),

identical as (
    select
        indicator.report_id,
        indicator.indicator_code,
        twin.report_id as twin_report_id,
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

-- Linking has found that two issuers print one indicator: same code and like names.
same as (
    select
        one.report_id,
        one.indicator_code,
        other.report_id as twin_report_id,
        other.indicator_code as twin_code
    from intermediate.int_indicator_key as one
    inner join staging.stg_report as report on one.report_id = report.report_id
    inner join staging.stg_report as other_report
        on report.report_year = other_report.report_year and report.report_id <> other_report.report_id
    inner join intermediate.int_indicator_key as other
        on other_report.report_id = other.report_id and one.indicator_key = other.indicator_key
    where report.is_current and other_report.is_current
),

printer as (
    select
        report_year,
        indicator_code,
        count(distinct issuer) as n_issuers
    from indicator
    group by report_year, indicator_code
),

-- An answer that does not say whose reports it means is one only where nobody else prints the code.
decided as (
    select
        one.report_id,
        one.indicator_code,
        other.report_id as twin_report_id,
        other.indicator_code as twin_code,
        seed_link_review.decision
    from staging.seed_link_review
    inner join indicator as one
        on
            seed_link_review.report_year_a = one.report_year
            and seed_link_review.indicator_code_a = one.indicator_code
            and coalesce(seed_link_review.issuer_a, one.issuer) = one.issuer
    inner join indicator as other
        on
            seed_link_review.report_year_b = other.report_year
            and seed_link_review.indicator_code_b = other.indicator_code
            and coalesce(seed_link_review.issuer_b, other.issuer) = other.issuer
            and (one.report_id = other.report_id or (one.is_current and other.is_current))
            and (one.report_id, one.indicator_code) <> (other.report_id, other.indicator_code)
    inner join printer
        on one.report_year = printer.report_year and one.indicator_code = printer.indicator_code
    inner join printer as other_printer
        on other.report_year = other_printer.report_year and other.indicator_code = other_printer.indicator_code
    where
        seed_link_review.relation = 'same_measure'
        and seed_link_review.report_year_a = seed_link_review.report_year_b
        and seed_link_review.measure_no_a is null
        and (seed_link_review.issuer_a is not null or printer.n_issuers = 1)
        and (seed_link_review.issuer_b is not null or other_printer.n_issuers = 1)
),

reviewed as (
    select * from decided
    union
    select twin_report_id, twin_code, report_id, indicator_code, decision
    from decided
),

pair as (
    select *, true as is_noted, false as is_reviewed from noted
    union all
    select twin_report_id, twin_code, report_id, indicator_code, true, false from noted
    union all
    select *, false, false from identical
    union all
    select *, false, false from same
    union all
    select report_id, indicator_code, twin_report_id, twin_code, false, true
    from reviewed
    where decision = 'same'
)

select
    pair.report_id,
    pair.indicator_code,
    pair.twin_report_id,
    pair.twin_code,
    bool_or(pair.is_noted) as is_noted,
    bool_or(pair.is_reviewed) as is_reviewed,
    bool_or(noted.twin_code is not null) as is_noted_here,
    bool_or(identical.twin_code is not null) as is_identical
from pair
left join noted using (report_id, indicator_code, twin_report_id, twin_code)
left join identical using (report_id, indicator_code, twin_report_id, twin_code)
anti join (select * from reviewed where decision = 'different') as apart
    using (report_id, indicator_code, twin_report_id, twin_code)
group by pair.report_id, pair.indicator_code, pair.twin_report_id, pair.twin_code;
comment on view intermediate.int_twin is 'One row per ordered pair of prints of a year that are the same indicator: under two goals of a document by printed note or identical content, or in documents of two issuers';
comment on column intermediate.int_twin.report_id is 'Document';
comment on column intermediate.int_twin.indicator_code is 'One code';
comment on column intermediate.int_twin.twin_report_id is 'Document of the other: the same, or that of another issuer';
comment on column intermediate.int_twin.twin_code is 'The other code, or the same in another issuer''s document';
comment on column intermediate.int_twin.is_noted is 'A same-as note 同指標 on either side names the other';
comment on column intermediate.int_twin.is_reviewed is 'A reviewed row says that they are one';
comment on column intermediate.int_twin.is_noted_here is 'The note stands at indicator_code';
comment on column intermediate.int_twin.is_identical is 'Target and actual are the same text, in one document';
