-- One row per statement of a value: measure, data year, and the vintage or source that states it.
create table marts.observation (
    observation_id text primary key,
    measure_key text not null,
    data_year integer not null,
    value double not null,
    unit text,
    report_year integer,
    report_id text,
    is_latest boolean not null,
    source text not null check (source in ('actual', 'prior_value', 'external')),
    value_basis text not null check (value_basis in ('level', 'cumulative', 'average', 'growth_rate')),
    segment_no integer not null,
    indicator_key text not null,
    indicator_code text,
    measure_no integer,
    value_printed double,
    text text,
    page integer,
    source_url text,
    publisher text,
    data_set text,
    source_kind text check (source_kind in ('official', 'copy', 'press', 'secondary', 'computed')),
    is_provisional boolean,
    seen_on date,
    issuer text,
    series_key text not null,
    leads_series boolean not null
);
comment on table marts.observation is 'One row per measure, data year and vintage: actuals 實績值, the earlier years'' values that a report mentions, and reviewed figures published elsewhere. With is_latest, one row per measure and data year';
comment on column marts.observation.observation_id is 'Name of the statement: measure, year, document or source';
comment on column marts.observation.measure_key is 'Measure, stable over the years';
comment on column marts.observation.data_year is 'Year that the value is for';
comment on column marts.observation.value is 'Value in `unit`, as printed or as a reviewed correction says';
comment on column marts.observation.unit is 'Unit of the series: that of its newest edition, to which other units of its group are converted';
comment on column marts.observation.report_year is 'Edition that states it; null for external';
comment on column marts.observation.report_id is 'Document (vintage) that states it; null for external';
comment on column marts.observation.is_latest is 'The statement to use for this measure and data year: of the newest current edition that states it; an external one only where no report does and external sources agree';
comment on column marts.observation.source is 'actual 實績值, prior_value (an earlier year''s value mentioned in the text), external (reviewed figures published elsewhere)';
comment on column marts.observation.value_basis is 'level, cumulative 累計, average over a window 平均, or growth_rate 成長率: only like is compared with like';
comment on column marts.observation.segment_no is 'Run of years under one definition, from 1; a reviewed change of definition begins a new one';
comment on column marts.observation.indicator_key is 'Indicator, stable over the years';
comment on column marts.observation.indicator_code is 'Code as printed in that edition; null for external';
comment on column marts.observation.measure_no is 'Measure within the indicator in that edition; null for external';
comment on column marts.observation.value_printed is 'What is printed, where a reviewed correction changed the value; else null';
comment on column marts.observation.text is 'Printed words; for external what a reader should know of the figure';
comment on column marts.observation.page is 'Page on which they stand; null for external';
comment on column marts.observation.source_url is 'Where an external figure was published';
comment on column marts.observation.publisher is 'Who published an external figure first';
comment on column marts.observation.data_set is 'Name of its data set, page or article, with the date';
comment on column marts.observation.source_kind is 'Kind of its source: official: the publisher''s own page; copy: its open data in a public repository; press; secondary: another body''s report; computed: from published figures, as the text says; null for what reports state';
comment on column marts.observation.is_provisional is 'Whether its source calls it provisional; null if it does not tell';
comment on column marts.observation.seen_on is 'Day on which it was compared with its source';
comment on column marts.observation.issuer is 'Whose report states it: see dim_report; null for external';
comment on column marts.observation.series_key is 'Series that twins, under other goals or in other issuers'' reports, have in common: the measure_key of the print that stands first';
comment on column marts.observation.leads_series is 'The statement to use for the series and data year: true at most once for each; trends rest on these';

insert into marts.observation by name
select
    int_statement.* exclude (vintage_no, is_current, standing),
    int_observation.is_latest,
    int_series.series_key,
    int_series_value.observation_id is not null as leads_series
from intermediate.int_statement
inner join intermediate.int_observation using (observation_id)
inner join intermediate.int_series on int_statement.measure_key = int_series.measure_key
left join intermediate.int_series_value on int_statement.observation_id = int_series_value.observation_id
order by
    int_statement.measure_key,
    int_statement.data_year,
    int_statement.report_year nulls last,
    int_statement.vintage_no,
    int_statement.observation_id;
