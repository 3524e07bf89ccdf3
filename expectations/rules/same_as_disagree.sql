-- severity: warning
-- why: the same indicator under two goals has one value
select
    attainment.report_year,
    attainment.indicator_code,
    attainment.measure_no,
    'the same as ' || int_twin.twin_code || ', which prints '
    || coalesce(twin.actual_words, twin.actual_kind, 'no such measure') || ' where this prints '
    || coalesce(attainment.actual_words, attainment.actual_kind) as message,
    coalesce(attainment.actual_page, attainment.page_first) as page
from intermediate.int_twin
inner join marts.attainment
    on int_twin.report_id = attainment.report_id and int_twin.indicator_code = attainment.indicator_code
inner join staging.stg_indicator as first_print
    on
        int_twin.report_id = first_print.report_id
        and int_twin.indicator_code = first_print.indicator_code
        and first_print.occurrence_no = 1
inner join staging.stg_indicator as second_print
    on
        int_twin.report_id = second_print.report_id
        and int_twin.twin_code = second_print.indicator_code
        and second_print.occurrence_no = 1
left join marts.attainment as twin
    on
        int_twin.report_id = twin.report_id
        and int_twin.twin_code = twin.indicator_code
        and attainment.measure_no = twin.measure_no
where
    first_print.row_no < second_print.row_no
    and (
        attainment.actual_value is distinct from twin.actual_value
        or attainment.target_low is distinct from twin.target_low
        or attainment.target_high is distinct from twin.target_high
        or attainment.actual_kind is distinct from twin.actual_kind
    )
