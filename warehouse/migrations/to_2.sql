-- Lines between the date and the table (front_note) are kept since version 2. They cannot be told from the cells, and stay unknown
-- until the document is read again; the order of vintages then goes by the title alone.
create temp view raw_report_v2 as select *, null::text as front_note from raw_report_v1;
