-- Every number that a document states, with the words and the page: what an auditor goes through, page by page.
create view marts.stated_number as
with stated as (
    select
        target.report_id,
        'target' as kind,
        target.indicator_code,
        target.measure_no,
        target.measure_key,
        target.target_year as data_year,
        coalesce(low.printed_value, target.target_low) as value_low,
        coalesce(high.printed_value, target.target_high) as value_high,
        target.unit,
        target.text,
        target.page
    from marts.target
    left join marts.correction as low
        on
            target.report_id = low.report_id
            and target.indicator_code = low.indicator_code
            and target.measure_no = low.measure_no
            and target.statement_no = 0
            and low.field = 'target_low'
    left join marts.correction as high
        on
            target.report_id = high.report_id
            and target.indicator_code = high.indicator_code
            and target.measure_no = high.measure_no
            and target.statement_no = 0
            and high.field = 'target_high'
    union all by name
    select
        report_id,
        source as kind,
        indicator_code,
        measure_no,
        measure_key,
        data_year,
        coalesce(value_printed, value) as value_low,
        coalesce(value_printed, value) as value_high,
        unit,
        text,
        page
    from marts.observation
    where source <> 'external'
)

select
    dim_report.report_year,
    dim_report.vintage_no,
    dim_report.is_current,
    stated.report_id,
    dim_report.file_name,
    stated.page,
    stated.indicator_code,
    stated.measure_no,
    stated.measure_key,
    stated.kind,
    stated.data_year,
    stated.value_low,
    stated.value_high,
    stated.unit,
    stated.text,
    dim_report.issuer
from stated
inner join marts.dim_report using (report_id);
comment on view marts.stated_number is 'One row per number that a document (every vintage) states and the program read, as printed and before any correction, with words and page. External figures are none of a report and are not here';
comment on column marts.stated_number.report_year is 'Edition';
comment on column marts.stated_number.vintage_no is 'Vintage of that edition, from 1';
comment on column marts.stated_number.is_current is 'True for the vintage that the other marts show';
comment on column marts.stated_number.report_id is 'Document: see dim_report';
comment on column marts.stated_number.file_name is 'File that was read';
comment on column marts.stated_number.page is 'Page on which the words stand';
comment on column marts.stated_number.indicator_code is 'Code as printed in that edition';
comment on column marts.stated_number.measure_no is 'Quantity of the indicator, from 1 in printed order';
comment on column marts.stated_number.measure_key is 'Measure, stable over the years';
comment on column marts.stated_number.kind is 'target 目標, actual 實績值, or prior_value (an earlier year told in the text)';
comment on column marts.stated_number.data_year is 'Year that the number is for';
comment on column marts.stated_number.value_low is 'The number in the base unit; of a target its lower bound, null if it has none';
comment on column marts.stated_number.value_high is 'The same number; of a target its upper bound, null if it has none';
comment on column marts.stated_number.unit is 'Base unit';
comment on column marts.stated_number.text is 'Printed words';
comment on column marts.stated_number.issuer is 'Whose report states it';
