-- One row per measure per report edition (current vintage).
create table marts.attainment (
    report_year integer not null,
    indicator_code text not null,
    measure_no integer not null,
    indicator_key text not null,
    measure_key text not null,
    goal_no integer not null,
    indicator_name text not null,
    measure_label text,
    is_starred boolean not null,
    agencies text[] not null,
    agencies_text text not null,
    agencies_printed text[] not null,
    target_kind text check (target_kind in ('numeric', 'range', 'qualitative', 'not_set')),
    comparator text check (comparator in ('ge', 'le', 'eq', 'between')),
    comparator_rule text,
    comparator_rule_zh text,
    target_low double,
    target_high double,
    unit text,
    target_year integer,
    target_period text,
    target_basis text not null check (target_basis in ('level', 'cumulative', 'average', 'growth_rate')),
    direction text check (direction in ('higher', 'lower', 'none')),
    direction_rule text,
    direction_rule_zh text,
    actual_kind text not null check (actual_kind in ('numeric', 'pending', 'qualitative', 'none')),
    actual_value double,
    actual_unit text,
    actual_year integer,
    attainment_pct double,
    gap double,
    status text check (status in ('attained', 'not_attained', 'pending', 'no_target', 'qualitative')),
    status_zh text not null,
    status_rule text not null,
    status_rule_zh text,
    declared_status text check (declared_status in ('met', 'not_met', 'lagging')),
    is_consistent boolean,
    certainty text not null check (certainty in ('sure', 'assumed', 'doubtful')),
    doubt text,
    doubt_zh text,
    release_due date,
    target_shown text,
    actual_shown text,
    gap_shown text,
    target_words text,
    actual_words text,
    target_text text,
    actual_text text,
    reason_text text,
    countermeasure_text text,
    page_first integer not null,
    page_last integer not null,
    actual_page integer,
    report_id text not null,
    corrected_text text,
    issuer text not null,
    counts_in_total boolean not null,
    series_key text not null,
    primary key (issuer, report_year, indicator_code, measure_no)
);
comment on table marts.attainment is 'One row per measure per report edition (current vintage): target 目標 against actual 實績值, and the verdict';
comment on column marts.attainment.report_year is 'Edition: the year that the report is about';
comment on column marts.attainment.indicator_code is 'Code as printed in that edition, e.g. 6.e.2';
comment on column marts.attainment.measure_no is 'Quantity of the indicator, from 1 in printed order';
comment on column marts.attainment.indicator_key is 'Indicator, stable over the years: its newest code';
comment on column marts.attainment.measure_key is 'Measure, stable over the years: indicator_key#measure_no';
comment on column marts.attainment.goal_no is 'Core goal 核心目標';
comment on column marts.attainment.indicator_name is 'Name 對應指標 without code, star, agency and same-as note';
comment on column marts.attainment.measure_label is 'Words that name the quantity; null if only a number is printed';
comment on column marts.attainment.is_starred is 'Marked with * in the report';
comment on column marts.attainment.agencies is 'Responsible agencies under their current short names';
comment on column marts.attainment.agencies_text is 'The same joined by 、 for tools that cannot show lists';
comment on column marts.attainment.agencies_printed is 'Agency names as printed';
comment on column marts.attainment.target_kind is 'numeric, range, qualitative (a task), or not_set (不另訂定, 不適用, 不予列管); null where no section 目標 was found';
comment on column marts.attainment.comparator is 'ge at least, le at most, eq exactly, between; null where it could not be told surely';
comment on column marts.attainment.comparator_rule is 'Which words, term or reviewed row decided the comparator';
comment on column marts.attainment.comparator_rule_zh is 'The same in Chinese';
comment on column marts.attainment.target_low is 'Lower bound in `unit` (ge, eq, between)';
comment on column marts.attainment.target_high is 'Upper bound in `unit` (le, eq, between)';
comment on column marts.attainment.unit is 'Unit as printed, 億元 resolved to 元 and 萬名 to 名; the base unit of its group where target and actual are printed in two (GW and MW)';
comment on column marts.attainment.target_year is 'Year that the target is for; null if none is set for the report year';
comment on column marts.attainment.target_period is 'First and last year of a cumulative 累計 or average 平均 target, e.g. 2021-2024';
comment on column marts.attainment.target_basis is 'level, cumulative, average or growth_rate: only like is compared with like over the years';
comment on column marts.attainment.direction is 'Which way is better: higher, lower, none; null where it could not be told surely';
comment on column marts.attainment.direction_rule is 'Which words, term or reviewed row decided the direction';
comment on column marts.attainment.direction_rule_zh is 'The same in Chinese';
comment on column marts.attainment.actual_kind is 'numeric, pending 未達統計週期, qualitative, none';
comment on column marts.attainment.actual_value is 'Actual 實績值 in `actual_unit`';
comment on column marts.attainment.actual_unit is 'Unit of the actual, likewise';
comment on column marts.attainment.actual_year is 'Year that the actual is for, which the text may say is not the report year';
comment on column marts.attainment.attainment_pct is 'Per cent of the target reached, uncapped: 100 a/T where higher is better, 100 T/a where lower is better; the weakest bound of a range; null where not numeric';
comment on column marts.attainment.gap is 'What is missing in the better direction, in `unit`: T-a or a-T; zero or negative when reached';
comment on column marts.attainment.status is 'Computed verdict: attained, not_attained, pending, no_target, qualitative; strict comparison of printed numbers; null where certainty is doubtful';
comment on column marts.attainment.status_zh is 'The verdict in Chinese: 達標, 未達標, 待公布, 未設目標, 質性工作, 未判定';
comment on column marts.attainment.status_rule is 'The comparison or rule that made the verdict, e.g. 95.78 >= 95.8 is false';
comment on column marts.attainment.status_rule_zh is 'The same in Chinese';
comment on column marts.attainment.declared_status is 'What the report says: met 已達標, not_met 未達標, lagging (no such word, but 落後原因 is given)';
comment on column marts.attainment.is_consistent is 'Declared and computed agree; null where there is nothing to compare';
comment on column marts.attainment.certainty is 'sure: printed words, a reviewed row or an unmistakable meaning decide everything in the row; assumed: a general custom decided something, see finding; doubtful: evidence disagrees or was not read whole, then status is null';
comment on column marts.attainment.doubt is 'What speaks against the reading of a doubtful row; null if nothing does';
comment on column marts.attainment.doubt_zh is 'The same in Chinese';
comment on column marts.attainment.release_due is 'Day by which a pending value was promised 預計…前公布';
comment on column marts.attainment.target_shown is 'Target with its comparator for people, e.g. ≥ 980.526 億元; null where no quantity is set';
comment on column marts.attainment.actual_shown is 'Actual in its own unit for people; null where there is no number';
comment on column marts.attainment.gap_shown is 'What is missing in the better direction, for people; zero or with a minus sign when reached';
comment on column marts.attainment.target_words is 'Printed words of the target quantity';
comment on column marts.attainment.actual_words is 'Printed words of the actual quantity';
comment on column marts.attainment.target_text is 'Section 目標 of the indicator as printed, rejoined over page breaks';
comment on column marts.attainment.actual_text is 'Section 實績值 of the indicator as printed, rejoined over page breaks';
comment on column marts.attainment.reason_text is 'Section 落後原因 as printed, rejoined over page breaks';
comment on column marts.attainment.countermeasure_text is 'Section 因應對策 as printed, rejoined over page breaks';
comment on column marts.attainment.page_first is 'Page on which the row begins';
comment on column marts.attainment.page_last is 'Page on which the row ends';
comment on column marts.attainment.actual_page is 'Page on which the words of the actual stand';
comment on column marts.attainment.report_id is 'Document: see dim_report';
comment on column marts.attainment.corrected_text is 'Fields that a reviewed correction changed, with what is printed; null if none: see correction';
comment on column marts.attainment.issuer is 'Whose report it is; part of the key: two issuers may print one code';
comment on column marts.attainment.counts_in_total is 'True where totals count this row: of all prints of an indicator in a year, under other goals or by other issuers, one counts';
comment on column marts.attainment.series_key is 'Series that twins have in common: see observation';

