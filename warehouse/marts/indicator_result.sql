-- One row per indicator per report edition (current vintage).
create table marts.indicator_result (
    report_year integer not null,
    indicator_code text not null,
    indicator_key text not null,
    goal_no integer not null,
    status text check (status in ('attained', 'not_attained', 'pending', 'no_target', 'qualitative')),
    parts_attained integer not null,
    parts_total integer not null,
    declared_status text check (declared_status in ('met', 'not_met', 'lagging')),
    is_consistent boolean,
    is_starred boolean not null,
    twin_codes_text text,
    counts_in_total boolean not null,
    counts_in_goal boolean not null,
    counts_in_report boolean not null,
    issuer text not null,
    report_id text not null,
    leads_key boolean not null,
    primary key (issuer, report_year, indicator_code)
);
comment on table marts.indicator_result is 'One row per indicator per report edition: the worst part decides (the most negative evaluation, as in Germany''s sustainability strategy)';
comment on column marts.indicator_result.report_year is 'Edition';
comment on column marts.indicator_result.indicator_code is 'Code as printed in that edition';
comment on column marts.indicator_result.indicator_key is 'Indicator, stable over the years';
comment on column marts.indicator_result.goal_no is 'Core goal';
comment on column marts.indicator_result.status is 'not_attained if any part is, else pending if any part is, else null if any part could not be judged, else attained if any part is; no_target and qualitative if nothing else is there';
comment on column marts.indicator_result.parts_attained is 'Measures attained';
comment on column marts.indicator_result.parts_total is 'Measures of the indicator';
comment on column marts.indicator_result.declared_status is 'What the report says of the indicator: not_met over lagging over met';
comment on column marts.indicator_result.is_consistent is 'Declared and computed agree; null where there is nothing to compare';
comment on column marts.indicator_result.is_starred is 'Marked with * in the report';
comment on column marts.indicator_result.twin_codes_text is 'Codes of the same indicator under other goals, by note 同指標 or identical content';
comment on column marts.indicator_result.counts_in_total is 'False for the second and later print of a twin, so that a total over all goals counts it once';
comment on column marts.indicator_result.counts_in_goal is 'False where another issuer''s report of the year, which stands first, prints it under the same goal: goal_scorecard counts the rows that are true';
comment on column marts.indicator_result.counts_in_report is 'False for the second and later print of a twin in its own report: issuer_scorecard counts the rows that are true';
comment on column marts.indicator_result.issuer is 'Whose report it is: see dim_report';
comment on column marts.indicator_result.report_id is 'Document: see dim_report';
comment on column marts.indicator_result.leads_key is 'True for the row that stands for its indicator_key in its year, where reports of several issuers print it';

insert into marts.indicator_result by name
select
    stg_indicator.report_year,
    stg_indicator.indicator_code,
    int_indicator_key.indicator_key,
    stg_indicator.goal_no,
    int_verdict.status,
    int_verdict.parts_attained,
    int_verdict.parts_total,
    stg_indicator.declared_status,
    case
        when stg_indicator.declared_status is null or int_verdict.status is null then null
        when int_verdict.status in ('pending', 'qualitative') then null
        when stg_indicator.declared_status = 'met' then int_verdict.status = 'attained'
        else int_verdict.status = 'not_attained'
    end as is_consistent,
    stg_indicator.is_starred,
    int_verdict.twin_codes_text,
    int_verdict.counts_in_total,
    int_verdict.counts_in_goal,
    int_verdict.counts_in_report,
    stg_report.issuer,
    stg_indicator.report_id,
    int_verdict.leads_key
from intermediate.int_verdict
inner join staging.stg_indicator using (report_id, indicator_code)
inner join staging.stg_report using (report_id)
inner join intermediate.int_indicator_key using (report_id, indicator_code)
where stg_report.is_current and stg_indicator.occurrence_no = 1
order by stg_indicator.report_year, stg_report.issuer, stg_indicator.row_no;
