-- Since version 4 raw_report keeps who named a document's issuer, and how. Before, nobody could: both columns are null.

-- What reading had to tell of a row was a sentence; now it is the facts that one is said of.
create temp view raw_report_cell_v4 as
with told as (
    select
        *,
        column_name = 'note' as is_note,
        if(is_note, cell_text ->> 'rule', null) as rule,
        if(is_note, cell_text ->> 'message', null) as message
    from raw_report_cell_v3
),

stated as (
    select
        *,
        case rule
            when 'readers_disagree'
                then to_json(regexp_extract(message, '(?s)in the (\w+) cell: (.*)', ['cell', 'words']))
            when 'table_in_cell'
                then to_json(regexp_extract(message, '(?s)in the (\w+) cell was not read: (.*)', ['cell', 'words']))
            when 'altered_by_annotation'
                then to_json({
                    'kind': regexp_extract(message, '\((\w+)\)', 1),
                    'words': nullif(regexp_extract(message, '(?s)lies over the row: (.*)', 1), '')
                })
            else
                to_json({
                    'why': replace(regexp_extract(message, 'text that is (.*?) was not read', 1), ' ', '_'),
                    'words': regexp_extract(message, '(?s)was not read: (.*)', 1)
                })
        end as facts
    from told
)

select
    * exclude (is_note, rule, message, facts)
    replace (
        if(is_note, json_object('rule', rule, 'severity', cell_text ->> 'severity', 'facts', facts)::text, cell_text) as cell_text
    )
from stated;
