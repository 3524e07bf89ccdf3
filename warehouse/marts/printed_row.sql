-- One row per document, indicator and piece of its table row: a page break cuts a row into pieces.
create table marts.printed_row (
    report_id text not null,
    indicator_code text not null,
    piece_no integer not null,
    report_year integer not null,
    page integer not null,
    x0 double,
    top double,
    x1 double,
    bottom double,
    result_x0 double,
    issuer text not null,
    primary key (report_id, indicator_code, piece_no)
);
comment on table marts.printed_row is 'One row per document (every vintage), indicator and piece of its table row: where it stands on paper, in points';
comment on column marts.printed_row.report_id is 'Document: see dim_report';
comment on column marts.printed_row.indicator_code is 'Code as printed';
comment on column marts.printed_row.piece_no is 'From 1; more than 1 where a page break cuts the row';
comment on column marts.printed_row.report_year is 'Year that the report is about';
comment on column marts.printed_row.page is 'Page, from 1';
comment on column marts.printed_row.x0 is 'Left edge of the cells 對應指標 and 達成情形; null in a text conversion';
comment on column marts.printed_row.top is 'Top edge from the top of the page; in a text conversion the line number';
comment on column marts.printed_row.x1 is 'Right edge; null in a text conversion';
comment on column marts.printed_row.bottom is 'Bottom edge from the top of the page; null in a text conversion';
comment on column marts.printed_row.result_x0 is 'Left edge of the cell 達成情形 alone; null in a text conversion';
comment on column marts.printed_row.issuer is 'Whose report it is: see dim_report';

insert into marts.printed_row by name
with printed as (
    select
        stg_report.report_id,
        stg_report.issuer,
        stg_report.report_year,
        stg_indicator.indicator_code,
        unnest(stg_indicator.printed_rows) as row_no
    from staging.stg_indicator
    inner join staging.stg_report using (report_id)
    where stg_indicator.occurrence_no = 1
)

select
    printed.report_id,
    printed.indicator_code,
    row_number() over (
        partition by printed.report_id, printed.indicator_code order by printed.row_no
    ) as piece_no,
    printed.issuer,
    printed.report_year,
    min(cell.page) as page,
    min(cell.x0) as x0,
    min(cell.top) as top,
    max(cell.x1) as x1,
    max(cell.bottom) as bottom,
    min(cell.x0) filter (where cell.column_name in ('result', 'target', 'actual')) as result_x0
from printed
inner join raw.raw_report_cell as cell
    on printed.report_id = cell.report_id and printed.row_no = cell.row_no
where cell.column_name not in ('goal', 'outside', 'note')
group by printed.report_id, printed.indicator_code, printed.issuer, printed.report_year, printed.row_no
order by printed.report_id, printed.indicator_code, piece_no;