insert into marts.attainment by name
with corrected as (
    select
        report_id,
        indicator_code,
        measure_no,
        string_agg(field || ': printed ' || printed_found, '; ' order by field) as corrected_text
    from staging.stg_correction
    where is_applied and field <> 'prior_value'
    group by report_id, indicator_code, measure_no
)

select
    corrected.corrected_text,
    stg_report.issuer,
    int_standing.counts_in_total,
    stg_indicator.report_year,
    stg_measure.indicator_code,
    stg_measure.measure_no,
    int_indicator_key.indicator_key,
    int_measure_key.measure_key,
    int_series.series_key,
    stg_indicator.goal_no,
    stg_indicator.indicator_name,
    stg_indicator.is_starred,
    stg_indicator.agencies,
    array_to_string(stg_indicator.agencies, '、') as agencies_text,
    stg_indicator.agencies_printed,
    stg_indicator.target_text,
    stg_indicator.actual_text,
    stg_indicator.reason_text,
    stg_indicator.countermeasure_text,
    stg_indicator.page_first,
    stg_indicator.page_last,
    seed_value_word.word_zh as status_zh,
    case stg_measure.comparator
        when 'ge' then '≥ ' || write_quantity(stg_measure.target_low, stg_measure.unit)
        when 'le' then '≤ ' || write_quantity(stg_measure.target_high, stg_measure.unit)
        when 'eq' then '= ' || write_quantity(stg_measure.target_low, stg_measure.unit)
        when 'between'
            then
                write_quantity(stg_measure.target_low, stg_measure.unit)
                || ' – ' || write_quantity(stg_measure.target_high, stg_measure.unit)
        else
            coalesce(
                write_quantity(stg_measure.target_low, stg_measure.unit),
                write_quantity(stg_measure.target_high, stg_measure.unit)
            )
    end as target_shown,
    write_quantity(stg_measure.actual_value, stg_measure.actual_unit) as actual_shown,
    write_quantity(stg_measure.gap, stg_measure.unit) as gap_shown,
    stg_measure.* exclude (
        indicator_code, measure_no, occurrence_no, is_direction_assumed, unread_words
    )
from staging.stg_measure
inner join staging.stg_indicator using (report_id, indicator_code, occurrence_no)
inner join staging.stg_report using (report_id)
inner join intermediate.int_indicator_key using (report_id, indicator_code)
inner join intermediate.int_measure_key using (report_id, indicator_code, measure_no)
inner join intermediate.int_standing using (report_id, indicator_code)
inner join intermediate.int_series on int_measure_key.measure_key = int_series.measure_key
left join corrected using (report_id, indicator_code, measure_no)
left join staging.seed_value_word
    on seed_value_word.list_name = 'status' and seed_value_word.value = coalesce(stg_measure.status, 'undecided')
where stg_report.is_current and stg_measure.occurrence_no = 1
order by stg_indicator.report_year, stg_report.issuer, stg_indicator.row_no, stg_measure.measure_no;
