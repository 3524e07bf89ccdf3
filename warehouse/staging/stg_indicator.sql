-- One row per indicator printed in a document (occurrence 1 is what the marts use).
create table staging.stg_indicator (
    report_id text not null references staging.stg_report (report_id),
    report_year integer not null,
    indicator_code text not null,
    occurrence_no integer not null,
    row_no integer not null,
    goal_no integer not null check (goal_no between 1 and 99),
    goal_no_printed integer,
    goal_name text,
    goal_lead text,
    indicator_name text not null,
    is_starred boolean not null,
    agencies text[] not null,
    agencies_printed text[] not null,
    same_as_codes text[] not null,
    heading_text text not null,
    target_text text,
    actual_text text,
    reason_text text,
    countermeasure_text text,
    declared_status text check (declared_status in ('met', 'not_met', 'lagging')),
    page_first integer not null,
    page_last integer not null,
    printed_rows integer[] not null,
    reason_measures integer[],
    primary key (report_id, indicator_code, occurrence_no)
);
comment on table staging.stg_indicator is 'One row per indicator printed in a document';
comment on column staging.stg_indicator.report_id is 'Document';
comment on column staging.stg_indicator.report_year is 'Year that the report is about';
comment on column staging.stg_indicator.indicator_code is 'Code as printed, e.g. 6.e.2';
comment on column staging.stg_indicator.occurrence_no is '1, or more where a document prints a code twice with different content';
comment on column staging.stg_indicator.row_no is 'Order in the document, from 1, after rejoining rows cut by page breaks';
comment on column staging.stg_indicator.goal_no is 'Core goal 核心目標: printed, else the first part of the code';
comment on column staging.stg_indicator.goal_no_printed is 'Number in the goal cell that applies to the row';
comment on column staging.stg_indicator.goal_name is 'Name of the goal as printed';
comment on column staging.stg_indicator.goal_lead is 'Lead agency of the goal as printed';
comment on column staging.stg_indicator.indicator_name is 'Name without code, star, agency and same-as note';
comment on column staging.stg_indicator.is_starred is 'Marked with * in the report';
comment on column staging.stg_indicator.agencies is 'Responsible agencies under their current short names';
comment on column staging.stg_indicator.agencies_printed is 'Agency names as printed';
comment on column staging.stg_indicator.same_as_codes is 'Codes in the same-as note 同指標';
comment on column staging.stg_indicator.heading_text is 'The indicator cell, rejoined';
comment on column staging.stg_indicator.target_text is 'Section 目標 as printed, rejoined';
comment on column staging.stg_indicator.actual_text is 'Section 實績值 as printed, rejoined';
comment on column staging.stg_indicator.reason_text is 'Section 落後原因 as printed, rejoined';
comment on column staging.stg_indicator.countermeasure_text is 'Section 因應對策 as printed, rejoined';
comment on column staging.stg_indicator.declared_status is 'What the report says of the indicator: not_met over lagging over met';
comment on column staging.stg_indicator.page_first is 'Page on which the row begins';
comment on column staging.stg_indicator.page_last is 'Page on which the row ends';
comment on column staging.stg_indicator.printed_rows is 'Rows on paper that were rejoined: raw_report_cell.row_no';
comment on column staging.stg_indicator.reason_measures is 'Measures that the reason names by their list numbers 第2項, whose reason it is; null if it names none so';
