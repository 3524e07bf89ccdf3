-- One row per table cell as it stands on a page; text outside the table has its own column_name.
create table raw.raw_report_cell (
    report_id text not null references raw.raw_report (report_id),
    cell_no integer not null,
    row_no integer not null,
    column_name text not null check (
        column_name in (
            'goal', 'indicator', 'result', 'outside', 'note',
            'target', 'actual', 'reason', 'countermeasure', 'agency', 'code', 'unit'
        )
    ),
    page integer not null check (page > 0),
    x0 double,
    top double,
    x1 double,
    bottom double,
    cell_text text not null,
    primary key (report_id, cell_no)
);
comment on table raw.raw_report_cell is 'One row per table cell (or line outside the table) as printed on a page: verbatim, never edited';
comment on column raw.raw_report_cell.report_id is 'Document';
comment on column raw.raw_report_cell.cell_no is 'Order of reading within the document, from 1';
comment on column raw.raw_report_cell.row_no is 'Table row on paper, counted through the document; a row cut by a page break counts twice';
comment on column raw.raw_report_cell.column_name is 'goal 核心目標, indicator 對應指標, result 達成情形; columns of their own for target 目標, actual 實績值, reason 落後原因, countermeasure 因應對策, agency 主辦機關, code 編號, unit 單位; outside the table; note: what reading had to tell of the row, as JSON';
comment on column raw.raw_report_cell.page is 'Page, from 1';
comment on column raw.raw_report_cell.x0 is 'Left edge in points; null in a text conversion';
comment on column raw.raw_report_cell.top is 'Top edge in points from the top of the page; the line number in a text conversion';
comment on column raw.raw_report_cell.x1 is 'Right edge in points; null in a text conversion';
comment on column raw.raw_report_cell.bottom is 'Bottom edge in points from the top of the page; null in a text conversion';
comment on column raw.raw_report_cell.cell_text is 'Text as extracted, code points and line breaks untouched';
