-- One row per change between an edition or vintage and the one before it.
create table marts.edition_change (
    report_id_before text not null,
    report_id_after text not null,
    report_year_before integer not null,
    report_year_after integer not null,
    is_vintage boolean not null,
    change text not null check (change in ('indicator_added', 'indicator_vanished', 'indicator_renumbered', 'indicator_renamed', 'issuer_changed', 'agency_changed', 'same_as_changed', 'measure_added', 'measure_vanished', 'unit_changed', 'target_changed', 'value_changed', 'status_changed', 'text_changed')),
    indicator_key text not null,
    measure_key text,
    indicator_code_before text,
    indicator_code_after text,
    measure_no_before integer,
    measure_no_after integer,
    goal_no integer not null,
    indicator_name text not null,
    measure_label text,
    section text check (section in ('target', 'actual', 'reason', 'countermeasure')),
    before text not null,
    after text not null,
    effect text check (effect in ('tightened', 'loosened', 'better', 'worse')),
    page integer,
    issuer text not null,
    issuer_before text not null
);
comment on table marts.edition_change is 'One row per change: each current edition against that of the year held before it, each vintage against the vintage before it in the same year, and each indicator that moved from the report of one issuer to that of another';
comment on column marts.edition_change.report_id_before is 'Document compared with';
comment on column marts.edition_change.report_id_after is 'Document in which the change is seen';
comment on column marts.edition_change.report_year_before is 'Edition compared with';
comment on column marts.edition_change.report_year_after is 'Edition in which the change is seen';
comment on column marts.edition_change.is_vintage is 'Two vintages of one year; false: editions of different years';
comment on column marts.edition_change.change is 'What changed. Between years two numbers are compared only if they are of one unit: unit_changed tells that they are not; texts are compared between vintages only, but other words of a task are target_changed';
comment on column marts.edition_change.indicator_key is 'Indicator, stable over the years';
comment on column marts.edition_change.measure_key is 'Measure, stable over the years; the later document''s where a quantity goes on in another unit; null if the indicator as a whole changed';
comment on column marts.edition_change.indicator_code_before is 'Code before; null if added';
comment on column marts.edition_change.indicator_code_after is 'Code after; null if vanished';
comment on column marts.edition_change.measure_no_before is 'Measure before';
comment on column marts.edition_change.measure_no_after is 'Measure after';
comment on column marts.edition_change.goal_no is 'Core goal';
comment on column marts.edition_change.indicator_name is 'Name after, or before if vanished';
comment on column marts.edition_change.measure_label is 'Name of the quantity';
comment on column marts.edition_change.section is 'Which text of the indicator text_changed tells; null for all else';
comment on column marts.edition_change.before is 'What it was, as people read it';
comment on column marts.edition_change.after is 'What it is';
comment on column marts.edition_change.effect is 'Of a target tightened or loosened, of a value or verdict better or worse; null where neither can be told: other units, another sense, between years a running total, of values a window average too';
comment on column marts.edition_change.page is 'Page of the later document, or of the earlier one if vanished';
comment on column marts.edition_change.issuer is 'Whose document report_id_after is: see dim_report';
comment on column marts.edition_change.issuer_before is 'Whose document report_id_before is: another issuer''s for an indicator that moved (issuer_changed, and what else changed of it), else the same';
